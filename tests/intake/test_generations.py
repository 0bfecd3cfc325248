"""Generations: all or nothing at any point where the process may end."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cluster_core.errors import BundleError, IntakeError, StoreError
from cluster_core.intake import generations
from cluster_core.intake.generations import (
    About,
    base_changed,
    check_draft,
    commit,
    damaged,
    discard,
    discard_all,
    history,
    new_draft,
    undo,
)
from cluster_core.store.build import build, ensure_built
from cluster_core.store.generation import current_name, imports_of
from cluster_core.store.read import load_dataset
from tests.intake.samples import FILES, bundle

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = "320100,gdp,2022,100", "320100,gdp,2022,111"


def imported(folder: Path, value: int = 111) -> str:
    """Import another value for one observation; return the generation's name."""
    parent, draft = current_name(folder), new_draft(folder)
    path = draft / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = f"320100,gdp,2022,{value},s1,,,,"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    check_draft(folder, draft)
    return commit(folder, draft, parent, About("a.csv", counts={"changed": 1})).name


def value_of(folder: Path) -> float:
    values = load_dataset(folder).observations
    return float(values[(values["unit"] == "320100") & (values["indicator"] == "gdp")]["value"].iloc[0])


def whole(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_import_and_undo_leave_the_base_untouched(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    before = whole(folder)
    assert imported(folder) == "g000001"
    assert imported(folder, 222) == "g000002"
    assert value_of(folder) == 222
    assert [(one.name, one.parent) for one in history(folder)] == [
        ("g000002", "g000001"),
        ("g000001", "base"),
    ]
    assert history(folder)[0].about.counts == {"changed": 1}
    assert undo(folder) == "g000001"
    assert value_of(folder) == 111
    assert undo(folder) == "base"
    assert value_of(folder) == 100
    assert undo(folder, "g000002") == "g000002"
    assert imported(folder, 333) == "g000003"
    assert history(folder)[0].parent == "g000002"
    assert whole(folder) == before


def test_nothing_to_undo(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    for _ in range(2):
        with pytest.raises(IntakeError) as wrong:
            undo(folder)
        assert wrong.value.kind == "nothing"
        imports_of(folder).mkdir(exist_ok=True)
    with pytest.raises(IntakeError, match=r"found 'g000007', allowed: base") as wrong:
        undo(folder, "g000007")
    assert wrong.value.kind == "gone"


def test_the_last_ten_are_kept_and_verified(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    for value in range(12):
        imported(folder, value)
    assert [one.name for one in history(folder)] == [f"g{number:06d}" for number in range(12, 2, -1)]
    assert not any(damaged(folder, one.name) for one in history(folder))
    path = imports_of(folder) / "g000011" / "observations.csv"
    path.write_text(path.read_text().replace("gdp", "pop"), encoding="utf-8")
    assert damaged(folder, "g000011") == ["observations.csv"]
    with pytest.raises(IntakeError, match=r"observations\.csv") as wrong:
        undo(folder)
    assert wrong.value.kind == "damaged"
    assert current_name(folder) == "g000012"


def test_a_draft_with_faults_is_refused_before_it_counts(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    draft = new_draft(folder)
    (draft / "observations.csv").write_text(
        "region,indicator,year,value\nnowhere,gdp,2020,1\n", encoding="utf-8"
    )
    with pytest.raises(BundleError, match=r"demo/observations.csv:2: region: found 'nowhere'"):
        check_draft(folder, draft)
    assert current_name(folder) == "base"


def test_a_preview_that_is_out_of_date(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    draft = new_draft(folder)
    imported(folder)
    with pytest.raises(IntakeError) as wrong:
        commit(folder, draft, "base", About())
    assert wrong.value.kind == "moved"
    assert value_of(folder) == 111


def test_two_imports_at_once(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    draft = new_draft(folder)
    with (imports_of(folder) / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for act in (lambda: commit(folder, draft, "base", About()), lambda: undo(folder)):
            with pytest.raises(IntakeError, match="Wait until it is done") as wrong:
                act()
            assert wrong.value.kind == "locked"
    commit(folder, draft, "base", About())


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.EIO, "unreachable"),
    ],
)
def test_what_the_disk_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: str
) -> None:
    folder = bundle(tmp_path)
    draft = new_draft(folder)

    def refuses(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    for call in ("shutil.copytree", "os.fsync", "os.rename", "os.replace"):
        with monkeypatch.context() as patched:
            patched.setattr(call, refuses)
            with pytest.raises(IntakeError) as wrong:
                new_draft(folder) if call == "shutil.copytree" else commit(folder, draft, "base", About())
        assert wrong.value.kind == kind
        assert current_name(folder) == "base"
        if not draft.exists():
            draft = new_draft(folder)
    assert value_of(folder) == 100
    assert [left.name for left in imports_of(folder).glob(".pointer*")] == []


def test_the_data_file_beside_the_bundle_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bundle(tmp_path)
    build([folder], tmp_path / "clusters.duckdb")
    imported(folder)
    assert value_of(tmp_path / "clusters.duckdb") == 111
    assert ensure_built(tmp_path, tmp_path / "clusters.duckdb").reason == ""

    def fails(*_: object) -> str:
        raise StoreError("clusters.duckdb: no")

    with monkeypatch.context() as patched:
        patched.setattr(generations, "build", fails)
        with pytest.raises(StoreError):
            imported(folder, 222)
    assert current_name(folder) == "g000001"
    assert value_of(tmp_path / "clusters.duckdb") == 111


def test_drafts_are_removed_when_not_wanted_and_after_a_day(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    discard(new_draft(folder))
    new_draft(folder, "abc")
    discard_all(folder, "../x")
    discard_all(folder, "abc")
    assert list(imports_of(folder).glob(".draft*")) == []
    old = new_draft(folder)
    os.utime(old, (1, 1))
    fresh = new_draft(folder)
    assert not old.exists()
    assert fresh.exists()
    generation = imports_of(folder) / imported(folder)
    discard(generation)
    assert generation.exists()


def test_a_base_that_was_replaced_is_told(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    assert not base_changed(folder)
    imported(folder)
    assert not base_changed(folder)
    (folder / "observations.csv").write_text(
        FILES["observations.csv"] + "007,gdp,2022,5,,,,,\n", encoding="utf-8"
    )
    assert base_changed(folder)


# --- the process ends at any step --------------------------------------------------------------------------------

KILLED = """
import os, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.intake.test_generations import imported
folder, steps = Path(sys.argv[2]), 0
def counted(call):
    def step(*args, **kwargs):
        global steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return step
for name in ("fsync", "rename", "replace"):
    setattr(os, name, counted(getattr(os, name)))
shutil.copyfile = counted(shutil.copyfile)
for last in range(1, 100):
    child = os.fork()
    if child == 0:
        steps = 0
        imported(folder, 200 + last)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(last, os.WIFSIGNALED(status), flush=True)
    from cluster_core.intake.generations import damaged, history
    from cluster_core.store.bundle import read_bundle, read_shared, shared_folder
    from cluster_core.store.faults import Faults
    found = Faults()
    values = [row[3] for row in read_bundle(folder, read_shared(shared_folder(folder), Faults()), found).observations]
    assert not found.every, found.every
    before = globals().get("value", 100.0)
    assert values[0] in (before, 200.0 + last), (values, before, last)
    assert not any(damaged(folder, one.name) for one in history(folder))
    value = values[0]
    if not os.WIFSIGNALED(status):
        assert value == 200.0 + last
        break
"""


def test_killed_at_every_step_the_old_or_the_new_data_are_whole(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    before = whole(folder)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(ROOT), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    steps = [line.split() for line in done.stdout.splitlines()]
    assert len(steps) > 15
    assert [killed for _, killed in steps] == ["True"] * (len(steps) - 1) + ["False"]
    assert whole(folder) == before
    assert undo(folder) in {"base", *(one.name for one in history(folder))}
