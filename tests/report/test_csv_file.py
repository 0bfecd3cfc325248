"""CSV as pandas and Python's own reader find it."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest

from cluster_core.model.text import Text
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Provenance, Table
from tests.report.test_table import FORMULAS, HARMLESS

PROVENANCE = Provenance("1~b~z", "b", Text('甲,"=1', "A;\t=2"), "2", 2023)


def table(rows: pd.DataFrame, *, synthetic: bool = False) -> Table:
    source = PROVENANCE if not synthetic else Provenance("1~b~z", "b", Text("甲"), "2", 2023, synthetic=True)
    return Table(rows, source, (("筛选 Filters", "=1+1\r\n=2"),))


def read_back(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), comment="#", encoding="utf-8-sig")


def test_the_table_reads_back_the_same() -> None:
    rows = pd.DataFrame(
        {"地区": ["盐城市", 'a"b, c'], "值": [-0.1, 1 / 3], "年": [2022, 2023], "空": [np.nan, 1e300]}
    )
    again = read_back(render_csv(table(rows)))
    pd.testing.assert_frame_equal(again, rows.astype({"地区": again["地区"].dtype}))


def test_it_opens_with_chinese_letters() -> None:
    content = render_csv(table(pd.DataFrame({"地区": ["盐城市"]})))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_cell_is_a_formula(payload: str) -> None:
    rows = pd.DataFrame({payload: [payload, "x"], "n": [-1.5, np.inf]})
    lines = list(csv.reader(io.StringIO(render_csv(table(rows)).decode("utf-8-sig"))))
    assert lines[0][0].startswith("'")
    assert lines[1][0].startswith("'")
    assert lines[1][1] == "-1.5"
    assert lines[2] == ["x", ""]


@pytest.mark.parametrize("payload", HARMLESS)
def test_other_text_comes_back(payload: str) -> None:
    again = list(
        csv.reader(io.StringIO(render_csv(table(pd.DataFrame({"t": [payload]}))).decode("utf-8-sig")))
    )
    assert again[1] == [payload]


def test_a_hash_in_a_cell_begins_no_comment() -> None:
    rows = pd.DataFrame({"t": ["# not a comment", "C#"]})
    assert read_back(render_csv(table(rows)))["t"].tolist() == ["# not a comment", "C#"]


def test_the_footer_is_one_cell_a_line_and_names_scenario_and_version() -> None:
    text = render_csv(table(pd.DataFrame({"t": ["x"]}), synthetic=True)).decode("utf-8-sig")
    footer = [line for line in csv.reader(io.StringIO(text)) if line[0].startswith("# ")]
    assert all(len(line) == 1 for line in footer)
    said = "\n".join(line[0] for line in footer)
    for part in ("1~b~z", "数据版本 Data version: 2", "练习数据（虚构）", "fictional", "=1+1 =2"):
        assert part in said


def test_what_would_part_a_footer_is_replaced() -> None:
    text = render_csv(table(pd.DataFrame({"t": ["x"]}))).decode("utf-8-sig")
    assert "甲，'=1 / A； =2 (b)" in text


def test_an_empty_table_has_its_head() -> None:
    again = read_back(render_csv(table(pd.DataFrame({"a": [], "b": []}))))
    assert list(again.columns) == ["a", "b"]
    assert again.empty


def test_bytes_repeat() -> None:
    rows = pd.DataFrame({"t": ["x"], "n": [1.0]})
    assert render_csv(table(rows)) == render_csv(table(rows))
