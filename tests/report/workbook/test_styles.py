"""How cells are written."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell import Cell as Found
from xlsxwriter.workbook import Workbook

from cluster_core.report.workbook.styles import Content, Live, Pen, lines_of, magnitude
from cluster_core.report.xlsx_file import OPTIONS
from tests.report.test_table import FORMULAS


def written(content: Content, style: str = "plain", numbers: str = "") -> Found:
    buffer = io.BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        Pen(book).put(book.add_worksheet("s"), (0, 0), content, style, numbers)
    return openpyxl.load_workbook(buffer)["s"]["A1"]


@pytest.mark.parametrize("payload", [text for text in FORMULAS if text and "\r" not in text])
def test_text_is_never_a_formula(payload: str) -> None:
    for style in ("plain", "head", "input"):
        cell = written(payload, style)
        assert (cell.data_type, cell.value) == ("s", payload)
        assert cell.quotePrefix
        assert cell.hyperlink is None


def test_only_a_live_cell_is_a_formula() -> None:
    assert written(Live("=1+1", 2)).data_type == "f"
    assert written(Live("=SUM(A1:A2)", 2, array=True)).value.text == "=SUM(A1:A2)"
    assert written(2.5, numbers="0.0").number_format == "0.0"
    assert written(None, "input").value is None


def test_inputs_are_told_by_more_than_colour() -> None:
    mine, other = written(1, "input"), written(1, "live")
    assert mine.fill.fgColor.rgb != other.fill.fgColor.rgb
    assert mine.font.italic
    assert not other.font.italic
    assert mine.border.top.style


def test_a_quoted_head_looks_like_every_other() -> None:
    for text in ("%", "GDP"):
        assert written(text, "head").alignment.horizontal == "center"


def test_lines() -> None:
    assert lines_of("a\nb", 10) == 2
    assert lines_of("一二三四五六七八九十", 11) == 2
    assert lines_of("averyveryverylongword", 8) == 3


def test_number_formats_follow_the_magnitude() -> None:
    assert [magnitude([value]) for value in (5e4 + 0.5, -150.5, 15.5, 1.5, 0.002)] == [
        *("#,##0", "0.0", "0.00", "0.000"),
        "0.00E+00",
    ]
