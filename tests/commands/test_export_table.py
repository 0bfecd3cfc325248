"""`export --table`: the file of the page, byte for byte, from the recipe that the page shows."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from cluster_core.__main__ import main
from cluster_core.model.fit import default_scenario
from cluster_core.report.observations import Selection
from cluster_core.report.table_files import file_of, written
from cluster_core.report.table_request import LONG, SCORES, WIDE, YEARS, Request, recipe
from ui import data, tables

Captured = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
CHOSEN = Selection(unit=("320900", "320500"), value=((10.0, None),))
EVERY = [
    (Request(LONG, CHOSEN, ("region", "value", "rank", "flags", "source"), language="en"), ".csv"),
    (
        Request(
            LONG,
            Selection(text=("R&D", "经费 +"), year=((2021, 2022),), flag=("none", "jump", "single_source")),
        ),
        ".xlsx",
    ),
    (Request(WIDE, replace(CHOSEN, dimension=("innovation",)), at_year=2022, language="en"), ".xlsx"),
    (Request(WIDE, CHOSEN), ".json"),
    (Request(YEARS, of="gdp"), ".parquet"),
    (Request(YEARS, CHOSEN, of="gdp", sources=True, language="en"), ".json"),
    (Request(SCORES, CHOSEN, ("region", "item", "z", "source")), ".csv"),
    (Request(SCORES, CHOSEN, language="en"), ".parquet"),
]


@pytest.mark.parametrize(("asked", "suffix"), EVERY, ids=[f"{one.table}{suffix}" for one, suffix in EVERY])
def test_the_recipe_makes_the_page_s_file(
    asked: Request, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    scenario = replace(default_scenario(data.dataset("jiangsu")), normalise="percentile", treat="winsorise")
    assessment = data.assessment(scenario)
    held = tables.held_by(assessment)
    name = file_of(assessment, asked, suffix)
    words = shlex.split(recipe(assessment, asked, name))
    assert words.pop() == name
    monkeypatch.chdir(ROOT)
    assert main([*words[3:], str(tmp_path / name)]) == 0, capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == written(held, asked, suffix)


BAD = {
    "a filter alone": (["--filter", "year=2023", "--to", "a.csv"], "--filter: found without --table"),
    "another ending": (
        ["--table", "wide", "--to", "a.docx"],
        "allowed with --table: a file ending in .xlsx, .csv",
    ),
    "an unknown region": (["--table", "wide", "--filter", "region=x", "--to", "a.csv"], "'x'"),
    "nothing left": (
        ["--table", "observations", "--filter", "year=1900", "--to", "a.csv"],
        "without --filter year",
    ),
}


@pytest.mark.parametrize(("options", "told"), BAD.values(), ids=BAD)
def test_what_cannot_be_written_is_named(
    folder: Path,
    options: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--bundle", str(folder), *options]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.glob("a.*"))


def test_no_option_gives_the_usual_table(folder: Path, tmp_path: Path) -> None:
    asked = ["--bundle", str(folder), "--table", "observations", "--to", str(tmp_path / "a.csv")]
    assert main(["export", *asked]) == 0
    head = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == '"地区","指标","单位","年份","数值","质量","提示","来源"'
