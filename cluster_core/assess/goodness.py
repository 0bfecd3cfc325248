"""How good a node is: the goodness of its indicators, averaged by the scenario's weights."""

from __future__ import annotations

import numpy as np

from cluster_core.index.aggregate import aggregate
from cluster_core.index.coverage import node_coverage, withhold
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Node
from cluster_core.model.stages import Array


def node_goodness(assessment: Assessment) -> Array:
    """Return units x nodes in the framework's order: goodness 0-1, NaN where missing.

    Notes
    -----
    g of a node is the weighted arithmetic mean of its children's g, those without one left out and their weights given
    to the rest; NaN where less than the scenario's `min_coverage` of the node rests on indicators with a goodness. It
    is the min-max score / 100 of an arithmetic framework but for constant indicators, which have no goodness.
    """
    framework, scored = assessment.framework, assessment.scored
    shape = (len(assessment.units), len(framework.nodes))
    goodness, coverage = np.full(shape, np.nan), np.zeros(shape)
    leaves = assessment.prepared.goodness
    for node in reversed(framework.nodes):
        if not node.children:
            continue
        values = _of_children(assessment, node, leaves, goodness)
        covered = _of_children(assessment, node, (~np.isnan(leaves)).astype(np.float64), coverage)
        column = scored.at[node.id]
        coverage[:, column] = node_coverage(covered, scored.weights[node.id])
        goodness[:, column] = _mean(assessment, values, scored.weights[node.id], coverage[:, column])
    return goodness


def stave_goodness(assessment: Assessment) -> Array:
    """Return units x lowest nodes: the goodness of a node's own indicators, whatever other nodes it holds.

    NaN where less than the scenario's `min_coverage` of their weight has a goodness, or where they weigh nothing.
    """
    prepared, scored = assessment.prepared, assessment.scored
    columns: list[Array] = []
    for node in assessment.framework.lowest_nodes:
        own = [place for place, child in enumerate(node.children) if child.is_indicator]
        shares = scored.weights[node.id][..., own]
        values = prepared.goodness[:, [prepared.at[node.children[place].id] for place in own]]
        total = np.broadcast_to(shares, values.shape).sum(axis=1)
        known = np.where(np.isnan(values), 0.0, shares).sum(axis=1)
        coverage = known / np.where(total > 0, total, 1.0)
        columns.append(_mean(assessment, values, shares, coverage))
    return np.column_stack(columns) if columns else np.empty((len(assessment.units), 0))


def _mean(assessment: Assessment, values: Array, shares: Array, coverage: Array) -> Array:
    mean = aggregate(values, shares, "arithmetic", 0.0).score
    return withhold(mean, coverage, assessment.scenario.min_coverage)


def _of_children(assessment: Assessment, node: Node, leaves: Array, nodes: Array) -> Array:
    prepared, scored = assessment.prepared, assessment.scored
    return np.column_stack(
        [
            leaves[:, prepared.at[child.id]] if child.is_indicator else nodes[:, scored.at[child.id]]
            for child in node.children
        ]
    )
