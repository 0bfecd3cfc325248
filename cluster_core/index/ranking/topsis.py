"""TOPSIS: near the best values found, and far from the worst."""

from __future__ import annotations

from typing import Literal

import numpy as np

from cluster_core.index.ranking.decision import decision
from cluster_core.index.ranking.loading import pymcdm
from cluster_core.model.stages import Array

Scaling = Literal["vector", "none"]
EVEN = 0.5


def topsis(values: Array, weights: Array, sign: Array, scaling: Scaling = "vector") -> Array:
    """Return the closeness of every unit to the ideal, higher is better.

    Parameters
    ----------
    values : array, units x indicators
        In any unit of measurement; NaN is missing: `decision` says who takes part.
    weights, sign : arrays, indicators
        Relative weights from 0 up; +1 benefit, -1 cost.
    scaling : vector or none
        vector (Hwang & Yoon): each column is divided by its Euclidean norm. none: the values are on one scale already,
        as min-max scaled ones are; costs are then those with sign -1 still.

    Returns
    -------
    array, units
        In [0, 1]; 0.5 for all ranked units where nothing tells them apart; NaN for those not ranked.

    Notes
    -----
    v_ij = w_j x_ij / sqrt(sum_i x_ij^2); d+ and d- are the Euclidean distances to the best and the worst v of each
    column; C = d- / (d+ + d-). Hwang & Yoon (1981). Negative values are allowed: the norm is then still positive, but
    it measures from 0, so that a column with values on both sides of 0 counts for more. Computed by pymcdm.

    >>> both = np.array([1.0, 1.0])
    >>> topsis(np.array([[4.0, 3.0], [2.0, 3.0], [3.0, 3.0]]), both, both).tolist()
    [1.0, 0.0, 0.5]
    """
    found = decision(values, weights, sign)
    if not found.decides:
        return found.placed(EVEN)
    # Divided by the largest first: the square of a tiny value would be 0.
    table = found.values / np.abs(found.values).max(axis=0) if scaling == "vector" else found.values
    normalise = pymcdm("normalizations").vector_normalization if scaling == "vector" else _as_given
    method = pymcdm("methods").TOPSIS(normalise)
    return found.placed(method(table, found.weights, found.sign.astype(int), validation=False))


def _as_given(column: Array, cost: bool = False) -> Array:
    return -column if cost else column
