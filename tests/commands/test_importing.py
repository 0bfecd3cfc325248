"""The command `import`, from within and as a process."""

from __future__ import annotations

from pathlib import Path

import pytest

import cluster_core.commands.importing as importing
from cluster_core.__main__ import main
from cluster_core.intake.jobs import Prepared, Request, prepare
from cluster_core.intake.mapping import plan_of
from cluster_core.store.generation import current_name
from cluster_core.store.read import load_dataset
from tests.intake.samples import bundle, silent

Captured = pytest.CaptureFixture[str]
TEXT = "地区,GDP,杂项\n南京,101,1\n007,3,2\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle and a table beside it; files are read in this process, which is quicker."""

    def at_once(request: Request, *_: object) -> Prepared:
        return prepare(request, silent)

    monkeypatch.setattr(importing, "prepare", at_once)
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "map.json").write_text(
        '{"format":"cluster-desk-mapping","version":1,"indicators":{"杂项":"-"}}'
    )
    return bundle(tmp_path)


def told(folder: Path, *options: str, path: str = "a.csv") -> int:
    return main(["import", *([str(folder.parent / path)] if path else []), "--bundle", str(folder), *options])


def test_import_dry_run_and_undo(folder: Path, capsys: Captured) -> None:
    mapping = ("--mapping", str(folder.parent / "map.json"), "--year", "2022", "--source", "s1")
    assert told(folder, *mapping, "--dry-run") == 0
    assert "1 new, 1 changed, 0 unchanged, 0 lost; nothing was imported" in capsys.readouterr().out
    assert current_name(folder) == "base"
    assert told(folder, *mapping) == 0
    assert "g000001 is in use" in capsys.readouterr().out
    assert load_dataset(folder).observations["value"].sum() == 304
    assert told(folder, *mapping) == 0
    assert "nothing to import" in capsys.readouterr().out
    assert told(folder, "--undo", path="") == 0
    assert "base is in use" in capsys.readouterr().out
    assert told(folder, "--undo", path="") == 2
    assert "found no import to undo" in capsys.readouterr().err
    assert told(folder, "--undo", "--to", "g000001", path="") == 0


FRAMEWORK = "framework: {id: mine, version: 1}\nnodes: [{id: n, parent: mine, indicators: [gdp, rd]}]\n"


def test_a_framework_is_saved_as_a_file_and_replaced_by_another_version(
    folder: Path, capsys: Captured
) -> None:
    path = folder.parent / "mine.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    assert told(folder, "--dry-run", path="mine.yaml") == 0
    assert "framework mine version 1; nothing was imported" in capsys.readouterr().out
    assert current_name(folder) == "base"
    assert told(folder, path="mine.yaml") == 0
    assert "framework mine version 1; g000001 is in use" in capsys.readouterr().out
    assert "mine" in load_dataset(folder).frameworks
    for options in (("--dry-run",), ()):
        assert told(folder, *options, path="mine.yaml") == 2
        assert "found version '1' of 'mine', which is there already" in capsys.readouterr().err
    path.write_text(FRAMEWORK.replace("version: 1", "version: 2"), encoding="utf-8")
    assert told(folder, path="mine.yaml") == 0
    assert load_dataset(folder).framework("mine").version == "2"
    assert told(folder, "--undo", path="") == 0
    assert load_dataset(folder).framework("mine").version == "1"


def test_a_framework_with_a_fault_is_refused(folder: Path, capsys: Captured) -> None:
    (folder.parent / "mine.yaml").write_text(FRAMEWORK.replace("rd]", "zzz]"), encoding="utf-8")
    assert told(folder, path="mine.yaml") == 2
    assert "found 'zzz', allowed: a known indicator" in capsys.readouterr().err
    assert current_name(folder) == "base"


def test_faults_are_listed_by_cell_and_nothing_changes(folder: Path, capsys: Captured) -> None:
    assert told(folder, "--year", "2022") == 2
    err = capsys.readouterr().err
    assert "a.csv: C1: found '杂项', allowed: an indicator of the bundle." in err
    assert "warning: a.csv: table: found no source" in err
    assert "1 faults" in err
    assert not (folder.parent / "demo.imports").exists()


def test_loss_is_asked_about(folder: Path, capsys: Captured) -> None:
    options = ("--mapping", str(folder.parent / "map.json"), "--year", "2022", "--source", "s1", "--replace")
    assert told(folder, *options) == 2
    assert "1 values would be lost: 320500 gdp 2022" in capsys.readouterr().err
    assert list((folder.parent / "demo.imports").glob(".draft*")) == []
    assert told(folder, *options, "--allow-loss") == 0


def test_new_indicators_and_a_new_source(folder: Path) -> None:
    new = folder.parent / "new.csv"
    new.write_text("indicator,name_zh,unit_zh,direction\nmisc,杂项,件,benefit\n", encoding="utf-8")
    source = ("--source", "s2", "--title", "普查", "--issuer", "Bureau", "--published", "2024")
    assert told(folder, "--year", "2022", "--indicators", str(new), *source) == 0
    data = load_dataset(folder)
    assert data.indicators["misc"].unit.zh == "件"
    assert (data.sources["s2"].title.zh, data.sources["s2"].issuer.en) == ("普查", "Bureau")
    assert data.sources["s2"].accessed


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--undo",),
        ("--to", "base"),
        ("--issuer", "x"),
        ("--mapping", "none.json"),
        ("--indicators", "none.csv"),
    ],
)
def test_arguments_that_do_not_fit(folder: Path, options: tuple[str, ...], capsys: Captured) -> None:
    assert told(folder, *options, path="" if not options else "a.csv") == 2
    assert "allowed" in capsys.readouterr().err


def test_a_mapping_is_saved_for_next_year(folder: Path) -> None:
    saved = folder.parent / "saved.json"
    assert told(folder, "--year", "2022", "--save-mapping", str(saved), "--dry-run") == 2
    assert plan_of(saved.read_text(encoding="utf-8")).indicators == {"GDP": "gdp"}


def test_a_cancelled_import_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def cancelled(*_: object) -> Prepared:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "prepare", cancelled)
    assert told(folder) == 130
    assert "cancelled" in capsys.readouterr().err
    assert current_name(folder) == "base"


def test_steps_are_told_once_each(capsys: Captured) -> None:
    progress = importing._Progress()
    for step in ("read", "read", "check"):
        progress(step, 0.5)
    assert capsys.readouterr().err == "read …\ncheck …\n"
