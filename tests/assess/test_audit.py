"""The way from raw values to the total, checked by hand on a tree of three indicators."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.audit import Step, audit
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
RATIO = indicator("c", numerator="top", denominator="base", scale=100.0)


def steps(**columns: list[float]) -> dict[str, Step]:
    given = {"a": [10, 20, 30], "b": [4, 2, 8], "top": [7, 5, 1], "base": [100, 100, 100], **columns}
    data = dataset(facts(**given), [FRAMEWORK], [RATIO])
    return {
        step.id: step for step in audit(assess(data, Scenario("demo", "f", 2020, min_coverage=0.3)), "R1")
    }


def test_every_node_and_indicator_depth_first() -> None:
    found = steps()
    assert [(step.id, step.parent, step.level, step.is_indicator) for step in found.values()] == [
        ("f", "", 0, False),
        ("one", "f", 1, False),
        ("a", "one", 2, True),
        ("two", "f", 1, False),
        ("b", "two", 2, True),
        ("c", "two", 2, True),
    ]


def test_the_numbers_of_a_complete_region_by_hand() -> None:
    found = steps()
    # R1: a 0; b (4-2)/(8-2) = 1/3; c 1. two = (1/3 + 2)/3 = 7/9; f = 3/4 * 7/9 = 7/12.
    b, c, f = found["b"], found["c"], found["f"]
    assert (b.share, b.effective, b.in_force) == pytest.approx((1 / 3, 1 / 4, 1 / 4))
    assert (b.score, b.contribution) == pytest.approx((100 / 3, 100 / 12))
    assert (c.score, c.contribution, c.value) == pytest.approx((100, 50, 7))
    assert (c.year, c.denominator_year) == (2020, 2020)
    assert f.score == pytest.approx(700 / 12)
    assert sum(step.contribution for step in found.values() if step.is_indicator) == pytest.approx(f.score)
    assert math.isnan(f.value)


def test_a_missing_indicator_hands_its_weight_to_its_siblings() -> None:
    found = steps(b=[NAN, 2, 8])
    # two = c = 1, so f = 3/4 with all of the weight of `two` on c.
    b, c = found["b"], found["c"]
    assert (b.effective, b.in_force, b.coverage) == (0.25, 0.0, 0.0)
    assert all(math.isnan(number) for number in (b.score, b.contribution, b.value))
    assert (c.effective, c.in_force, c.contribution) == pytest.approx((0.5, 0.75, 75))
    assert found["two"].coverage == pytest.approx(2 / 3)


def test_a_region_without_a_total_has_nothing_in_force() -> None:
    found = steps(a=[NAN, 20, 30], b=[NAN, 2, 8], top=[NAN, 5, 1])
    assert all(step.in_force == 0 and math.isnan(step.contribution) for step in found.values())
    assert {step.effective for step in found.values()} == {1.0, 0.25, 0.75, 0.5}


def test_an_imputed_value_is_marked_and_is_no_coverage() -> None:
    columns = {"a": [10, 20, 30], "b": [NAN, 2, 8], "top": [7, 5, 1], "base": [100, 100, 100]}
    data = dataset(facts(**columns), [FRAMEWORK], [RATIO])
    scenario = Scenario("demo", "f", 2020, impute="peer_mean", min_coverage=0.3)
    found = {step.id: step for step in audit(assess(data, scenario), "R1")}
    b = found["b"]
    assert (b.value, b.imputed, b.coverage, b.score) == (5, True, 0, 50)
    assert b.in_force == pytest.approx(0.25), "it has its weight"
    assert found["two"].coverage == pytest.approx(2 / 3)
    assert not found["a"].imputed
    assert not found["two"].imputed
    total = sum(step.contribution for step in found.values() if step.is_indicator)
    assert total == pytest.approx(found["f"].score)


def test_a_node_of_imputed_values_only_is_withheld() -> None:
    data = dataset(facts(a=[10, 20, NAN], b=[1, 2, 3], top=[1, 2, 3], base=[1, 1, 1]), [FRAMEWORK], [RATIO])
    scenario = Scenario("demo", "f", 2020, impute="peer_mean")
    found = {step.id: step for step in audit(assess(data, scenario), "R3")}
    assert math.isnan(found["one"].score), "its coverage is 0"
    assert found["f"].score == pytest.approx(100), "from `two` alone"
