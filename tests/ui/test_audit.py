"""What the page works out at once, and what it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from tests.assess.test_leave_out import assessed
from ui import audit, data, view_state
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def nothing_picked(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    picked: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", picked.get)
    return picked


def own_weights(assessment: Assessment) -> Assessment:
    """The same scores, said to rest on weights that every unit has of its own."""
    return replace(assessment, scenario=replace(assessment.scenario, weighting="bod"))


def test_leaving_out_is_slow_with_own_weights_and_for_many_regions(assessment: Assessment) -> None:
    assert not any(audit.is_slow(assessment, kind) for kind in ("indicators", "nodes", "regions"))
    assert audit.is_slow(own_weights(assessment), "indicators")
    many = assessed({"a": [float(at) for at in range(audit.MANY_REGIONS + 1)]}, {"f": {"a": 1}})
    assert not audit.is_slow(many, "indicators")
    assert audit.is_slow(many, "regions")


def test_what_is_slow_waits_until_asked(assessment: Assessment, nothing_picked: dict[str, str]) -> None:
    slow = own_weights(assessment)
    assert not audit.found(slow).leave_out.parts
    nothing_picked[Key.RESCORE] = audit._asked_for(slow, "indicators")
    assert audit._is_asked(slow, "nodes")
    assert not audit._is_asked(slow, "regions")
    other = replace(slow, scenario=replace(slow.scenario, year=2022))
    assert not audit._is_asked(other, "indicators")


def test_it_is_worked_out_once_whatever_the_focus(scenario: Scenario, assessment: Assessment) -> None:
    assert audit.found(assessment) is audit.found(data.assessment(replace(scenario, focus="320500")))
    assert audit.found(assessment) is not audit.found(data.assessment(replace(scenario, year=2022)))


def test_what_can_be_left_out() -> None:
    flat = assessed({"a": [1, 2], "b": [2, 1]}, {"f": {"a": 1, "b": 1}})
    assert audit.kinds_of(flat) == ["indicators", "regions"]
    alone = assessed({"a": [1], "b": [2]}, {"f": {"one": 1}, "one": {"a": 1, "b": 1}})
    assert audit.kinds_of(alone) == ["indicators", "nodes"]


def test_the_alphas_as_a_table(language: Language) -> None:
    result = assessed({"a": [90, 50, 10, 30], "b": [0, 60, 40, 80], "c": [20, 60, 45, 1]})
    found = statistical_audit(result).alphas
    table = audit.alpha_table(result, found)
    assert len(table) == len(found) == 4
    assert table.iloc[0, 1] == found[found["of"] == "indicators"]["alpha"].iloc[0]
    notes = table.iloc[:, -1].tolist()
    assert sum(bool(note) for note in notes) == 1  # a node with one indicator
