"""The database file is built, repaired and looked at as seldom as can be; answers are shared."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import pytest

from cluster_core.model.scenario import Scenario
from ui import data

SHIPPED = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the practice bundle as the only data, without a database file."""
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED / "practice", copy / "practice")
    shutil.copytree(SHIPPED / "frameworks", copy / "frameworks")
    monkeypatch.setattr(data, "FOLDER", copy)
    monkeypatch.setattr(data, "FILE", copy / "clusters.duckdb")
    monkeypatch.setattr(data, "CHECK_EVERY_S", 0.0)
    monkeypatch.setattr(data, "_built", data._Built())
    return copy


def test_a_missing_file_is_built_and_said(folder: Path) -> None:
    steps: list[str] = []
    report = data.ready(steps.append)
    assert (report.rebuilt, report.reason) == (True, "missing")
    assert steps
    assert data.recently_repaired() == "missing"
    assert list(data.bundles()) == ["practice"]


def test_a_sound_file_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.ready()

    def never(*_: object) -> None:
        raise AssertionError("the files did not change")

    monkeypatch.setattr(data, "ensure_built", never)
    assert data.ready().fingerprint == data.fingerprint()


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 5000], ids=["empty", "text", "zeros"])
def test_a_foreign_file_is_replaced_and_said(folder: Path, content: bytes) -> None:
    first = data.ready().fingerprint
    data.FILE.write_bytes(content)
    report = data.ready()
    assert (report.rebuilt, report.reason, report.fingerprint) == (True, "damaged", first)
    assert data.recently_repaired() == "damaged"
    assert data.dataset("practice").regions


def test_a_truncated_file_is_replaced(folder: Path) -> None:
    data.ready()
    whole = data.FILE.read_bytes()
    data.FILE.write_bytes(whole[: len(whole) // 3])
    assert data.ready().reason == "damaged"


def test_a_changed_bundle_is_taken_over(folder: Path) -> None:
    first = data.ready().fingerprint
    regions = folder / "practice" / "regions.csv"
    regions.write_text(
        regions.read_text(encoding="utf-8").replace("Paper Kite", "Paper Crane"), encoding="utf-8"
    )
    bundle = folder / "practice" / "bundle.yaml"
    bundle.write_text(
        bundle.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8"
    )
    assert data.ready().fingerprint != first
    assert data.dataset("practice").version == "2"
    assert data.recently_repaired() in {"", "missing"}


def test_who_changed_the_files_need_not_wait_for_the_next_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "CHECK_EVERY_S", 1e9)
    monkeypatch.setattr(data, "_built", data._Built())
    first = data.ready().fingerprint
    file = folder / "practice" / "observations.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert data.ready().fingerprint == first
    data.look_again()
    assert data.ready().fingerprint != first


def test_a_faulty_bundle_leaves_the_old_data_in_use(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = data.ready().fingerprint
    with (folder / "practice" / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("nowhere,rd_expenditure,2024,abc\n")
    assert data.ready().fingerprint == first
    assert data.faulty()
    assert "nowhere" in caplog.text


def test_what_is_held_stays_whatever_is_built_and_is_forgotten_with_its_holder(folder: Path) -> None:
    held, before = data.hold(), data.dataset("practice")
    assert data.hold() is held
    bundle = folder / "practice" / "bundle.yaml"
    bundle.write_text(
        bundle.read_text(encoding="utf-8").replace("version: 1", "version: 7"), encoding="utf-8"
    )
    data.ready()
    data._dataset.clear()  # as when many others come between
    data._bundles.clear()
    assert data._dataset(held.fingerprint, "practice") is before
    assert list(data._bundles(held.fingerprint)) == ["practice"]
    assert data.dataset("practice").version == "7"
    last = held.fingerprint
    del held
    gc.collect()
    assert last not in data._held


def test_answers_are_shared(scenario: Scenario) -> None:
    assert data.assessment(scenario) is data.assessment(scenario)
    moved = data.assessment(scenario.with_points("four_forces", (90, 50, 50, 50)))
    assert moved.prepared is data.assessment(scenario).prepared


def test_what_is_built_is_remembered_by_key() -> None:
    built: list[int] = []

    def build() -> int:
        built.append(1)
        return len(built)

    assert data.remember(("test", "one"), build) == data.remember(("test", "one"), build) == 1
    assert data.remember(("test", "two"), build) == 2
    assert data.remember_large(("test", "one"), build) == data.remember_large(("test", "one"), build) == 3
