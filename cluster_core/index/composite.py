"""The second stage: weights -> node scores -> ranks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cluster_core.index.aggregate import aggregate, check_scale
from cluster_core.index.coverage import node_coverage, withhold
from cluster_core.index.normalise import smaller
from cluster_core.index.weighting.weigh import weigh
from cluster_core.model.framework import Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared, Scores

RANK_DECIMALS = 9


def score(prepared: Prepared, framework: Framework, scenario: Scenario) -> Scores:
    """Score every node of the tree, from the leaves to the root.

    Parameters
    ----------
    prepared : the normalised indicators, units x indicators
    framework : the tree
    scenario : its weights, aggregation (a node's own rule stands), coverage rule and floor are used

    Returns
    -------
    Scores
        A node is missing if no child has a score, or if its coverage is below `min_coverage`.

    Raises
    ------
    MethodError
        If a mean that needs a scale from 0 up meets z-scores.
    ScenarioError
        If the weights do not fit the framework.
    """
    weighed = weigh(prepared, framework, scenario)
    at = {node.id: column for column, node in enumerate(framework.nodes)}
    shape = (len(prepared.units), len(framework.nodes))
    scores, coverage = np.full(shape, np.nan), np.zeros(shape)
    contributions: dict[str, Array] = {}
    notices = list(weighed.notices)
    present = (~np.isnan(prepared.normalised) & ~prepared.filled).astype(np.float64)
    for node in reversed(framework.nodes):
        if not node.children:
            contributions[node.id] = np.empty((shape[0], 0))
            continue
        rule = node.aggregate or scenario.aggregate
        check_scale(rule, scenario.normalise)
        values = _stack(node, prepared, prepared.normalised, scores, at)
        covered = _stack(node, prepared, present, coverage, at)
        share = weighed.shares[node.id]
        result = aggregate(values, share, rule, scenario.floor)
        column = at[node.id]
        coverage[:, column] = node_coverage(covered, share)
        scores[:, column] = withhold(result.score, coverage[:, column], scenario.min_coverage)
        contributions[node.id] = np.where(np.isnan(scores[:, [column]]), np.nan, result.contributions)
        notices += _floor_notices(node, result.floored, prepared.units, scenario.floor)
    return Scores(
        framework,
        prepared.units,
        scores,
        coverage,
        rank_scores(scores),
        contributions,
        weighed.shares,
        tuple(notices),
    )


def rank_scores(scores: Array) -> NDArray[np.int64]:
    """Return ranks per column: 1 is best, ties share the lowest number after rounding to 9 decimals, 0 if missing.

    >>> rank_scores(np.array([[2.0], [3.0], [3.0], [np.nan]])).ravel().tolist()
    [3, 1, 1, 0]
    """
    better = smaller(-np.round(scores, RANK_DECIMALS))
    return np.where(np.isnan(scores), 0, better + 1).astype(np.int64)


def _stack(node: Node, prepared: Prepared, leaves: Array, nodes: Array, at: dict[str, int]) -> Array:
    columns = [
        leaves[:, prepared.at[child.id]] if child.is_indicator else nodes[:, at[child.id]]
        for child in node.children
    ]
    return np.column_stack(columns)


def _floor_notices(
    node: Node, floored: NDArray[np.bool_], units: tuple[str, ...], floor: float
) -> list[Notice]:
    if not floored.any():
        return []
    return [
        Notice(
            "floored",
            (node.id, node.children[column].id, units[row]),
            f"{node.id}: {node.children[column].id} of {units[row]} was raised to the floor of {floor:g}",
        )
        for row, column in zip(*np.nonzero(floored), strict=True)
    ]
