"""The whole way, with the child process in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cluster_core.errors import IntakeError
from cluster_core.intake.generations import undo
from cluster_core.intake.jobs import Request
from cluster_core.intake.mapping import Plan
from cluster_core.intake.steps import commit, drop, kept_upload, look, prepare
from cluster_core.store.read import load_dataset
from tests.intake.books import yearbook
from tests.intake.samples import bundle, prepared

TEXT = "地区,GDP\n南京,101\n007,3\n"


def test_a_yearbook_goes_in_and_out_again(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    with kept_upload(yearbook(), "年鉴.xlsx") as path:
        request = Request(str(path), str(folder), source="s1")
        found = look(request)
        assert found.proposal is not None
        assert [one.text for one in found.proposal.columns if one.status == "ask"] == ["地区生产总值 | 位次"]
        plan = Plan(indicators={"地区生产总值 | 位次": "-"}, year=2024)
        ready = prepare(replace(request, digest=found.digest, sheet=found.sheet, plan=plan))
    assert ready.faults == 0
    assert ready.counts["new"] == 10
    commit(folder, ready)
    drop(ready)  # it is no draft any more
    values = load_dataset(folder).observations
    row = values[(values["unit"] == "320500") & (values["indicator"] == "power")].iloc[0]
    assert (row["year"], row["value"], row["note"]) == (2024, 987.6543, "import: 年鉴.xlsx")
    assert undo(folder) == "base"
    assert len(load_dataset(folder).observations) == 2


def test_a_cancelled_import_leaves_no_draft(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")

    def given_up(step: str, share: float) -> None:
        if step in ("write", "check"):
            raise KeyboardInterrupt

    request = Request(str(tmp_path / "a.csv"), str(folder), source="s1", plan=Plan(year=2022))
    try:
        ready = prepare(request, progress=given_up)
    except KeyboardInterrupt:
        assert list((tmp_path / "demo.imports").glob(".draft*")) == []
    else:  # it was faster than a look at its progress
        drop(ready)
    assert load_dataset(folder).observations["value"].sum() == 300


def test_nothing_is_lost_without_a_word(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    ready = prepared(tmp_path, TEXT, plan=Plan(year=2022), replace=True)
    with pytest.raises(IntakeError, match=r"1 values would be lost: 320500 gdp 2022") as wrong:
        commit(folder, ready)
    assert wrong.value.kind == "loss"
    assert load_dataset(folder).observations["value"].sum() == 300
    commit(folder, ready, allow_loss=True)
    assert load_dataset(folder).observations["value"].sum() == 104


def test_faults_and_nothing_new_are_refused(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    for text, kind in ((TEXT.replace("101", "x"), "faults"), ("地区,GDP\n南京,100\n苏州,200\n", "nothing")):
        with pytest.raises(IntakeError) as wrong:
            commit(folder, prepared(tmp_path, text, plan=Plan(year=2022)))
        assert wrong.value.kind == kind


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.csv", "a.csv"),
        ("../../b.csv", "b.csv"),
        ("..\\c", "c"),
        ("", "table"),
        ("..", "table"),
        ("a\nb", "a_b"),
    ],
)
def test_uploads_are_kept_under_a_harmless_name(name: str, kept: str) -> None:
    with kept_upload(b"x", name) as path:
        assert path.name == kept
        assert path.read_bytes() == b"x"
    assert not path.parent.exists()
