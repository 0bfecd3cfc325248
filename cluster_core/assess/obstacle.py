"""Obstacle degree: how much each indicator holds the total back, weights included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_core.index.normalise import Flags
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array
from cluster_core.model.weights import indicator_weights, weights_in_whole


@dataclass(frozen=True, eq=False)
class Obstacles:
    """Obstacle degrees in percent, NaN where missing.

    indicators: units x `names`, each row summing to 100; nodes: units x nodes in the framework's order, the root 100
    and every other node what its indicators bring there. unhindered: units whose known indicators are all at their
    best, with 0 everywhere.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    node_names: tuple[str, ...]
    indicators: Array
    nodes: Array
    unhindered: Flags

    def tidy(self) -> pd.DataFrame:
        """Return one row a region and indicator, then node: region, id, is_indicator, obstacle (percent)."""
        values = np.hstack([self.indicators, self.nodes])
        names = (*self.names, *self.node_names)
        return pd.DataFrame(
            {
                "region": np.repeat(list(self.units), len(names)),
                "id": np.tile(list(names), len(self.units)),
                "is_indicator": np.tile(np.arange(len(names)) < len(self.names), len(self.units)),
                "obstacle": values.ravel(),
            }
        )


def obstacle_degree(weights: Array, levels: Array) -> Array:
    """Return what share of a unit's shortfall each indicator is answerable for, in percent.

    Parameters
    ----------
    weights : array, indicators or units x indicators
        In the whole; only their proportions count.
    levels : array, units x indicators
        Goodness z in [0, 1]; NaN is left out.

    Returns
    -------
    array, units x indicators
        Rows sum to 100; all 0 where every known indicator of some weight is at its best; NaN where the level is
        missing, and in a row without any known indicator of some weight.

    Notes
    -----
    O_ij = w_j (1 - z_ij) / sum_j w_j (1 - z_ij): factor contribution times index deviation.

    >>> obstacle_degree(np.array([0.5, 0.3, 0.2]), np.array([[0.8, 0.5, 0.2]])).round(4).tolist()
    [[24.3902, 36.5854, 39.0244]]
    """
    shortfall = weights * (1 - levels)
    total = np.nansum(shortfall, axis=1, keepdims=True)
    known = (~np.isnan(levels) & (weights > 0)).any(axis=1, keepdims=True)
    return np.where(known, 100 * shortfall / np.where(total > 0, total, 1.0), np.nan)


def obstacles(assessment: Assessment) -> Obstacles:
    """Return the obstacle degree of every indicator and node for all units of an assessment.

    Parameters
    ----------
    assessment
        Its effective weights are used, each unit's own where there are such; its aggregation is not.

    Notes
    -----
    Levels are the min-max goodness, whatever normalisation the score uses: constant and imputed cells have none. An
    indicator under several nodes counts with the sum of its weights, and in each with the weight that it has there.
    """
    prepared, scored, framework = assessment.prepared, assessment.scored, assessment.framework
    levels = prepared.goodness[:, [prepared.at[name] for name in framework.indicators]]
    weights = indicator_weights(framework, scored.weights, len(assessment.units))
    degree = obstacle_degree(weights, levels)
    known = ~np.isnan(degree).all(axis=1)
    return Obstacles(
        units=assessment.units,
        names=framework.indicators,
        node_names=tuple(node.id for node in framework.nodes),
        indicators=degree,
        nodes=_of_nodes(assessment, degree, weights),
        unhindered=known & (np.nansum(degree, axis=1) == 0),
    )


def _of_nodes(assessment: Assessment, degree: Array, weights: Array) -> Array:
    """Sum up the tree; an indicator's degree is split over its places by the weight that it has in each."""
    framework, scored = assessment.framework, assessment.scored
    column_of = {name: column for column, name in enumerate(framework.indicators)}
    per_weight = degree / np.where(weights > 0, weights, 1.0)
    whole = weights_in_whole(framework, scored.weights)
    nodes = np.full((len(assessment.units), len(framework.nodes)), np.nan)
    for node in reversed(framework.nodes):
        parts = [
            per_weight[:, column_of[child.id]] * whole[node.id][..., place]
            if child.is_indicator
            else nodes[:, scored.at[child.id]]
            for place, child in enumerate(node.children)
        ]
        if parts:
            table = np.column_stack(parts)
            missing = np.isnan(table).all(axis=1)
            nodes[:, scored.at[node.id]] = np.where(missing, np.nan, np.nansum(table, axis=1))
    return nodes
