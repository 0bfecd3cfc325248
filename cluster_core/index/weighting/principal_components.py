"""Weights from principal components: an indicator counts by what it shares of the variance that it explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.index.weighting.entropy import normalised
from cluster_core.index.weighting.variation import correlations, varying
from cluster_core.model.stages import Array

LEAST_SHARE = 0.10
LEAST_TOGETHER = 0.60
LEAST_UNITS = 3
ROTATIONS = 1000


@dataclass(frozen=True, eq=False)
class PrincipalComponents:
    """The components of the indicators' correlations, and the weights that follow.

    eigenvalues: all, the largest first; loadings: indicators x components kept, before rotation, each column's sum
    positive; rotated: the same after varimax; weights: indicators, sum 1; negative: indicators whose loading on the
    first component is negative. Indicators that do not vary have loading and weight 0.
    """

    eigenvalues: Array
    loadings: Array
    rotated: Array
    weights: Array
    negative: NDArray[np.bool_]

    @property
    def explained(self) -> Array:
        """Share of the variance that each component explains, before rotation; 0-1."""
        return self.eigenvalues / max(float(self.eigenvalues.sum()), 1.0)


def principal_components(scaled: Array) -> PrincipalComponents:
    """Weigh indicators by rotated component loadings, as the OECD/JRC handbook does.

    Parameters
    ----------
    scaled : array, units x indicators
        Higher is better; NaN is missing: correlations are pairwise complete, an undefined one counts as 0. Such a
        matrix may have negative eigenvalues; their components are never kept.

    Returns
    -------
    PrincipalComponents
        Equal weights with fewer than three units or where no indicator varies. An indicator that does not vary has
        weight 0.

    Notes
    -----
    Components of the correlation matrix: kept are those that explain more than 10 % each, and further ones until
    more than 60 % are explained together. Loading = eigenvector x sqrt(eigenvalue); varimax rotation with Kaiser
    normalisation. s_jk = l_jk^2 / sum_j l_jk^2; an indicator belongs to the component k with its largest s; its weight
    is s_jk times the component's share of the variance kept, rescaled to 1. Nardo et al. (2008), OECD/JRC Handbook on
    Constructing Composite Indicators, step 6 and tables 8, 9, 16-18.
    """
    count = scaled.shape[1]
    varies = varying(scaled)
    known = int((~np.isnan(scaled)).any(axis=1).sum())
    if not varies.any() or known < LEAST_UNITS:
        nothing = np.zeros((count, 0))
        return PrincipalComponents(
            np.zeros(0), nothing, nothing, normalised(np.zeros(count)), np.zeros(count, dtype=np.bool_)
        )
    correlation = np.nan_to_num(correlations(scaled[:, varies]))
    np.fill_diagonal(correlation, 1.0)
    values, vectors = np.linalg.eigh(correlation)
    values, vectors = values[::-1], vectors[:, ::-1]
    kept = _kept(values)
    part = vectors[:, :kept] * np.sqrt(values[:kept])
    loadings = np.zeros((count, kept))
    loadings[varies] = part * np.where(part.sum(axis=0) < 0, -1.0, 1.0)
    rotated = np.zeros((count, kept))
    turned = varimax(loadings[varies])
    rotated[varies] = turned * np.where(turned.sum(axis=0) < 0, -1.0, 1.0)
    return PrincipalComponents(values, loadings, rotated, factor_weights(rotated), loadings[:, 0] < -1e-12)


def factor_weights(rotated: Array) -> Array:
    """Return the weights that follow from rotated loadings, indicators x components.

    >>> factor_weights(np.array([[0.9, 0.0], [0.9, 0.0], [0.0, 0.9]])).round(6).tolist()
    [0.333333, 0.333333, 0.333333]
    """
    squares = rotated**2
    explained = squares.sum(axis=0)
    shares = squares / np.where(explained > 0, explained, 1.0)
    own = shares.argmax(axis=1)
    rows = np.arange(len(rotated))
    return normalised(shares[rows, own] * explained[own] / explained.sum())


def varimax(loadings: Array) -> Array:
    """Rotate loadings (indicators x components) to the varimax criterion with Kaiser normalisation.

    Rows are scaled to length 1 for the rotation and back after it. Kaiser (1958), Psychometrika 23(3): 187-200.

    >>> varimax(np.array([[0.6, 0.6], [0.6, -0.6]])).round(6).tolist()
    [[0.848528, 0.0], [0.0, -0.848528]]
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = loadings / np.where(length > 0, length, 1.0)
    count, components = rows.shape
    for _ in range(ROTATIONS):
        turned = 0.0
        for first in range(components):
            for second in range(first + 1, components):
                x, y = rows[:, first], rows[:, second]
                u, v = x**2 - y**2, 2 * x * y
                top = 2 * (count * (u @ v) - u.sum() * v.sum())
                bottom = count * (u @ u - v @ v) - (u.sum() ** 2 - v.sum() ** 2)
                angle = 0.25 * np.arctan2(top, bottom) if abs(top) > 1e-14 or bottom < -1e-14 else 0.0
                cosine, sine = np.cos(angle), np.sin(angle)
                rows[:, first], rows[:, second] = cosine * x + sine * y, cosine * y - sine * x
                turned = max(turned, abs(float(angle)))
        if turned < 1e-13:
            break
    return rows * length


def _kept(values: Array) -> int:
    shares = values / values.sum()
    alone = int((shares > LEAST_SHARE).sum())
    together = int(np.searchsorted(np.cumsum(shares), LEAST_TOGETHER, side="right")) + 1
    return min(max(alone, together), int((values > 0).sum()))
