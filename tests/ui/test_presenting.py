"""Presenter mode: steps and pages one after another, what is frozen, and what the bar says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from cluster_core.userdata import stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.stories import Story
from cluster_core.userdata.tray import Draft
from ui import data, presenting, presenting_bar, presenting_desk, presenting_state, state, view_state
from ui.presenting_state import Show

PAGES = ("", "compare", "story", "map")


@pytest.fixture(autouse=True)
def screen(session: Any, monkeypatch: pytest.MonkeyPatch, scenario: Scenario) -> Iterator[list[str]]:
    """A session on the first page; what the script switches to."""
    gone: list[str] = []
    monkeypatch.setattr(presenting_state, "get_script_run_ctx", lambda **_: object())
    monkeypatch.setattr(presenting_desk, "_shown", {})

    def switch(page: Any) -> None:
        gone.append(page.title)
        state.set_page(page.title)

    monkeypatch.setattr(presenting, "st", SimpleNamespace(switch_page=switch))
    session.session_state["scenario"] = scenario
    state.set_pages({one: SimpleNamespace(title=one) for one in PAGES})  # type: ignore[misc]
    state.set_page("")
    return gone


@pytest.fixture
def told(desk: Store, scenario: Scenario) -> Story:
    other = scenario.with_points("four_forces", (80, 40, 40, 40))
    return stories.add(
        desk,
        "Mine",
        [
            Draft("a", scenario),
            Draft("b", other, page="compare", view="1~c~2~320~00~9~1~z"),
            Draft("c", replace(scenario, focus="320500"), page="map"),
        ],
    )


def press(monkeypatch: pytest.MonkeyPatch, *acts: str) -> None:
    for act in acts:
        monkeypatch.setattr(presenting_bar, "pressed", lambda act=act: act)
        presenting._on_press()


def test_a_story_is_walked_through_step_by_step(
    told: Story, screen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    presenting.begin(told)
    presenting.follow()
    assert screen == []  # the first step is on the page that is open
    press(monkeypatch, "next")
    assert state.scenario() == told.steps[1].scenario()
    assert view_state.compared() == ("320900", "320100")
    presenting.follow()
    press(monkeypatch, "next", "next", "next")
    assert presenting_state.show() == Show(told.id, 2)
    assert state.scenario().focus == "320500"
    presenting.follow()
    press(monkeypatch, "previous")
    assert presenting_state.show() == Show(told.id, 1)
    assert screen == ["compare", "map"]


def test_a_presentation_begins_at_any_step(told: Story) -> None:
    presenting.begin(told, 2)
    assert presenting_state.show() == Show(told.id, 2)
    assert state.scenario().focus == "320500"


def test_without_a_story_the_pages_are_walked_through(
    screen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    presenting_state.set_show(Show())
    presenting.follow()
    press(monkeypatch, "previous")
    presenting.follow()
    assert screen == []
    press(monkeypatch, "next")
    presenting.follow()
    press(monkeypatch, "next", "next")
    presenting.follow()
    press(monkeypatch, "previous", "previous")  # faster than a page is drawn
    presenting.follow()
    assert screen == ["compare", "map", ""]


def test_the_page_of_stories_is_presented_alone(screen: list[str]) -> None:
    state.set_page("story")
    presenting_state.set_show(Show())
    presenting.follow()
    assert screen == []
    presenting.walk(1)
    presenting.follow()
    assert screen == [""]


def test_leaving_a_story_leads_back_to_it_and_pages_stay(
    told: Story, screen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    presenting_state.set_show(Show())
    press(monkeypatch, "leave")
    assert presenting_state.show() is None
    presenting.follow()
    assert screen == []
    presenting.begin(told)
    presenting.follow()
    press(monkeypatch, "freeze", "leave")
    presenting.follow()
    assert (screen, presenting_state.frozen()) == (["story"], None)


def test_what_others_change_does_not_move_a_presentation(told: Story, desk: Store) -> None:
    presenting.begin(told)
    stories.arrange(desk, told.id, [one.id for one in reversed(told.steps)])
    assert presenting.story() == told
    presenting_state.set_told(None)  # the page was loaded anew
    found = presenting.story()
    assert found is not None
    assert [one.title for one in found.steps] == ["c", "b", "a"]


def test_a_story_that_is_gone_leaves_the_pages(desk: Store, screen: list[str]) -> None:
    presenting_state.set_show(Show("gone", 3))
    assert presenting.story() is None
    presenting.follow()
    presenting.walk(1)
    presenting.follow()
    assert screen == ["compare"]


def test_a_step_of_a_later_release_is_said_and_changes_nothing(told: Story, scenario: Scenario) -> None:
    broken = replace(told, steps=(told.steps[0], replace(told.steps[1], code="9~x")))
    presenting.begin(broken)
    presenting.go(1)
    assert presenting_state.show() == Show(told.id, 1)
    assert state.scenario() == scenario
    assert [one.code for one in state.notes()] == ["ignored"]


def test_freezing_holds_the_data_until_it_is_pressed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = data.fingerprint()
    press(monkeypatch, "freeze")
    assert presenting_state.frozen() is not None
    monkeypatch.setattr(data, "ready", lambda: SimpleNamespace(fingerprint="later"))
    assert data.fingerprint() == before
    press(monkeypatch, "freeze")
    assert data.fingerprint() == "later"


def test_the_bar_says_where_it_stands_and_tells_the_speaker(
    told: Story, assessment: Assessment, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[Any, Any, Any]] = []
    monkeypatch.setattr(
        presenting_bar,
        "draw",
        lambda words, steps, *, ways, frozen, on_press: given.append((words, steps, (ways, frozen))),
    )
    presenting.draw(assessment)
    assert given == []
    presenting.begin(told, 1)
    press(monkeypatch, "freeze")
    presenting.draw(assessment)
    words, steps, rest = given[0]
    assert steps == [("1  a", False), ("2  b", True), ("3  c", False)]
    assert rest == ((True, True), True)
    assert all(part in words["place"] for part in "23")
    assert ":" in words["freeze"]
    shown = presenting_desk.shown(told.id)
    assert shown is not None
    assert (shown.step, shown.frozen is not None) == (told.steps[1].id, True)
    presenting_state.set_show(Show(at=0))
    presenting.draw(assessment)
    assert given[1][1] == []
    assert given[1][2] == ((False, True), True)
    assert "3" in given[1][0]["place"]
