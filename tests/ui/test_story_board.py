"""What the list and the fields of the page do to the store, and how it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.stories import Story
from cluster_core.userdata.tray import Draft
from ui import presenting_state, story_board, story_steps, tray_state
from ui.story_steps import Asked
from ui.widget_keys import Key


@pytest.fixture
def known(session: Any, desk: Store, scenario: Scenario) -> Story:
    return stories.add(desk, "Mine", [Draft(one, scenario) for one in "abc"])


def titles(desk: Store, known: Story) -> list[str]:
    found = stories.read(desk, known.id)
    return [one.title for one in found.steps] if found else []


def ask(monkeypatch: pytest.MonkeyPatch, known: Story, asked: Asked | None) -> None:
    monkeypatch.setattr(story_steps, "asked", lambda: asked)
    story_board._on_asked(known)


def test_the_list_orders_picks_and_removes(
    desk: Store, known: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = (one.id for one in known.steps)
    ask(monkeypatch, known, Asked("order", (c, a, b)))
    assert titles(desk, known) == ["c", "a", "b"]
    ask(monkeypatch, known, Asked("pick", id=b))
    assert presenting_state.step() == b
    now = stories.read(desk, known.id)
    assert now is not None
    ask(monkeypatch, now, Asked("remove", id=a))
    ask(monkeypatch, now, Asked("remove", id="nobody"))
    ask(monkeypatch, now, None)
    assert titles(desk, known) == ["c", "b"]
    story_board._on_undo()
    assert titles(desk, known) == ["c", "a", "b"]
    assert presenting_state.removed() is None


def test_a_deleted_story_comes_back(desk: Store, known: Story) -> None:
    story_board._on_delete(known)
    assert stories.list_(desk) == ()
    story_board._on_undo()
    assert titles(desk, known) == ["a", "b", "c"]
    assert presenting_state.edited() == known.id


def test_what_is_typed_is_kept_and_what_cannot_be_is_said(
    session: Any, desk: Store, known: Story, english: None
) -> None:
    one = known.steps[0]
    note, title = Key.STORY_NOTE.of(one.id), Key.STORY_STEP_TITLE.of(one.id)
    session.session_state[note] = "say\nthis"
    story_board._on_edit(known, one, "note")
    found = stories.read(desk, known.id)
    assert found is not None
    assert (found.steps[0].title, found.steps[0].note) == ("a", "say\nthis")
    session.session_state[title] = " "
    story_board._on_edit(known, found.steps[0], "title")
    assert titles(desk, known) == ["a", "b", "c"]
    assert tray_state.take_problem()
    session.session_state["t"] = "Yours"
    story_board._on_title(known, "t")
    assert stories.list_(desk)[0].title == "Yours"


def test_a_new_story_is_worked_on_at_once(session: Any, desk: Store, known: Story, english: None) -> None:
    story_board._on_new()
    made = stories.read(desk, presenting_state.edited())
    assert made is not None
    assert (made.title, made.steps) == ("My story", ())
    session.session_state[Key.STORY_PICK] = known.id
    story_board._on_pick()
    assert presenting_state.edited() == known.id
