"""Which story is worked on, what a step is called and shows, and the first pin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import NAME_MAX
from cluster_core.userdata.stories import Step, Story
from ui import presenting_state, state, story, tray_state, tray_views, view_state
from ui.widget_keys import Key

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STEPS = tuple(Step(one, one, "", "", "", "") for one in "ab")
ONE, OTHER = Story("one", "One", NOW, NOW, steps=STEPS), Story("other", "Other", NOW, NOW)


@pytest.fixture
def here(session: Any, assessment: Assessment) -> Assessment:
    session.session_state["scenario"] = assessment.scenario
    state.set_pages({"": SimpleNamespace(title="Overview"), "compare": SimpleNamespace(title="Compare")})  # type: ignore[dict-item]
    state.set_page("compare")
    return assessment


def test_the_story_changed_last_is_worked_on_before_any_choice(session: Any) -> None:
    assert story.current(()) is None
    assert story.current((ONE, OTHER)) is ONE
    presenting_state.set_edited("other")
    assert story.current((ONE, OTHER)) is OTHER
    presenting_state.set_edited("gone")
    assert story.current((ONE, OTHER)) is ONE


def test_the_first_step_is_worked_on_before_any_choice(session: Any) -> None:
    assert story.current_step(OTHER) is None
    assert story.current_step(ONE) is STEPS[0]
    presenting_state.set_step("b")
    assert story.current_step(ONE) is STEPS[1]


def test_the_first_pin_begins_a_story_and_the_next_follows_it(
    here: Assessment, english: None, desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(story, "st", SimpleNamespace(toast=lambda words, **_: said.append(words)))
    view_state.set_compared(("320900", "320100"))
    story.pin(here)
    state.set_page("")
    story.pin(here)
    (made,) = stories.list_(desk)
    assert [(one.page, one.view) for one in made.steps] == [("compare", "1~c~2~320~00~9~1~z"), ("", "")]
    assert {one.scenario() for one in made.steps} == {here.scenario.quantised()}
    assert made.steps[0].title.startswith("Compare · ")
    assert "Yancheng" in made.steps[0].title
    assert (presenting_state.edited(), presenting_state.step()) == (made.id, made.steps[1].id)
    assert ["step 1" in said[0], "step 2" in said[1]] == [True, True]


def test_a_pin_that_cannot_be_kept_is_said(
    here: Assessment, english: None, desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(story, "st", SimpleNamespace(toast=lambda words, **_: said.append(words)))
    monkeypatch.setattr(stories, "STEPS_MOST", 0)
    story.pin(here)
    assert "too many stories or steps" in said[0]
    assert stories.list_(desk) == ()


def test_a_long_title_is_cut(here: Assessment, english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray_views, "suggested_name", lambda _: "x" * NAME_MAX)
    assert len(story.suggested_title(here)) == NAME_MAX


def test_a_step_says_what_it_shows_or_why_not(here: Assessment, language: Language) -> None:
    code = here.scenario.encode()
    step = Step("a", "a", "", code, "compare", "")
    assert all(part in story.line(step) for part in ("Compare", "16.0", "2023", "13"))
    gone = replace(here.scenario, focus="atlantis").encode()
    assert len(story.line(replace(step, code=gone))) != len(story.line(step))
    assert "16.0" not in story.line(replace(step, code="9~x"))
    assert story.line(replace(step, page="later")).startswith("later")


def test_the_headline_counts(here: Assessment, language: Language) -> None:
    assert story.headline(None)
    assert "Other" in story.headline(OTHER)
    said = story.headline(ONE)
    assert all(part in said for part in ("One", "2", "Overview"))
    assert "One" in story.headline(replace(ONE, steps=STEPS[:1]))


def test_a_store_that_cannot_be_read_is_said(session: Any, english: None, desk: Store) -> None:
    assert desk.path is not None
    desk.path.parent.mkdir(parents=True)
    desk.path.write_bytes(b"no database" * 100)
    assert story.everything() == ()
    assert "damaged" in tray_state.take_problem()
    assert Key.STORY_PIN != Key.PRESENT
