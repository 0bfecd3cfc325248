"""How far a room agrees: Shannon's entropy within and between ballots, and Kendall's W of the orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.index.correlation import mean_places
from cluster_core.model.stages import Array
from cluster_core.workshop.privacy import visible

BANDS = ((0.5, "very_low"), (0.625, "low"), (0.75, "moderate"), (0.875, "high"))
RANK_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Consensus:
    """Agreement of some ballots on weights.

    alpha: how many children the mean ballot weighs, as a number of equal ones; gamma: how many the room together does;
    beta = gamma/alpha: how many ballots without anything in common would differ as much (1: all alike). homogeneity:
    0-1, S*; NaN for fewer than two ballots. kendall_w: 0-1, agreement on the order; NaN where nobody tells any two
    children apart, or for fewer than two ballots.
    """

    count: int
    alpha: float
    beta: float
    gamma: float
    homogeneity: float
    kendall_w: float

    @property
    def band(self) -> str:
        """The homogeneity in a word: see `band`."""
        return band(self.homogeneity)


def consensus(weights: Array, scale: int | None = None) -> Consensus:
    """Return how far some ballots agree.

    Parameters
    ----------
    weights : array, ballots x children
        Rows sum to 1; none is missing.
    scale
        9 for weights from judgements of 1/9 to 9, which can never put all on one child; None for points, which can.

    Returns
    -------
    Consensus
        With NaN throughout for an empty room.

    Notes
    -----
    H_alpha: mean of the ballots' entropies -sum w ln w; H_gamma: entropy of their mean; diversities are exp(H)
    (Jost 2006, Oikos 113: 363-375). With K ballots, N children and a scale up to M, the homogeneity of AHP-OS (Goepel
    2013, Proceedings of the ISAHP; 2018, International Journal of the AHP 10(3): 469-487) is

    S* = (1/D_beta - e^(Hmin - Hmax)) / (1 - e^(Hmin - Hmax)), held within 0-1, where Hmin is the least H_alpha, that of
    the weights M, 1, ..., 1 over their sum, and Hmax the largest H_gamma: ln N, for K < N that of K ballots M, 1, ...,
    1 each on another child. For points Hmin = 0 and Hmax = ln min(K, N).

    >>> consensus(np.array([[0.5, 0.3, 0.2]] * 4)).homogeneity
    1.0
    >>> round(consensus(np.eye(3)).homogeneity, 12)
    0.0
    """
    count, children = weights.shape
    if not count:
        return Consensus(0, *(float("nan"),) * 5)
    within, together = _entropy(weights).mean(), _entropy(weights.mean(axis=0))
    alpha, gamma = float(np.exp(within)), float(np.exp(together))
    beta = max(1.0, float(np.exp(together - within)))  # rounding only: entropy is concave
    homogeneity = float("nan")
    if count > 1:
        apart = _furthest_apart(min(count, children), children, scale)
        homogeneity = float(np.clip((1 / beta - apart) / (1 - apart), 0.0, 1.0))
    return Consensus(count, alpha, beta, gamma, homogeneity, kendall_w(weights))


def visible_consensus(weights: Array, scale: int | None = None) -> Consensus | None:
    """Return `consensus`, None below five ballots."""
    return consensus(weights, scale) if visible(len(weights)) else None


def band(homogeneity: float) -> str:
    """Return very_low (below 50 %), low (62.5 %), moderate (75 %), high (87.5 %), very_high; `undefined` for NaN.

    The bands of AHP-OS.

    >>> band(0.49), band(0.5), band(0.9)
    ('very_low', 'low', 'very_high')
    """
    if np.isnan(homogeneity):
        return "undefined"
    return next((name for limit, name in BANDS if homogeneity < limit), "very_high")


def kendall_w(weights: Array) -> float:
    """Return Kendall's coefficient of concordance of the orders that ballots put the children in, 0-1.

    Parameters
    ----------
    weights : array, ballots x children
        Equal weights (to nine decimals) share their mean place.

    Notes
    -----
    W = (12 sum R_j^2 - 3 m^2 n (n+1)^2) / (m^2 n (n^2-1) - m sum T_i), with R_j the sum of the m places of child j,
    T_i = sum (t^3 - t) over the ties of ballot i. Kendall & Babington Smith (1939), The Annals of Mathematical
    Statistics 10: 275-287; Siegel & Castellan (1988), Nonparametric Statistics, for ties.

    >>> kendall_w(np.array([[0.6, 0.3, 0.1], [0.5, 0.4, 0.1]])), kendall_w(np.array([[0.6, 0.4], [0.4, 0.6]]))
    (1.0, 0.0)
    """
    judges, children = weights.shape
    if judges < 2 or children < 2:
        return float("nan")
    rounded = np.round(weights, RANK_DECIMALS)
    places = np.array([mean_places(-row) for row in rounded])
    ties = sum(
        int((counts**3 - counts).sum())
        for counts in (np.unique(row, return_counts=True)[1] for row in rounded)
    )
    possible = judges**2 * children * (children**2 - 1) - judges * ties
    if not possible:
        return float("nan")
    sums = places.sum(axis=0)
    return float((12 * (sums**2).sum() - 3 * judges**2 * children * (children + 1) ** 2) / possible)


def _entropy(weights: Array) -> Array:
    """Return Shannon's entropy along the last axis, in natural units; 0 ln 0 = 0."""
    logs = np.log(np.where(weights > 0, weights, 1.0))
    return -(weights * logs).sum(axis=-1)


def _furthest_apart(different: int, children: int, scale: int | None) -> float:
    """Return exp(Hmin - Hmax): 1/D_beta of as many ballots as can be, each all for a child of its own."""
    if scale is None:
        return 1 / different
    one = np.ones((different, children))
    np.fill_diagonal(one, scale)
    one /= scale + children - 1
    return float(np.exp(_entropy(one[0]) - _entropy(one.mean(axis=0))))
