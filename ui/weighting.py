"""Weights as a reader handles them: presets, slider positions and edited points. Scenario in, Scenario out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from cluster_core.model.framework import Framework, Node
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array
from cluster_core.model.weights import rescale, shares

DEFAULT, EQUAL, USER, FIRST = "default", "equal", "user", "first."
SAVED = "saved."  # before the name of a set that the reader saved
JUDGED = "ahp"  # not a set: where the reader compares pairs
# Sets computed from the data: the best known on buttons, the others in a list.
SETS = ("entropy", "critic")
MORE = ("pca", "bod", "linear:entropy+critic", "multiplicative:entropy+critic", "game:entropy+critic")
TOP = 100  # where a slider ends
_EVEN = 50  # where all sliders stand under equal weights
_FIRST_POINTS, _OTHER_POINTS = 80, 40
_BUTTONS = 4  # with more dimensions than these, "this one first" is offered in the list

Weights = Mapping[str, Array]


def presets(framework: Framework) -> tuple[str, ...]:
    """Return the ids of the presets on buttons: the document's weights, equal ones, and those made from the data."""
    return (DEFAULT, EQUAL, *SETS, *(_firsts(framework) if len(framework.dimensions) <= _BUTTONS else ()))


def more_presets(framework: Framework, saved: Mapping[str, Scenario] | None = None) -> tuple[str, ...]:
    """Return the ids of the presets in the list; of the `saved` scenarios by name, those of this framework."""
    kept = [SAVED + name for name, one in (saved or {}).items() if one.framework == framework.id]
    judged = (JUDGED,) if len(framework.dimensions) > 1 else ()
    return (*kept, *judged, *MORE, *(_firsts(framework) if len(framework.dimensions) > _BUTTONS else ()))


def with_saved(saved: Scenario, scenario: Scenario) -> Scenario:
    """Return the scenario under the weights of a saved one; all else stays."""
    return replace(scenario, weighting=saved.weighting, points=saved.points)


def _firsts(framework: Framework) -> tuple[str, ...]:
    several = len(framework.dimensions) > 1
    return tuple(FIRST + child for child in framework.dimensions if several)


def with_preset(preset: str, framework: Framework, scenario: Scenario) -> Scenario:
    """Return the scenario under a preset; every other choice of weights is dropped."""
    if not preset.startswith(FIRST):
        return replace(scenario, weighting=preset, points=())
    bare = replace(scenario, weighting=DEFAULT, points=())
    return bare.with_points(framework.id, _first_points(framework, preset))


def preset_of(framework: Framework, scenario: Scenario) -> str | None:
    """Return the preset that a scenario's weights are, None for weights of the reader's own."""
    if not scenario.points:
        return DEFAULT if scenario.weighting == USER else scenario.weighting
    points = dict(scenario.points)
    if set(points) != {framework.id} or scenario.weighting not in {DEFAULT, USER}:
        return None
    found = shares(points[framework.id])
    for preset in _firsts(framework):
        if np.allclose(found, shares(_first_points(framework, preset)), atol=1e-9):
            return preset
    return None


def _first_points(framework: Framework, preset: str) -> tuple[int, ...]:
    first = preset.removeprefix(FIRST)
    return tuple(_FIRST_POINTS if child == first else _OTHER_POINTS for child in framework.dimensions)


def positions(framework: Framework, scenario: Scenario, weights: Weights) -> tuple[int, ...]:
    """Return where the sliders of the dimensions stand under a scenario and the weights in force, 0-100."""
    points = dict(scenario.points).get(framework.id)
    if points is not None and max(points) <= TOP:
        return tuple(round(point) for point in points)
    found = weights.get(framework.id, ())
    top = TOP if points is not None else _EVEN
    return tuple(round(float(share) / float(max(found)) * top) for share in found)


def with_positions(
    framework: Framework,
    scenario: Scenario,
    stand: Sequence[int],
    locked: Sequence[bool],
    weights: Weights,
) -> Scenario:
    """Return the scenario that slider positions mean: a locked dimension keeps its share, the others split the rest.

    Below the dimensions the set of weights stays as it is. Raises `ScenarioError` where nothing is left to split.
    """
    current = weights[framework.id]
    return scenario.with_points(framework.id, rescale(stand, locked, [float(share) for share in current]))


def points_of(node: Node, scenario: Scenario, weights: Weights) -> tuple[int, ...]:
    """Return the whole-number points of a node's children: the reader's, else the set's weights."""
    given = dict(scenario.points).get(node.id)
    if given is None and scenario.objective:
        given = tuple(float(share) for share in weights[node.id])
        return tuple(round(share / max(given) * TOP) for share in given)
    if given is None:
        given = tuple(1.0 if scenario.weighting == EQUAL else child.weight for child in node.children)
    if all(point == int(point) and point <= 1000 for point in given):
        return tuple(int(point) for point in given)
    return tuple(round(point / max(given) * TOP) for point in given)


def with_edits(
    framework: Framework, scenario: Scenario, edits: Mapping[tuple[str, str], int], weights: Weights
) -> Scenario:
    """Return the scenario after edits of (parent, child) -> points.

    Raises `ScenarioError` where the children of one parent are all at zero.
    """
    changed = scenario
    for parent in dict.fromkeys(parent for parent, _ in edits):
        node = framework.by_id[parent]
        points = points_of(node, scenario, weights)
        after = tuple(
            edits.get((parent, child.id), point) for child, point in zip(node.children, points, strict=True)
        )
        if after != points:
            changed = changed.with_points(parent, after)
    return changed


def branch(framework: Framework, dimension: str) -> list[Node]:
    """Return a dimension and every node below it that has children, in tree order."""
    inside, found = {dimension}, []
    for node in framework.nodes:
        if node.id in inside or node.parent in inside:
            inside.add(node.id)
            if node.children:
                found.append(node)
    return found
