"""Importance-performance analysis: what weighs much and goes badly comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cluster_core.assess.goodness import stave_goodness
from cluster_core.index.correlation import correlate
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
    Martilla & James (1977), Journal of Marketing 41(1): 77-79; lines at the means: docs/methods.md.
    """
    names, goodness, weights = _table(assessment, level)
    row = assessment.units.index(unit)
    performance = goodness[row]
    matters = (
        weights[row] if importance == "weight" else correlations(goodness, assessment.scored.scores[:, 0])
    )
    placed, lines = place(performance[None, :], matters[None, :])
    points = tuple(
        Point(name, float(x), float(y), str(quadrant))
        for name, x, y, quadrant in zip(names, performance, matters, placed[0], strict=True)
    )
    return Quadrants(points, float(lines[0, 0]), float(lines[0, 1]))


def place(performance: Array, importance: Array) -> tuple[NDArray[np.object_], Array]:
    """Name the quadrant of every point, units x points, and return the lines: units x (performance, importance).

    Empty where performance or importance is missing; lines NaN where no point of the unit is shown.
    """
    shown = ~(np.isnan(performance) | np.isnan(importance))
    count = shown.sum(axis=1, keepdims=True)
    lines = [
        np.where(shown, values, 0.0).sum(axis=1, keepdims=True) / np.where(count > 0, count, np.nan)
        for values in (performance, importance)
    ]
    good, matters = performance >= lines[0] - TOLERANCE, importance >= lines[1] - TOLERANCE
    chosen = np.where(matters, np.where(good, 0, 1), np.where(good, 3, 2))
    return np.where(shown, np.array(QUADRANTS, dtype=object)[chosen], ""), np.hstack(lines)


def correlations(goodness: Array, total: Array) -> Array:
    """Return |Spearman's rho| of every column with the total, pairwise complete.

    NaN with fewer than five pairs, or where one of the two is constant.
    """
    found = [correlate(values, total) for values in goodness.T]
    return np.array(
        [abs(one.spearman) if one.n >= LEAST_PAIRS else np.nan for one in found], dtype=np.float64
    )


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
