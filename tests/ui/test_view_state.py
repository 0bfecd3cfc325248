"""What a session looks at in detail."""

from __future__ import annotations

from typing import Any

from ui import view_state
from ui.widget_keys import Key


def test_what_the_reader_judges_is_kept_by_subject(session: Any) -> None:
    assert view_state.judged("rating") == {}
    view_state.judge("rating", {("c01", "brand"): 75})
    view_state.judge("criticality", {"engine": 50})
    assert view_state.judged("rating") == {("c01", "brand"): 75}
    view_state.judge("rating", {})
    assert (view_state.judged("rating"), view_state.judged("criticality")) == ({}, {"engine": 50})


def test_the_card_is_open_until_somebody_closes_it(session: Any) -> None:
    assert view_state.asked() is None
    view_state.ask("ranking", "R1")
    view_state.ask("coupling", "R2")
    assert view_state.asked() == ("coupling", "R2")
    assert (view_state.times_asked("ranking"), view_state.times_asked("gap")) == (1, 0)
    view_state.close_card()
    assert view_state.asked() is None
    assert view_state.times_asked("ranking") == 1


def test_what_a_widget_shows_is_kept_and_nothing_leaves_the_pick(session: Any) -> None:
    session.session_state[Key.GOAL_SCORE] = 0.0
    view_state.keep(Key.GOAL_SCORE)
    assert view_state.picked(Key.GOAL_SCORE) == "0.0"
    session.session_state[Key.GOAL_SCORE] = None
    view_state.keep(Key.GOAL_SCORE)
    assert view_state.picked(Key.GOAL_SCORE) == "0.0"


def test_what_was_picked_or_compared_can_be_forgotten(session: Any) -> None:
    view_state.pick(Key.ITEM, "a")
    view_state.pick(Key.IMPORTANCE, "b")
    view_state.unpick(Key.ITEM)
    view_state.unpick(Key.DISPARITY)
    assert (view_state.picked(Key.ITEM), view_state.picked(Key.IMPORTANCE)) == (None, "b")
    view_state.set_compared(("320900",))
    view_state.forget_compared()
    view_state.forget_compared()
    assert view_state.compared() is None
