"""What a session keeps, in a dictionary that stands in for the browser's session."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import data, state


class Params(dict[str, str]):
    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, values: dict[str, str]) -> None:
        self.clear()
        self.update(values)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    context = SimpleNamespace(locale="en-GB", url="http://localhost:8501/desk/weights?s=old#x")
    fake = SimpleNamespace(session_state={}, query_params=Params(), context=context)
    monkeypatch.setattr(state, "st", fake)
    return fake


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


def test_a_board_lasts_while_its_points_are_in_force(session: Any, scenario: Scenario) -> None:
    begin()
    state.put(scenario.with_points("four_forces", (375, 250, 188, 188)))
    state.set_board("four_forces", (100, 50, 50, 50))
    board = state.board("four_forces")
    assert board is not None
    assert board.positions == (100, 50, 50, 50)
    state.put(scenario)
    assert state.board("four_forces") is None


def test_locks_notes_and_editions(session: Any) -> None:
    assert state.locks("four_forces") == frozenset()
    state.set_locks("four_forces", ["brand"])
    assert state.locks("four_forces") == {"brand"}
    state.clear_locks()
    assert state.locks("four_forces") == frozenset()
    state.refuse_edit(refused=True)
    assert state.edit_refused()
    state.renew_editor()
    assert (state.editor_edition(), state.edit_refused()) == (1, False)
    state.add_note(Notice("rebuilt", ("missing",), ""))
    assert len(state.notes()) == 1


def test_what_the_reader_judges_is_kept_by_subject(session: Any) -> None:
    assert state.judged("rating") == {}
    state.judge("rating", {("c01", "brand"): 75})
    state.judge("criticality", {"engine": 50})
    assert state.judged("rating") == {("c01", "brand"): 75}
    state.judge("rating", {})
    assert (state.judged("rating"), state.judged("criticality")) == ({}, {"engine": 50})
