"""Herfindahl-Hirschman index: how concentrated shares are, over firms (a market) or over regions (space)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cluster_core.model.industries import checked
from cluster_core.model.stages import Array


def herfindahl(
    tidy: pd.DataFrame, by: Sequence[str] = ("industry",), *, plants: bool = False
) -> pd.DataFrame:
    """Return concentration within every group of rows.

    Parameters
    ----------
    tidy : frame
        region, industry, value. With `plants` a row is a plant or firm and a region and industry may have several.
    by : columns
        What is a group; the shares are those of its rows. By industry: of the regions in it (spatial concentration),
        or of its plants. By region: of its industries (specialisation), or of its plants.

    Returns
    -------
    frame, one row a group
        The columns of `by`, n (rows with a value, zeros among them), hhi in [1/n, 1], normalised in [0, 1] (1 where
        n = 1, which the formula leaves open), equivalent_number. NaN where all are zero or none is known.

    Raises
    ------
    MethodError
        If the table has a fault.

    Notes
    -----
    HHI = sum s^2; normalised (HHI - 1/n)/(1 - 1/n); equivalent number 1/HHI.

    >>> sales = pd.DataFrame({"region": list("abcd"), "industry": "x", "value": [20, 50, 20, 10]})
    >>> herfindahl(sales).round(2).to_dict("records")
    [{'industry': 'x', 'n': 4, 'hhi': 0.34, 'normalised': 0.12, 'equivalent_number': 2.94}]
    """
    known = checked(tidy, plants=plants)
    rows = [
        (*key, *_concentration(sizes["value"].dropna().to_numpy(dtype=np.float64)))
        for key, sizes in known.groupby(list(by), sort=False)
    ]
    return pd.DataFrame(rows, columns=[*by, "n", "hhi", "normalised", "equivalent_number"])


def hhi(sizes: Array) -> float:
    """Return sum s^2 over the shares of sizes from 0 up; NaN where they are all zero or there is none.

    >>> hhi(np.array([1.0, 1.0, 2.0]))
    0.375
    """
    largest = sizes.max(initial=0)
    if not largest > 0:
        return float("nan")
    shares = sizes / largest / (sizes / largest).sum()
    return float((shares**2).sum())


def _concentration(sizes: Array) -> tuple[int, float, float, float]:
    n, found = len(sizes), hhi(sizes)
    if np.isnan(found):
        return n, found, found, found
    return n, found, max((found - 1 / n) / (1 - 1 / n), 0.0) if n > 1 else 1.0, 1 / found
