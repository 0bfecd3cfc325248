"""Importance-performance analysis: what weighs much and goes badly comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from cluster_core.assess.goodness import stave_goodness
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array
from cluster_core.model.weights import indicator_weights, weights_in_whole

Level = Literal["indicators", "nodes"]
Importance = Literal["weight", "correlation"]
LEVELS: tuple[Level, ...] = ("indicators", "nodes")
IMPORTANCES: tuple[Importance, ...] = ("weight", "correlation")
QUADRANTS = ("keep", "priority", "low_priority", "overkill")
LEAST_PAIRS = 5
TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Point:
    """One indicator or lowest node: performance is its goodness 0-1, NaN where missing; then there is no quadrant."""

    id: str
    performance: float
    importance: float
    quadrant: str = ""


@dataclass(frozen=True, slots=True)
class Quadrants:
    """The points of one unit in the framework's order, and where the lines stand: at the means of the points shown."""

    points: tuple[Point, ...]
    performance_line: float
    importance_line: float

    def of(self, quadrant: str) -> tuple[Point, ...]:
        """Return the points of one quadrant."""
        return tuple(point for point in self.points if point.quadrant == quadrant)


def quadrants(
    assessment: Assessment, unit: str, level: Level = "indicators", importance: Importance = "weight"
) -> Quadrants:
    """Place the indicators, or the lowest nodes, of one unit by how good they are and how much they matter.

    Parameters
    ----------
    assessment
    unit : one of ``assessment.units``
    level : indicators or nodes
        A lowest node stands for its own indicators.
    importance : weight or correlation
        The effective weight in the whole, or |Spearman's rank correlation| of the goodness with the total over all
        units, which needs five pairs: with fewer even a perfect one is no evidence.

    Returns
    -------
    Quadrants
        keep: much importance, good performance; priority: much importance, poor performance; low_priority: neither;
        overkill: little importance, good performance. A point on a line counts as above it. A point without goodness or
        without importance is in no quadrant and moves no line; without any point the lines are NaN.

    Notes
    -----
    Martilla & James (1977), Journal of Marketing 41(1): 77-79; lines at the means: domain.md section 2, point 6.
    """
    names, goodness, weights = _table(assessment, level)
    row = assessment.units.index(unit)
    matters = (
        weights[row] if importance == "weight" else correlations(goodness, assessment.scored.scores[:, 0])
    )
    performance = goodness[row]
    shown = ~(np.isnan(performance) | np.isnan(matters))
    lines = [
        float(values[shown].mean()) if shown.any() else float("nan") for values in (performance, matters)
    ]
    points = tuple(
        Point(name, float(x), float(y), _quadrant(float(x), float(y), lines[0], lines[1]) if drawn else "")
        for name, x, y, drawn in zip(names, performance, matters, shown, strict=True)
    )
    return Quadrants(points, lines[0], lines[1])


def correlations(goodness: Array, total: Array) -> Array:
    """Return |Spearman's rho| of every column with the total, pairwise complete.

    NaN with fewer than five pairs, or where one of the two is constant.
    """
    found = np.full(goodness.shape[1], np.nan)
    for column, values in enumerate(goodness.T):
        both = ~(np.isnan(values) | np.isnan(total))
        one, other = values[both], total[both]
        if len(one) >= LEAST_PAIRS and np.ptp(one) > 0 and np.ptp(other) > 0:
            ranks = np.vstack([stats.rankdata(one), stats.rankdata(other)])
            found[column] = min(1.0, abs(float(np.corrcoef(ranks)[0, 1])))
    return found


def _table(assessment: Assessment, level: Level) -> tuple[tuple[str, ...], Array, Array]:
    """Return names, goodness (units x names) and weights in the whole (units x names)."""
    framework, prepared, scored = assessment.framework, assessment.prepared, assessment.scored
    count = len(assessment.units)
    if level == "indicators":
        goodness = prepared.goodness[:, [prepared.at[name] for name in framework.indicators]]
        return framework.indicators, goodness, indicator_weights(framework, scored.weights, count)
    whole = weights_in_whole(framework, scored.weights)
    weights = np.zeros((count, len(framework.lowest_nodes)))
    for column, node in enumerate(framework.lowest_nodes):
        own = [place for place, child in enumerate(node.children) if child.is_indicator]
        weights[:, column] = whole[node.id][..., own].sum(axis=-1)
    return tuple(node.id for node in framework.lowest_nodes), stave_goodness(assessment), weights


def _quadrant(performance: float, importance: float, performance_line: float, importance_line: float) -> str:
    good = performance >= performance_line - TOLERANCE
    matters = importance >= importance_line - TOLERANCE
    return QUADRANTS[(0 if good else 1) if matters else (3 if good else 2)]
