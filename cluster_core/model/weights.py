"""Weights as shares among siblings, and as effective weights in the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cluster_core.errors import ScenarioError
from cluster_core.model.framework import Framework, Node
from cluster_core.model.scenario import POINTS_MAX, Points, Scenario, quantise
from cluster_core.model.stages import Array


def sibling_weights(framework: Framework, scenario: Scenario) -> dict[str, Array]:
    """Return, for every parent, its children's shares in child order, for a set that needs no data.

    `index.weighting.weigh` does so for every set.

    Returns
    -------
    dict of arrays
        Each sums to 1. A node without children has no entry.

    Raises
    ------
    ScenarioError
        If the scenario's points do not fit the framework (unknown parent, wrong number of children), or its weights
        are computed (from the data, or out of several sets).
    """
    if scenario.objective:
        raise ScenarioError(f"weights: found '{scenario.weighting}', allowed here: default, equal, user.")
    check_points_fit(framework, scenario.points)
    return with_points(fixed_weights(framework, scenario.weighting), scenario.points)


def fixed_weights(framework: Framework, weighting: str) -> dict[str, Array]:
    """Return the shares of `equal` (alike among siblings), or for any other name the framework's own."""
    return {node.id: shares(_base_points(node, weighting)) for node in framework.nodes if node.children}


def with_points(weights: Mapping[str, Array], points: Points) -> dict[str, Array]:
    """Return the weights, the user's points in their place for the parents that have some."""
    return {**weights, **{parent: shares(given) for parent, given in points}}


def check_points_fit(framework: Framework, points: Points) -> None:
    """Raise `ScenarioError` if points name an unknown parent, or another number of children than it has."""
    for parent, given in points:
        _check_fit(framework, parent, len(given))


def shares(points: Sequence[float]) -> Array:
    """Scale non-negative points to shares that sum to 1.

    >>> shares([80, 40, 40, 40]).tolist()
    [0.4, 0.2, 0.2, 0.2]
    """
    given = np.asarray(points, dtype=np.float64)
    top = given.max()  # divide by the largest first: the sum of huge weights would overflow
    scaled = given / top
    return scaled / scaled.sum()


def effective_weights(
    framework: Framework, weights: Mapping[str, Array]
) -> list[tuple[str, str, float, float]]:
    """Return (child, parent, share among siblings, share in the whole) for every pair, in tree order.

    Effective weights of the leaves sum to 1 where every node has children.
    """
    in_whole = {framework.id: 1.0}
    rows: list[tuple[str, str, float, float]] = []
    for node in framework.nodes:
        for child, share in zip(node.children, weights.get(node.id, ()), strict=False):
            effective = in_whole[node.id] * float(share)
            rows.append((child.id, node.id, float(share), effective))
            if not child.is_indicator:
                in_whole[child.id] = effective
    return rows


def weights_in_whole(framework: Framework, weights: Mapping[str, Array]) -> dict[str, Array]:
    """Return, for every parent, its children's shares in the whole, shaped like the shares among siblings.

    Parameters
    ----------
    weights : parent -> shares, children or units x children

    Notes
    -----
    W = product of the shares along the way from the root. The leaves' W of one unit sum to 1.
    """
    of_node: dict[str, Array] = {framework.id: np.ones(1)}
    found: dict[str, Array] = {}
    for node in framework.nodes:
        if not node.children:
            continue
        found[node.id] = of_node[node.id] * weights[node.id]
        for column, child in enumerate(node.children):
            if not child.is_indicator:
                of_node[child.id] = found[node.id][..., [column]]
    return found


def indicator_weights(framework: Framework, weights: Mapping[str, Array], units: int) -> Array:
    """Return units x distinct indicators in tree order: the weight in the whole, summed where one stands twice."""
    at = {indicator: column for column, indicator in enumerate(framework.indicators)}
    found = np.zeros((units, len(at)))
    for parent, whole in weights_in_whole(framework, weights).items():
        for column, child in enumerate(framework.by_id[parent].children):
            if child.is_indicator:
                found[:, at[child.id]] += whole[..., column]
    return found


def rescale(points: Sequence[float], locked: Sequence[bool], current: Sequence[float]) -> tuple[int, ...]:
    """Turn slider points into quantised weights: a locked child keeps its share, the others split the rest.

    Parameters
    ----------
    points : one number per child
        Where the sliders stand; relative among the children that are not locked.
    locked : one flag per child
    current : one share per child
        The shares in force; they sum to 1.

    Returns
    -------
    tuple of integers 0-1000
        The points themselves where nothing is locked, else integers whose shares come nearest.

    Raises
    ------
    ScenarioError
        If the points of the children that are not locked are all zero.

    >>> rescale([80, 40, 40, 40], [False, True, False, False], [0.25, 0.25, 0.25, 0.25])
    (102, 68, 51, 51)
    """
    free = [position for position, lock in enumerate(locked) if not lock]
    kept = sum(share for share, lock in zip(current, locked, strict=True) if lock)
    if free and kept < 1 and not any(points[position] for position in free):
        raise ScenarioError("weights: found all zero, allowed: at least one above 0. Raise one of them.")
    if len(free) == len(points):
        return tuple(int(point) for point in quantise(tuple(points)))
    split = sum(points[position] for position in free)
    rest = max(0.0, 1 - kept) / split if split else 0.0
    return _nearest(
        [share if lock else point * rest for point, lock, share in zip(points, locked, current, strict=True)]
    )


def _nearest(wanted: Sequence[float]) -> tuple[int, ...]:
    """Return integers, the largest 101-1000, whose shares come nearest to those wanted; equal ones stay equal."""
    aim = shares(wanted)
    tops = np.arange(POINTS_MAX // 10 + 1, POINTS_MAX + 1, dtype=np.float64)
    trials = np.round(aim / aim.max() * tops[:, None])
    misses = np.abs(trials / trials.sum(axis=1, keepdims=True) - aim).max(axis=1)
    return tuple(int(point) for point in trials[int(np.argmin(np.round(misses, 12)))])


def _base_points(node: Node, weighting: str) -> tuple[float, ...]:
    return tuple(1.0 if weighting == "equal" else child.weight for child in node.children)


def _check_fit(framework: Framework, parent: str, count: int) -> None:
    node = framework.by_id.get(parent)
    if node is None or len(node.children) != count:
        expected = f"{len(node.children)} weights" if node else f"a node of {framework.id}"
        found = f"{count} weights of '{parent}'" if node else f"'{parent}'"
        raise ScenarioError(f"weights: found {found}, allowed: {expected}.")
