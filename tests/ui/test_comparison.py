"""Which regions are compared: chosen, default, fitted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import comparison, data, view_state


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch):
    def want(*regions: str) -> None:
        monkeypatch.setattr(view_state, "compared", lambda: regions)

    monkeypatch.setattr(view_state, "compared", lambda: None)
    return want


def test_by_default_the_focus_and_the_next_above(wanted, assessment: Assessment) -> None:
    first, second = comparison.chosen(assessment)
    ranks = assessment.ranks["four_forces"]
    assert first == "320900"
    assert ranks[second] == ranks[first] - 1


def test_the_first_is_compared_with_the_second(wanted, scenario: Scenario) -> None:
    leader = data.assessment(replace(scenario, focus="320500"))
    assert leader.ranks["four_forces"][list(comparison.chosen(leader))].tolist() == [1, 2]


def test_without_a_focus_the_leader_stands_first(wanted, scenario: Scenario) -> None:
    nobody = data.assessment(replace(scenario, focus=""))
    assert nobody.ranks["four_forces"][comparison.chosen(nobody)[0]] == 1


def test_where_nobody_is_ranked_two_regions_stand_anyway(wanted, scenario: Scenario) -> None:
    empty = data.assessment(replace(scenario, year=2018))
    assert len(comparison.chosen(empty)) == 2


def test_a_choice_is_kept_as_it_is_even_if_empty(wanted, assessment: Assessment) -> None:
    wanted("320600", "320900", "320500")
    assert comparison.chosen(assessment) == ("320600", "320900", "320500")
    wanted()
    assert comparison.chosen(assessment) == ()
    wanted("320600")
    assert comparison.chosen(assessment) == ("320600",)


def test_regions_that_are_not_there_leave_the_choice(wanted, assessment: Assessment) -> None:
    wanted("320600", "elsewhere", "320500")
    assert comparison.chosen(assessment) == ("320600", "320500")
    wanted("320600", "elsewhere")
    assert comparison.chosen(assessment) == comparison.default(assessment)


@pytest.mark.parametrize(("gap", "text"), [(1.234, "+1.23"), (-0.5, "−0.50"), (0.0, "0.00")])
def test_points_have_a_sign(english: None, gap: float, text: str) -> None:
    assert comparison.number_with_sign(gap) == text
