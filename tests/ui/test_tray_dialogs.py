"""The dialogs: a conflict is decided by the reader, a file's faults are in the reader's language."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.errors import Fault
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import exchange
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import ConflictError
from cluster_core.userdata.tray import Draft
from ui import state, tray_dialogs, tray_state
from ui.tray_dialogs import fault_lines


class Rerun(BaseException):
    """What stops a script."""


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for the page: keep what is said and stop at a rerun."""
    said: list[str] = []

    def rerun(scope: str = "app") -> None:
        said.append(scope)
        raise Rerun

    monkeypatch.setattr(
        tray_dialogs, "st", SimpleNamespace(rerun=rerun, toast=lambda words, **_: said.append(words))
    )
    return said


def finish(write) -> None:
    with pytest.raises(Rerun):
        tray_dialogs._finish(write)


def test_a_conflict_waits_and_both_versions_can_be_kept(
    english: None, session: SimpleNamespace, screen: list[str], desk: Store, scenario: Scenario
) -> None:
    mine, theirs = (scenario.with_points("four_forces", (top, 40, 40, 40)) for top in (80, 90))
    state.put(mine)
    finish(lambda: saved.add(desk, [Draft("Plan", scenario)])[0])
    known = tray_state.opened()
    assert known is not None
    assert screen == ["Saved: Plan", "app"]
    saved.save(desk, known, theirs)
    finish(lambda: saved.save(desk, known, mine))
    conflict = tray_state.conflict()
    assert isinstance(conflict, ConflictError)
    assert screen[-1] == "fragment"
    assert saved.read(desk, [known.id])[known.id].scenario() == theirs
    finish(lambda: tray_dialogs._beside(conflict.stored))
    assert tray_state.conflict() is None
    kept = {one.name: one.scenario() for one in saved.list_(desk).records}
    assert kept == {"Plan": theirs, "Plan (2)": mine}


def test_a_bad_name_keeps_the_dialog_open(
    english: None, session: SimpleNamespace, screen: list[str], desk: Store, scenario: Scenario
) -> None:
    finish(lambda: saved.add(desk, [Draft(" ", scenario)])[0])
    assert screen == ["fragment"]
    assert "1 to 80 characters" in tray_state.take_problem()
    assert tray_state.opened() is None


def test_renaming_what_is_open_keeps_it_open(
    english: None, session: SimpleNamespace, desk: Store, scenario: Scenario
) -> None:
    record = saved.add(desk, [Draft("Plan", scenario)])[0]
    tray_state.set_opened(record)
    tray_dialogs._renamed(record, "Better", "why")
    now = tray_state.opened()
    assert now is not None
    assert (now.name, now.note, now.revision) == ("Better", "why", 2)
    saved.save(desk, now, scenario)


COLUMNS = ("file", "format", "version", "scenarios", "entry", "name", "note", "code", "page", "view")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_fault_has_its_words(language, column: str) -> None:
    (said,) = fault_lines([Fault("x.json", None, column, "'**y**'", "English only")])
    assert "English only" not in said
    assert "\\*\\*y\\*\\*" in said


def test_faults_name_their_entry_and_the_rest_is_counted(english: None) -> None:
    raw = b'{"format": "cluster-desk-scenarios", "version": 1, "scenarios": [' + b"7," * 19 + b"7]}"
    lines = fault_lines(exchange.read_file(raw, "x.json").faults)
    assert lines[0] == "Entry 1: not a scenario (7)"
    assert (len(lines), lines[-1]) == (9, "and 12 more")
