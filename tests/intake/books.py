"""Workbooks as tests need them, made by openpyxl and LibreOffice's neighbours by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def book(rows: Iterable[Sequence[Any]], merged: Sequence[str] = (), name: str = "Sheet1") -> bytes:
    """Return an XLSX file of one sheet."""
    made, sheet = empty(name)
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(made)


def empty(name: str = "Sheet1") -> tuple[openpyxl.Workbook, Worksheet]:
    """Return a workbook and its sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    return made, sheet


def saved(made: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip container of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts:
            container.writestr(name, data)
    return content.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip container with one part more, or another one under its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {part: container.read(part) for part in container.namelist()}
    return zipped({**parts, name: content}.items())


def yearbook() -> bytes:
    """Return a table as yearbooks print it: title, unit, two header rows with merged cells, totals, notes, marks."""
    rows = [
        ["3-2 各市主要经济指标（2024年）"],
        ["", "", "", "", "", "单位：亿元"],
        ["地  区", "地区生产总值", "", "常住人口（万人）", "研发强度", "用电量①"],
        ["", "总量", "位次", "", "(%)", "(万千瓦时)"],
        ["甲", 1, 2, 3, 4, 5],
        ["全　省", 45227.01, "", 2922.4, 3.2, 40000000],
        ["苏南", 45227, "", "", "", ""],
        ["南京市", "18,500.81", 2, 957.7, "3.9%", 7654321],
        ["苏 州 市", 26726.2, 1, 1295.8, "３.８%", "9,876,543②"],
        ["盐城", "（7,779.2）", 7, 668.9, "…", "—"],
        ["注：①全社会用电量。②快报数。"],
        ["资料来源：统计年鉴"],
    ]
    return book(rows, ["A1:F1", "A3:A4", "B3:C3", "D3:D4"], "3-2")
