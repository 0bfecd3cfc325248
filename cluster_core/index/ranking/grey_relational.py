"""Grey relational analysis (灰色关联): how closely a unit's profile follows the ideal one."""

from __future__ import annotations

import numpy as np

from cluster_core.index.ranking.decision import decision
from cluster_core.model.stages import Array


def grey_relational(scaled: Array, weights: Array, rho: float = 0.5) -> Array:
    """Return the grey relational grade of every unit, higher is better.

    Parameters
    ----------
    scaled : array, units x indicators
        Min-max scaled 0-1, higher is better; NaN is missing: `decision` says who takes part.
    weights : array, indicators
        Relative weights from 0 up.
    rho : float in (0, 1]
        Distinguishing coefficient; 0.5 is usual.

    Returns
    -------
    array, units
        In (0, 1]; 1 for all ranked units where nothing tells them apart; NaN for those not ranked.

    Notes
    -----
    The reference is 1 everywhere. D = |1 - z|; xi = (Dmin + rho Dmax)/(D + rho Dmax), Dmin and Dmax over the whole
    table; the grade is sum_j w_j xi_ij. Deng (1982), Systems & Control Letters 1(5): 288-294.

    >>> grey_relational(np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.0, 1.0]]), np.ones(3)).round(6).tolist()
    [0.611111, 0.666667, 0.555556]
    """
    found = decision(scaled, weights, np.ones(scaled.shape[1]))
    if not found.decides:
        return found.placed(1.0)
    distance = np.abs(1 - found.values)
    far = rho * distance.max()
    return found.placed(((distance.min() + far) / (distance + far)) @ found.weights)
