"""The sheet of origins: every observed value behind the indicators, with its source; missing ones are listed too."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_core.report.table import Cell
from cluster_core.report.workbook.draft import Draft, known
from cluster_core.report.workbook.lineage import Part
from cluster_core.report.workbook.places import SOURCES
from cluster_core.report.workbook.styles import set_page

COLUMNS = (
    *("observed_indicator", "code", "name", "value", "unit", "year", "status", "quality"),
    *("number", "source", "issuer", "source_year", "address", "note", "used_for"),
)
_WIDTHS = (26.0, 8.0, 12.0, 12.0, 10.0, 7.0, 9.0, 7.0, 6.0, 32.0, 20.0, 9.0, 28.0, 28.0, 26.0)
HEAD, VALUE = 2, COLUMNS.index("value")
_CENTRED = ("unit", "year", "status", "quality", "number", "source_year")
_NUMBERS = "#,##0.######"


def write_sources(draft: Draft) -> None:
    """Write one row an observed indicator and unit, with the indicators that rest on it."""
    words, pen = draft.words, draft.pen
    sheet = draft.sheet(SOURCES, words("note_sources"))
    for column, key in enumerate(COLUMNS):
        label = words.both(draft.assessment.scenario.unit if key == "name" else key, "\n")
        pen.put(sheet, (HEAD, column), label, "head")
        draft.heighten(sheet, HEAD, label, _WIDTHS[column])
    row = HEAD
    for row, contents in enumerate(_rows(draft), HEAD + 1):
        for column, content in enumerate(contents):
            if content is not None and content != "":
                style = "middle" if COLUMNS[column] in _CENTRED else "plain"
                pen.put(sheet, (row, column), content, style, _NUMBERS if column == VALUE else "")
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(COLUMNS) - 1)
    set_page(sheet, draft.provenance, _WIDTHS, (HEAD, -1))
    sheet.print_area(0, 0, max(row, HEAD + 1), len(COLUMNS) - 1)


def _rows(draft: Draft) -> Iterator[tuple[Cell, ...]]:
    language, indicators = draft.words.language, draft.assessment.dataset.indicators
    sources = {source.id: source for source in draft.lineage.sources}
    numbers = draft.lineage.numbers()
    for (name, year), uses in _used(draft).items():
        observed = indicators.get(name)
        told = observed.name.get(language) if observed else name
        unit = observed.unit.get(language) if observed else ""
        used = draft.words("between").join(uses)
        for one in draft.assessment.units:
            start = (told, one, draft.unit_name(one))
            found = draft.lineage.observed(one, Part(name, year, "value"))
            if found is None:
                yield (*start, None, unit, year, draft.words("missing"), *(None,) * 7, used)
                continue
            source = sources[str(found["source"])]
            yield (
                *start,
                known(float(found["value"])),
                unit,
                year,
                draft.words(str(found["status"])),
                str(found["quality"]),
                numbers[source.id],
                source.title.get(language),
                source.issuer.get(language),
                source.year,
                source.address,
                str(found["note"] or ""),
                used,
            )


def _used(draft: Draft) -> dict[tuple[str, int | None], list[str]]:
    """Return, for each observed indicator and year, the framework's indicators that it is the value or a part of."""
    used: dict[tuple[str, int | None], list[str]] = {}
    for name, parts in draft.lineage.parts.items():
        for part in parts:
            told = draft.indicator_name(name)
            if len(parts) > 1:
                told = f"{told} ({draft.words(part.role)})"
            used.setdefault((part.indicator, part.year), []).append(told)
    return used
