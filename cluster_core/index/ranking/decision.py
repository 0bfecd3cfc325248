"""The table that a ranking method decides on: complete rows, and only the columns that can make a difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.index.normalise import Flags, is_constant
from cluster_core.model.stages import Array
from cluster_core.model.weights import shares


@dataclass(frozen=True, eq=False, slots=True)
class Decision:
    """What is left to decide on.

    values: ranked units x deciding indicators, without gaps; weights: their shares (sum 1); sign: +1 benefit, -1 cost;
    ranked, deciding: which rows and columns of the whole table these are. Without a deciding indicator the ranked
    units are all alike.
    """

    values: Array
    weights: Array
    sign: Array
    ranked: Flags
    deciding: Flags

    @property
    def decides(self) -> bool:
        """Whether anything tells the ranked units apart."""
        return bool(self.deciding.any())

    def placed(self, scores: Array | float) -> Array:
        """Return one number for every unit of the whole table: the scores of the ranked ones, NaN for the rest."""
        whole = np.full(self.ranked.shape, np.nan)
        whole[self.ranked] = scores
        return whole


def decision(values: Array, weights: Array, sign: Array) -> Decision:
    """Leave out what no method can use, and say what it was.

    Parameters
    ----------
    values : array, units x indicators
        NaN is missing.
    weights : array, indicators
        Not negative; relative.
    sign : array, indicators
        +1 where more is better, -1 where less is.

    Returns
    -------
    Decision
        Indicators of weight 0 or without any value take no part. A unit that lacks a value of any other is not ranked:
        nothing is filled in. An indicator that is constant over the ranked units decides nothing, it goes and the
        others carry its weight. No unit is ranked where no indicator takes part.

    >>> whole = np.array([[1.0, 5.0, np.nan], [2.0, 5.0, np.nan], [np.nan, 5.0, np.nan]])
    >>> found = decision(whole, np.array([1.0, 1.0, 2.0]), np.array([1.0, 1.0, 1.0]))
    >>> found.values.tolist(), found.weights.tolist(), found.ranked.tolist()
    ([[1.0], [2.0]], [1.0], [True, True, False])
    """
    asked = (weights > 0) & ~np.isnan(values).all(axis=0)
    gaps = np.isnan(values) & asked
    ranked: Flags = ~np.logical_or.reduce(gaps, axis=1) & bool(asked.any())
    complete = values[ranked]
    deciding = asked & bool(ranked.any())
    if deciding.any():
        asked_of = complete[:, asked]
        deciding[asked] = ~is_constant(asked_of.min(axis=0), asked_of.max(axis=0))
    kept = shares(weights[deciding].tolist()) if deciding.any() else np.empty(0)
    return Decision(complete[:, deciding], kept, sign[deciding], ranked, deciding)
