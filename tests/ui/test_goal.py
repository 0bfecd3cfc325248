"""What the reader asks of a goal: as picked, within what there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from ui import data, goal, view_state
from ui.widget_keys import Key

FOCUS = "320900"


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch, judgements) -> dict[str, str]:
    made: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", made.get)
    return made


def test_without_a_choice_the_next_milestone_is_asked_with_every_lever(picks, assessment: Assessment) -> None:
    asked = goal.question(assessment, FOCUS)
    assert (asked.rank, asked.score, asked.bounds, asked.costs, asked.limits) == (
        10,
        None,
        "best_peer",
        (),
        (),
    )
    assert asked.levers == goal.available(assessment, FOCUS)
    assert len(asked.levers) == 21
    found = goal.answer(assessment, FOCUS, asked)
    assert (found.status, found.rank) == ("reached", 10)
    assert goal.answer(assessment, FOCUS, asked) is found


def test_choices_that_no_longer_fit_are_brought_within(picks, assessment: Assessment) -> None:
    picks |= {Key.GOAL_RANK: "40", Key.GOAL_BOUNDS: "to the moon", Key.GOAL_LEVERS: "no_dimension"}
    asked = goal.question(assessment, FOCUS)
    assert (asked.rank, asked.bounds) == (13, "best_peer")
    assert len(asked.levers) == 21


def test_a_dimension_or_an_own_choice_of_levers(picks, judgements, assessment: Assessment) -> None:
    picks[Key.GOAL_LEVERS] = "innovation"
    assert set(goal.question(assessment, FOCUS).levers) < set(goal.available(assessment, FOCUS))
    assert "rd_intensity" in goal.question(assessment, FOCUS).levers
    picks[Key.GOAL_LEVERS] = goal.OWN
    assert len(goal.question(assessment, FOCUS).levers) == 21
    judgements[goal.subject(assessment, "levers")] = {"chosen": ("loans_gdp", "gone")}
    assert goal.question(assessment, FOCUS).levers == ("loans_gdp",)
    judgements[goal.subject(assessment, "levers")] = {"chosen": ()}
    assert len(goal.question(assessment, FOCUS).levers) == 21


def test_a_score_is_aimed_for_at_the_best_one_first(picks, assessment: Assessment) -> None:
    picks[Key.GOAL_KIND] = goal.SCORE
    asked = goal.question(assessment, FOCUS)
    assert asked.rank is None
    assert asked.score == pytest.approx(assessment.scores["four_forces"].max(), abs=0.05)
    picks[Key.GOAL_SCORE] = "30.5"
    assert goal.question(assessment, FOCUS).score == 30.5


def test_own_costs_and_bounds_go_into_the_answer(picks, judgements, assessment: Assessment) -> None:
    goal.keep(assessment, "cost", "college_share", 4.0)
    goal.keep(assessment, "limit", "rd_intensity", 2.5)
    goal.keep(assessment, "limit", "loans_gdp", 1.0)  # worse than today
    asked = goal.question(assessment, FOCUS)
    assert asked.costs == (("college_share", 4.0),)
    assert asked.limits == (("rd_intensity", 2.5),)
    levers = {one.lever.indicator: one.lever for one in goal.answer(assessment, FOCUS, asked).steps}
    assert (levers["rd_intensity"].bound, levers["rd_intensity"].bound_by) == (2.5, "by_hand")
    assert levers["college_share"].cost == 4.0
    assert levers["loans_gdp"].bound == levers["loans_gdp"].best_peer
    goal.keep(assessment, "cost", "college_share", None)
    assert goal.question(assessment, FOCUS).costs == ()


def test_own_bounds_stand_over_the_own_pace(picks, judgements, assessment: Assessment) -> None:
    picks[Key.GOAL_BOUNDS] = "own_pace"
    goal.keep(assessment, "limit", "rd_intensity", 2.5)
    found = goal.answer(assessment, FOCUS, goal.question(assessment, FOCUS))
    levers = {one.lever.indicator: one.lever for one in found.steps}
    assert levers["rd_intensity"].bound == 2.5
    pace = {one.indicator: one for one in goal.available_levers(assessment, FOCUS).usable}["export_gdp"]
    assert levers["export_gdp"].bound == pace.bound != pace.best_peer


def test_who_can_be_asked_about_and_on_which_scales(assessment: Assessment) -> None:
    assert goal.asked_of(assessment) == FOCUS
    scenario = assessment.scenario
    assert goal.asked_of(data.assessment(replace(scenario, focus=""))) is None
    assert goal.asked_of(data.assessment(replace(scenario, min_coverage=1.0))) is None
    assert goal.possible(assessment)
    assert not goal.possible(data.assessment(replace(scenario, normalise="percentile")))
