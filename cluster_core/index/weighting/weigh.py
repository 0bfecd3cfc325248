"""The weights in force: a scenario's set, from the framework or from the data, with the user's points put over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Prepared
from cluster_core.model.weights import check_points_fit, sibling_weights, with_points

SETS: Mapping[str, Callable[[Array], Array]] = {"entropy": entropy_weights, "critic": critic_weights}


def weigh(prepared: Prepared, framework: Framework, scenario: Scenario) -> dict[str, Array]:
    """Return, for every parent, its children's shares in child order, each row summing to 1.

    Parameters
    ----------
    prepared : the stages before weights; objective sets are computed from `scaled`
    framework, scenario : the tree, and the set with the user's points over it

    Returns
    -------
    dict of arrays
        One row for all units; under a set that gives every unit its own weights, units x children.

    Raises
    ------
    ScenarioError
        If the scenario's points do not fit the framework.
    """
    if not scenario.objective:
        return sibling_weights(framework, scenario)
    check_points_fit(framework, scenario.points)
    leaves = list(framework.indicators)
    scaled = prepared.scaled[:, [prepared.at[leaf] for leaf in leaves]]
    found = SETS[scenario.weighting](scaled)
    return with_points(roll_up(framework, dict(zip(leaves, found, strict=True))), scenario.points)


def roll_up(framework: Framework, leaves: Mapping[str, float]) -> dict[str, Array]:
    """Turn weights of the distinct indicators into shares among siblings.

    Parameters
    ----------
    leaves : indicator -> weight in the whole; an indicator under k nodes gives 1/k of it to each

    Returns
    -------
    dict of arrays
        For every parent its children's shares; a node weighs what its leaves weigh. Equal shares where all of them
        weigh nothing.

    Notes
    -----
    formats.md section 3, "weight sets".
    """
    times: dict[str, int] = {}
    for node in framework.nodes:
        for child in node.children:
            if child.is_indicator:
                times[child.id] = times.get(child.id, 0) + 1
    whole: dict[str, float] = {}
    shares: dict[str, Array] = {}
    for node in reversed(framework.nodes):
        weights = [
            leaves[child.id] / times[child.id] if child.is_indicator else whole[child.id]
            for child in node.children
        ]
        whole[node.id] = float(sum(weights))
        if node.children:
            shares[node.id] = _shares(np.array(weights))
    return {node.id: shares[node.id] for node in framework.nodes if node.children}


def _shares(weights: Array) -> Array:
    total = weights.sum()
    return weights / total if total > 0 else np.full(weights.shape, 1 / weights.size)
