"""Small assessments on a scale of 0-100 as given, and shares at random, for the tests of this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cluster_core.explore.weight_space import WeightSpace
from cluster_core.index.composite import score
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array
from tests.model.examples import assessed, indicator, tree


def flat(rows: Sequence[Sequence[float]], weights: Sequence[float] = (), **choices: Any) -> Assessment:
    """Regions R1, R2 ... with values 0-100 of criteria c1, c2 ... straight below the root; NaN is missing."""
    table = np.array(rows, dtype=float)
    names = [f"c{column + 1}" for column in range(table.shape[1])]
    framework = tree("f", {"f": dict(zip(names, weights or [1.0] * len(names), strict=True))})
    return _assessed(framework, names, table, choices)


def nested(rows: Sequence[Sequence[float]], sizes: Sequence[int], **choices: Any) -> Assessment:
    """The same with the criteria spread over dimensions d1, d2 ... of the sizes given."""
    table = np.array(rows, dtype=float)
    names = [f"c{column + 1}" for column in range(table.shape[1])]
    ends = np.cumsum([0, *sizes])
    children: dict[str, dict[str, float]] = {"f": {f"d{n + 1}": 1.0 for n in range(len(sizes))}}
    for n in range(len(sizes)):
        children[f"d{n + 1}"] = dict.fromkeys(names[ends[n] : ends[n + 1]], 1.0)
    return _assessed(tree("f", children), names, table, choices)


def _assessed(framework: Any, names: Sequence[str], table: Array, choices: Mapping[str, Any]) -> Assessment:
    scale = [indicator(name, goalpost_low=0.0, goalpost_high=100.0) for name in names]
    # A region without any value is in the data set by its group.
    columns = {name: table[:, column].tolist() for column, name in enumerate(names)}
    return assessed(framework, columns, scale, ["g"] * len(table), **choices)


def again(assessment: Assessment, shares: Mapping[str, Array]) -> Array:
    """Return the ranks (0: none) under other shares, by the ordinary way."""
    scenario = assessment.scenario
    for parent, given in shares.items():
        scenario = scenario.with_points(parent, tuple(np.asarray(given).tolist()))
    return score(assessment.prepared, assessment.framework, scenario).ranks[:, 0]


def random_shares(spaces: Sequence[WeightSpace], rng: np.random.Generator) -> dict[str, Array]:
    """Return shares within floors: what is left above them is split at random, often among few."""
    return {
        space.parent: np.array(space.low)
        + (1 - sum(space.low)) * rng.dirichlet(np.full(len(space.low), rng.choice([0.2, 1.0])))
        for space in spaces
    }
