"""What the session keeps of the tray."""

from __future__ import annotations

from types import SimpleNamespace

from ui import tray_state
from ui.tray_state import Sought


def test_nothing_is_kept_before_anything_is_done(session: SimpleNamespace) -> None:
    assert tray_state.opened() is tray_state.ticked() is tray_state.deleted() is None
    assert tray_state.conflict() is tray_state.incoming() is None
    assert tray_state.sought() == Sought("", 1)


def test_a_problem_is_said_once(session: SimpleNamespace) -> None:
    tray_state.set_problem("locked")
    assert [tray_state.take_problem(), tray_state.take_problem()] == ["locked", ""]


def test_a_new_search_begins_on_the_first_page(session: SimpleNamespace) -> None:
    tray_state.set_sought("盐城", 3)
    assert tray_state.sought() == Sought("盐城", 3)
    tray_state.set_sought("苏州")
    assert tray_state.sought() == Sought("苏州", 1)


def test_the_order_of_ticks_is_kept(session: SimpleNamespace) -> None:
    tray_state.set_ticked(one for one in ("b", "a"))
    assert tray_state.ticked() == ("b", "a")
