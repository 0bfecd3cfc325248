"""A table as an Excel workbook: a sheet of cells, one that says what they are, and one of what is behind them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cluster_core.errors import MethodError
from cluster_core.report.table import Cell, Provenance, Table, cell, cells, is_formula, visible

ROWS_MAX, COLUMNS_MAX = 1_048_575, 16_384  # what one sheet holds below its head
SHEETS = ("数据 data", "说明 about", "来源 sources")
_WIDTHS = (8, 48)  # narrowest and widest column, in characters
_FOOTER_MAX = 220  # of the 255 signs that a footer may have with its own signs of layout
_LINE, _TEXT_WIDTH = 16, 94  # points and characters of a line of the sheet that says what the cells are
_HIGHEST = 409  # points, the most that a row can have
_PRINTED = 12  # columns that are still readable on the width of one printed page
_SAMPLE = 500  # rows that decide a column's width
CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # any fixed moment: the same table, the same bytes
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def render_xlsx(table: Table) -> bytes:
    """Write a table as a workbook with the sheets "data" and "about", and "sources" for the observations behind it.

    Parameters
    ----------
    table : table
        Numbers are written as numbers and everything else as text: never a formula, link or date. Missing and infinite
        values are empty cells.

    Returns
    -------
    bytes
        The same for the same table: no author, no host, no time of making.

    Raises
    ------
    MethodError
        If a sheet cannot hold the table, which Excel would cut without a word.
    """
    frames = [table.rows] if table.behind is None else [table.rows, table.behind]
    for height, width in (frame.shape for frame in frames):
        if height > ROWS_MAX or width > COLUMNS_MAX:
            raise MethodError(
                f"table: found {height} rows x {width} columns, allowed: {ROWS_MAX} x {COLUMNS_MAX} in a workbook. "
                "Filter the table, or take it as CSV."
            )
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        _write_rows(book, SHEETS[0], table.rows, table.provenance)
        _write_about(book, table)
        for behind in frames[1:]:
            _write_rows(book, SHEETS[2], behind, table.provenance)
    return buffer.getvalue()


def _write_rows(book: Workbook, name: str, rows: pd.DataFrame, provenance: Provenance) -> None:
    sheet, quoted = book.add_worksheet(name), book.add_format({"quote_prefix": True})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    height, width = rows.shape
    for at in range(width):
        head, column = cell(str(rows.columns[at])) or "", cells(rows.iloc[:, at])
        sheet.write_string(0, at, str(head), bold)
        for row, value in enumerate(column, 1):
            _write(sheet, (row, at), value, quoted)
        sheet.set_column(at, at, _fitting([head, *column[:_SAMPLE]]))
    sheet.set_footer(footer(provenance))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    if width <= _PRINTED:
        sheet.fit_to_pages(1, 0)
    if width:
        sheet.autofilter(0, 0, height, width - 1)


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, quoted: Format) -> None:
    """Write one cell; the quote prefix keeps a text that looks like a formula a text when somebody edits it."""
    if isinstance(value, str):
        sheet.write_string(*place, value, quoted if is_formula(value) else None)
    elif value is not None:
        sheet.write_number(*place, value)


def footer(provenance: Provenance) -> str:
    """Return what stands at the foot of every printed page: scenario code and data version."""
    told = visible(f"{provenance.scenario} · {provenance.version}").replace("&", "&&")
    return f"&L&8 {told[:_FOOTER_MAX]}&R&8 &P / &N"  # the blank ends the size: a code begins with a digit


def _write_about(book: Workbook, table: Table) -> None:
    sheet, bold = book.add_worksheet(SHEETS[1]), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (label, text) in enumerate((*table.provenance.facts(), *table.notes)):
        sheet.write_string(row, 0, visible(label), bold)
        sheet.write_string(row, 1, visible(text), wrapped)
        lines = sum(1 + _spread(line) // _TEXT_WIDTH for line in text.split("\n"))
        sheet.set_row(row, min(_LINE * lines, _HIGHEST))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, _TEXT_WIDTH + 6)
    sheet.fit_to_pages(1, 0)


def _fitting(column: Sequence[Cell]) -> float:
    """Return a column's width in characters; a full-width character counts as two."""
    longest = max((_length(value) for value in column), default=0)
    return min(max(longest + 3, _WIDTHS[0]), _WIDTHS[1])


def _length(value: Cell) -> int:
    if value is None:
        return 0
    return _spread(str(value)[: _WIDTHS[1]])


def _spread(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
