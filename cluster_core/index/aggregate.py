"""Weighted means over the children of a node: units x children in, one number a unit out, and who contributes what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.model.stages import Array

Flags = NDArray[np.bool_]
EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


@dataclass(frozen=True, eq=False)
class Aggregate:
    """A node's score, and the cells raised to the floor; with what the children's contributions follow from.

    values: the children, those below the floor raised; taking_part: which of them are there and weigh something.
    """

    score: Array
    floored: Flags
    values: Array
    weights: Array
    taking_part: Flags
    exponent: float

    @cached_property
    def contributions(self) -> Array:
        """What each child brings, units x children: rows sum to the score, NaN where the child or the score is missing.

        Computed when first asked for: a change of weights seldom needs them all.
        """
        missing = np.isnan(self.values) | np.isnan(self.score)[:, None]
        return np.where(missing, np.nan, _parts(self))


def exponent(name: str) -> float:
    """Return the exponent p of a named power mean; -inf for `min`.

    >>> [exponent(name) for name in ("arithmetic", "geometric", "harmonic", "power:2", "min")]
    [1.0, 0.0, -1.0, 2.0, -inf]
    """
    if name == "min":
        return -np.inf
    return EXPONENTS[name] if name in EXPONENTS else float(name.removeprefix("power:"))


def check_scale(aggregate: str, normalise: str, node: str = "") -> None:
    """Raise `MethodError` where a mean that needs a scale from 0 up is asked for on z-scores.

    `node` is the node whose own rule it is, if it is not the scenario's.
    """
    if normalise == "zscore" and exponent(aggregate) not in (1.0, -np.inf):
        where = f"aggregate of the node '{node}'" if node else "aggregate"
        raise MethodError(
            f"{where}: found '{aggregate}' with zscore, allowed with zscore: arithmetic, power:1, min. "
            "It needs a scale that starts at 0: use minmax, percentile, rank, target or best."
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
        score: NaN for a unit without any child; `contributions` follow when asked for.

    Notes
    -----
    M_p = (sum_i w_i x_i^p)^(1/p), M_0 = prod_i x_i^w_i. Contributions follow Euler's theorem for a function that is
    homogeneous of degree one: x_i dM/dx_i = w_i (x_i/M)^p M, which sums to M. For `min` the lowest children share it.
    """
    p = exponent(name)
    taking_part = ~np.isnan(values) & (weights > 0)
    floored = taking_part & (values < floor) if np.isfinite(p) and p <= 0 else np.zeros_like(taking_part)
    x = np.maximum(values, floor) if floored.any() else values
    if p == 1:
        score = _arithmetic_mean(x, weights, taking_part)
    elif p == -np.inf:
        score = np.where(taking_part, x, np.inf).min(axis=1, initial=np.inf)
        score = np.where(np.isinf(score), np.nan, score)
    else:
        score = _power_mean(x, weights, taking_part, p)
    return Aggregate(score, floored, x, weights, taking_part, p)


def _arithmetic_mean(x: Array, weights: Array, taking_part: Flags) -> Array:
    # Without matrix products, whose last rows may round otherwise than equal ones above them.
    if weights.ndim == 1 and taking_part.all():
        return (x * weights).sum(axis=1) / weights.sum()
    total = (taking_part * weights).sum(axis=1)
    return (np.where(taking_part, x, 0.0) * weights).sum(axis=1) / np.where(total > 0, total, np.nan)


def _shares(weights: Array, taking_part: Flags) -> Array:
    """Return the weights rescaled over the children that take part: rows sum to 1, or to 0 without any."""
    w = np.where(taking_part, weights, 0.0)
    total = w.sum(axis=1, keepdims=True)
    return w / np.where(total > 0, total, 1.0)


def _power_mean(x: Array, weights: Array, taking_part: Flags, p: float) -> Array:
    w = _shares(weights, taking_part)
    z, top = _scaled(x, w, p)
    if p == 0:
        score = top * np.exp(np.sum(w * np.log(z), axis=1))
    else:
        total = np.sum(w * z**p, axis=1)
        score = np.where(total > 0, top * np.where(total > 0, total, 1.0) ** (1 / p), 0.0)
    return np.where(taking_part.any(axis=1), score, np.nan)


def _scaled(x: Array, w: Array, p: float) -> tuple[Array, Array]:
    """Return x over its largest value (for p < 0 the smallest) and that value, so that no power overflows."""
    top = np.where(w > 0, x, np.inf).min(axis=1) if p < 0 else np.where(w > 0, x, 0.0).max(axis=1)
    top = np.where((top > 0) & np.isfinite(top), top, 1.0)
    return np.where(w > 0, x, top[:, None]) / top[:, None], top


def _parts(found: Aggregate) -> Array:
    w, p, score = (
        _shares(found.weights, found.taking_part),
        found.exponent,
        np.nan_to_num(found.score)[:, None],
    )
    x = np.where(found.taking_part, found.values, 1.0)
    if p == 1:
        return w * x
    if p == 0:
        return w * score
    if p == -np.inf:
        lowest = np.where(x == score, w, 0.0)
        total = lowest.sum(axis=1, keepdims=True)
        return lowest / np.where(total > 0, total, 1.0) * score
    powers = w * _scaled(x, w, p)[0] ** p
    total = powers.sum(axis=1, keepdims=True)
    return score * powers / np.where(total > 0, total, 1.0)
