"""What shortcomings rest on where there is little: tests of tests/assess/test_evidence.py hold the numbers."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.rule_evidence import criterion_evidence, family_evidence, item_evidence
from cluster_core.errors import ScenarioError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree


@pytest.fixture
def bare() -> Assessment:
    """Three regions, the rules that follow from the framework, one indicator without any value."""
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1}})
    return assess(dataset(facts(a=[1, 2, 4], b=[NAN, NAN, NAN]), [framework]), Scenario("demo", "f", 2020))


def test_one_test_against_the_median_of_the_others(bare: Assessment) -> None:
    found = item_evidence(bare, "R1", "one")
    (tried,) = found.tests
    # The others have 2 and 4: median 3, goodness (3 - 1)/3; the own goodness is 0.
    assert (tried.value, tried.reference, tried.fails) == (1, 3, True)
    assert (tried.goodness, tried.goodness_reference) == pytest.approx((0, 2 / 3))
    assert found.severity == pytest.approx(100)
    assert found.level == "severe"


def test_without_data_there_is_no_severity(bare: Assessment) -> None:
    found = item_evidence(bare, "R1", "two")
    assert math.isnan(found.severity)
    assert not found.tests[0].assessable
    assert found.level == "insufficient"


def test_a_family_counts_what_has_a_severity(bare: Assessment) -> None:
    found = family_evidence(bare, "R1", "f")
    assert found.counted == ("one",)
    assert found.severity == pytest.approx(100)


def test_without_a_typology_there_is_no_criterion(bare: Assessment) -> None:
    with pytest.raises(ScenarioError, match="criterion: found 'x'"):
        criterion_evidence(bare, "R1", "x")
