"""CRITIC weights: an indicator counts more if it spreads widely and repeats little of what the others say."""

from __future__ import annotations

import numpy as np

from cluster_core.index.weighting.entropy import normalised
from cluster_core.index.weighting.variation import FLAT, correlations, mean_and_deviation, varying
from cluster_core.model.stages import Array


def critic_weights(scaled: Array) -> Array:
    """Return each indicator's weight by contrast and conflict.

    Parameters
    ----------
    scaled : array, (..., units, indicators)
        Min-max scaled 0-1, higher is better; NaN is missing: deviations and correlations are pairwise complete.
        Leading axes are a batch.

    Returns
    -------
    array, (..., indicators)
        They sum to 1. A constant column has weight 0 and takes no part in the correlations; a correlation that the
        values in common do not define adds nothing. Where nothing conflicts (one column varies, or all that do agree),
        the columns that vary share alike; equal weights where none varies.

    Notes
    -----
    C_j = sd_j sum_k (1 - r_jk), w = C / sum C; sample deviation (n - 1). Diakoulaki et al. (1995), Computers &
    Operations Research 22(7): 763-770. A negative r raises the weight, as published.

    >>> critic_weights(np.array([[0.0, 0.0, 1.0], [0.5, 0.5, 0.5], [1.0, 1.0, 0.0]])).round(12).tolist()
    [0.25, 0.25, 0.5]
    """
    varies = varying(scaled)
    _, deviation = mean_and_deviation(scaled)
    conflict = np.nansum(1 - correlations(scaled), axis=-1)
    contrast = np.where(varies, deviation * np.maximum(conflict, 0.0), 0.0)
    found = contrast.sum(axis=-1, keepdims=True) > FLAT
    return normalised(np.where(found, contrast, varies.astype(np.float64)))
