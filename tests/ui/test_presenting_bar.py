"""The bar puts text on the page as text only, and hands back only what it knows."""

from __future__ import annotations

from typing import Any

import pytest

from ui import presenting_bar
from ui.widget_keys import Key


@pytest.mark.parametrize(
    ("sent", "act"),
    [
        ({"pressed": "next"}, "next"),
        ({"pressed": "freeze"}, "freeze"),
        ({"pressed": "quit"}, None),
        ({"pressed": ["next"]}, None),
        ({}, None),
        (None, None),
        ("next", None),
    ],
)
def test_only_its_own_keys_are_heard(session: Any, sent: object, act: str | None) -> None:
    session.session_state[Key.PRESENT_BAR] = sent
    assert presenting_bar.pressed() == act


def test_it_is_given_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(presenting_bar, "_bar", lambda **options: given.update(options))
    presenting_bar.draw(
        {"about": "<b>x</b>"}, [("1  a", True)], ways=(False, True), frozen=True, on_press=print
    )
    assert given["data"] == {
        "words": {"about": "<b>x</b>"},
        "steps": [{"title": "1  a", "current": True}],
        "previous": False,
        "next": True,
        "frozen": True,
    }
    assert "innerHTML" not in presenting_bar._JS
