"""Values by region and industry: what measures of agglomeration start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cluster_core.errors import Fault, MethodError
from cluster_core.model.stages import Array

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


def _number(value: Any) -> float:
    """Return a cell's number, NaN for a missing one; infinite where it is no number at all."""
    if value is None or value is pd.NA or value == "":
        return float("nan")
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("inf")
