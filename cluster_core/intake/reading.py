"""A sheet, its layout and mapping to observations in the indicators' units, with every fault at its cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cluster_core.intake.cell_reader import Reader, cell_value, observable, scaled, unit_factor
from cluster_core.intake.findings import Findings
from cluster_core.intake.layout import NONE, Layout, row_kind
from cluster_core.intake.mapping import SKIP, ColumnChoice, Plan, column_choices
from cluster_core.intake.names import is_span, year_of
from cluster_core.intake.numbers import DecimalSign, decimal_sign, is_plain
from cluster_core.intake.observations import Observations, keys_of
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.vocabulary import Vocabulary
from cluster_core.store.faults import quote

EARLIEST = 1900
TICK = 20_000  # rows between two calls of progress


@dataclass(frozen=True)
class Read:
    """What a table says, what is wrong with it, and by which factors units were converted (indicator: unit, factor)."""

    observed: Observations
    findings: Findings
    factors: dict[str, tuple[str, float]]
    decimal: DecimalSign
    skipped_rows: int = 0


def read_observations(
    table: Sheet,
    layout: Layout,
    known: Vocabulary,
    plan: Plan,
    progress: Callable[[float], object] | None = None,
) -> Read:
    """Return the observations of a table.

    Parameters
    ----------
    table : the sheet, transposed where the layout says so
    layout, plan : where things are and what they stand for; see `layout.propose` and `mapping.suggest`
    known : the bundle's names
    progress : is told the share of rows that was read, 0-1

    Returns
    -------
    read
        One observation a cell that holds a number, or a mark for missing. Values are in the indicator's unit: where
        the table states another (万元 for 亿元), multiplied by the factor in `factors`; where it states none, taken
        as they are, with a note. A cell that is a fault gives no observation. Rows of totals, headings and notes are
        left out and told.
    """
    reader = Reader(
        table, layout, known, plan, Observations(keys_of(tuple(known.regions), tuple(known.indicators)))
    )
    columns = column_choices(table, layout, known, plan)
    reader.decimal = plan.decimal or _decimal(reader)
    reader.bound = [one for one in columns if _usable(one, reader)]
    skipped = 0
    for at, row in _rows(reader, progress):
        if _taken_at_once(at, row, reader):
            continue
        kind = row_kind(row, layout, known)
        decided = layout.region != NONE and row[layout.region] in plan.regions
        if kind == "data" or decided:
            _row(at, row, reader)
            continue
        skipped += 1
        if kind != "empty":
            shown = next((cell for cell in row if cell), "")
            reader.findings.add_value("note", f"row_{kind}", reader.at(at, max(layout.region, 0)), shown)
    _tell(reader, layout)
    return Read(reader.observed, reader.findings, reader.factors, reader.decimal, skipped)


def _taken_at_once(at: int, row: tuple[str, ...], reader: Reader) -> bool:
    """Take a row of a long table all of whose texts came before, and whose number is plain; else leave it to `_row`."""
    layout = reader.layout
    if NONE in (layout.indicator, layout.region, layout.year) or len(reader.bound) != 1:
        return False
    region, year = reader.regions.get(row[layout.region]), reader.years.get(row[layout.year])
    stated = row[layout.unit] if layout.unit != NONE else ""
    known = reader.plain.get((row[layout.indicator], stated))
    column = reader.bound[0].column
    text = row[column]
    if not region or not year or known is None or reader.decimal == "," or not is_plain(text):
        return False
    indicator, factor = known
    value = float(text)
    reader.percent[indicator][False] += 1
    reader.observed.add(
        region, indicator, year, value if factor == 1 else scaled(value, factor), reader.at(at, column)
    )
    return True


def _decimal(reader: Reader) -> DecimalSign:
    first, last = reader.layout.body
    rows = reader.table.rows[first : min(last + 1, first + 20_000)]
    sign, mixed = decimal_sign(row[column] for row in rows for column in reader.layout.values)
    if mixed:
        found = "both 1,5 and 1.5 as numbers"
        reader.findings.add(
            "fault", "mixed_decimal", (-1, -1), found, "one decimal sign", "Say which sign it is."
        )
    return sign


def _rows(
    reader: Reader, progress: Callable[[float], object] | None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    first, last = reader.layout.body
    ragged, hidden = set(reader.table.ragged), set(reader.table.hidden_rows)
    for at in range(first, last + 1):
        row = reader.table.rows[at]
        if at in hidden and any(row):
            reader.findings.add(
                "warning", "hidden_row", (at, -1), "a hidden row", "", "It is read like the others."
            )
        if at in ragged and row_kind(row, reader.layout, reader.known) == "data":
            reader.findings.add(
                "fault", "ragged", (at, -1), "another number of cells than in other rows", "as many as in the header",
                "A separator may be missing, or a text with one lack its quotes.",
            )  # fmt: skip
        if progress is not None and (at - first) % TICK == 0:
            progress((at - first) / max(1, last - first))
        yield at, row


def _usable(one: ColumnChoice, reader: Reader) -> bool:
    """Note what is wrong with a column as a whole; tell whether its cells are read."""
    at = reader.at(max(reader.layout.header[1], 0), one.column)
    if reader.layout.indicator != NONE:
        return True
    if one.status == "skipped":
        reader.findings.add_value("note", "column_skipped", at, one.header)
        return False
    text = one.text or one.header
    indicator = one.indicator or reader.looked_up(text, at, "indicator")
    if not indicator or not observable(indicator, at, reader):
        return False
    return unit_factor(one.unit, indicator, at, reader) is not None


def _row(at: int, row: tuple[str, ...], reader: Reader) -> None:
    layout, plan = reader.layout, reader.plan
    region = _region(at, row, reader)
    row_year = plan.year
    if region and layout.year != NONE:
        row_year = _year(row[layout.year], reader.at(at, layout.year), reader)
    indicator, own_unit = _indicator(at, row, reader) if region and layout.indicator != NONE else ("", "")
    told = (layout.year == NONE or row_year is not None) and (layout.indicator == NONE or indicator)
    if not region or not told:
        return
    stated = (row[layout.unit] if layout.unit != NONE else "") or own_unit
    for one in reader.bound:
        place = reader.at(at, one.column)
        year = one.year if one.year is not None else row_year
        if year is None:
            reader.findings.add(
                "fault", "no_year", place, "no year", "a year", "Say of which year the table is."
            )
        elif one.year is None or _sound_year(year, reader.at(max(layout.header[1], 0), one.column), reader):
            unit = stated or one.unit or (plan.default_unit if layout.indicator != NONE else "")
            _take(row[one.column], place, (region, indicator or one.indicator, year, unit), reader)
            if layout.indicator != NONE and indicator in reader.percent:
                factor = reader.units.get((unit, indicator))
                if factor is not None:
                    cell = row[layout.unit] if layout.unit != NONE else ""
                    reader.plain[row[layout.indicator], cell] = (indicator, factor)


def _take(text: str, place: tuple[int, int], of: tuple[str, str, int, str], reader: Reader) -> None:
    region, indicator, year, unit = of
    found = cell_value(text, place, (indicator, unit), reader)
    if found is not None:
        value = math.nan if found.value is None else found.value
        reader.observed.add(region, indicator, year, value, place)


def _region(at: int, row: tuple[str, ...], reader: Reader) -> str:
    column, plan = reader.layout.region, reader.plan
    if column == NONE:
        if plan.region in reader.known.regions:
            return plan.region
        reader.findings.add(
            "fault",
            "no_region",
            (-1, -1),
            "no column of regions",
            "a region",
            "Say which column, or which region it is.",
        ) if not reader.findings.counts["fault", "no_region"] else None
        return ""
    text = row[column]
    if text not in reader.regions:
        reader.regions[text] = reader.looked_up(text, reader.at(at, column), "region") if text else ""
        if not text:
            reader.findings.add(
                "fault", "no_region", reader.at(at, column), "nothing", "a region", "Fill in the region."
            )
    elif not reader.regions[text] and reader.plan.regions.get(text) != SKIP:
        reader.findings.add_value(
            "fault", "unknown_region", reader.at(at, column), text, "a region of the bundle", "As above."
        )
    return reader.regions[text]


def _indicator(at: int, row: tuple[str, ...], reader: Reader) -> tuple[str, str]:
    """Return a row's indicator (empty: none, or a fault was noted) and the unit in its text."""
    text, place = row[reader.layout.indicator], reader.at(at, reader.layout.indicator)
    if text not in reader.indicators:
        label = reader.known.indicator_names.label_of(text)
        found = reader.looked_up(label.name, place, "indicator") if text else ""
        if not text:
            reader.findings.add("fault", "unknown_indicator", place, "nothing", "an indicator", "Fill it in.")
        unit = reader.plan.units.get(label.name, "") or label.unit
        if text.strip() in reader.known.indicator_names.ids:
            found, unit = text.strip(), reader.plan.units.get(text, "")
        reader.indicators[text] = (found if found and observable(found, place, reader) else "", unit)
    elif not reader.indicators[text][0] and (
        reader.plan.indicators.get(reader.known.indicator_names.label_of(text).name) != SKIP
    ):
        reader.findings.add_value(
            "fault", "unknown_indicator", place, text, "an indicator of the bundle", "As above."
        )
    return reader.indicators[text]


def _year(text: str, place: tuple[int, int], reader: Reader) -> int | None:
    if text not in reader.years:
        reader.years[text] = year_of(text)
    year = reader.years[text]
    if year is None:
        hint = (
            "A span of years is none: say which one it counts for." if is_span(text) else "Correct the cell."
        )
        reader.findings.add_value("fault", "year", place, text, "a year such as 2023", hint)
        return None
    return year if _sound_year(year, place, reader) else None


def _sound_year(year: int, place: tuple[int, int], reader: Reader) -> bool:
    if EARLIEST <= year <= datetime.now(UTC).year:
        return True
    allowed = f"a year from {EARLIEST} to now"
    reader.findings.add_value(
        "fault", "future_year", place, str(year), allowed, "Correct the year; plans are no observations."
    )
    return False


def _tell(reader: Reader, layout: Layout) -> None:
    """Note what only the whole table shows: 12% beside 12 in the same indicator, formulas without a result."""
    for indicator, seen in reader.percent.items():
        if seen[True] and seen[False]:
            place = reader.firsts[indicator, seen[True] < seen[False]]
            found = f"{seen[True]} cells with a per cent sign and {seen[False]} without ({indicator})"
            reader.findings.add(
                "fault", "mixed_percent", place, found, "all of them alike", "Write all of them alike."
            )
    for row, column in reader.table.uncached:
        if layout.body[0] <= row <= layout.body[1] and column in layout.values:
            reader.findings.add(
                "warning", "uncached", reader.at(row, column), "a formula without a stored result", "a value",
                "Open the file in the program that made it, and save it again.",
            )  # fmt: skip
    for indicator in {one for one in reader.percent if reader.known.indicators[one].kind == "expert"}:
        reader.findings.add(
            "note", "rating", (-1, -1), quote(indicator), "", "Values 0-100 of an expert rating."
        )
