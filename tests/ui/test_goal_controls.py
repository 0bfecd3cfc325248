"""The table of levers: what is typed in is kept, brought within bounds, and forgotten again."""

from __future__ import annotations

import math

import pytest

from cluster_core.model.assessment import Assessment
from ui import goal, goal_controls, state, view_state
from ui.widget_keys import Key

FOCUS = "320900"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, judgements, scenario):
    monkeypatch.setattr(state, "scenario", lambda: scenario)

    def edit(**cells: object) -> None:
        monkeypatch.setattr(state, "widget", lambda key: {"edited_rows": {"0": cells}})
        goal_controls._on_edit("key", ("rd_intensity",))

    return edit


def test_a_cost_is_kept_within_its_limits_and_1_is_the_default(typed, assessment: Assessment) -> None:
    typed(cost=2.5)
    assert goal.numbers(assessment, "cost") == {"rd_intensity": 2.5}
    typed(cost=-3)
    assert goal.numbers(assessment, "cost") == {"rd_intensity": 0.0}
    typed(cost=1e9)
    assert goal.numbers(assessment, "cost") == {"rd_intensity": goal.COST_MOST}
    typed(cost=1)
    assert goal.numbers(assessment, "cost") == {}


def test_a_bound_is_kept_and_an_empty_cell_forgets_it(typed, assessment: Assessment) -> None:
    typed(limit=3.1)
    assert goal.numbers(assessment, "limit") == {"rd_intensity": 3.1}
    typed(limit=math.nan)
    assert goal.numbers(assessment, "limit") == {}
    typed(limit=3.2)
    typed(limit=None)
    assert goal.numbers(assessment, "limit") == {}


def test_the_way_back_forgets_all_and_begins_a_new_table(
    monkeypatch: pytest.MonkeyPatch, typed, judgements, assessment: Assessment
) -> None:
    picks: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", picks.get)
    monkeypatch.setattr(view_state, "pick", lambda key, value: picks.update({key: value}))
    asked = goal.question(assessment, FOCUS)
    before = goal_controls.editor_key(assessment, asked)
    typed(cost=3, limit=3.3)
    goal_controls._on_forget(goal.subject(assessment, "cost"), goal.subject(assessment, "limit"))
    assert goal.numbers(assessment, "cost") == goal.numbers(assessment, "limit") == {}
    assert goal_controls.editor_key(assessment, asked) != before
    assert picks[Key.GOAL_FORGET] == "1"


def test_the_rows_tell_today_the_bound_and_what_sets_it(
    english: None, judgements, assessment: Assessment
) -> None:
    levers = [
        one for one in goal.available_levers(assessment, FOCUS).usable if one.indicator == "rd_intensity"
    ]
    goal.keep(assessment, "cost", "rd_intensity", 2.0)
    (row,) = goal_controls.effort_rows(assessment, levers).to_dict("records")
    assert row["name"] == "R&D intensity"
    assert row["current"] == "2.12% of GDP"
    assert (row["by"], row["cost"], math.isnan(row["limit"])) == ("Best other region", 2.0, True)
