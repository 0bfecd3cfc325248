"""Weights of every origin side by side: what each set gives to whom, how sure it is, and how it would rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.index.composite import score
from cluster_core.index.correlation import kendall
from cluster_core.index.prepare import prepare
from cluster_core.index.weighting.critic import critic_weights
from cluster_core.index.weighting.entropy import entropy_weights
from cluster_core.index.weighting.principal_components import principal_components
from cluster_core.index.weighting.weigh import combine, roll_up
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario, weighting_parts
from cluster_core.model.stages import Array, Notice, Prepared, Scores
from cluster_core.model.weights import fixed_weights, indicator_weights, weights_in_whole, with_points

SETS = ("default", "equal", "entropy", "critic", "linear:entropy+critic", "game:entropy+critic", "pca", "bod")
OWN = "own"
DRAWS = 1000
SEED = 20080801
INTERVAL = (5.0, 95.0)
ROTATIONS = 200  # at most: components are rotated draw by draw
CELLS = 2_000_000  # of resampled values at a time: bounds the memory of many units
RESAMPLED: dict[str, Callable[[Array], Array]] = {"entropy": entropy_weights, "critic": critic_weights}
NAN = float("nan")


@dataclass(frozen=True, eq=False)
class WeightSets:
    """Every set side by side.

    weights: tidy, one row a set and child: set, node, parent, weight (share among siblings), effective_weight, low and
    high (90 % interval of the effective weight over the draws; NaN where the set was not resampled). Children are those
    of the root and all indicators. agreement: one row a set: set, tau (Kendall's tau-b of its ranking with the
    scenario's, NaN where fewer than two units are ranked or all are tied), draws (0 where not resampled; a set that
    needs no data does not move). ranks: set -> every unit's rank on the whole, 0 where not ranked. Sets that could not
    be computed are left out, with a notice.
    """

    weights: pd.DataFrame
    agreement: pd.DataFrame
    ranks: Mapping[str, NDArray[np.int64]]
    notices: tuple[Notice, ...] = ()


def compare_weight_sets(
    dataset: Dataset,
    scenario: Scenario,
    prepared: Prepared | None = None,
    *,
    sets: Sequence[str] = SETS,
    draws: int = DRAWS,
    seed: int = SEED,
) -> WeightSets:
    """Weigh the framework by every set, and say how far each rests on the units at hand.

    Parameters
    ----------
    dataset, scenario
        The set `own` is the scenario's, the user's points included; the others are without them.
    prepared : optional
        `prepare(dataset, scenario.without_weights())`, where the caller has it.
    sets
        Which sets to compare with `own`: `bod` solves a programme for every unit, so a thousand of them take a minute.
    draws, seed
        Bootstrap: units are drawn with replacement, as many as there are; equal seeds give equal results.

    Returns
    -------
    WeightSets
        Weights that differ by unit (`bod`) are their mean over the units. Sets with `pca` are resampled at most 200
        times, those with `bod` not at all: a programme for every unit and draw would take minutes.

    Notes
    -----
    Percentile bootstrap, Efron & Tibshirani (1993). Indicators without goalposts of their own are scaled anew within
    each draw (pool `vintage`), as the weights of other units would have been; missing values stay missing.
    """
    ready = prepared or prepare(dataset, scenario.without_weights())
    framework = dataset.framework(scenario.framework)
    own = score(ready, framework, scenario)
    found: dict[str, Scores] = {OWN: own}
    notices: list[Notice] = []
    for name in sets:
        try:
            found[name] = score(ready, framework, replace(scenario, weighting=name, points=()))
        except MethodError as undefined:
            notices.append(Notice("ignored", (name,), str(undefined)))
            continue
        notices += [notice for notice in found[name].notices if notice.code != "floored"]
    spread = _bootstrap(dataset, scenario, ready, tuple(found), (draws, seed))
    tables = [
        _table(name, scores, spread[name][1] if name in spread else None) for name, scores in found.items()
    ]
    agreement = pd.DataFrame(
        [
            (name, _agreement(scores.ranks[:, 0], own.ranks[:, 0]), spread[name][0] if name in spread else 0)
            for name, scores in found.items()
        ],
        columns=["set", "tau", "draws"],
    )
    ranks = {name: scores.ranks[:, 0] for name, scores in found.items()}
    return WeightSets(pd.concat(tables, ignore_index=True), agreement, ranks, tuple(dict.fromkeys(notices)))


def effective(framework: Framework, shares: Mapping[str, Array]) -> Array:
    """Return the weight in the whole of every (parent, child) pair in tree order: (..., pairs), shares in batches."""
    found = weights_in_whole(framework, shares)
    batch = np.broadcast_shapes(*(whole.shape[:-1] for whole in found.values()))
    return np.concatenate(
        [np.broadcast_to(whole, (*batch, whole.shape[-1])) for whole in found.values()], axis=-1
    )


def _table(name: str, scores: Scores, spread: Array | None) -> pd.DataFrame:
    framework = scores.framework
    whole = effective(framework, scores.weights)
    mean = whole if whole.ndim == 1 else whole.mean(axis=0)
    low, high = (np.full(mean.shape, NAN),) * 2 if spread is None else spread
    shares = np.concatenate([scores.mean_weights[node.id] for node in framework.nodes if node.children])
    table = pd.DataFrame(
        {
            "set": name,
            "node": [child.id for _, child in framework.edges()],
            "parent": [node.id for node, _ in framework.edges()],
            "weight": shares,
            "effective_weight": mean,
            "low": low,
            "high": high,
        }
    )
    shown = [node.id == framework.id or child.is_indicator for node, child in framework.edges()]
    return table[shown]


def _agreement(ranks: NDArray[np.int64], own: NDArray[np.int64]) -> float:
    both = (ranks > 0) & (own > 0)
    return kendall(ranks[both].astype(np.float64), own[both].astype(np.float64))


def _bootstrap(
    dataset: Dataset, scenario: Scenario, prepared: Prepared, sets: Sequence[str], random: tuple[int, int]
) -> dict[str, tuple[int, Array]]:
    """Return draws taken, and low and high of the effective weights (2 x pairs), for every set but those of `bod`."""
    framework, (draws, seed) = dataset.framework(scenario.framework), random
    wanted = {name: replace(scenario, weighting=name, points=()) for name in sets if name != OWN} | {
        OWN: scenario
    }
    parts = {name: set(weighting_parts(choice.weighting)) for name, choice in wanted.items()}
    quick = [name for name, made_of in parts.items() if not {"pca", "bod"} & made_of]
    rotated = [name for name, made_of in parts.items() if "pca" in made_of and "bod" not in made_of]
    samples: dict[str, list[Array]] = {name: [] for name in (*quick, *rotated)}
    left = ROTATIONS
    for scaled in _resamples(dataset, scenario, prepared, draws, seed):
        of_data = {name: weigh_all(scaled) for name, weigh_all in RESAMPLED.items()}
        for name in quick:
            samples[name].append(effective(framework, _shares(framework, wanted[name], of_data)))
        if left > 0 and rotated:
            first = {name: found[:left] for name, found in of_data.items()}
            first["pca"] = np.stack([principal_components(one).weights for one in scaled[:left]])
            left -= len(first["pca"])
            for name in rotated:
                samples[name].append(effective(framework, _shares(framework, wanted[name], first)))
    every = {
        name: np.concatenate([np.atleast_2d(part) for part in found])
        for name, found in samples.items()
        if found
    }
    # A set that needs no data is the same in every draw and was computed once for all of them.
    taken = {name: min(draws, ROTATIONS) if name in rotated else draws for name in every}
    return {name: (taken[name], np.percentile(found, INTERVAL, axis=0)) for name, found in every.items()}


def _shares(framework: Framework, scenario: Scenario, sets: Mapping[str, Array]) -> Mapping[str, Array]:
    """Return the shares among siblings under a scenario, given the sets that come from the data; draws in front."""
    if not scenario.objective:
        return with_points(fixed_weights(framework, scenario.weighting), scenario.points)
    parts = [
        sets[part] if part in sets else indicator_weights(framework, fixed_weights(framework, part), 1)[0]
        for part in weighting_parts(scenario.weighting)
    ]
    leaves = combine(scenario.weighting, np.stack(np.broadcast_arrays(*parts), axis=-2))
    return with_points(roll_up(framework, leaves), scenario.points)


def _resamples(
    dataset: Dataset, scenario: Scenario, prepared: Prepared, draws: int, seed: int
) -> Iterator[Array]:
    """Yield draws x units x indicators in parts: the scaled values of units drawn with replacement."""
    leaves = dataset.framework(scenario.framework).indicators
    scaled = prepared.scaled[:, [prepared.at[leaf] for leaf in leaves]]
    known = [dataset.indicators[leaf] for leaf in leaves]
    free = np.array(
        [scenario.pool == "vintage" and i.goalpost_low is None and i.goalpost_high is None for i in known],
        dtype=np.bool_,
    )
    units = len(scaled)
    random = np.random.default_rng(seed)
    at_a_time = max(1, CELLS // max(scaled.size, 1))
    for first in range(0, draws if units else 0, at_a_time):
        rows = random.integers(units, size=(min(at_a_time, draws - first), units))
        drawn = scaled[rows]
        low = np.fmin.reduce(drawn, axis=1, keepdims=True)
        span = np.fmax.reduce(drawn, axis=1, keepdims=True) - low
        yield np.where(free & (span > 0), (drawn - low) / np.where(span > 0, span, 1.0), drawn)
