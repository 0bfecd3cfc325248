"""Which regions are compared: chosen, default, fitted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.twins import twins
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


def test_ten_at_most_and_each_once(wanted, assessment: Assessment) -> None:
    units = assessment.units
    wanted(*units[:3], units[0], *units[3:])
    assert comparison.chosen(assessment) == units[:10]


def test_what_cannot_be_compared_is_named(wanted, english: None, scenario: Scenario) -> None:
    everyone = data.assessment(scenario)
    wanted("320900", "320600", "999999", "<b>")
    assert comparison.left_out(everyone) == "Not in these data, so not compared: 999999 and <b>."
    few = data.assessment(replace(scenario, peers=("320900", "320600", "320500")))
    wanted("320900", "320600", "320100")
    assert comparison.left_out(few) == "Outside the peers chosen at the left, so not compared: Nanjing."
    wanted(*everyone.units[:11])
    last = everyone.dataset.regions[everyone.units[10]].name.en
    assert comparison.left_out(everyone).startswith(f"No more than 10 are compared; not shown: {last}.")
    wanted("320900", "320600")
    assert comparison.left_out(everyone) == ""


def test_twins_are_those_of_the_core_without_the_compared(assessment: Assessment) -> None:
    near = [one.unit for one in twins(assessment, "320900", 5)]
    assert comparison.suggested(assessment, ("320900", "320600")) == [u for u in near if u != "320600"][:3]
    assert comparison.suggested(assessment, ("320900", near[0])) == near[1:4]


def test_no_twin_where_no_more_fit_or_nobody_can_be_compared(
    assessment: Assessment, scenario: Scenario
) -> None:
    assert comparison.suggested(assessment, assessment.units[:10]) == []
    assert comparison.suggested(assessment, ()) == []
    empty = data.assessment(replace(scenario, year=2018))
    assert comparison.suggested(empty, empty.units[:2]) == []
