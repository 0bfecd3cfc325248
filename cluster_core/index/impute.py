"""Fill gaps: from the others of the same year, or from the unit's own other years. What is filled is marked, always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.model.stages import Array

Flags = NDArray[np.bool_]
OVER_TIME = ("carry_forward", "linear")


@dataclass(frozen=True, eq=False, slots=True)
class History:
    """One indicator over time: `series` is units x years in its own unit, ratios of one year, NaN before a break.

    year: that of the vintage, None without one; oldest: the oldest year from which a value may be carried forward.
    """

    series: Array
    years: Sequence[int]
    year: int | None
    oldest: int


def impute(
    values: Array, method: str, groups: Sequence[str], histories: Sequence[History] = ()
) -> tuple[Array, Flags]:
    """Fill the gaps of each indicator by one method.

    Parameters
    ----------
    values : array, units x indicators
        Of the vintage, in each indicator's own unit; NaN where missing.
    method : none, peer_mean, peer_median, group_mean, group_median, carry_forward or linear
    groups : one per unit
        Empty for a unit without a group.
    histories : one per indicator
        Read by carry_forward and linear only.

    Returns
    -------
    array, flags
        The values with the gaps filled that the method can fill, and which cells those are. Values that are there stay.

    >>> filled, marked = impute(np.array([[1.0], [np.nan], [5.0]]), "peer_mean", ["", "", ""])
    >>> filled.ravel().tolist(), marked.ravel().tolist()
    ([1.0, 3.0, 5.0], [False, True, False])
    """
    gaps = np.isnan(values)
    if method == "none" or not gaps.any():
        return values, np.zeros(values.shape, dtype=np.bool_)
    if method in OVER_TIME:
        fill = carry_forward if method == "carry_forward" else interpolate
        found = np.array([fill(history) for history in histories]).T
    else:
        whom = groups if method.startswith("group") else ["peers"] * len(values)
        found = of_groups(values, whom, "mean" if method.endswith("mean") else "median")
    filled = gaps & ~np.isnan(found)
    return np.where(filled, found, values), filled


def of_groups(values: Array, groups: Sequence[str], statistic: Literal["mean", "median"]) -> Array:
    """Return, for every unit, the mean or median over its group's values present; NaN without a group or any value.

    >>> of_groups(np.array([[1.0], [2.0], [4.0], [9.0]]), ["a", "a", "a", ""], "median").ravel().tolist()
    [2.0, 2.0, 2.0, nan]
    """
    grouped = np.array([bool(group) for group in groups], dtype=np.bool_)
    found = np.full(values.shape, np.nan)
    if grouped.any():
        names = np.array(list(groups), dtype=object)[grouped]
        found[grouped] = pd.DataFrame(values[grouped]).groupby(names).transform(statistic).to_numpy()
    return found


def carry_forward(history: History) -> Array:
    """Return each unit's latest value of a year before the vintage's, not older than `oldest`; NaN without one.

    >>> series = np.array([[1.0, 2.0, np.nan], [3.0, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    >>> carry_forward(History(series, (2019, 2020, 2021), 2021, 2020)).tolist()
    [2.0, nan, nan]
    """
    if history.year is None or not len(history.years):
        return np.full(len(history.series), np.nan)
    years = np.asarray(history.years)
    admitted = (years < history.year) & (years >= history.oldest)
    return _at(history.series, _last(np.where(admitted, history.series, np.nan)))


def interpolate(history: History) -> Array:
    """Return each unit's value on the straight line between its nearest earlier and its nearest later year.

    NaN where there is none on either side: nothing is extrapolated. x = x0 + (x1 - x0) (t - t0) / (t1 - t0).

    >>> series = np.array([[1.0, np.nan, 3.0], [1.0, np.nan, np.nan]])
    >>> interpolate(History(series, (2018, 2020, 2022), 2020, 0)).tolist()
    [2.0, nan]
    """
    if history.year is None or not len(history.years):
        return np.full(len(history.series), np.nan)
    years, series = np.asarray(history.years), history.series
    before = _last(np.where(years < history.year, series, np.nan))
    after = len(years) - 1 - _last(np.where(years > history.year, series, np.nan)[:, ::-1])
    both = (before >= 0) & (after < len(years))
    first, second = np.where(both, before, -1), np.where(both, after, -1)
    start, end = _at(series, first), _at(series, second)
    gone, whole = history.year - years[first], np.where(both, years[second] - years[first], 1)
    return start + (end - start) * (gone / whole)


def _last(series: Array) -> NDArray[np.int64]:
    """Return the column of each row's last value, -1 without one."""
    present = ~np.isnan(series)
    return np.where(present, np.arange(series.shape[1]), -1).max(axis=1, initial=-1)


def _at(series: Array, columns: NDArray[np.int64]) -> Array:
    """Return each row's value in its column, NaN where that is -1."""
    return np.where(columns >= 0, series[np.arange(len(series)), columns], np.nan)
