"""The command export, and a whole scenario named by its code."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pandas as pd
import pytest

from cluster_core.__main__ import main
from cluster_core.assess.assessment import assess
from cluster_core.model.fit import default_scenario
from cluster_core.report.workbook.render import render_workbook
from cluster_core.store.read import load_dataset

Captured = pytest.CaptureFixture[str]


def code_of(folder: Path, **choices: object) -> str:
    return default_scenario(load_dataset(folder), **choices).encode()


def test_a_table_is_the_one_that_score_prints(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    bundle = ["--bundle", str(folder)]
    assert main(["score", *bundle]) == 0
    printed = capsys.readouterr().out
    assert main(["export", *bundle, "--to", str(tmp_path / "a.csv")]) == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == printed
    assert main(["export", *bundle, "--to", str(tmp_path / "a.parquet")]) == 0
    assert main(["export", *bundle, "--to", str(tmp_path / "A.JSON")]) == 0
    scores = (
        pd.read_csv(io.StringIO(printed), keep_default_na=False)["score"]
        .replace("", float("nan"))
        .astype(float)
    )
    assert pd.read_parquet(tmp_path / "a.parquet")["score"].tolist() == pytest.approx(
        list(scores), nan_ok=True
    )
    found = [row["score"] for row in json.loads((tmp_path / "A.JSON").read_text(encoding="utf-8"))]
    assert [value if value is not None else float("nan") for value in found] == pytest.approx(
        list(scores), nan_ok=True
    )
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_workbook_is_the_assessment_with_its_formulas(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "a.xlsx"
    asked = ["--bundle", str(folder), "--scenario", code_of(folder), "--language", "en"]
    assert main(["export", *asked, "--to", str(to)]) == 0
    dataset = load_dataset(folder)
    assert to.read_bytes() == render_workbook(assess(dataset, default_scenario(dataset)), "en")


def test_another_ending_is_refused_before_anything_is_read(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "--bundle", str(tmp_path / "none"), "--to", str(tmp_path / "a.doc")]) == 2
    said = capsys.readouterr().err
    assert "'a.doc'" in said
    assert ".csv" in said


def test_a_place_that_cannot_be_written_is_named(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "--bundle", str(folder), "--to", str(tmp_path / "no" / "a.csv")]) == 2
    assert "--to" in capsys.readouterr().err


def test_a_code_is_the_scenario_that_its_choices_make(folder: Path, capsys: Captured) -> None:
    bundle = ["--bundle", str(folder)]
    assert main(["score", *bundle, "--normalise", "rank", "--aggregate", "geometric"]) == 0
    printed = capsys.readouterr().out
    code = code_of(folder, normalise="rank", aggregate="geometric")
    assert main(["score", *bundle, "--scenario", code]) == 0
    assert capsys.readouterr().out == printed
    assert main(["weights", *bundle, "--scenario", code]) == 0


@pytest.mark.parametrize(
    ("beside", "named"), [(["--normalise", "rank"], "--normalise"), (["--weights", "equal"], "--weights")]
)
def test_nothing_stands_beside_a_code_that_it_decides(
    folder: Path, beside: list[str], named: str, capsys: Captured
) -> None:
    assert main(["score", "--bundle", str(folder), "--scenario", code_of(folder), *beside]) == 2
    assert named in capsys.readouterr().err


def test_a_code_of_other_data_or_none_at_all_is_refused(folder: Path, capsys: Captured) -> None:
    other = code_of(folder).replace(load_dataset(folder).id, "elsewhere")
    assert main(["score", "--bundle", str(folder), "--scenario", other]) == 2
    assert "'elsewhere'" in capsys.readouterr().err
    assert main(["score", "--bundle", str(folder), "--scenario", "garbage"]) == 2
    assert "code: found no known version" in capsys.readouterr().err


def test_a_briefing_is_about_the_region_asked_for_else_the_data_set_s_own(
    tmp_path: Path, capsys: Captured
) -> None:
    bundle = ["--bundle", "data/practice", "--language", "en"]
    assert main(["export", *bundle, "--to", str(tmp_path / "own.docx")]) == 0
    assert main(["export", *bundle, "--region", "p01", "--to", str(tmp_path / "asked.docx")]) == 0
    titles = [
        docx.Document(str(tmp_path / name)).core_properties.title for name in ("own.docx", "asked.docx")
    ]
    assert [title.split(":")[0] for title in titles] == ["Paperkite", "Starbridge"]


def test_a_template_that_may_not_be_opened_leaves_no_file(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "house.docx").write_bytes(b"no document")
    target = tmp_path / "note.docx"
    given = ["--template", str(tmp_path / "house.docx"), "--to", str(target)]
    assert main(["export", "--bundle", "data/practice", *given]) == 2
    assert "template: found" in capsys.readouterr().err
    assert not target.exists()
