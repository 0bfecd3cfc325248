"""How indicators vary over the units and with one another, pairwise complete: what objective weights are made of.

Leading axes are a batch: many resampled tables are weighed in one go.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.stages import Array

FLAT = 1e-12


def varying(scaled: Array) -> NDArray[np.bool_]:
    """Tell, for (..., units, indicators), which indicators tell units apart: at least two values that differ.

    >>> varying(np.array([[0.0, 0.5, np.nan], [1.0, 0.5, 0.2]])).tolist()
    [True, False, False]
    """
    present = ~np.isnan(scaled)
    top = np.where(present, scaled, -np.inf).max(axis=-2, initial=-np.inf)
    bottom = np.where(present, scaled, np.inf).min(axis=-2, initial=np.inf)
    return np.asarray(top > bottom + FLAT, dtype=np.bool_)


def mean_and_deviation(scaled: Array) -> tuple[Array, Array]:
    """Return mean and sample deviation (n - 1) of each indicator over the values it has; 0 and 0 without any.

    >>> mean_and_deviation(np.array([[0.0, np.nan], [1.0, 0.4]]))
    (array([0.5, 0.4]), array([0.70710678, 0.        ]))
    """
    present = ~np.isnan(scaled)
    count = present.sum(axis=-2, keepdims=True)
    mean = np.where(present, scaled, 0.0).sum(axis=-2, keepdims=True) / np.maximum(count, 1)
    squares = (np.where(present, scaled - mean, 0.0) ** 2).sum(axis=-2)
    return mean[..., 0, :], np.sqrt(squares / np.maximum(count[..., 0, :] - 1, 1))


def correlations(scaled: Array) -> Array:
    """Return Pearson's r of every pair of indicators, each over the units that have both.

    Parameters
    ----------
    scaled : array, (..., units, indicators)
        NaN is missing.

    Returns
    -------
    array, (..., indicators, indicators)
        NaN where the values in common do not define r: fewer than two, or one of the two is constant among them.

    Notes
    -----
    r = (n sum xy - sum x sum y) / sqrt((n sum x^2 - (sum x)^2)(n sum y^2 - (sum y)^2)) over the pair's own n units.
    Columns are standardised first, so that the differences lose no digits.

    >>> correlations(np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]])).round(12).tolist()
    [[1.0, -1.0], [-1.0, 1.0]]
    """
    mean, deviation = mean_and_deviation(scaled)
    spread = np.where(varying(scaled) & (deviation > 0), deviation, np.inf)
    present = (~np.isnan(scaled)).astype(np.float64)
    z = np.where(present > 0, (scaled - mean[..., None, :]) / spread[..., None, :], 0.0)
    flipped, seen = np.swapaxes(z, -1, -2), np.swapaxes(present, -1, -2)
    count = seen @ present
    sums = flipped @ present  # of the row's indicator, over the units that also have the column's
    squares = count * (np.swapaxes(z**2, -1, -2) @ present) - sums**2
    shared = count * (flipped @ z) - sums * np.swapaxes(sums, -1, -2)
    both = squares * np.swapaxes(squares, -1, -2)
    defined = (squares > FLAT * count**2) & (np.swapaxes(squares, -1, -2) > FLAT * count**2)
    return np.where(defined, np.clip(shared / np.sqrt(np.where(defined, both, 1.0)), -1.0, 1.0), np.nan)
