"""Values by region and industry: what measures of agglomeration start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.errors import Fault, MethodError
from cluster_core.model.stages import Array
from cluster_core.model.text import Text

COLUMNS = ("region", "industry", "value")
A_VALUE = "a finite number from 0 up, or empty for missing"


@dataclass(frozen=True, eq=False, slots=True)
class Structure:
    """`values` is regions x industries, NaN where missing or not listed; ids in the order of their first row."""

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    values: Array


def structure(tidy: pd.DataFrame, name: str = "table") -> Structure:
    """Return a tidy table as a matrix.

    Parameters
    ----------
    tidy : frame
        Columns region, industry, value: employees, revenue or any other additive quantity of one year, from 0 up; one
        row a region and industry. A missing value, or a pair without a row, is unknown, not 0.
    name : what a fault calls the table

    Raises
    ------
    MethodError
        With every fault: see `value_faults`.
    """
    known = checked(tidy, name)
    regions, industries = known["region"].unique(), known["industry"].unique()
    values = np.full((len(regions), len(industries)), np.nan)
    row = pd.Index(regions).get_indexer(pd.Index(known["region"]))
    column = pd.Index(industries).get_indexer(pd.Index(known["industry"]))
    values[row, column] = known["value"].to_numpy(dtype=np.float64)
    return Structure(tuple(regions), tuple(industries), values)


def checked(tidy: pd.DataFrame, name: str = "table", *, plants: bool = False) -> pd.DataFrame:
    """Return the three columns, ids as text and values as numbers; `MethodError` with every fault of the table.

    Parameters
    ----------
    plants
        Whether a row is a plant (or firm), so that a region and industry may have several.
    """
    faults = value_faults(tidy, name, plants=plants)
    if faults:
        raise MethodError("\n".join(str(fault) for fault in faults))
    return pd.DataFrame(
        {
            "region": tidy["region"].map(str),
            "industry": tidy["industry"].map(str),
            "value": tidy["value"].map(_number).astype(np.float64),
        }
    )


def value_faults(tidy: pd.DataFrame, name: str = "table", *, plants: bool = False) -> list[Fault]:
    """Return everything that makes a tidy table unusable, at the label of its row.

    Faults are: a column that is not there, no rows, an empty region or industry, a value that is not a number, negative
    or not finite, and (unless a row is a plant) a second row of a region and industry.
    """
    absent = [column for column in COLUMNS if column not in tidy.columns]
    if absent:
        found = f"no such column in '{', '.join(map(str, tidy.columns))}'"
        return [Fault(name, None, column, found, f"a column {column}") for column in absent]
    if tidy.empty:
        return [Fault(name, None, "value", "no rows", "at least one region with one industry")]
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    rows = zip(tidy.index, tidy["region"], tidy["industry"], tidy["value"], strict=True)
    for label, region, industry, value in rows:
        row = int(label) if isinstance(label, int | np.integer) else None
        for column, text in (("region", region), ("industry", industry)):
            if pd.isna(text) or str(text) == "":
                faults.append(Fault(name, row, column, "nothing", f"the id of the {column}"))
        number = _number(value)
        if number < 0 or np.isinf(number):
            found = str(value).removesuffix(".0")
            faults.append(Fault(name, row, "value", f"'{found}' ({region}, {industry})", A_VALUE))
        key = (str(region), str(industry))
        if key in seen and not plants:
            allowed = "one row a region and industry"
            faults.append(
                Fault(name, row, "industry", f"a duplicate '{region}, {industry}'", allowed, "Keep one year.")
            )
        seen.add(key)
    return faults


# ---- the table of a bundle, of several years


@dataclass(frozen=True, slots=True)
class Measured:
    """What a bundle's table measures, in which unit, and per industry its name and, if any, the year of a break.

    `years` ascending; `breaks`: no earlier value of the industry stands beside later ones.
    """

    measure: Text
    unit: Text
    years: tuple[int, ...]
    names: dict[str, Text]
    breaks: dict[str, int]


def measured(industries: pd.DataFrame) -> Measured | None:
    """Return what the table `Dataset.industries` holds; None for an empty one.

    Parameters
    ----------
    industries : frame
        region, industry, name_zh, name_en, year, value, measure_zh, measure_en, unit_zh, unit_en, breaks_before
        (missing: none), source, note, status, quality: one value a row, no row for a missing one.
    """
    if industries.empty:
        return None
    first = industries.iloc[0]
    listed = industries.drop_duplicates("industry")
    known = zip(
        listed["industry"], listed["name_zh"], listed["name_en"], listed["breaks_before"], strict=True
    )
    rows = [(str(one), Text(str(zh), str(en)), since) for one, zh, en, since in known]
    return Measured(
        measure=Text(str(first["measure_zh"]), str(first["measure_en"])),
        unit=Text(str(first["unit_zh"]), str(first["unit_en"])),
        years=tuple(sorted({int(year) for year in industries["year"]})),
        names={one: name for one, name, _ in rows},
        breaks={one: int(since) for one, _, since in rows if pd.notna(since)},
    )


def of_year(industries: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return region, industry, value of one year of a bundle's table; `MethodError` if it has no value then."""
    found = industries[industries["year"] == year] if not industries.empty else industries
    if found.empty:
        years = sorted({int(one) for one in industries["year"]}) if not industries.empty else []
        allowed = ", ".join(map(str, years)) or "a data set with a table of industries"
        raise MethodError(f"industries: found the year {year}, allowed: {allowed}.")
    return found[list(COLUMNS)].reset_index(drop=True)


def _number(value: Any) -> float:
    """Return a cell's number, NaN for a missing one; infinite where it is no number at all."""
    if value is None or value is pd.NA or value == "":
        return float("nan")
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("inf")
