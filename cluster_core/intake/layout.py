"""Where the header, the body and the columns of a table are: a proposal with its reasons, which a user may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cluster_core.errors import IntakeError
from cluster_core.intake.names import fold, is_span, label_of, year_of
from cluster_core.intake.numbers import is_plain, read_number
from cluster_core.intake.sheet import COLUMNS, Sheet
from cluster_core.intake.units import is_unit
from cluster_core.intake.vocabulary import Vocabulary

RowKind = Literal["data", "empty", "total", "heading", "note", "numbering"]
LOOKED_AT = 400  # rows that decide
HEADER_ROWS = 4
DECIDING = 100  # rows of the body that tell what a column holds
NONE = -1
JOINT = " | "

_TOTALS = {
    "合计", "总计", "小计", "共计", "全省", "全国", "全市", "全区", "全省合计", "总和", "平均", "平均值", "全省平均",
    "total", "sum", "subtotal",
    "grandtotal", "average", "mean", "all", "overall", "province", "national", "nation", "provincetotal",
}  # fmt: skip
_REGION_WORDS = {
    "地区", "区域", "城市", "市", "市县", "县市", "行政区划", "行政区划代码", "地区名称", "城市名称",
    "region", "city", "area", "adcode", "code", "name",
}  # fmt: skip
_INDICATOR_WORDS = {
    "指标",
    "指标名称",
    "指标代码",
    "项目",
    "indicator",
    "variable",
    "item",
    "series",
    "indicatorname",
}
_YEAR_WORDS = {"年份", "年", "年度", "时间", "year", "period", "time", "date"}
_VALUE_WORDS = {"数值", "值", "数据", "观测值", "value", "values", "obsvalue", "observation", "data"}
_UNIT_WORDS = {"单位", "计量单位", "unit", "units"}
_OTHER_WORDS = {
    "序号", "编号", "备注", "注", "来源", "数据来源", "资料来源", "状态", "排名",
    "no", "nr", "id", "note", "notes", "source", "status", "quality",
    "rank", "remark", "remarks",
}  # fmt: skip
_TIMES = ("百", "千", "万", "亿")
_NOTE = (
    "注",
    "资料来源",
    "数据来源",
    "来源",
    "说明",
    "备注",
    "note",
    "source",
    "资料",
    "*",
    "＊",
    "①",
    "(1)",
    "（1）",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the proposal says what it says: a word for a page, and the sentence in English."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Places count from 0; -1 stands for "there is none". All of it is about the transposed sheet if `transposed`.

    `header` and `body` are first and last row (header -1, -1 without one). `region`, `indicator`, `year`, `unit` are
    columns whose cells say it for their row; `values` the columns with numbers. What no column says is in the headers
    of the value columns, or one for the whole table (see `mapping`).
    """

    transposed: bool
    header: tuple[int, int]
    body: tuple[int, int]
    region: int
    indicator: int
    year: int
    unit: int
    values: tuple[int, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def shape(self) -> str:
        """In a word: long, panel (region and year a row), or wide."""
        if self.indicator != NONE:
            return "long"
        return "panel" if self.year != NONE else "wide"


def propose(sheet: Sheet, known: Vocabulary, *, transposed: bool | None = None) -> Layout:
    r"""Return where things are, as far as the cells tell.

    Parameters
    ----------
    sheet : as it was read
    known : names of the bundle's regions and indicators
    transposed : whether regions are the columns; None to find out

    Raises
    ------
    IntakeError
        layout: no column of numbers was found.

    Examples
    --------
    >>> from pathlib import Path
    >>> from cluster_core.intake.delimited import read_delimited
    >>> from cluster_core.intake.vocabulary import vocabulary_of
    >>> text = "主要指标\n地区,地区生产总值（亿元）,常住人口\n南京,1,2\n盐城,3,4\n全省,4,6\n注：初步数\n"
    >>> found = propose(read_delimited(text), vocabulary_of(Path("data/jiangsu")))
    >>> found.header, found.body, found.region, found.values, found.shape
    ((1, 1), (2, 5), 0, (1, 2), 'wide')
    """
    reasons: list[Reason] = []
    upright, across = _best_column(sheet, known), _best_row(sheet, known)
    if transposed is None:
        transposed = across[1] > max(1, upright[1]) and len(sheet.rows) <= COLUMNS
        if transposed:
            reasons.append(
                Reason("transposed", f"row {across[0] + 1} names {across[1]} regions: they are the columns")
            )
    table = sheet.transposed() if transposed else sheet
    region, count = _best_column(table, known) if transposed else upright
    if count:
        reasons.append(Reason("region", f"column {region + 1} names {count} of the bundle's regions"))
    first = _first_row(table, region, known)
    header = _header(table, first)
    reasons.append(
        Reason(
            "header", f"rows {header[0] + 1} to {header[1] + 1} stand right above the first row of figures"
        )
    )
    layout = Layout(transposed, header, (first, len(table.rows) - 1), region, NONE, NONE, NONE, ())
    layout = _with_columns(table, layout, known, reasons)
    if not layout.values:
        raise IntakeError(
            "layout",
            "table: found no column of numbers below a header, allowed: one at least. Say where the header is.",
        )
    return replace(layout, reasons=tuple(reasons))


def headers(table: Sheet, layout: Layout) -> tuple[str, ...]:
    """Return the text above each column: its header rows from the top, each text once, joined by " | ".

    An empty cell above a filled one belongs to the cell on its left, as in a header that was merged before it was CSV.
    `table` is the transposed sheet where the layout says so.
    """
    first, last = layout.header
    if first == NONE:
        return ("",) * table.width
    above: list[list[str]] = []
    for at in range(first, last + 1):
        row = list(table.rows[at])
        if at < last:
            for column in range(1, len(row)):
                if not row[column] and any(table.rows[below][column] for below in range(at + 1, last + 1)):
                    row[column] = row[column - 1] if column - 1 not in _own(layout) else ""
        above.append(row)
    return tuple(
        JOINT.join(dict.fromkeys(text for text in column if text)) for column in zip(*above, strict=True)
    )


def row_kind(row: Sequence[str], layout: Layout, known: Vocabulary) -> RowKind:
    """Tell what a row of the body is: figures of a region, or something to be left out and told."""
    name = row[layout.region] if layout.region != NONE else ""
    filled = [cell for cell in row if cell]
    if not filled:
        return "empty"
    if layout.region != NONE and known.region_names.sure(name):
        return "data"
    folded = fold(name)
    if folded in _TOTALS or folded in known.groups or folded.endswith(("合计", "总计")):
        return "total"
    if not any(row[column] for column in layout.values) or len(set(filled)) == 1:
        return "note" if filled[0].casefold().startswith(_NOTE) or len(filled[0]) > 20 else "heading"
    if filled[0].casefold().startswith(_NOTE) and not name[:1].isdigit() and len(set(filled)) <= 2:
        return "note"
    return "data"


def _own(layout: Layout) -> set[int]:
    return {layout.region, layout.indicator, layout.year, layout.unit}


def _best_column(sheet: Sheet, known: Vocabulary) -> tuple[int, int]:
    """Return the column that names most different regions, the leftmost of equals, and how many it names."""
    counts = [
        len({found for row in sheet.rows[:LOOKED_AT] if (found := known.region_names.sure(row[column]))})
        for column in range(min(sheet.width, 60))
    ]
    best = max(range(len(counts)), key=lambda column: counts[column])
    return (best, counts[best]) if counts[best] else (_by_word(sheet, _REGION_WORDS), 0)


def _best_row(sheet: Sheet, known: Vocabulary) -> tuple[int, int]:
    counts = [
        len({found for cell in row if (found := known.region_names.sure(cell))}) for row in sheet.rows[:60]
    ]
    best = max(range(len(counts)), key=lambda row: counts[row])
    return best, counts[best]


def _by_word(sheet: Sheet, words: set[str]) -> int:
    """Return the first column with a word in one of its first rows."""
    for row in sheet.rows[:20]:
        for column, cell in enumerate(row):
            if cell and fold(cell) in words:
                return column
    return NONE


def _numeric(cell: str) -> bool:
    """Tell whether a cell is a figure: a number that is no year, with nothing behind it but a unit."""
    found = read_number(cell, ".") if cell else None
    if found is None or found.kind != "number" or year_of(cell) is not None:
        return False
    return not found.unit or found.unit in _TIMES or is_unit(found.unit)


def _first_row(table: Sheet, region: int, known: Vocabulary) -> int:
    """Return the first row of figures."""
    for at, row in enumerate(table.rows[:LOOKED_AT]):
        if region != NONE and known.region_names.sure(row[region]) and _says_more(table, at, region, known):
            first = at
            while (
                first > 0
                and any(map(_numeric, table.rows[first - 1]))
                and not _numbering(table.rows[first - 1])
            ):
                first -= 1  # totals, groups and regions that nobody knows stand above it
            return first
    for at, row in enumerate(table.rows[:LOOKED_AT]):
        name = fold(row[region]) if region != NONE else ""
        if sum(map(_numeric, row)) >= 1 and name not in _REGION_WORDS and not _numbering(row):
            return at
    return min(1, len(table.rows) - 1)


def _says_more(table: Sheet, at: int, region: int, known: Vocabulary) -> bool:
    """Tell whether a row that names a region is no title: it holds something else, or a region follows."""
    if {cell for cell in table.rows[at] if cell} != {table.rows[at][region]}:
        return True
    return at + 1 < len(table.rows) and bool(known.region_names.sure(table.rows[at + 1][region]))


def _header(table: Sheet, first: int) -> tuple[int, int]:
    """Return the rows of the header: right above the first figures, without titles, units and numbered columns."""
    last = first - 1
    while last >= 0 and (
        not any(table.rows[last]) or _numbering(table.rows[last]) or _is_total(table.rows[last])
    ):
        last -= 1
    top = last
    while top > 0 and last - top + 1 < HEADER_ROWS and _is_header(table.rows[top - 1]):
        top -= 1
    return (top, last) if last >= 0 else (NONE, NONE)


def _is_header(row: Sequence[str]) -> bool:
    texts = {cell for cell in row if cell}
    return len(texts) >= 2 and not any(_numeric(cell) for cell in texts)


def _is_total(row: Sequence[str]) -> bool:
    return any(fold(cell) in _TOTALS for cell in row[:3] if cell) and sum(map(_numeric, row)) >= 1


def _numbering(row: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns: 甲 1 2 3."""
    counted = [cell for cell in row if cell.isdecimal()]
    rest = [cell for cell in row if cell and not cell.isdecimal()]
    return (
        len(counted) >= 2
        and [int(cell) for cell in counted] == list(range(1, len(counted) + 1))
        and all(cell in "甲乙丙丁ABCD" for cell in rest)
    )


def _with_columns(table: Sheet, layout: Layout, known: Vocabulary, reasons: list[Reason]) -> Layout:
    texts = headers(table, layout)
    sample = [
        row
        for row in table.rows[layout.body[0] : layout.body[0] + LOOKED_AT]
        if row_kind(row, replace(layout, values=tuple(range(table.width))), known) == "data"
    ]
    indicator = _column_of(table, sample, texts, _INDICATOR_WORDS, known)
    year, unit, values = NONE, NONE, list[int]()
    for column in range(table.width):
        cells = [row[column] for row in sample[:DECIDING] if row[column]]
        word = fold(label_of(texts[column]).name) or fold(texts[column])
        if column in (layout.region, indicator) or not cells or word in _OTHER_WORDS or word in _REGION_WORDS:
            continue
        dated = sum(year_of(cell) is not None or is_span(cell) for cell in cells) >= 0.9 * len(cells)
        if year == NONE and (word in _YEAR_WORDS or (dated and not _bound(texts[column], known))):
            year = column
        elif word in _UNIT_WORDS:
            unit = column
        elif _bound(texts[column], known) or word in _VALUE_WORDS or _mostly_numbers(cells):
            values.append(column)
    if indicator != NONE:
        stated = [column for column in values if fold(label_of(texts[column]).name) in _VALUE_WORDS]
        values = stated[:1] or values
        reasons.append(Reason("indicator", f"column {indicator + 1} names indicators: one figure a row"))
    if year != NONE:
        reasons.append(Reason("year", f"column {year + 1} holds years"))
    reasons.append(Reason("values", f"{len(values)} columns hold figures"))
    return replace(layout, indicator=indicator, year=year, unit=unit, values=tuple(values))


def _bound(text: str, known: Vocabulary) -> bool:
    """Tell whether a header names an indicator or a year."""
    label = label_of(text)
    return label.year is not None or bool(known.indicator_names.sure(label.name))


def _mostly_numbers(cells: Sequence[str]) -> bool:
    kinds = [read_number(cell, ".") for cell in cells]
    told = [one for one in kinds if one.kind != "missing"]
    return not told or sum(one.kind == "number" and len(one.unit) <= 4 for one in told) >= 0.5 * len(told)


def _column_of(
    table: Sheet, sample: Sequence[Sequence[str]], texts: Sequence[str], words: set[str], known: Vocabulary
) -> int:
    """Return the column whose cells name indicators, or whose header says so."""
    for column in range(table.width):
        cells = [row[column] for row in sample[:DECIDING] if row[column]]
        texts_only = [cell for cell in cells if not is_plain(cell)]
        named = sum(bool(known.indicator_names.sure(label_of(cell).name)) for cell in texts_only)
        if cells and (named > 0.5 * len(cells) or fold(texts[column]) in words):
            return column
    return NONE
