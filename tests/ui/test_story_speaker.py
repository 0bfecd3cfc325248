"""The speaker's window: which step, the clock, and notes whose lines keep to themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cluster_core.model.text import Language
from cluster_core.userdata.stories import Step, Story
from ui import story_speaker, tray
from ui.presenting_desk import Shown

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
STEPS = tuple(Step(one, f"title {one}", "", "", "", "") for one in "abc")
STORY = Story("x", "Mine", NOW, NOW, steps=STEPS)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "local_time", lambda moment: f"{moment:%Y-%m-%d %H:%M}")


@pytest.mark.parametrize(("shown", "at"), [(None, 0), (Shown("c", NOW), 2), (Shown("gone", NOW), 0)], ids=str)
def test_the_window_is_where_the_presenter_is(shown: Shown | None, at: int) -> None:
    assert story_speaker.place(STORY, shown) == at


def test_the_heading_names_the_step(language: Language) -> None:
    said = story_speaker.heading(STORY, 1)
    assert all(part in said for part in ("2", "3", "title b"))
    assert "Mine" in story_speaker.heading(Story("x", "Mine", NOW, NOW), 0)


def test_the_clock_runs_and_says_what_is_frozen(language: Language) -> None:
    began = NOW - timedelta(minutes=12, seconds=59)
    waits, runs, holds = (
        story_speaker.times(one, NOW)
        for one in (None, Shown("a", began), Shown("a", began, NOW - timedelta(minutes=3)))
    )
    assert all("09:30" in said for said in (waits, runs, holds))
    assert "12" in runs
    assert "12" in holds
    assert "09:27" in holds
    assert "12" not in waits


def test_no_line_of_the_notes_turns_another() -> None:
    assert story_speaker.isolated_lines("a\u202eb\nمجموعات") == ["ab", "\u2068مجموعات\u2069"]
    assert story_speaker.isolated_lines("") == []
