"""The second stage: weights -> node scores -> ranks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.index.aggregate import Aggregate, aggregate, check_scale
from cluster_core.index.coverage import node_coverage, withhold
from cluster_core.index.normalise import smaller
from cluster_core.index.weighting.weigh import Weighed, weigh
from cluster_core.model.framework import Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared, Scores

RANK_DECIMALS = 9


def score(
    prepared: Prepared, framework: Framework, scenario: Scenario, weighed: Weighed | None = None
) -> Scores:
    """Score every node of the tree, from the leaves to the root.

    Parameters
    ----------
    prepared : the normalised indicators, units x indicators
    framework : the tree
    scenario : its weights, aggregation (a node's own rule stands), coverage rule and floor are used
    weighed : the weights in force, where they are to stay what they are; by default those of the scenario

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
    weighed = weighed or weigh(prepared, framework, scenario)
    at = {node.id: column for column, node in enumerate(framework.nodes)}
    shape = (len(prepared.units), len(framework.nodes))
    # Column by column in memory, as they are written and read.
    scores, coverage = np.full(shape, np.nan, order="F"), np.zeros(shape, order="F")
    aggregates: dict[str, Aggregate] = {}
    notices = list(weighed.notices)
    for node in reversed(framework.nodes):
        if not node.children:
            continue
        rule = node.aggregate or scenario.aggregate
        check_scale(rule, scenario.normalise, node.id if node.aggregate else "")
        values = _stack(node, prepared, prepared.normalised, scores, at)
        covered = _stack(node, prepared, prepared.covered, coverage, at)
        share = weighed.shares[node.id]
        result = aggregate(values, share, rule, scenario.floor)
        column = at[node.id]
        coverage[:, column] = node_coverage(covered, share)
        scores[:, column] = withhold(result.score, coverage[:, column], scenario.min_coverage)
        aggregates[node.id] = result
        notices += _floor_notices(node, result.floored, prepared.units, scenario.floor)
    return Scores(
        framework,
        prepared.units,
        scores,
        coverage,
        rank_scores(scores),
        Contributions(framework, scores, aggregates),
        weighed.shares,
        tuple(notices),
    )


@dataclass(frozen=True, eq=False, slots=True)
class Contributions(Mapping[str, Array]):
    """Every node's local contributions, units x children; NaN where the node has no score, or was withheld."""

    framework: Framework
    scores: Array
    aggregates: Mapping[str, Aggregate]

    def __getitem__(self, node: str) -> Array:
        """Return units x children of one node."""
        if not self.framework.by_id[node].children:
            return np.empty((len(self.scores), 0))
        column = list(self.framework.by_id).index(node)
        return np.where(np.isnan(self.scores[:, [column]]), np.nan, self.aggregates[node].contributions)

    def __iter__(self) -> Iterator[str]:
        """Walk the nodes in tree order."""
        return iter(self.framework.by_id)

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.framework.nodes)


def rank_scores(scores: Array) -> NDArray[np.int64]:
    """Return ranks per column: 1 is best, ties share the lowest number after rounding to 9 decimals, 0 if missing.

    >>> rank_scores(np.array([[2.0], [3.0], [3.0], [np.nan]])).ravel().tolist()
    [3, 1, 1, 0]
    """
    better = smaller(-np.round(scores, RANK_DECIMALS))
    return np.where(np.isnan(scores), 0, better + 1).astype(np.int64)


def _stack(node: Node, prepared: Prepared, leaves: Array, nodes: Array, at: dict[str, int]) -> Array:
    if all(child.is_indicator for child in node.children):
        return leaves.T[[prepared.at[child.id] for child in node.children]].T
    columns = [
        leaves[:, prepared.at[child.id]] if child.is_indicator else nodes[:, at[child.id]]
        for child in node.children
    ]
    return np.array(columns).T


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
