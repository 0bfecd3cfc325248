"""What is on the screen is known to every session, and forgotten when the presentation ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ui import presenting_desk
from ui.presenting_desk import Shown

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenting_desk, "_shown", {})


def test_the_last_step_is_known_with_the_beginning_of_the_presentation() -> None:
    assert presenting_desk.shown("x") is None
    presenting_desk.show("x", "one", NOW, None)
    presenting_desk.show("x", "two", NOW + timedelta(minutes=5), NOW)
    assert presenting_desk.shown("x") == Shown("two", NOW, NOW)
    presenting_desk.end("x")
    presenting_desk.end("x")
    assert presenting_desk.shown("x") is None


def test_only_so_many_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenting_desk, "_MOST", 2)
    for story in ("a", "b", "a", "c"):
        presenting_desk.show(story, "one", NOW, None)
    assert [presenting_desk.shown(one) is not None for one in "abc"] == [True, False, True]
