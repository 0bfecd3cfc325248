"""VIKOR: a compromise between the good of the whole and the worst single shortfall."""

from __future__ import annotations

from typing import Any

import numpy as np

from cluster_core.index.normalise import is_constant
from cluster_core.index.ranking.decision import decision
from cluster_core.index.ranking.loading import pymcdm
from cluster_core.model.stages import Array


def vikor(values: Array, weights: Array, sign: Array, v: float = 0.5) -> Array:
    """Return VIKOR's Q of every unit: 0 for the best compromise, 1 for the worst. Lower is better.

    Parameters
    ----------
    values : array, units x indicators
        In any unit of measurement; NaN is missing: `decision` says who takes part.
    weights, sign : arrays, indicators
        Relative weights from 0 up; +1 benefit, -1 cost.
    v : float in [0, 1]
        Weight of the whole against the worst single shortfall; 0.5 is the usual consensus.

    Returns
    -------
    array, units
        In [0, 1]; 0 for all ranked units where nothing tells them apart; NaN for those not ranked.

    Notes
    -----
    D_ij = w_j (f*_j - f_ij)/(f*_j - f-_j); S = sum_j D, R = max_j D; Q = v (S - S*)/(S- - S*) +
    (1 - v)(R - R*)/(R- - R*), S* and R* the least, S- and R- the largest. Opricovic & Tzeng (2004), European Journal of
    Operational Research 156(2): 445-455. Where all S (or all R) are equal but for rounding, that part is 0. S and R are
    pymcdm's.

    >>> both = np.array([1.0, 1.0])
    >>> vikor(np.array([[4.0, 3.0], [2.0, 1.0], [3.0, 2.0]]), both, both).tolist()
    [0.0, 1.0, 0.5]
    """
    found = decision(values, weights, sign)
    if not found.decides:
        return found.placed(0.0)
    with np.errstate(
        invalid="ignore", divide="ignore"
    ):  # pymcdm's own Q may be 0/0; only its S and R are read
        explained: dict[str, Any] = (
            pymcdm("methods")
            .VIKOR(v=v)(found.values, found.weights, found.sign.astype(int), validation=False, verbose=True)
            .to_dict()
        )
    group, regret = explained["Vector of $S_i$ values"], explained["Vector of $R_i$ values"]
    return found.placed(v * _relative(group) + (1 - v) * _relative(regret))


def _relative(shortfall: Array) -> Array:
    low, high = shortfall.min(), shortfall.max()
    return np.zeros(shortfall.shape) if is_constant(low, high) else (shortfall - low) / (high - low)
