"""The score of one region as a function of its own indicators, everything else held still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from cluster_core.index.aggregate import aggregate, exponent
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Child, Node
from cluster_core.model.stages import Array, of_unit

Shape = Literal["linear", "smooth", "concave", "other"]
Part = tuple[bool, str]  # whether it is an indicator, and its id: a node may have the id of an indicator
TINY = 1e-12


@dataclass(frozen=True, eq=False)
class RegionScore:
    """One region's score on the whole, as a function of the scores of some of its indicators: `levers`, in this order.

    `start` holds their scores now. `nodes` are those with a lever below them, the lowest first and the root last;
    `rules` and `weights` are by node; `still` holds the scores of everything that no lever moves, NaN where missing.
    """

    levers: tuple[str, ...]
    start: Array
    nodes: tuple[Node, ...]
    rules: Mapping[str, str]
    weights: Mapping[str, Array]
    still: Mapping[Part, float]
    floor: float

    def at(self, points: Array) -> Array:
        """Return the region's score at every row of `points`: (points x levers) in, (points) out."""
        return self._walk(points)[False, self.nodes[-1].id]

    def tangent(self, point: Array) -> tuple[Array, float]:
        """Return by how much the score rises per point of each lever, and what the floor of the scale adds to it.

        Returns
        -------
        slopes : array, levers
            From above, where the score bends.
        spare : float
            For a concave score, at(x) <= at(point) + slopes (x - point) + spare holds everywhere above `start`, also
            where a part that starts below the floor of a geometric or harmonic mean is raised to it for nothing.

        Notes
        -----
        Chain rule over dM/dx_i = w_i (x_i/M)^(p-1) of a power mean, w the weights of the children present; of `min` the
        first of the lowest children has all of it.
        """
        known = {part: float(value[0]) for part, value in self._walk(point[None, :]).items()}
        rate = {self.nodes[-1].id: 1.0}
        found, spare = np.zeros(len(self.levers)), 0.0
        for node in reversed(self.nodes):
            values = np.array([known[_part(child)] for child in node.children])
            slopes = rate[node.id] * self._local(node.id, values, known[False, node.id])
            spare += float(np.nansum(slopes * self._lifted[node.id]))
            for child, slope in zip(node.children, slopes, strict=True):
                if child.is_indicator and child.id in self._place:
                    found[self._place[child.id]] += slope
                elif not child.is_indicator:
                    rate[child.id] = float(slope)
        return found, spare

    @property
    def shape(self) -> Shape:
        """Whether the score is linear in the levers, concave and smooth, concave with bends, or none of these.

        A power mean with an exponent of 1 or less is concave and rises with its parts, and so is a nest of them.
        """
        exponents = [exponent(self.rules[node.id]) for node in self.nodes if len(node.children) > 1]
        if all(one == 1 for one in exponents):
            return "linear"
        if any(one > 1 for one in exponents):
            return "other"
        return "concave" if -np.inf in exponents else "smooth"

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: column for column, name in enumerate(self.levers)}

    @cached_property
    def _lifted(self) -> dict[str, Array]:
        """By how much the floor raises, at the start, every child of each node that a lever moves."""
        known = self._walk(self.start[None, :])
        return {
            node.id: np.array(
                [
                    max(self.floor - float(known[_part(child)][0]), 0.0)
                    if -np.inf < exponent(self.rules[node.id]) <= 0 and _part(child) not in self.still
                    else 0.0
                    for child in node.children
                ]
            )
            for node in self.nodes
        }

    def _walk(self, points: Array) -> dict[Part, Array]:
        known = {part: np.full(len(points), value) for part, value in self.still.items()}
        known |= {(True, name): points[:, column] for name, column in self._place.items()}
        for node in self.nodes:
            values = np.column_stack([known[_part(child)] for child in node.children])
            found = aggregate(values, self.weights[node.id], self.rules[node.id], self.floor)
            known[False, node.id] = found.score
        return known

    def _local(self, node: str, values: Array, mean: float) -> Array:
        weights = np.where(np.isnan(values), 0.0, self.weights[node])
        weights = weights / weights.sum()
        p = exponent(self.rules[node])
        if p == 1:
            return weights
        if p == -np.inf:
            lowest = np.zeros(len(values))
            lowest[int(np.argmin(np.where(weights > 0, values, np.inf)))] = 1.0
            return lowest
        x = np.maximum(np.where(weights > 0, values, 1.0), self.floor if p <= 0 else TINY)
        return np.asarray(weights * (x / max(mean, TINY)) ** (p - 1), dtype=np.float64)


def region_score(assessment: Assessment, region: str, levers: tuple[str, ...]) -> RegionScore:
    """Return how the score of one of the assessment's regions depends on its indicators.

    Parameters
    ----------
    assessment, region
        The region has a score.
    levers : indicators of the framework that the region has a value of

    Returns
    -------
    RegionScore
        A lever below a node that is withheld for lack of coverage moves nothing.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = assess(dataset, default_scenario(dataset))
    >>> one = region_score(found, "p09", ("rd_intensity", "loans_gdp"))
    >>> one.shape, bool(abs(one.at(one.start[None, :])[0] - found.scores.loc["p09", "four_forces"]) < 1e-9)
    ('linear', True)
    """
    prepared, scored, scenario = assessment.prepared, assessment.scored, assessment.scenario
    row, nodes = assessment.units.index(region), assessment.framework.nodes
    of_leaf = {
        leaf: float(prepared.normalised[row, prepared.at[leaf]]) for leaf in assessment.framework.indicators
    }
    of_node = {node.id: float(score) for node, score in zip(nodes, scored.scores[row], strict=True)}
    moving = _above(nodes, levers, of_node)
    ids = {node.id for node in moving}
    still = {
        _part(child): of_leaf[child.id] if child.is_indicator else of_node[child.id]
        for node in moving
        for child in node.children
        if child.id not in (levers if child.is_indicator else ids)
    }
    return RegionScore(
        levers,
        np.array([of_leaf[lever] for lever in levers], dtype=np.float64),
        moving,
        {node.id: node.aggregate or scenario.aggregate for node in moving},
        of_unit(scored.weights, row),
        still,
        scenario.floor,
    )


def _above(nodes: tuple[Node, ...], levers: tuple[str, ...], scores: Mapping[str, float]) -> tuple[Node, ...]:
    """Return the nodes that pass the levers on to the root, the lowest first; the root in any case.

    A node without a score passes nothing on, nor does any below it.
    """
    moved: set[str] = set()
    for node in reversed(nodes):
        if any(child.id in (levers if child.is_indicator else moved) for child in node.children):
            moved.add(node.id)
    passing = {nodes[0].id}
    for node in nodes[1:]:
        if node.parent in passing and node.id in moved and not np.isnan(scores[node.id]):
            passing.add(node.id)
    return tuple(node for node in reversed(nodes) if node.id in passing)


def _part(child: Child) -> Part:
    return child.is_indicator, child.id
