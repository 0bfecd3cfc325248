"""Workbooks as openpyxl finds them."""

from __future__ import annotations

import dataclasses
import io
import time
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from cluster_core.errors import MethodError
from cluster_core.model.text import Text
from cluster_core.report import xlsx_file
from cluster_core.report.table import CELL_MAX, MARK, Provenance, Table
from cluster_core.report.xlsx_file import render_xlsx
from tests.report.test_table import FORMULAS, HARMLESS

PROVENANCE = Provenance("1~b~z", "b", Text("甲", "A"), "2", 2023, synthetic=True)


def table(rows: pd.DataFrame) -> Table:
    return Table(rows, PROVENANCE, (("筛选", "=1+1"),))


def opened(rows: pd.DataFrame) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(table(rows))))


def test_the_table_reads_back_the_same() -> None:
    rows = pd.DataFrame({"地区": ["盐城市", "320900"], "值": [-0.1, 1 / 3], "年": [2022, 2023]})
    again = pd.read_excel(io.BytesIO(render_xlsx(table(rows))), dtype={"地区": str}, engine="openpyxl")
    pd.testing.assert_frame_equal(again, rows.astype({"地区": again["地区"].dtype}))


def test_numbers_are_numbers_and_missing_is_empty() -> None:
    sheet = opened(pd.DataFrame({"n": [-1.5, np.inf, np.nan], "code": ["320900", None, "007"]})).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["n", -1.5, None, None]
    assert [cell.value for cell in sheet["B"]] == ["code", "320900", None, "007"]
    assert [sheet["A2"].data_type, sheet["B2"].data_type] == ["n", "s"]


@pytest.mark.parametrize("payload", [text for text in FORMULAS + HARMLESS if text and "\r" not in text])
def test_text_is_never_a_formula_or_a_link(payload: str) -> None:
    content = render_xlsx(table(pd.DataFrame({payload: [payload]})))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.value == payload
        assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "rels" in name and "sheet" in name]


def test_every_printed_page_carries_code_and_version() -> None:
    assert opened(pd.DataFrame({"x": [1]})).worksheets[0].oddFooter.left.text.strip() == "1~b~z · 2"
    long = Table(pd.DataFrame({"x": [1]}), dataclasses.replace(PROVENANCE, scenario="&x" * 2000))
    assert len(openpyxl.load_workbook(io.BytesIO(render_xlsx(long))).worksheets[0].oddFooter.left.text) <= 221


def test_a_formula_stays_text_when_edited() -> None:
    sheet = opened(pd.DataFrame({"t": ["=1+1", "x"]})).worksheets[0]
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_control_signs_and_long_cells_leave_a_mark() -> None:
    sheet = opened(pd.DataFrame({"t": ["a\x00b", "x" * 100_000, "_x0041_"]})).worksheets[0]
    assert sheet["A2"].value == f"a{MARK}b"
    assert sheet["A3"].value == "x" * (CELL_MAX - 1) + "…"
    with zipfile.ZipFile(io.BytesIO(render_xlsx(table(pd.DataFrame({"t": ["_x0041_"]}))))) as parts:
        assert b"_x005F_x0041_" in parts.read("xl/sharedStrings.xml")  # Excel would read the bare one as A


def test_the_head_is_bold_frozen_and_filters() -> None:
    sheet = opened(pd.DataFrame({"a": ["x"] * 3, "地区名称很长很长": [1, 2, 3]})).worksheets[0]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B4"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_the_second_sheet_says_what_the_first_is() -> None:
    sheet = opened(pd.DataFrame({"a": [1]})).worksheets[1]
    facts = {label.value: text.value for label, text in sheet.iter_rows()}
    assert facts["方案代码 Scenario code"] == "1~b~z"
    assert facts["数据版本 Data version"] == "2"
    assert "练习数据（虚构）" in facts["注意 Warning"]
    assert "fictional" in facts["注意 Warning"]
    assert facts["筛选"] == "=1+1"


def test_bytes_repeat_and_name_nobody() -> None:
    rows = pd.DataFrame({"a": [1.0], "t": ["x"]})
    first = render_xlsx(table(rows))
    time.sleep(2.1)  # the clock of a zip file ticks every two seconds
    assert render_xlsx(table(rows)) == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert b"<Company></Company>" in parts.read("docProps/app.xml")


def test_what_a_sheet_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS_MAX", 2)
    with pytest.raises(MethodError, match="found 3 rows"):
        render_xlsx(table(pd.DataFrame({"a": [1, 2, 3]})))


def test_an_empty_table_is_a_workbook() -> None:
    assert opened(pd.DataFrame({"a": []})).worksheets[0]["A1"].value == "a"
    assert opened(pd.DataFrame()).worksheets[0]["A1"].value is None


def test_the_observations_behind_have_a_sheet_of_their_own() -> None:
    behind = pd.DataFrame({"来源": ["=1+1", "yearbook"], "值": [1.5, None]})
    whole = dataclasses.replace(table(pd.DataFrame({"x": [1]})), behind=behind)
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(whole)))
    assert book.sheetnames == list(xlsx_file.SHEETS)
    rows = [[cell.value for cell in row] for row in book.worksheets[2].rows]
    assert rows == [["来源", "值"], ["=1+1", 1.5], ["yearbook", None]]
    assert book.worksheets[2]["A2"].data_type == "s"
    assert book.worksheets[2].oddFooter.left.text.strip() == "1~b~z · 2"
    assert openpyxl.load_workbook(io.BytesIO(render_xlsx(table(behind)))).sheetnames == list(
        xlsx_file.SHEETS[:2]
    )


def test_the_words_about_a_table_are_not_cut() -> None:
    notes = (("short", "a"), ("long", "长" * 200), ("longest", "x" * 40_000))
    whole = dataclasses.replace(table(pd.DataFrame({"x": [1]})), notes=notes)
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(whole))).worksheets[1]
    heights = {
        sheet.cell(row, 1).value: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)
    }
    assert heights["long"] >= 4 * (heights["short"] or 15)  # 400 half widths on lines of a hundred
    assert 408 < heights["longest"] <= 409
