"""Does the index hang together? Every part correlated with its parent and the whole, and Cronbach's alpha of nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_core.index.consistency import Alpha, cronbach_alpha
from cluster_core.index.correlation import Correlation, correlate
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child, Node
from cluster_core.model.stages import Array

FLAGS = ("", "negative", "weak", "redundant", "only_child", "undefined")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Pearson's r of a part with its parent: below `negative`, below `weak` or above `redundant` it is flagged.

    Source: the habits of the JRC's statistical audits (0.3 and 0.92); not tests, and no number of units enters them.
    """

    negative: float = 0.0
    weak: float = 0.3
    redundant: float = 0.92


STATED = Thresholds()


def correlations(assessment: Assessment, thresholds: Thresholds = Thresholds()) -> pd.DataFrame:
    """Correlate every node and indicator with its parent and with the whole.

    Returns
    -------
    frame, one row per pair of parent and child in tree order
        node (or indicator), parent, level, is_indicator; pearson and spearman with the parent's score over n units,
        low and high (95 % interval of pearson); root_pearson, root_spearman, root_n the same with the root's score;
        flag. Scores on the scenario's scale, higher is better; NaN where undefined.
        flag: negative, weak, redundant (by the thresholds), only_child (the parent's score rests on it alone, so the
        correlation says nothing), undefined (fewer than three units in common, or no variation), else empty.

    Notes
    -----
    The part belongs to the whole that it is correlated with, which raises r: `item_rest` of `consistency` is free of
    it. OECD/JRC Handbook (2008), steps 4 and 8.
    """
    root = assessment.scored.scores[:, 0]
    rows = [
        _row(node, child, child_scores(assessment, child), assessment, (root, thresholds))
        for node, child in assessment.framework.edges()
    ]
    with_parent = ["pearson", "spearman", "n", "low", "high"]
    with_root = ["root_pearson", "root_spearman", "root_n"]
    columns = ["node", "parent", "level", "is_indicator", *with_parent, *with_root, "flag"]
    # Without a pair every column would be of no type, and a flag no mask.
    return pd.DataFrame(rows, columns=columns).astype({"is_indicator": bool})


def consistency(assessment: Assessment) -> dict[str, Alpha]:
    """Return Cronbach's alpha of every node's children, by node in tree order; its items are in child order."""
    return {
        node.id: cronbach_alpha(np.column_stack([child_scores(assessment, child) for child in node.children]))
        for node in assessment.framework.nodes
        if node.children
    }


def consistency_of_indicators(assessment: Assessment) -> Alpha:
    """Return Cronbach's alpha of all distinct indicators of the framework, in its order."""
    ready, leaves = assessment.prepared, assessment.framework.indicators
    return cronbach_alpha(ready.normalised[:, [ready.at[leaf] for leaf in leaves]])


def child_scores(assessment: Assessment, child: Child) -> Array:
    """Return the scores of a node, or an indicator's normalised values, one per unit."""
    if child.is_indicator:
        return assessment.prepared.normalised[:, assessment.prepared.at[child.id]]
    return assessment.scored.scores[:, assessment.scored.at[child.id]]


def _row(
    node: Node, child: Child, scores: Array, assessment: Assessment, whole: tuple[Array, Thresholds]
) -> tuple[object, ...]:
    root, thresholds = whole
    parent = assessment.scored.scores[:, assessment.scored.at[node.id]]
    own, total = correlate(scores, parent), correlate(scores, root)
    return (
        *(child.id, node.id, node.level + 1, child.is_indicator),
        *(own.pearson, own.spearman, own.n, own.low, own.high),
        *(total.pearson, total.spearman, total.n),
        _flag(own, thresholds, alone=_alone(assessment, node)),
    )


def _alone(assessment: Assessment, node: Node) -> bool:
    shares = assessment.scored.mean_weights[node.id]
    known = [
        share > 0 and not np.isnan(child_scores(assessment, child)).all()
        for child, share in zip(node.children, shares, strict=True)
    ]
    return sum(known) == 1


def _flag(found: Correlation, thresholds: Thresholds, *, alone: bool) -> str:
    r = found.pearson
    if np.isnan(r):
        return "undefined"
    if alone:
        return "only_child"
    if r < thresholds.negative:
        return "negative"
    if r < thresholds.weak:
        return "weak"
    return "redundant" if r > thresholds.redundant else ""
