"""Templates come back in as they went out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from cluster_core.intake.mapping import Plan
from cluster_core.intake.templates import Shape, template
from cluster_core.model.dataset import Dataset
from cluster_core.model.text import Text
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Table
from cluster_core.report.xlsx_file import render_xlsx
from cluster_core.store.read import load_dataset
from tests.intake.samples import bundle, looked, prepared, told


def filled(dataset: Dataset, shape: Shape) -> Table:
    made = template(dataset, 2023, shape, ["gdp", "pop", "per_head"])
    rows = made.rows.copy()
    for at, column in enumerate(rows.columns):
        if "value" in column or "2023" in column:
            rows[column] = [at + row / 8 for row in range(len(rows))]
    return replace(made, rows=rows)


@pytest.mark.parametrize("shape", ["wide", "long"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_filled_in_needs_no_question(tmp_path: Path, shape: Shape, kind: str) -> None:
    table = filled(load_dataset(bundle(tmp_path)), shape)
    data = render_csv(table) if kind == "csv" else render_xlsx(table)
    found = looked(tmp_path, data, f"t.{kind}")
    assert found.proposal is not None, found.trouble
    assert found.proposal.open == 0
    read = prepared(tmp_path, data, f"t.{kind}", plan=Plan())
    assert told(read) == []
    assert read.counts["new"] == 10
    assert {(one.region, one.indicator, one.year) for one in read.new} >= {
        ("007", "gdp", 2023),
        ("NA", "pop", 2023),
    }


def test_it_holds_what_the_bundle_observes_and_nothing_derived(tmp_path: Path) -> None:
    dataset = load_dataset(bundle(tmp_path))
    assert list(template(dataset, 2023).rows.columns)[2:] == [
        "2023 地区生产总值 / Gross regional product (亿元)"
    ]
    assert len(template(dataset, 2023, "long", ["gdp", "per_head"]).rows) == 5


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    dataset = load_dataset(bundle(tmp_path))
    odd = {key: replace(one, name=Text("=1+1", "@SUM(1)")) for key, one in dataset.regions.items()}
    table = template(replace(dataset, regions=odd), 2023)
    (tmp_path / "t.xlsx").write_bytes(render_xlsx(table))
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1 / @SUM(1)")
    assert "'=1+1" in render_csv(table).decode("utf-8-sig")
