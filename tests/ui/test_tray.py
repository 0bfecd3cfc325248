"""The tray as pages use it: names suggested, entries opened as far as the data have them, errors in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from cluster_core.errors import ScenarioError, UserDataError
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import NAME_MAX, ConflictError, SavedScenario, clean_name
from cluster_core.userdata.tray import Draft
from ui import data, lab_state, state, text, tray, tray_state

KINDS = (
    *("damaged", "foreign", "newer", "locked", "read_only", "full", "unreachable", "gone", "changed", "name"),
)


@pytest.fixture
def record(desk: Store, scenario: Scenario) -> SavedScenario:
    weighted = scenario.with_points("four_forces", (80, 40, 40, 40))
    return saved.add(desk, [Draft("Mine", weighted)])[0]


def test_a_name_is_suggested_from_weights_region_and_year(chinese: None, scenario: Scenario) -> None:
    weighted = scenario.with_points("four_forces", (80, 40, 40, 40))
    assert tray.suggested_name(data.assessment(weighted)) == "创新优先 盐城 2023"
    assert tray.suggested_name(data.assessment(replace(scenario, focus=""))) == "文献默认 2023"


def test_a_suggested_name_can_be_kept(
    language, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray.weight_board, "preset_label", lambda *_: "x" * 200)
    assert len(clean_name(tray.suggested_name(assessment))) <= NAME_MAX


def test_saved_sets_are_those_of_the_framework(desk: Store, jiangsu, record: SavedScenario) -> None:
    framework = jiangsu.framework("four_forces")
    other = replace(record.scenario(), framework="two", points=())
    short = replace(record.scenario(), points=(("four_forces", (1, 2)),))
    saved.add(desk, [Draft("Other", other), Draft("Short", short), Draft("\u202eturned", record.scenario())])
    assert list(tray.saved_sets(framework)) == ["turned", "Mine"]
    assert tray.saved_sets(framework)["Mine"] == record.scenario()


def test_the_lab_works_without_the_tray(desk: Store, jiangsu) -> None:
    assert desk.path is not None
    desk.path.parent.mkdir()
    desk.path.write_bytes(b"no database" * 100)
    assert tray.saved_sets(jiangsu.framework("four_forces")) == {}


def test_opening_begins_anew_with_the_saved_weights(session: SimpleNamespace, record: SavedScenario) -> None:
    lab_state.set_locks("four_forces", ["brand"])
    state.set_peer_mode("chosen")
    tray.open_(record)
    assert state.scenario() == record.scenario()
    assert tray_state.opened() == record
    assert not lab_state.locks("four_forces")
    assert state.peer_mode() is None
    assert not state.notes()


GONE = {
    "focus": {"focus": "999999"},
    "peers": {"peers": ("999999", "320900")},
    "framework": {"framework": "two", "points": ()},
    "year": {"year": 1066},
    "bundle": {"bundle": "atlantis"},
    "points": {"points": (("four_forces", (1, 2)),)},
    "rules": {"rules": "nobody"},
    "bundle_version": {"bundle_version": "0"},
}


@pytest.mark.parametrize(("field", "change"), GONE.items(), ids=GONE)
def test_what_is_gone_is_told_and_the_rest_is_kept(
    session: SimpleNamespace, record: SavedScenario, field: str, change: dict[str, object]
) -> None:
    old = replace(record, code=replace(record.scenario(), **change).encode())  # type: ignore[arg-type]
    tray.open_(old)
    assert [notice.ids for notice in state.notes()] == [(field,)]
    assert data.assessment(state.scenario()).units
    if field in {"focus", "year"}:
        assert state.scenario().points == record.scenario().points


@pytest.mark.parametrize("code", ["", "99~x", "<script>", "2~jiangsu"])
def test_a_code_that_cannot_be_read_is_a_problem(
    english: None, session: SimpleNamespace, record: SavedScenario, code: str
) -> None:
    with pytest.raises(ScenarioError):
        tray.open_(replace(record, code=code))
    assert not tray.attempt(lambda: tray.open_(replace(record, code=code)))
    assert "cannot be opened" in tray_state.take_problem()


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_its_words(language, desk: Store, kind: str) -> None:
    said = tray.problem(UserDataError(kind, "English only"))
    assert str(desk.path) in said
    assert "English only" not in said


def test_a_conflict_says_that_nothing_was_done(language, record: SavedScenario) -> None:
    changed, gone = (tray.problem(ConflictError(record, stored)) for stored in (record, None))
    assert changed != gone
    assert text.t("tray.gone") == gone


def test_an_address_that_cannot_be_used_is_a_problem_too(
    english: None, session: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(tray.PLACE, "nobody://x")
    assert not tray.attempt(tray.store)
    assert tray.PLACE in tray_state.take_problem()


def test_a_success_leaves_no_problem(session: SimpleNamespace) -> None:
    assert tray.attempt(lambda: None)
    assert tray_state.take_problem() == ""


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Shanghai", "2026-11-04 17:12"),
        (None, "2026-11-04 09:12"),
        ("Nowhere/At all", "2026-11-04 09:12"),
    ],
)
def test_times_are_the_readers(monkeypatch: pytest.MonkeyPatch, zone: str | None, told: str) -> None:
    monkeypatch.setattr(tray, "st", SimpleNamespace(context=SimpleNamespace(timezone=zone)))
    assert tray.local_time(datetime(2026, 11, 4, 9, 12, tzinfo=UTC)) == told


def test_user_data_are_ignored_by_git_and_beside_the_data() -> None:
    root = tray.FOLDER.parent
    assert tray.FOLDER.parent == data.FOLDER.parent
    assert "/userdata/" in (root / ".gitignore").read_text().splitlines()
