"""How cells look, and how they are written: what a reader may change is told by colour, frame and slant alike."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cluster_core.report.table import Cell, Provenance, is_formula, visible
from cluster_core.report.xlsx_file import footer

SCORE, SHARE, WHOLE, MOVE = "0.00", "0.0%", "0", '"↑"0;"↓"0;"–"'
_A4, _PAGE_WIDTH = 9, 240  # characters that a page of landscape A4 still shows in a legible size
_MARGIN_INCH = 0.4

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#555555"},
    "head": {
        "bold": True,
        "font_size": 9,
        "bg_color": "#E6ECF2",
        "border": 1,
        "border_color": "#B8C4D0",
        "text_wrap": True,
    },
    "head_code": {
        "bg_color": "#E6ECF2",
        "border": 1,
        "border_color": "#B8C4D0",
        "font_color": "#555555",
        "shrink": True,
    },
    "label": {"bold": True, "valign": "top", "text_wrap": True},
    "group": {"bold": True, "bg_color": "#F2F5F8", "top": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "live": {},
    "middle": {"align": "center"},
    "frozen_middle": {"align": "center", "bg_color": "#ECECEC"},
    "input": {
        "bg_color": "#FFF6D6",
        "border": 1,
        "border_color": "#8A6D00",
        "italic": True,
        "font_color": "#0B3D91",
    },
    "frozen": {"bg_color": "#ECECEC"},
    "warning": {"bold": True, "font_color": "#B34700"},
}
_CENTRED = {"align": "center", "valign": "vcenter"}
LINE_POINTS = 16.0  # height of a line; Chinese needs more than the usual 15


@dataclass(frozen=True, slots=True)
class Live:
    """A formula with its present value, shown by readers that do not compute; None where it is missing."""

    formula: str
    value: Cell
    array: bool = False


Content = Live | Cell


@dataclass
class Pen:
    """What writes the cells of one workbook; it makes every format once."""

    book: Workbook
    _formats: dict[tuple[str, str, bool], Format] = field(default_factory=dict[tuple[str, str, bool], Format])

    def style(self, name: str, numbers: str = "", *, quoted: bool = False) -> Format:
        """Return a style with a number format; `quoted` keeps a text that looks like a formula one when edited."""
        key = (name, numbers, quoted)
        if key not in self._formats:
            look = dict(_STYLES[name])
            if name in ("head", "head_code"):
                look |= _CENTRED
            if numbers:
                look["num_format"] = numbers
            if quoted:
                look["quote_prefix"] = True
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def put(
        self, sheet: Worksheet, place: tuple[int, int], content: Content, style: str, numbers: str = ""
    ) -> None:
        """Write one cell: a formula only from `Live`, every text as text."""
        look = self.style(style, numbers)
        if isinstance(content, Live):
            value: Any = (
                "" if content.value is None else content.value
            )  # typed int there, a text or number at run time
            if content.array:
                sheet.write_array_formula(*place, *place, content.formula, look, value)
            else:
                sheet.write_formula(*place, content.formula, look, value)
        elif isinstance(content, str):
            shown, quoted = _harmless(content)
            sheet.write_string(*place, shown, self.style(style, numbers, quoted=True) if quoted else look)
        elif content is None:
            sheet.write_blank(*place, None, look)
        else:
            sheet.write_number(*place, content, look)


@lru_cache(maxsize=4096)
def _harmless(text: str) -> tuple[str, bool]:
    """Return a text as a cell can hold it, and whether it looks like a formula; most texts stand many times."""
    shown = visible(text)
    return shown, is_formula(shown)


def head_up(pen: Pen, sheet: Worksheet, title: str, note: str) -> None:
    """Write title and note above a sheet."""
    pen.put(sheet, (0, 0), title, "title")
    pen.put(sheet, (1, 0), note, "note")
    sheet.set_row(0, 22)
    sheet.set_default_row(LINE_POINTS)


def set_page(
    sheet: Worksheet, provenance: Provenance, widths: Sequence[float], head: tuple[int, int] | None
) -> None:
    """Set widths and the printed page: landscape A4, one page wide where that is legible, heads on every page.

    head: the last row and column of the heads, which also stay on the screen; None for a sheet without.
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN_INCH, _MARGIN_INCH, _MARGIN_INCH, 0.6)
    sheet.fit_to_pages(math.ceil(sum(widths) / _PAGE_WIDTH), 0)
    sheet.set_footer(footer(provenance))
    if head is not None:
        sheet.freeze_panes(head[0] + 1, head[1] + 1)
        sheet.repeat_rows(0, head[0])
        if head[1] >= 0:
            sheet.repeat_columns(0, head[1])


def width_of(text: str) -> int:
    """Return how many characters wide a text is; a full-width one counts as two.

    >>> width_of("GDP"), width_of("盐城")
    (3, 4)
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of some characters: between words, or within Chinese.

    >>> lines_of("R&D spending, share of GDP", 10), lines_of("研发投入强度占比", 10), lines_of("", 10)
    (4, 2, 1)
    """
    if "\n" in text:
        return sum(lines_of(line, width) for line in text.split("\n"))
    room, lines, filled = max(width - 1, 1), 1, 0.0
    for word in text.split(" "):
        length = width_of(word)
        if filled and filled + 1 + length > room:
            lines, filled = lines + 1, 0.0
        filled += length + (1 if filled else 0)
        while filled > room:
            lines, filled = lines + 1, filled - room
    return lines


def magnitude(values: Sequence[float]) -> str:
    """Return a number format that shows about four figures of the largest of some values, or whole numbers as they are.

    >>> magnitude([12345.6]), magnitude([2.5, 0.1]), magnitude([2.0, 3.0]), magnitude([])
    ('#,##0', '0.000', '#,##0', '0.000')
    """
    if values and all(value == int(value) for value in values):
        return "#,##0"
    largest = max((abs(value) for value in values), default=1.0)
    if largest >= 1000:
        return "#,##0"
    if largest >= 100:
        return "0.0"
    if largest >= 10:
        return "0.00"
    return "0.000" if largest >= 0.1 else "0.00E+00"
