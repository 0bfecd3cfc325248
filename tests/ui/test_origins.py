"""What is compared: sets and methods, without those that are the ranking in force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.weight_sets import OWN, SETS
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import data, origins


def test_the_set_in_force_is_no_other_set(assessment: Assessment) -> None:
    found = origins.compared(assessment)
    assert found.in_force == "default"
    assert found.set_names == SETS
    assert found.other_sets == SETS[1:]
    assert "arithmetic" not in found.method_names
    assert "scenario" not in found.method_names


def test_own_points_are_a_set_of_their_own(scenario: Scenario) -> None:
    found = origins.compared(data.assessment(scenario.with_points("four_forces", (1, 2, 3, 4)).quantised()))
    assert found.in_force == OWN
    assert found.set_names == (OWN, *SETS)
    assert found.other_sets == SETS


@pytest.mark.parametrize("weighting", ["entropy", "bod"])
def test_a_set_put_in_force_changes_places_with_the_document(scenario: Scenario, weighting: str) -> None:
    found = origins.compared(data.assessment(replace(scenario, weighting=weighting)))
    assert found.in_force == weighting
    assert set(found.other_sets) == set(SETS) - {weighting}
    assert found.agreement[weighting] == pytest.approx(1)


def test_places_are_the_ranks_of_the_assessments(scenario: Scenario, assessment: Assessment) -> None:
    found = origins.compared(assessment)
    places = found.standings
    entropy = data.assessment(replace(scenario, weighting="entropy"))
    assert places.ranks[:, places.choices.index("entropy")].tolist() == entropy.scored.ranks[:, 0].tolist()
    geometric = data.assessment(replace(scenario, aggregate="geometric"))
    at = places.choices.index("geometric")
    assert places.ranks[:, at].tolist() == geometric.scored.ranks[:, 0].tolist()


def test_the_indicators_weights_of_every_set_sum_to_one(english: None, assessment: Assessment) -> None:
    found = origins.compared(assessment)
    np.testing.assert_allclose(found.by_indicator.sum(), 1)
    table = origins.leaf_table(found)
    assert list(table.columns[:3]) == ["Indicator", "Document", "Equal"]
    assert table["Entropy"].sum() == pytest.approx(100)


def test_a_comparison_is_worked_out_once(assessment: Assessment) -> None:
    first = origins.compared(assessment)
    other = replace(assessment, scenario=replace(assessment.scenario, focus="320500"))
    assert origins.compared(other).sets is first.sets


def test_with_very_many_the_slow_parts_are_left_out(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "MANY", 12)
    monkeypatch.setattr(origins, "LARGE", 12)
    monkeypatch.setattr(data, "remember", lambda _key, build: build())
    found = origins.compared(assessment)
    assert "bod" not in found.set_names
    assert "promethee" not in found.method_names
    assert found.sets.agreement["draws"].max() == 200
