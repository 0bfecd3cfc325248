"""Where a bundle's data are now, and that every reader looks there."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import StoreError
from cluster_core.store.build import build, digest_of_inputs
from cluster_core.store.check import check_path
from cluster_core.store.generation import PROJECT_DATA, current, current_name, imports_of
from cluster_core.store.read import load_dataset
from tests.store.samples import FILES, bundle, write


def pointed(folder: Path, changes: dict[str, str | None], name: str = "g000001") -> Path:
    """Make a generation of the bundle and point at it."""
    place = imports_of(folder)
    made = write(place / name, {**FILES, **changes})
    (place / "current").write_text(f"{name}\n", encoding="utf-8")
    return made


def test_a_shipped_bundle_has_its_imports_outside_of_the_shipped_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLUSTER_DESK_IMPORTS")
    shipped = PROJECT_DATA / "jiangsu"
    assert imports_of(shipped) == PROJECT_DATA.parent / "userdata" / "imports" / "jiangsu"
    monkeypatch.setenv("CLUSTER_DESK_IMPORTS", str(tmp_path))
    assert imports_of(shipped) == tmp_path / "jiangsu"
    assert imports_of(tmp_path / "own") == tmp_path / "own.imports"


def test_without_a_pointer_the_base_is_in_use(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    assert current(folder) == folder
    imports_of(folder).mkdir()
    (imports_of(folder) / "current").write_text("base\n", encoding="utf-8")
    assert current_name(folder) == "base"


def test_every_reader_follows_the_pointer(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    before = digest_of_inputs([folder])
    text = FILES["observations.csv"].replace("R1,a,2020,10", "R1,a,2020,11")
    made = pointed(folder, {"observations.csv": text})
    assert current(folder) == made
    values = load_dataset(folder).observations
    assert values[(values["unit"] == "R1") & (values["indicator"] == "a")]["value"].tolist() == [11.0]
    assert digest_of_inputs([folder]) != before
    build([folder], tmp_path / "built.duckdb")
    assert load_dataset(tmp_path / "built.duckdb").observations["value"].tolist() == values["value"].tolist()
    assert check_path(tmp_path) == check_path(folder) == []


def test_faults_of_a_generation_are_told_under_the_bundles_name(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    pointed(folder, {"observations.csv": "region,indicator,year,value\nR1,a,2020,x\n"})
    assert [fault.file for fault in check_path(folder)] == ["demo/observations.csv"]
    assert [fault.file for fault in check_path(tmp_path)] == ["demo/observations.csv"]


@pytest.mark.parametrize("content", [b"g000009\n", b"../x\n", b"", b"\xff\xfe", b"g1"])
def test_a_pointer_to_nothing_is_an_error_and_never_the_base(tmp_path: Path, content: bytes) -> None:
    folder = bundle(tmp_path)
    imports_of(folder).mkdir()
    (imports_of(folder) / "current").write_bytes(content)
    with pytest.raises(StoreError, match="current: found"):
        current(folder)
