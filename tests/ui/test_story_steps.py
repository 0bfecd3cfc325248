"""The list puts text on the page as text only, and what the browser asks for is checked."""

from __future__ import annotations

from typing import Any

import pytest

from ui import story_steps
from ui.story_steps import Asked, Row
from ui.widget_keys import Key

HEARD = [
    ({"act": "order", "order": ["b", "a"]}, Asked("order", ("b", "a"))),
    ({"act": "pick", "id": "a"}, Asked("pick", id="a")),
    ({"act": "remove", "id": "a"}, Asked("remove", id="a")),
    ({"act": "order", "order": []}, None),
    ({"act": "order", "order": [1]}, None),
    ({"act": "order", "order": "ab"}, None),
    ({"act": "remove", "id": ""}, None),
    ({"act": "remove", "id": 7}, None),
    ({"act": "drop"}, None),
    ([], None),
    (None, None),
]


@pytest.mark.parametrize(("sent", "asked"), HEARD)
def test_only_what_can_be_asked_is_heard(session: Any, sent: object, asked: Asked | None) -> None:
    session.session_state[Key.STORY_STEPS] = {"asked": sent}
    assert story_steps.asked() == asked


def test_it_is_given_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(story_steps, "_list", lambda **options: given.update(options))
    story_steps.draw([Row("a", "<b>x</b>", "line", current=True)], {"drag": "d"}, on_ask=print)
    assert given["data"]["rows"] == [{"id": "a", "title": "<b>x</b>", "line": "line", "current": True}]
    assert "innerHTML" not in story_steps._JS
