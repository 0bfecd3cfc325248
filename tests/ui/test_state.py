"""What a session keeps, in a dictionary that stands in for the browser's session."""

from __future__ import annotations

from typing import Any

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import data, state


def begin(fingerprint: str = "1") -> None:
    state.begin(data.bundles(), data.dataset, fingerprint)


@pytest.mark.parametrize(
    ("query", "locale", "expected"),
    [
        ("", "zh-CN", "zh"),
        ("", "zh-TW", "zh"),
        ("", "en-US", "en"),
        ("", "fr-FR", "en"),
        ("", None, "zh"),
        ("en", "zh-CN", "en"),
        ("zh_CN", "en-US", "zh"),
        ("xx", "en-US", "en"),
    ],
)
def test_the_first_language(session: Any, query: str, locale: str | None, expected: str) -> None:
    session.query_params.update({"lang": query} if query else {})
    session.context.locale = locale
    assert state.language() == expected


def test_a_chosen_language_stays(session: Any) -> None:
    session.query_params["lang"] = "zh"
    begin()
    state.set_language("en")
    begin()
    assert state.language() == "en"
    state.write_address()
    assert session.query_params["lang"] == "en"


def test_real_data_open_first(session: Any) -> None:
    begin()
    assert state.scenario().bundle == "jiangsu"
    assert state.notes() == ()


def test_the_link_opens_the_same_scenario(session: Any, scenario: Scenario) -> None:
    begin()
    state.put(scenario.with_points("four_forces", (0.5, 0.25, 0.25, 0.25)))
    kept = state.scenario()
    assert dict(kept.points) == {"four_forces": (1000, 500, 500, 500)}
    address, _, query = state.link().partition("?")
    assert address == "http://localhost:8501/desk/weights"
    session.session_state.clear()
    session.query_params.from_dict(dict(part.split("=") for part in query.split("&")))
    begin()
    assert state.scenario() == kept
    assert state.notes() == ()


def test_a_new_file_fits_the_scenario_anew(session: Any, scenario: Scenario) -> None:
    begin("1")
    session.session_state["scenario"] = Scenario("gone", "four_forces", 2023)
    begin("1")
    assert state.scenario().bundle == "gone"
    begin("2")
    assert state.scenario() == scenario
    assert [notice.ids for notice in state.notes()] == [("bundle",), ("renewed",)]


def test_who_changed_the_data_goes_on_without_a_note(session: Any, scenario: Scenario) -> None:
    begin("1")
    state.accept(data.bundles(), data.dataset, "2")
    begin("2")
    assert state.scenario() == scenario
    assert state.notes() == ()


@pytest.mark.parametrize(
    ("code", "what"), [("1~x", "code"), ("7~x", "code_newer"), ("0", "code"), ("²~", "code")]
)
def test_ignored_codes_are_noted_once(session: Any, code: str, what: str) -> None:
    session.query_params["s"] = code
    begin()
    (notice,) = state.notes()
    assert notice.ids == (what,)
    state.add_note(notice)
    assert len(state.notes()) == 1
    state.dismiss_note(notice)
    assert state.notes() == ()


def test_the_address_is_written_once(session: Any) -> None:
    begin()
    state.write_address()
    written = dict(session.query_params)
    assert written == {"s": state.scenario().encode(), "lang": "en"}
    session.query_params.from_dict = None  # a second, equal write would fail
    state.write_address()


def test_notes_are_said_once(session: Any) -> None:
    state.add_note(Notice("rebuilt", ("missing",), ""))
    state.add_note(Notice("rebuilt", ("missing",), ""))
    assert len(state.notes()) == 1


# ---- undo


def moved(scenario: Scenario, points: int) -> Scenario:
    return scenario.with_points("four_forces", (points, 50, 50, 50))


def test_changes_are_taken_back_one_by_one(session: Any, scenario: Scenario) -> None:
    begin()
    opened = state.scenario()
    assert not state.can_undo()
    for points in (60, 70):
        state.put(moved(scenario, points))
    state.undo()
    assert state.scenario() == moved(scenario, 60)
    state.undo()
    assert state.scenario() == opened
    assert not state.can_undo()
    state.undo()
    assert state.scenario() == opened


def test_what_belongs_together_is_taken_back_together(session: Any, scenario: Scenario) -> None:
    begin()
    for points, step in ((60, 1), (70, 1), (80, 2), (90, 2), (95, None), (96, None)):
        state.put(moved(scenario, points), step=step)
    seen = []
    while state.can_undo():
        state.undo()
        seen.append(dict(state.scenario().points).get("four_forces", (50,))[0])
    assert seen == [95, 90, 70, 50]


def test_a_change_that_changes_nothing_is_no_step(session: Any, scenario: Scenario) -> None:
    begin()
    state.put(state.scenario())
    assert not state.can_undo()


def test_the_oldest_steps_are_forgotten(session: Any, scenario: Scenario) -> None:
    begin()
    for points in range(100):
        state.put(moved(scenario, points))
    undone = 0
    while state.can_undo():
        state.undo()
        undone += 1
    assert undone == 50
    assert state.scenario() == moved(scenario, 49)


def test_there_is_no_way_back_to_what_cannot_be_shown(session: Any, scenario: Scenario) -> None:
    begin("1")
    state.put(moved(scenario, 60))
    begin("2")  # other data: former scenarios may not fit them
    assert not state.can_undo()
    state.amend(moved(scenario, 70))
    assert not state.can_undo()
