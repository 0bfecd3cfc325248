"""How much of a node rests on data."""

from __future__ import annotations

import numpy as np

from cluster_core.model.stages import Array

TOLERANCE = 1e-9


def node_coverage(children: Array, weights: Array) -> Array:
    """Return the weighted mean of the children's coverage, all children counted; weights for all units or a row a unit.

    >>> node_coverage(np.array([[1.0, 0.0]]), np.array([3.0, 1.0])).tolist()
    [0.75]
    """
    if weights.ndim == 1:
        return np.asarray(children @ (weights / weights.sum()), dtype=np.float64)
    return np.asarray((children * weights).sum(axis=1) / weights.sum(axis=1), dtype=np.float64)


def withhold(score: Array, coverage: Array, min_coverage: float) -> Array:
    """Return the score, missing where coverage is below `min_coverage` (less a rounding tolerance)."""
    return np.where(coverage < min_coverage - TOLERANCE, np.nan, score)
