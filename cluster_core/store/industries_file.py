"""Read tables of industries: region, industry, value of one year, and the table of a bundle with its years."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from cluster_core.errors import BundleError
from cluster_core.model.indicator import QUALITIES, STATUSES
from cluster_core.model.industries import A_VALUE, COLUMNS, value_faults
from cluster_core.store.faults import INTEGER, Faults, quote
from cluster_core.store.tables import Row, read_table

# region, industry, name_zh, name_en, year, value, measure_zh, measure_en, unit_zh, unit_en, breaks_before, source,
# note, status, quality: in the order of the table `industries`
IndustryRow = tuple[str, str, str, str, int, float, str, str, str, str, int | None, str, str, str, str]
KEYED = ("region", "industry", "year", "value")
AN_INDUSTRY = "a name or id of 1-64 characters, without '|', '~' and control characters"
_INDUSTRY = re.compile(r"[^|~\x00-\x1f\x7f]{1,64}")


def read_industries(path: Path, *, plants: bool = False) -> pd.DataFrame:
    """Return the rows of a CSV file; each is labelled with its line, other columns are ignored.

    Parameters
    ----------
    plants
        Whether a row is a plant (or firm), so that a region and industry may have several.

    Raises
    ------
    BundleError
        With every fault: a file or column that cannot be read, a value that is not a number from 0 up, an empty region
        or industry, a duplicate.
    """
    faults = Faults()
    rows = read_table(path, faults, required=COLUMNS, label=str(path))
    numbers = [faults.number(row.place("value"), row.get("value"), A_VALUE) for row in rows]
    tidy = pd.DataFrame(
        {
            "region": [row.get("region") for row in rows],
            "industry": [row.get("industry") for row in rows],
            "value": pd.Series(numbers, dtype="float64"),
        }
    ).set_axis([row.line for row in rows])
    readable = all(column in row.cells for row in rows[:1] for column in COLUMNS)
    if readable and (rows or not faults.found):
        faults.found += value_faults(tidy, str(path), plants=plants)
    if faults.found:
        raise BundleError(sorted(faults.found, key=lambda fault: fault.row or 0))
    return tidy


def read_bundle_industries(
    path: Path,
    regions: Collection[str],
    sources: Collection[str] | None,
    faults: Faults,
    label: str = "industries.csv",
) -> tuple[IndustryRow, ...]:
    """Return the values of a bundle's table in file order; a row without a value is checked and left out.

    Noted are: a column that is not there, an unknown region, an empty industry, a year that is none, a value that is
    not a number from 0 up, a second row of a region, industry and year, and a measure, unit, name or break that is not
    the same in all rows that state it. A source that `sources` lacks dangles (None: unchecked).
    """
    rows = read_table(path, faults, required=KEYED, label=label)
    stated = _stated(rows, faults)
    first_line: dict[tuple[str, str, str], int] = {}
    found: list[IndustryRow] = []
    for row in rows:
        year = row.get("year")
        key = (row.get("region"), row.get("industry"), str(int(year)) if INTEGER.fullmatch(year) else year)
        if key in first_line:
            allowed = f"each (region, industry, year) once; see line {first_line[key]}"
            faults.add(row.place("key"), f"a duplicate {quote(','.join(key))}", allowed)
        first_line.setdefault(key, row.line)
        value = _value(row, regions, sources, faults)
        if value is not None:
            found.append(_with_names(row, value, stated))
    return tuple(found)


def _value(
    row: Row, regions: Collection[str], sources: Collection[str] | None, faults: Faults
) -> float | None:
    """Check one row; return its value, None for a missing one."""
    if row.get("region") not in regions:
        faults.known(row.place("region"), row.get("region"), regions, "region")
    industry = row.get("industry")
    if not _INDUSTRY.fullmatch(industry):
        faults.add(row.place("industry"), quote(industry) if industry else "nothing", AN_INDUSTRY)
    place, a_year = row.place("year"), "a year as a whole number"
    if not row.get("year"):
        faults.add(place, "nothing", a_year)
    year = faults.integer(place, row.get("year"), a_year)
    value = faults.number(row.place("value"), row.get("value"), A_VALUE)
    if value is not None and value < 0:
        faults.add(row.place("value"), quote(row.get("value")), A_VALUE)
    if row.get("source") and sources is not None:
        faults.known(row.place("source"), row.get("source"), sources, "source", dangling=True)
    faults.choice(row.place("status"), row.get("status"), STATUSES, "observed")
    faults.choice(row.place("quality"), row.get("quality"), ("", *QUALITIES), "")
    return None if year is None else value


_OF_TABLE = ("measure_zh", "measure_en", "unit_zh", "unit_en")
_OF_INDUSTRY = ("industry_zh", "industry_en", "breaks_before")


def _stated(rows: list[Row], faults: Faults) -> dict[tuple[str, str], str]:
    """Return what the rows state of the whole table ("", column) and of an industry (industry, column), each once."""
    stated: dict[tuple[str, str], str] = {}
    for row in rows:
        asked = [("", one) for one in _OF_TABLE] + [(row.get("industry"), one) for one in _OF_INDUSTRY]
        for about, column in asked:
            text, place = row.get(column), row.place(column)
            if column == "breaks_before" and faults.integer(place, text, "a year as a whole number") is None:
                continue
            if text and stated.setdefault((about, column), text) != text:
                of = f" of '{about}'" if about else ""
                allowed = f"the same{of} in every row: {quote(stated[about, column])}, or empty"
                faults.add(place, quote(text), allowed)
    return stated


def _with_names(row: Row, value: float, stated: Mapping[tuple[str, str], str]) -> IndustryRow:
    def both(about: str, column: str, plain: str = "") -> tuple[str, str]:
        zh, en = (stated.get((about, f"{column}_{one}"), "") for one in ("zh", "en"))
        return zh or en or plain, en or zh or plain

    industry = row.get("industry")
    breaks = stated.get((industry, "breaks_before"))
    return (
        row.get("region"),
        industry,
        *both(industry, "industry", industry),
        int(row.get("year")),
        value,
        *both("", "measure"),
        *both("", "unit"),
        int(breaks) if breaks else None,
        row.get("source"),
        row.get("note"),
        row.get("status") or "observed",
        row.get("quality"),
    )
