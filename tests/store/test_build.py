"""Builds: all or nothing, the same from the same files, and begun only when there is a reason."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from cluster_core.errors import BundleError, StoreError
from cluster_core.store import build as building
from cluster_core.store.build import (
    build,
    digest_of_inputs,
    ensure_built,
    fingerprint_of,
    read_bundles,
    read_one,
    write_tables,
)
from cluster_core.store.connection import reading, writing
from cluster_core.store.read import bundle_names, load_dataset
from tests.store.samples import bundle, edited, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one bundle."""
    bundle(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the file is to stand; its folder does not exist yet."""
    return tmp_path / "out" / "x.duckdb"


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


# --- all or nothing ----------------------------------------------------------------------------------------------


def test_a_build_makes_the_file_its_folder_and_nothing_else(data: Path, out: Path) -> None:
    fingerprint = build([data / "demo"], out)
    assert beside(out) == ["x.duckdb"]
    with reading(out) as cursor:
        assert cursor.execute("SELECT schema_version, fingerprint, inputs FROM meta").fetchall() == [
            (building.SCHEMA_VERSION, fingerprint, digest_of_inputs([data / "demo"]))
        ]


def test_the_same_files_have_the_same_fingerprint_wherever_they_stand(
    data: Path, out: Path, tmp_path: Path
) -> None:
    moved = Path(shutil.copytree(data, tmp_path / "moved"))
    assert build([data / "demo"], out) == build([moved / "demo"], tmp_path / "y.duckdb")
    assert digest_of_inputs([data / "demo"]) == digest_of_inputs([moved / "demo"])


def test_a_bundle_with_faults_leaves_the_old_file(data: Path, out: Path) -> None:
    build([data / "demo"], out)
    before = out.read_bytes()
    write(data / "demo", edited("observations.csv", "20.5", "x"))
    with pytest.raises(BundleError, match=r"observations\.csv:3: value: found 'x'"):
        build([data / "demo"], out)
    assert out.read_bytes() == before
    assert beside(out) == ["x.duckdb"]


def test_a_bundle_with_faults_leaves_no_file_where_there_was_none(data: Path, out: Path) -> None:
    write(data / "demo", edited("observations.csv", "20.5", "x"))
    with pytest.raises(BundleError):
        build([data / "demo"], out)
    assert not out.parent.exists()


@pytest.mark.parametrize(
    "failure", [duckdb.IOException("no space"), OSError("no space"), KeyboardInterrupt()]
)
def test_a_build_that_breaks_off_leaves_the_old_file_and_no_draft(
    data: Path, out: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    build([data / "demo"], out)
    before = out.read_bytes()

    def half(connection: duckdb.DuckDBPyConnection, *_rest: object) -> str:
        connection.execute("CREATE TABLE half (a INTEGER)")
        raise failure

    monkeypatch.setattr(building, "write_tables", half)
    expected = KeyboardInterrupt if isinstance(failure, KeyboardInterrupt) else StoreError
    with pytest.raises(expected):
        build([data / "demo"], out)
    assert out.read_bytes() == before
    assert beside(out) == ["x.duckdb"]


def test_a_draft_that_cannot_be_moved_into_place_is_removed(
    data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, _target: Path) -> None:
        raise PermissionError(13, "not allowed", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match="could not be written"):
        build([data / "demo"], out)
    assert beside(out) == []


def test_a_folder_in_the_place_of_the_file_is_refused(data: Path, out: Path) -> None:
    out.mkdir(parents=True)
    with pytest.raises(StoreError):
        build([data / "demo"], out)
    assert beside(out) == ["x.duckdb"]
    assert out.is_dir()


def test_a_file_in_the_place_of_the_folder_is_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="a folder that cannot be written"):
        build([data / "demo"], tmp_path / "file" / "x.duckdb")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_the_file_is_complete_before_it_is_in_place(
    data: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = Path.replace

    def watch(self: Path, target: Path) -> Path:
        seen.extend(load_dataset(self).regions)
        assert self.parent == target.parent, "moved within one folder, so that it is one step"
        assert not target.exists()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", watch)
    build([data / "demo"], out)
    assert seen == ["R1", "R2", "NA"]


# --- several bundles ---------------------------------------------------------------------------------------------


def test_bundles_stand_in_the_order_given_and_are_no_different_for_it(
    data: Path, out: Path, tmp_path: Path
) -> None:
    bundle(data, "other")
    one = build([data / "other", data / "demo"], out)
    two = build([data / "demo", data / "other"], tmp_path / "y.duckdb")
    assert list(bundle_names(out)) == ["other", "demo"]
    assert one == two


def test_every_fault_of_all_bundles_is_told(data: Path, out: Path) -> None:
    bundle(data, "other", edited("observations.csv", "20.5", "y"))
    write(data / "demo", edited("observations.csv", "20.5", "x"))
    with pytest.raises(BundleError) as refused:
        build([data / "demo", data / "other", data / "none"], out)
    assert [(fault.file, fault.found) for fault in refused.value.faults] == [
        (str(data / "none"), "no bundle.yaml"),
        ("demo/observations.csv", "'x'"),
        ("other/observations.csv", "'y'"),
    ]


def test_an_id_that_two_bundles_share_is_refused(data: Path) -> None:
    shutil.copytree(data / "demo", data / "again")
    with pytest.raises(
        BundleError, match=r"again/bundle\.yaml: id: found a duplicate 'demo' \(also in demo\)"
    ):
        read_bundles([data / "demo", data / "again"])


def test_no_bundle_at_all_is_refused() -> None:
    with pytest.raises(BundleError, match="at least one folder"):
        read_bundles([])


def test_a_build_refuses_dangling_references_and_a_reader_lets_them_pass(data: Path) -> None:
    write(data / "demo", edited("regions.csv", "R2;NA", "R2;R9"))
    with pytest.raises(BundleError, match="'R9'"):
        read_bundles([data / "demo"])
    assert read_one(data / "demo").regions["R1"].neighbours == ("R2", "R9")


def test_reading_one_tells_all_of_its_faults_the_dangling_ones_too(data: Path) -> None:
    write(
        data / "demo", {**edited("regions.csv", "R2;NA", "R2;R9"), **edited("observations.csv", "20.5", "x")}
    )
    with pytest.raises(BundleError) as refused:
        read_one(data / "demo")
    assert [fault.found for fault in refused.value.faults] == ["'x'", "'R9'"]
    with pytest.raises(BundleError, match=r"no bundle\.yaml"):
        read_one(data / "none")


# --- digests and fingerprints ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["demo/bundle.yaml", "demo/regions.csv", "demo/frameworks/two.yaml", "frameworks/common.yaml"]
)
def test_the_digest_sees_every_file_that_is_read(data: Path, name: str) -> None:
    before = digest_of_inputs([data / "demo"])
    with (data / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert digest_of_inputs([data / "demo"]) != before


def test_the_digest_sees_names_and_no_other_files(data: Path) -> None:
    before = digest_of_inputs([data / "demo"])
    (data / "demo" / "notes.txt").write_text("x", encoding="utf-8")
    assert digest_of_inputs([data / "demo"]) == before
    (data / "demo/frameworks/cases.yaml").rename(data / "demo/frameworks/kases.yaml")
    assert digest_of_inputs([data / "demo"]) != before


@contextmanager
def filled(data: Path) -> Generator[duckdb.DuckDBPyConnection]:
    with writing(None) as memory:
        write_tables(memory, [read_one(data / "demo")])
        yield memory


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observations SET value = value + 1e-12 WHERE region = 'R2'",
        "UPDATE observations SET note = 'x' WHERE region = 'R2'",
        "DELETE FROM cluster_observations",
        "UPDATE regions SET ord = 9 WHERE region = 'NA'",
        "UPDATE documents SET content = content || ' ' WHERE kind = 'cases'",
        "UPDATE bundles SET synthetic = false",
    ],
)
def test_the_fingerprint_sees_every_cell(data: Path, change: str) -> None:
    with filled(data) as memory:
        before = fingerprint_of(memory, ["demo"])
        assert fingerprint_of(memory, ["demo"]) == before
        memory.execute(change)
        assert fingerprint_of(memory, ["demo"]) != before


def test_the_order_of_facts_is_no_content(data: Path) -> None:
    with filled(data) as memory:
        before = fingerprint_of(memory, ["demo"])
    lines = (data / "demo/observations.csv").read_text(encoding="utf-8").splitlines()
    (data / "demo/observations.csv").write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    with filled(data) as memory:
        assert fingerprint_of(memory, ["demo"]) == before


# --- ensure_built ------------------------------------------------------------------------------------------------


def test_a_missing_file_is_built_once(data: Path, out: Path) -> None:
    said: list[str] = []
    first = ensure_built(data, out, said.append)
    assert (first.path, first.rebuilt, first.reason, first.faults) == (out, True, "missing", ())
    second = ensure_built(data, out, said.append)
    assert (second.rebuilt, second.reason, second.fingerprint) == (False, "", first.fingerprint)
    assert said == ["missing"]


def test_a_changed_bundle_is_built_again(data: Path, out: Path) -> None:
    first = ensure_built(data, out)
    write(data / "demo", edited("observations.csv", "20.5", "21"))
    again = ensure_built(data, out)
    assert (again.rebuilt, again.reason) == (True, "changed")
    assert again.fingerprint != first.fingerprint


def test_a_new_or_removed_bundle_is_a_change(data: Path, out: Path) -> None:
    ensure_built(data, out)
    bundle(data, "other")
    assert ensure_built(data, out).reason == "changed"
    shutil.rmtree(data / "other")
    assert ensure_built(data, out).reason == "changed"
    assert list(bundle_names(out)) == ["demo"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE observations SET value = 99 WHERE region = 'R2' AND indicator = 'a'",
        "UPDATE meta SET schema_version = 0",
        "DELETE FROM meta",
        "INSERT INTO meta SELECT * FROM meta",
        "DROP TABLE meta",
        "DROP TABLE documents",
        "DELETE FROM observations",
    ],
)
def test_a_file_that_is_not_what_was_built_is_built_again(data: Path, out: Path, damage: str) -> None:
    first = ensure_built(data, out)
    with writing(out) as connection:
        connection.execute(damage)
    again = ensure_built(data, out)
    assert (again.rebuilt, again.reason, again.fingerprint) == (True, "damaged", first.fingerprint)
    assert ensure_built(data, out).reason == ""


@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_a_file_of_something_else_is_built_again(data: Path, out: Path, content: bytes) -> None:
    out.parent.mkdir()
    out.write_bytes(content)
    assert ensure_built(data, out).reason == "damaged"
    assert list(bundle_names(out)) == ["demo"]


def test_a_file_cut_short_is_damaged(data: Path, out: Path) -> None:
    ensure_built(data, out)
    whole = out.read_bytes()
    out.write_bytes(whole[:-1])
    assert ensure_built(data, out).reason == "damaged"
    assert out.stat().st_size == len(whole)


def test_a_broken_bundle_keeps_a_good_old_file_and_reports_its_faults(data: Path, out: Path) -> None:
    first = ensure_built(data, out)
    before = out.read_bytes()
    write(data / "demo", edited("observations.csv", "20.5", "x"))
    report = ensure_built(data, out)
    assert (report.rebuilt, report.reason, report.fingerprint) == (False, "changed", first.fingerprint)
    assert [fault.found for fault in report.faults] == ["'x'"]
    assert out.read_bytes() == before


@pytest.mark.parametrize("old", [None, b"rubbish"])
def test_a_broken_bundle_without_a_good_old_file_is_an_error(
    data: Path, out: Path, old: bytes | None
) -> None:
    if old is not None:
        out.parent.mkdir()
        out.write_bytes(old)
    write(data / "demo", edited("observations.csv", "20.5", "x"))
    with pytest.raises(BundleError, match="'x'"):
        ensure_built(data, out)
    assert (out.read_bytes() if out.exists() else None) == old


def test_no_bundle_below_the_folder_is_an_error(tmp_path: Path, out: Path) -> None:
    with pytest.raises(BundleError, match="no bundle"):
        ensure_built(tmp_path, out)
