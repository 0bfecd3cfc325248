"""Growth a year between two years of one table, unless a break in the definition lies between them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cluster_core.errors import MethodError, one_of
from cluster_core.model.industries import COLUMNS, of_year

GREW, MISSING, FROM_ZERO, BREAK = "", "missing", "from_zero", "break"


def annual_growth(
    industries: pd.DataFrame, first: int, last: int, breaks: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Return the compound growth a year of every region and industry.

    Parameters
    ----------
    industries : frame
        region, industry, year, value: one value a row, no row for a missing one.
    first, last : the two years; `last` is later, and the table has both
    breaks : industry -> the first year of its present definition

    Returns
    -------
    frame, one row a region and industry with a value in either year
        region, industry, first_value, last_value, growth (0.05 is 5 % a year), reason. growth is NaN, with the reason
        in a word: `missing` (no value in one of the years), `from_zero` (nothing to grow from), `break` (the definition
        changed between them); else the reason is empty. -1 where an industry vanished.

    Raises
    ------
    MethodError
        If the table lacks a year, or `last` is not later than `first`.

    Notes
    -----
    growth = (e_last / e_first)^(1 / (last - first)) - 1. Years between the two take no part.

    >>> table = pd.DataFrame({"region": "a", "industry": "x", "year": [2020, 2022], "value": [100.0, 121.0]})
    >>> annual_growth(table, 2020, 2022)["growth"].round(12).tolist()
    [0.1]
    """
    if last <= first:
        years = sorted({int(year) for year in industries["year"]}) if not industries.empty else []
        raise MethodError(
            f"growth: found {first} to {last}, allowed: an earlier and a later year of the table "
            f"({one_of(map(str, years))}). One year alone tells no growth."
        )
    pair = [of_year(industries, year).rename(columns={"value": name}) for year, name in _ends(first, last)]
    found = pair[0].merge(pair[1], on=list(COLUMNS[:2]), how="outer", sort=False)
    before, after = (found[name].to_numpy(dtype=np.float64) for _, name in _ends(first, last))
    broken = np.array([first < (breaks or {}).get(str(one), first) <= last for one in found["industry"]])
    reason = np.select(
        [broken, np.isnan(before) | np.isnan(after), before == 0], [BREAK, MISSING, FROM_ZERO], GREW
    )
    grew = reason == GREW
    ratio = np.where(grew, after / np.where(grew, before, 1.0), np.nan)
    return found.assign(growth=ratio ** (1 / (last - first)) - 1, reason=reason)


def _ends(first: int, last: int) -> tuple[tuple[int, str], tuple[int, str]]:
    return (first, "first_value"), (last, "last_value")
