"""Combined weights (组合赋权): one set out of several, by their mean, their product or the game between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.index.weighting.entropy import normalised
from cluster_core.model.stages import Array

SINGULAR = 1e-10


@dataclass(frozen=True, eq=False)
class Game:
    """Weights and the part that each set has in them: (..., indicators) and (..., sets), both with sum 1.

    solved: the parts before negative ones were set to 0; equal parts where the sets do not differ.
    """

    weights: Array
    parts: Array
    solved: Array


def linear(sets: Array) -> Array:
    """Return the mean of several weight sets, (..., sets, indicators) -> (..., indicators): every set counts alike.

    >>> linear(np.array([[0.6, 0.4], [0.3, 0.7]])).round(12).tolist()
    [0.45, 0.55]
    """
    return normalised(sets.mean(axis=-2))


def multiplicative(sets: Array) -> Array:
    """Return the normalised product of several weight sets, (..., sets, indicators) -> (..., indicators).

    An indicator that any set weighs with 0 weighs 0; equal weights where that is true of all.

    >>> multiplicative(np.array([[0.6, 0.4], [0.3, 0.7]])).round(6).tolist()
    [0.391304, 0.608696]
    """
    largest = sets / np.maximum(sets.max(axis=-1, keepdims=True), np.finfo(np.float64).tiny)
    product = np.prod(
        largest, axis=-2
    )  # of shares of the largest: the product of many small weights would vanish
    top = product.max(axis=-1, keepdims=True)
    return normalised(product / np.where(top > 0, top, 1.0))


def game(sets: Array) -> Game:
    """Combine weight sets so that all of them together are missed by as little as possible.

    Parameters
    ----------
    sets : array, (..., sets, indicators)
        Each with sum 1. Leading axes are a batch.

    Returns
    -------
    Game
        A negative part is set to 0, the others scaled to sum 1 (part of the literature takes |alpha| instead). Equal
        parts where G is singular, as for sets that are alike.

    Notes
    -----
    w = sum_k alpha_k w_k with G alpha = diag(G), G_kl = w_k . w_l, which minimises sum_i ||w - w_i||^2; then alpha is
    scaled to sum 1. The combination after Chen & Liu that Chinese evaluation studies call 博弈论组合赋权.

    >>> game(np.array([[0.6, 0.4], [0.3, 0.7]])).weights.round(8).tolist()
    [0.40740741, 0.59259259]
    """
    gram = sets @ np.swapaxes(sets, -1, -2)
    count = sets.shape[-2]
    values = np.linalg.eigvalsh(gram)
    regular = values[..., 0] > SINGULAR * values[..., -1]
    solvable = np.where(regular[..., None, None], gram, np.eye(count))
    aim = np.diagonal(gram, axis1=-2, axis2=-1)
    alpha = np.linalg.solve(solvable, aim[..., None])[..., 0]
    solved = np.where(regular[..., None], alpha, 1 / count)
    parts = normalised(np.maximum(solved, 0.0))
    return Game(normalised((parts[..., None, :] @ sets)[..., 0, :]), parts, solved)
