"""Correlation of two columns, and how much of it so few units can tell from none."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.index.normalise import is_constant
from cluster_core.model.stages import Array

LEAST_UNITS = 3
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson and Spearman over the `n` units that have both values, with Pearson's interval `low` to `high`."""

    pearson: float
    spearman: float
    n: int
    low: float
    high: float


def correlate(first: Array, second: Array) -> Correlation:
    """Correlate two columns over the units that have both.

    Parameters
    ----------
    first, second : arrays, units
        NaN marks a missing value.

    Returns
    -------
    Correlation
        NaN for fewer than three units in common, or where one of the columns does not vary over them.

    >>> correlate(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 4.0, 9.0, 16.0])).spearman
    1.0
    """
    both = ~(np.isnan(first) | np.isnan(second))
    x, y, count = first[both], second[both], int(both.sum())
    r = pearson(x, y)
    ranked = pearson(mean_places(x), mean_places(y)) if np.isfinite(r) else r
    return Correlation(r, ranked, count, *fisher_interval(r, count))


def pearson(x: Array, y: Array) -> float:
    """Return Pearson's r of two columns without gaps; NaN for fewer than three units or a column that is constant.

    >>> pearson(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
    -1.0
    """
    if x.size < LEAST_UNITS or does_not_vary(x) or does_not_vary(y):
        return float("nan")
    a, b = _centred(x), _centred(y)
    return float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0))


def kendall(x: Array, y: Array) -> float:
    """Return Kendall's tau-b of two columns without gaps; NaN for fewer than two units or a column that is constant.

    >>> kendall(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    0.333...
    """
    if x.size < 2 or does_not_vary(x) or does_not_vary(y):
        return float("nan")
    from scipy.stats import kendalltau  # late, for a quick command line

    found: Any = kendalltau(x, y, variant="b")
    return float(found.statistic)


def mean_places(values: NDArray[Any]) -> Array:
    """Return the places of values, 1 the lowest, ties at their mean place.

    >>> mean_places(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    return np.asarray(pd.Series(values).rank(), dtype=np.float64)


def does_not_vary(values: Array) -> bool:
    """Tell whether the values are all equal but for rounding (or there are none).

    >>> does_not_vary(np.array([0.3, 0.1 + 0.2])), does_not_vary(np.array([0.0, 1.0]))
    (True, False)
    """
    return not values.size or bool(is_constant(values.min(), values.max()))


def fisher_interval(r: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of Pearson's r; NaN for fewer than four units.

    Notes
    -----
    tanh(atanh r ± 1.96 / sqrt(n - 3)). Fisher (1921). It takes the units for a random draw of normal pairs, which
    regions are not: read it as a measure of how little they tell.

    >>> [round(end, 2) for end in fisher_interval(0.5, 13)]
    [-0.07, 0.82]
    """
    if n <= LEAST_UNITS or np.isnan(r):
        return float("nan"), float("nan")
    if abs(r) > 1 - 1e-12:
        return r, r
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) / np.sqrt(n - 3)
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def critical_correlation(n: int) -> float:
    """Return the least |r| that n units can tell from none at 5 % (two-sided); NaN for fewer than three.

    Notes
    -----
    t / sqrt(n - 2 + t^2), t the 97.5 % point of Student's distribution with n - 2 degrees of freedom.

    >>> [round(critical_correlation(n), 3) for n in (5, 13, 30)]
    [0.878, 0.553, 0.361]
    """
    if n < LEAST_UNITS:
        return float("nan")
    from scipy.special import stdtrit

    t = float(stdtrit(n - 2, (1 + CONFIDENCE) / 2))
    return float(t / np.sqrt(n - 2 + t * t))


def _centred(values: Array) -> Array:
    # Divided by the largest: squares of tiny or huge numbers would leave the range of a float.
    centred = values - values.mean()
    return np.asarray(centred / np.abs(centred).max(), dtype=np.float64)
