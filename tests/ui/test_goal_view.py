"""A goal in a view: own costs and bounds as texts, and the whole question pinned."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.model.assessment import Assessment
from cluster_core.userdata.record import clean_place
from ui import data, goal, goal_view, state, view_link
from ui.goal_view import Typed


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_any_number_comes_back_as_it_is_and_needs_no_escaping(value: float) -> None:
    (text,) = Typed(("rd",), {"rd": value})
    assert Typed(("rd",), {})[text] == ("rd", value)
    assert clean_place("goal", text) == ("goal", text)


@pytest.mark.parametrize(
    "text", ["", "2.5.rd", "2p5", "nan.rd", "infp.rd", "2,5.rd", "2p5.other", "1e999.rd"]
)
def test_what_is_no_number_of_an_indicator_is_not_there(text: str) -> None:
    assert text not in Typed(("rd",), {"rd": 1.0})


def test_the_question_is_pinned_and_reopened_whole(session: Any, assessment: Assessment) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    region = goal.asked_of(assessment)
    assert region is not None
    known = goal.available_levers(assessment, region).usable
    goal.keep(assessment, "cost", known[0].indicator, 2.5)
    goal.keep(assessment, "limit", known[1].indicator, known[1].bound)
    asked = goal.question(assessment, region)
    before = goal.answer(assessment, region, asked)
    goal_view.pin(assessment, region)
    view = view_link.encode(assessment, "goal")
    # Another question meanwhile.
    goal.keep(assessment, "cost", known[2].indicator, 9.0)
    assert view_link.open_saved("goal", view) == ()
    assert goal.question(assessment, region) == asked
    after = goal.answer(assessment, region, goal.question(assessment, region))
    assert after.table.equals(before.table)


def test_costs_stay_within_what_can_be_typed_in(session: Any, assessment: Assessment) -> None:
    _, _, keep, _ = goal_view.numbers("cost")
    keep(assessment, [("rd_intensity", 1e6), ("college_share", -3.0)])
    assert goal.numbers(assessment, "cost") == {"rd_intensity": goal.COST_MOST, "college_share": 0.0}
