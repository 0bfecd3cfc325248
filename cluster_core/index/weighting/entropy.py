"""Entropy weights (熵权): an indicator that tells units apart counts more."""

from __future__ import annotations

import numpy as np

from cluster_core.index.weighting.variation import FLAT, varying
from cluster_core.model.stages import Array


def entropy_weights(scaled: Array) -> Array:
    """Return each indicator's weight by the entropy of its values over the units.

    Parameters
    ----------
    scaled : array, (..., units, indicators)
        Min-max scaled 0-1, higher is better; NaN is missing and left out of its own column only. Leading axes are a
        batch.

    Returns
    -------
    array, (..., indicators)
        They sum to 1. A column that is constant, all zero or has fewer than two values has weight 0; equal weights
        where no column tells the units apart.

    Notes
    -----
    p_i = z_i / sum z; e = -(1 / ln m) sum p ln p with 0 ln 0 = 0 and m the values present; w = (1 - e) / sum (1 - e).
    Shannon (1948); for indicators Zou et al. (2006). No shift is added to z.

    >>> entropy_weights(np.array([[0.0, 0.2], [0.5, 0.3], [1.0, 0.5]])).round(8).tolist()
    [0.87014723, 0.12985277]
    """
    present = ~np.isnan(scaled)
    count = present.sum(axis=-2)
    z = np.where(present, scaled, 0.0)
    total = z.sum(axis=-2)
    p = z / np.where(total > 0, total, 1.0)[..., None, :]
    information = -(p * np.log(np.where(p > 0, p, 1.0))).sum(axis=-2)
    entropy = information / np.log(np.where(count > 1, count, 2))
    return normalised(np.where(varying(scaled), np.maximum(1 - entropy, 0.0), 0.0))


def normalised(raw: Array) -> Array:
    """Scale non-negative numbers to sum 1 along the last axis; equal ones where they are all zero (or next to it).

    >>> normalised(np.array([1.0, 3.0])).tolist(), normalised(np.zeros(2)).tolist()
    ([0.25, 0.75], [0.5, 0.5])
    """
    total = raw.sum(axis=-1, keepdims=True)
    usable = total > FLAT
    return np.where(usable, raw / np.where(usable, total, 1.0), 1 / max(raw.shape[-1], 1))
