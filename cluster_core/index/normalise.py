"""Bring indicators to one scale on which higher is better. Every function: units x indicators in and out, NaN stays.

`sign` is +1 (benefit) or -1 (cost) per indicator. Source: OECD/JRC Handbook on Constructing Composite Indicators
(2008), step 5; conventions: docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.stages import Array

Signs = NDArray[np.float64]
Flags = NDArray[np.bool_]
CONSTANT_SCORE = 50.0


def is_constant(low: Array, high: Array) -> Flags:
    """Tell whether low and high are equal but for rounding; False where either is missing.

    >>> is_constant(np.array([0.3, 0.0]), np.array([0.1 + 0.2, 1.0])).tolist()
    [True, False]
    """
    return np.asarray(high - low <= 1e-12 * np.maximum(np.abs(low), np.abs(high)), dtype=np.bool_)


def minmax(values: Array, low: Array, high: Array, sign: Signs, clipped: Flags) -> Array:
    """Return (x - low)/(high - low) * 100, reversed for costs; 50 where low equals high.

    Parameters
    ----------
    values : array, units x indicators
    low, high, sign, clipped : arrays, indicators
        Goalposts, direction, and whether the score is held within 0-100.

    >>> one = np.array([1.0])
    >>> minmax(np.array([[2.0], [4.0], [3.0]]), 2 * one, 4 * one, -one, np.array([False])).ravel().tolist()
    [100.0, 0.0, 50.0]
    """
    constant = is_constant(low, high)
    with np.errstate(invalid="ignore"):
        share = (values - low) / np.where(constant, 1.0, high - low)
    share = np.where(sign < 0, 1 - share, share)
    share = np.where(clipped, np.clip(share, 0, 1), share)
    return np.where(constant & ~np.isnan(values), CONSTANT_SCORE, 100 * share)


def zscore(values: Array, mean: Array, deviation: Array, sign: Signs) -> Array:
    """Return (x - mean)/sd with the sample deviation (n - 1), direction applied; 0 for a constant column."""
    flat = ~(deviation > 1e-12 * np.maximum(np.abs(mean), 1e-300))
    centred = sign * (values - mean) / np.where(flat, 1.0, deviation)
    return np.where(flat & ~np.isnan(values), 0.0, centred)


def rank(values: Array, sign: Signs) -> Array:
    """Return 1 for the worst of the column, ties sharing the lowest number.

    >>> rank(np.array([[3.0], [1.0], [3.0], [np.nan]]), np.array([1.0])).ravel().tolist()
    [2.0, 1.0, 2.0, nan]
    """
    return np.where(np.isnan(values), np.nan, 1.0 + smaller(sign * values))


def smaller(values: Array) -> Array:
    """Count, for each value, how many of its column are smaller; missing ones count as the largest.

    >>> smaller(np.array([[3.0], [1.0], [3.0], [np.nan]])).ravel().tolist()
    [1.0, 0.0, 1.0, 3.0]
    """
    # Infinity sorts where NaN does, and faster.
    columns = np.where(np.isnan(values), np.inf, values).T
    return np.array([_smaller(column) for column in columns]).reshape(columns.shape).T


def _smaller(column: Array) -> Array:
    order = column.argsort()
    ordered = column[order]
    place = np.arange(column.size)
    new = ordered[1:] != ordered[:-1]
    if not new.all():
        place[1:] *= new
        np.maximum.accumulate(place, out=place)
    counts = np.empty(column.size)
    counts[order] = place
    return counts


def percentile(values: Array, sign: Signs) -> Array:
    """Return (rank - 1)/(n - 1) * 100 over the values present; 50 where only one is."""
    count = np.count_nonzero(~np.isnan(values), axis=0)
    place = (rank(values, sign) - 1) / np.where(count > 1, count - 1, 1) * 100
    return np.where((count == 1) & ~np.isnan(values), 50.0, place)


def target(values: Array, aim: Array, sign: Signs) -> Array:
    """Return the share of the way to a positive target: 100 min(1, x/target), for costs 100 min(1, target/x).

    Negative values of a benefit score 0; a cost of zero or less has reached its target.
    """
    reached = np.where(values <= 0, 1.0, aim / np.where(values == 0, 1.0, values))
    share = np.where(sign < 0, reached, values / aim)
    return np.where(np.isnan(values), np.nan, 100 * np.clip(share, 0, 1))


def best(values: Array, most: Array, sign: Signs) -> Array:
    """Return the share of the best value of the pool: 100 x/best, for costs 100 best/x; NaN without a best.

    Benefits are from 0 up, costs above 0. A value better than any of the pool (which may leave out a year) scores 100.

    >>> best(np.array([[2.0], [4.0]]), np.array([2.0]), np.array([-1.0])).ravel().tolist()
    [100.0, 50.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # of the two shares the other one may divide by zero
        return 100 * np.minimum(np.where(sign < 0, most / values, values / most), 1)


def mean_and_deviation(pools: Sequence[Array]) -> tuple[Array, Array]:
    """Return mean and sample deviation (n - 1) of each pool over what is present; 0 where fewer than two values are.

    >>> mean_and_deviation([np.array([1.0, np.nan, 3.0])])
    (array([2.]), array([1.41421356]))
    """
    present = [pool[~np.isnan(pool)] for pool in pools]
    mean = [pool.mean() if pool.size else np.nan for pool in present]
    deviation = [pool.std(ddof=1) if pool.size > 1 else 0.0 for pool in present]
    return np.array(mean, dtype=np.float64), np.array(deviation, dtype=np.float64)
