"""A presentation as one session remembers it, and as an address tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ui import presenting_state
from ui.data import Held
from ui.presenting_state import Frozen, Show

FROZEN = Frozen(Held("f", {}, {}), datetime(2026, 11, 26, tzinfo=UTC))


@pytest.mark.parametrize(
    ("wanted", "show"),
    [
        ("1", Show()),
        ("abc~3", Show("abc", 2)),
        ("abc", Show("abc", 0)),
        ("abc~0", Show("abc", 0)),
        ("abc~x", Show("abc", 0)),
        ("abc~99999999999", Show("abc", 0)),
        ("x" * 500 + "~2", Show("x" * 36, 1)),
    ],
)
def test_an_address_begins_a_presentation(session: Any, wanted: str, show: Show) -> None:
    session.query_params["present"] = wanted
    presenting_state.read_address()
    assert presenting_state.show() == show


@pytest.mark.parametrize("show", [Show(), Show("abc", 4)])
def test_the_address_leads_back_to_the_step(session: Any, show: Show) -> None:
    assert presenting_state.address() == {}
    presenting_state.set_show(show)
    session.query_params.from_dict(presenting_state.address())
    session.session_state.clear()
    presenting_state.read_address()
    assert presenting_state.show() == show


def test_a_speakers_window_stays_one(session: Any) -> None:
    session.query_params["speaker"] = "abc"
    presenting_state.read_address()
    assert (presenting_state.speaker(), presenting_state.show()) == ("abc", None)
    assert presenting_state.address() == {"speaker": "abc"}


def test_the_end_of_a_presentation_frees_the_numbers(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenting_state, "get_script_run_ctx", lambda **_: object())
    presenting_state.set_show(Show())
    presenting_state.set_frozen(FROZEN)
    assert presenting_state.frozen() is FROZEN
    presenting_state.set_show(None)
    assert presenting_state.frozen() is None


def test_work_outside_a_session_is_never_frozen(session: Any) -> None:
    presenting_state.set_frozen(FROZEN)
    assert presenting_state.frozen() is None


def test_where_the_end_leads_to_is_kept_until_it_is_taken_back(session: Any) -> None:
    assert presenting_state.page() is None
    presenting_state.set_page("")
    assert presenting_state.page() == ""
