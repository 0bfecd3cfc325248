"""Concentration ratio CRk: the share of the k largest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cluster_core.errors import MethodError
from cluster_core.model.industries import checked

ROUNDING = 1e-9


def concentration_ratio(
    tidy: pd.DataFrame,
    by: Sequence[str] = ("industry",),
    largest: int = 4,
    *,
    plants: bool = False,
    totals: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the share of the `largest` largest rows within every group; CR4 by default.

    Parameters
    ----------
    tidy : frame
        region, industry, value: sizes or shares. With `plants` a row is a plant or firm.
    by : columns
        What is a group, as in `herfindahl`.
    largest : k, from 1 up
    totals : frame, optional
        region, industry, value of the whole, its rows summed by `by`, for a list that holds the largest firms only.
        Default: the sum of the rows.

    Returns
    -------
    frame, one row a group
        The columns of `by`, n (rows with a value), cr in [0, 1]. With fewer than k rows all of them count. NaN where
        the whole is 0 or unknown.

    Raises
    ------
    MethodError
        If a table has a fault, k is below 1, or the k largest exceed the total given.

    Notes
    -----
    CRk = sum of the k largest / whole. The registry's indicator `cr4_lead` is 100 CR4 of the lead industry's firms.

    >>> firms = pd.DataFrame({"region": "a", "industry": "x", "value": [40, 20, 10, 10, 10, 10]})
    >>> concentration_ratio(firms, plants=True)["cr"].tolist()
    [0.8]
    """
    if largest < 1:
        raise MethodError(f"concentration ratio: found {largest} largest, allowed: a whole number from 1 up.")
    known = checked(tidy, plants=plants)
    groups = known.groupby(list(by), sort=False)["value"]
    top = groups.apply(lambda sizes: sizes.nlargest(largest).sum())
    whole = groups.sum() if totals is None else _totals(totals, by).reindex(top.index)
    _check_whole(top, whole)
    found = pd.DataFrame({"n": groups.count(), "cr": np.minimum(top / whole.where(whole > 0), 1.0)})
    return found.reset_index()


def _totals(totals: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    return checked(totals, "totals").groupby(list(by), sort=False)["value"].sum(min_count=1)


def _check_whole(top: pd.Series, whole: pd.Series) -> None:
    over = top[top > whole * (1 + ROUNDING)]
    if len(over):
        name, found = over.index[0], over.iloc[0]
        group = ", ".join(name) if isinstance(name, tuple) else str(name)
        raise MethodError(
            f"concentration ratio: found {found:g} for the largest of '{group}', allowed: at most its total of "
            f"{whole.loc[name]:g}. Both tables must use one unit and year."
        )
