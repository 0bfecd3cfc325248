"""An import as the page carries it out: where its bundle is, what it asks for, and that it can be stopped."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from cluster_core.errors import BundleError, IntakeError
from cluster_core.explore.progress import CancelledError
from cluster_core.intake.additions import NewIndicator
from cluster_core.intake.jobs import Prepared
from cluster_core.model.dataset import Dataset
from tests.intake.samples import bundle
from ui import data, importing, importing_state, jobs
from ui.importing_state import Work


def test_a_bundle_may_lie_in_a_folder_of_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    bundle(tmp_path).rename(tmp_path / "renamed")
    assert importing.folder("demo") == importing.folder("renamed") == tmp_path / "renamed"


def test_new_indicators_stand_behind_those_that_are_observed(jiangsu: Dataset) -> None:
    work = Work(new_indicators=(NewIndicator("own_1", "benefit", "台", name_zh="机器人"),))
    listed = importing.indicators(jiangsu, work)
    assert list(listed)[-1] == "own_1"
    assert "gdp" in listed
    assert not [one for one in listed if one in jiangsu.indicators and jiangsu.indicators[one].derived]
    assert importing.with_new(jiangsu, work).indicators["own_1"].unit.zh == "台"


def test_ids_of_additions_are_new() -> None:
    assert importing.fresh_id("own", ()) == "own_1"
    assert importing.fresh_id("own", {"own_1", "own_2", "gdp"}) == "own_3"


def test_a_table_that_is_too_large_stays_on_the_first_step(session: SimpleNamespace) -> None:
    importing.begin(b" " * (21 * 1024 * 1024), "large.csv")
    work = importing_state.work()
    assert (work.step, work.table) == ("table", None)
    assert work.problem is not None
    assert work.problem.kind == "too_large"


def test_names_that_are_mapped_do_not_make_the_table_read_again(
    session: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    asked: list[str] = []

    def result(key: str, _work: jobs.Work, _label: str) -> str:
        asked.append(key)
        return "seen"

    monkeypatch.setattr(jobs, "result", result)
    importing_state.put(Work(bundle="jiangsu"))
    importing.begin("地区,x\n南京,1\n".encode(), "a.csv")
    for change in ({}, {"plan": importing_state.work().plan}, {"sheet": "2"}):
        importing_state.change(**change)
        assert importing.look(importing_state.work()) == "seen"
    assert len(asked) == 2  # once more for another sheet


@pytest.mark.parametrize(
    ("refused", "kind"), [(IntakeError("nul", "file: x"), "nul"), (BundleError([]), "bundle")]
)
def test_what_the_core_refuses_is_kept_and_not_asked_again(
    session: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, english: None, refused: Exception, kind: str
) -> None:
    asked: list[str] = []

    def result(key: str, _work: jobs.Work, _label: str) -> None:
        asked.append(key)
        raise refused

    monkeypatch.setattr(jobs, "result", result)
    importing_state.put(Work(bundle="jiangsu"))
    importing.begin(b"a,b", "a.csv")
    for _ in range(3):
        assert importing.look(importing_state.work()) is None
    problem = importing_state.work().problem
    assert (len(asked), problem.kind if problem else "") == (1, kind)


def test_a_child_is_told_to_stop_at_its_next_step() -> None:
    told: list[float] = []
    work = importing._in_background(lambda tell: [tell("read", 0.0), tell("values", 0.5)])
    work(told.append, lambda: False)
    assert told == sorted(told)
    with pytest.raises(CancelledError):
        work(told.append, lambda: True)


def test_leaving_puts_away_a_draft_that_nobody_took(
    session: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = tmp_path / ".draft-x"
    draft.mkdir()
    ready = Prepared("a", "", "", str(draft), "base", {}, {}, (), (), (), (), {}, "")
    left = jobs.Job(lambda _progress, _cancelled: ready)
    assert left.wait(5)
    monkeypatch.setattr(jobs, "_jobs", {"one": left})
    importing_state.set_mark("job", "one")
    importing.leave()
    assert not draft.exists()
