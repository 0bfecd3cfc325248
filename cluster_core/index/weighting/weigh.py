"""The weights in force: a scenario's set, from the framework or from the data, with the user's points put over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from cluster_core.index.weighting.benefit_of_the_doubt import benefit_of_the_doubt
from cluster_core.index.weighting.combine import game, linear, multiplicative
from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.principal_components import LEAST_UNITS, principal_components
from cluster_core.index.weighting.variation import varying
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import OBJECTIVE, Scenario, weighting_parts
from cluster_core.model.stages import Array, Notice, Prepared
from cluster_core.model.weights import (
    check_points_fit,
    fixed_weights,
    indicator_weights,
    sibling_weights,
    with_points,
)

QUICK: Mapping[str, Callable[[Array], Array]] = {"entropy": entropy_weights, "critic": critic_weights}


@dataclass(frozen=True, eq=False)
class Weighed:
    """For every parent its children's shares in child order, each row summing to 1, and what is to be said of them.

    One row for all units; units x children under a set that gives every unit its own weights.
    """

    shares: Mapping[str, Array]
    notices: tuple[Notice, ...] = ()


def weigh(prepared: Prepared, framework: Framework, scenario: Scenario) -> Weighed:
    """Return the shares among siblings that hold under a scenario.

    Parameters
    ----------
    prepared : the stages before weights; objective sets are computed from `scaled`
    framework, scenario : the tree, and the set with the user's points over it

    Raises
    ------
    ScenarioError
        If the scenario's points do not fit the framework.
    MethodError
        If the share bounds of `bod` cannot be kept.
    """
    if not scenario.objective:
        return Weighed(sibling_weights(framework, scenario))
    check_points_fit(framework, scenario.points)
    scaled = prepared.scaled[:, [prepared.at[leaf] for leaf in framework.indicators]]
    if scenario.weighting == "bod":
        found = benefit_of_the_doubt(scaled, scenario.share_low, scenario.share_high).weights
        notices: list[Notice] = []
    else:
        sets, notices = _leaf_sets(scenario.weighting, scaled, framework)
        found = combine(scenario.weighting, sets, notices)
    if any(part in OBJECTIVE for part in weighting_parts(scenario.weighting)):
        notices += _flat_notices(scaled, framework, prepared)
    return Weighed(with_points(roll_up(framework, found), scenario.points), tuple(notices))


def combine(weighting: str, sets: Array, notices: list[Notice] | None = None) -> Array:
    """Make one set out of (..., sets, indicators) by the method that a weighting names before its colon.

    A negative part in a game is noted in `notices`, where given.
    """
    method = weighting.partition(":")[0]
    if sets.shape[-2] == 1:
        return np.asarray(sets[..., 0, :], dtype=np.float64)
    if method == "linear":
        return linear(sets)
    if method == "multiplicative":
        return multiplicative(sets)
    played = game(sets)
    if notices is not None:
        for name, alpha in zip(weighting_parts(weighting), played.solved, strict=True):
            if alpha < -1e-12:
                message = f"{weighting}: the part of {name} is negative ({alpha:.3f}) and was set to 0"
                notices.append(Notice("negative_alpha", (name,), message))
    return played.weights


def roll_up(framework: Framework, leaves: Array) -> dict[str, Array]:
    """Turn weights of the distinct indicators into shares among siblings.

    Parameters
    ----------
    leaves : array, (..., indicators in the framework's order)
        Weights in the whole; an indicator under k nodes gives 1/k of it to each. Leading axes (units, draws) stay.

    Returns
    -------
    dict of arrays
        For every parent (..., children): their shares; a node weighs what its leaves weigh. Equal shares where all of
        them weigh nothing.

    Notes
    -----
    formats.md section 3, "weight sets".
    """
    at = {indicator: column for column, indicator in enumerate(framework.indicators)}
    times = dict.fromkeys(at, 0)
    for _node, child in framework.edges():
        if child.is_indicator:
            times[child.id] += 1
    whole: dict[str, Array] = {}
    shares: dict[str, Array] = {}
    for node in reversed(framework.nodes):
        if not node.children:
            whole[node.id] = np.zeros(leaves.shape[:-1])
            continue
        weights = np.stack(
            [
                leaves[..., at[child.id]] / times[child.id] if child.is_indicator else whole[child.id]
                for child in node.children
            ],
            axis=-1,
        )
        total = weights.sum(axis=-1)
        whole[node.id] = total
        shares[node.id] = np.where(
            total[..., None] > 0,
            weights / np.where(total > 0, total, 1.0)[..., None],
            1 / len(node.children),
        )
    return {node.id: shares[node.id] for node in framework.nodes if node.children}


def _leaf_sets(weighting: str, scaled: Array, framework: Framework) -> tuple[Array, list[Notice]]:
    """Return the sets that a weighting is made of, sets x indicators, and their notices."""
    found: list[Array] = []
    notices: list[Notice] = []
    for part in weighting_parts(weighting):
        if part in QUICK:
            found.append(QUICK[part](scaled))
        elif part == "pca":
            found.append(_component_weights(scaled, framework, notices))
        else:
            found.append(indicator_weights(framework, fixed_weights(framework, part), 1)[0])
    return np.stack(found), notices


def _component_weights(scaled: Array, framework: Framework, notices: list[Notice]) -> Array:
    result = principal_components(scaled)
    names = [name for name, flag in zip(framework.indicators, result.negative, strict=True) if flag]
    units, count = int((~np.isnan(scaled)).any(axis=1).sum()), scaled.shape[1]
    if names:
        message = (
            f"pca: {', '.join(names)}: the loading on the first component is negative; the set weighs the indicator as "
            "if it agreed with the others"
        )
        notices.append(Notice("negative_loadings", tuple(names), message))
    if units < LEAST_UNITS:
        message = f"pca: {units} units are too few for components (at least {LEAST_UNITS}): equal weights"
        notices.append(Notice("no_components", (), message))
    elif units <= count:
        message = f"pca: {units} units for {count} indicators: components of so few units are unstable"
        notices.append(Notice("unstable_components", (), message))
    return result.weights


def _flat_notices(scaled: Array, framework: Framework, prepared: Prepared) -> list[Notice]:
    """Name what varies not at all and has no warning yet: `prepare` names constant and empty indicators."""
    varies = varying(scaled)
    if varies.size and not varies.any():
        message = "weights: no indicator tells the units apart: equal weights"
        return [Notice("nothing_varies", (), message)]
    named = {
        name for notice in prepared.notices if notice.code in ("constant", "no_data") for name in notice.ids
    }
    return [
        Notice("no_weight", (name,), f"{name}: does not tell the units apart, weight 0")
        for name, varied in zip(framework.indicators, varies, strict=True)
        if not varied and name not in named
    ]
