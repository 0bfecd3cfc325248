"""One region's way from raw values to the total: every node and indicator with each number on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.assess.contributions import to_root
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child, Node
from cluster_core.model.weights import effective_weights

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Step:
    """One node or indicator: weights and coverage 0-1, scores on the scenario's scale, NaN where missing.

    `in_force` is the weight in the whole after missing siblings were left out; `contribution` is in points of the
    root's score; `value` is in the indicator's own unit, and nodes have none. `imputed`: the value was not observed but
    filled by the scenario's imputation; it has a score and a weight, and no coverage.
    """

    id: str
    parent: str
    level: int
    is_indicator: bool
    share: float
    effective: float
    in_force: float
    score: float
    contribution: float
    coverage: float
    value: float = NAN
    year: int | None = None
    denominator_year: int | None = None
    imputed: bool = False


def audit(assessment: Assessment, unit: str) -> tuple[Step, ...]:
    """List every node and indicator for one unit, depth first, the root at the head.

    Parameters
    ----------
    assessment
    unit : one of ``assessment.units``

    Returns
    -------
    tuple of Step
        Contributions of the indicators sum to the root's score. A missing indicator has NaN for value, score and
        contribution, coverage 0 and no weight in force.

    Notes
    -----
    in_force = product along the way of w_k / sum of the siblings' w that have a score. With the arithmetic mean,
    contribution = in_force x score.
    """
    row, scored = assessment.units.index(unit), assessment.scored
    framework = assessment.framework
    planned = {
        (parent, child): (share, whole)
        for child, parent, share, whole in effective_weights(framework, scored.weights_of(row))
    }
    parts = {node: values[row] for node, values in to_root(scored).items()}
    total = float(scored.scores[row, 0])
    root = Step(
        framework.id,
        "",
        0,
        is_indicator=False,
        share=1.0,
        effective=1.0,
        in_force=0.0 if np.isnan(total) else 1.0,
        score=total,
        contribution=total,
        coverage=float(scored.coverage[row, 0]),
    )
    steps = [root]

    def walk(node: Node, in_force: float) -> None:
        scores = [_score(assessment, row, child) for child in node.children]
        shares = [planned[node.id, child.id][0] for child in node.children]
        present = sum(share for share, score in zip(shares, scores, strict=True) if not np.isnan(score))
        for place, (child, score) in enumerate(zip(node.children, scores, strict=True)):
            share, whole = planned[node.id, child.id]
            force = 0.0 if np.isnan(score) or present <= 0 else in_force * share / present
            brought = float(parts[node.id][place])
            steps.append(_step(assessment, row, node, child, (share, whole, force, score, brought)))
            if not child.is_indicator:
                walk(framework.by_id[child.id], force)

    walk(framework.root, root.in_force)
    return tuple(steps)


def _score(assessment: Assessment, row: int, child: Child) -> float:
    prepared, scored = assessment.prepared, assessment.scored
    if child.is_indicator:
        return float(prepared.normalised[row, prepared.at[child.id]])
    return float(scored.scores[row, scored.at[child.id]])


def _step(
    assessment: Assessment,
    row: int,
    node: Node,
    child: Child,
    numbers: tuple[float, float, float, float, float],
) -> Step:
    share, whole, force, score, brought = numbers
    head = (child.id, node.id, node.level + 1, child.is_indicator, share, whole, force, score)
    contribution = NAN if np.isnan(score) else brought
    if not child.is_indicator:
        scored = assessment.scored
        return Step(*head, contribution, float(scored.coverage[row, scored.at[child.id]]))
    prepared, column = assessment.prepared, assessment.prepared.at[child.id]
    vintage, filled = prepared.vintages.get(child.id), bool(prepared.filled[row, column])
    return Step(
        *head,
        contribution,
        0.0 if np.isnan(score) or filled else 1.0,
        float(prepared.imputed[row, column]),
        vintage.year if vintage else None,
        vintage.denominator_year if vintage else None,
        filled,
    )
