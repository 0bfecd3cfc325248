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
    assert [notice.ids for notice in state.notes()] == [("bundle",)]


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
