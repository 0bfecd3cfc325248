"""Weighted means over the children of a node: units x children in, one number a unit out, and who contributes what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.model.stages import Array

EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A node's score, each child's contribution (rows sum to the score) and the cells raised to the floor."""

    score: Array
    contributions: Array
    floored: NDArray[np.bool_]


def exponent(name: str) -> float:
    """Return the exponent p of a named power mean; -inf for `min`.

    >>> [exponent(name) for name in ("arithmetic", "geometric", "harmonic", "power:2", "min")]
    [1.0, 0.0, -1.0, 2.0, -inf]
    """
    if name == "min":
        return -np.inf
    return EXPONENTS[name] if name in EXPONENTS else float(name.removeprefix("power:"))


def check_scale(aggregate: str, normalise: str) -> None:
    """Raise `MethodError` where a mean that needs a scale from 0 up is asked for on z-scores."""
    if normalise == "zscore" and exponent(aggregate) not in (1.0, -np.inf):
        raise MethodError(
            f"aggregate: found '{aggregate}' with zscore, allowed with zscore: arithmetic, power:1, min. "
            "It needs a scale that starts at 0: use minmax, percentile, rank or target."
        )


def aggregate(values: Array, weights: Array, name: str, floor: float) -> Aggregate:
    """Aggregate children by a weighted mean over those present.

    Parameters
    ----------
    values : array, units x children
        Normalised, higher is better. NaN marks a missing child: it is dropped and its siblings' weights rescaled.
    weights : array, children (or units x children)
        Non-negative; children of weight 0 take no part.
    name : arithmetic, geometric, harmonic, power:P or min
    floor : float
        Least value for means with an exponent of 0 or less, which a zero would otherwise decide.

    Returns
    -------
    Aggregate
        score: NaN for a unit without any child; contributions: NaN where the child or the score is missing.

    Notes
    -----
    M_p = (sum_i w_i x_i^p)^(1/p), M_0 = prod_i x_i^w_i. Contributions follow Euler's theorem for a function that is
    homogeneous of degree one: x_i dM/dx_i = w_i (x_i/M)^p M, which sums to M. For `min` the lowest children share it.
    """
    p = exponent(name)
    taking_part = ~np.isnan(values) & (weights > 0)
    present: NDArray[np.bool_] = np.logical_or.reduce(taking_part, axis=1)
    w = np.where(taking_part, weights, 0.0)
    w = w / np.where(present, w.sum(axis=1), 1.0)[:, None]
    needs_floor = bool(np.isfinite(p)) and p <= 0
    floored = taking_part & (values < floor) & needs_floor
    x = np.where(taking_part, np.where(floored, floor, values), 1.0)
    if p == 1:
        parts = w * x
        score = parts.sum(axis=1)
    elif p == -np.inf:
        score = np.where(taking_part, x, np.inf).min(axis=1, initial=np.inf)
        lowest = np.where(taking_part & (x == score[:, None]), w, 0.0)
        parts = (
            lowest
            / np.where(present, lowest.sum(axis=1), 1.0)[:, None]
            * np.where(present, score, 0.0)[:, None]
        )
    else:
        score, parts = _power_mean(x, w, p)
    missing = np.isnan(values) | ~present[:, None]
    return Aggregate(np.where(present, score, np.nan), np.where(missing, np.nan, parts), floored)


def _power_mean(x: Array, w: Array, p: float) -> tuple[Array, Array]:
    # Scaled by the largest value (for p < 0 the smallest), so that no power overflows.
    if p < 0:
        top = np.where(w > 0, x, np.inf).min(axis=1, keepdims=True)
    else:
        top = np.where(w > 0, x, 0.0).max(axis=1, keepdims=True)
    top = np.where((top > 0) & np.isfinite(top), top, 1.0)
    z = np.where(w > 0, x, top) / top
    if p == 0:
        score = top * np.exp(np.sum(w * np.log(z), axis=1, keepdims=True))
        return score[:, 0], w * score
    powers = w * z**p
    total = powers.sum(axis=1, keepdims=True)
    positive = np.where(total > 0, total, 1.0)
    score = np.where(total > 0, top * positive ** (1 / p), 0.0)
    return score[:, 0], score * powers / positive
