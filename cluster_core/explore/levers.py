"""The levers of a goal: which indicators of a region may move, how far, and what a point of each costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cluster_core.assess.references import groups_of, refer
from cluster_core.errors import MethodError
from cluster_core.explore.what_if import check_known
from cluster_core.index.denominate import pool_of_all_years
from cluster_core.index.prepare import prepare
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.scenario import Scenario

BoundKind = Literal["best_peer", "halfway", "own_pace"]
Bounds = BoundKind | Mapping[str, float]
KINDS: tuple[BoundKind, ...] = ("best_peer", "halfway", "own_pace")
PACE_YEARS = 3


@dataclass(frozen=True, slots=True)
class Lever:
    """One indicator of a region: values in its own unit, scores on the scenario's scale (higher is better).

    `bound` is the best value admitted and `bound_by` what set it: best_peer, halfway, own_pace or by_hand. `best_peer`
    is the best value of another region, `own_pace` where the region's own pace leads; NaN where there is none. `start`
    and `most` are the scores of `current` and `bound`.
    """

    indicator: str
    current: float
    bound: float
    bound_by: str
    best_peer: float
    own_pace: float
    cost: float
    start: float
    most: float


@dataclass(frozen=True, slots=True)
class Levers:
    """The levers that can be used, and why others cannot.

    unusable: (indicator, reason), the reason missing (no value of the region), imputed or constant. no_pace: those that
    are bounded by the best peer because the region has no pace in them.
    """

    usable: tuple[Lever, ...]
    unusable: tuple[tuple[str, str], ...] = ()
    no_pace: tuple[str, ...] = ()


def levers_of(
    assessment: Assessment,
    region: str,
    *,
    names: Sequence[str] | None = None,
    costs: Mapping[str, float] | None = None,
    bounds: Bounds = "best_peer",
    horizon: float = PACE_YEARS,
) -> Levers:
    """Return the levers of a region with their bounds.

    Parameters
    ----------
    assessment, region
    names : indicators of the framework, default all
    costs : indicator -> effort per point of its score, 1 where not given
    bounds : best_peer, halfway (to the best peer), own_pace, or indicator -> value (best_peer where not given)
        A bound is never worse than the current value: a region that is the best, or whose pace leads downwards, cannot
        move that lever.
    horizon : years for which the own pace goes on

    Returns
    -------
    Levers
        In the framework's order.

    Raises
    ------
    ScenarioError
        If a region or an indicator is not known.
    MethodError
        If a cost is negative or not finite, a bound by hand is worse than the current value, or a kind of bound is not
        known.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = levers_of(assess(dataset, default_scenario(dataset)), "p09", names=["rd_intensity"])
    >>> one = found.usable[0]
    >>> one.bound_by, one.bound == one.best_peer
    ('best_peer', True)
    """
    leaves = assessment.framework.indicators
    check_known("region", region, assessment.units)
    for name in (*(names or ()), *(costs or {}), *(() if isinstance(bounds, str) else bounds)):
        check_known("lever", name, leaves)
    _check_numbers(costs or {}, bounds, horizon)
    row, ready, known = assessment.units.index(region), assessment.prepared, assessment.dataset.indicators
    reasons = {
        name: reason
        for name in leaves
        if (names is None or name in names) and (reason := _unusable(assessment, row, known[name]))
    }
    chosen = [name for name in leaves if (names is None or name in names) and name not in reasons]
    peers = {name: _best_peer(assessment, row, known[name]) for name in chosen}
    paces = {name: _own_pace(assessment, region, known[name], horizon) for name in chosen}
    limits = {
        name: _bound(assessment, row, known[name], (peers[name], paces[name]), bounds) for name in chosen
    }
    most = scores_at(assessment, region, {name: value for name, (value, _) in limits.items()})
    usable = tuple(
        Lever(
            name,
            float(ready.denominated[row, ready.at[name]]),
            limits[name][0],
            limits[name][1],
            peers[name],
            paces[name],
            float((costs or {}).get(name, 1.0)),
            float(ready.normalised[row, ready.at[name]]),
            most[name],
        )
        for name in chosen
    )
    no_pace = tuple(name for name in chosen if bounds == "own_pace" and math.isnan(paces[name]))
    return Levers(usable, tuple(reasons.items()), no_pace)


def own_pace(dataset: Dataset, scenario: Scenario, region: str, indicator: Indicator) -> float:
    """Return by how much a region's value changed a year over its last three years; NaN without two years.

    Of the region's own observed series up to the scenario's year, ratios of one year only and nothing before a break:
    (last - first)/(years between), from the last value and the earliest one not more than three years before it.
    """
    panel = dataset.panels[scenario.unit]
    series = pool_of_all_years(indicator, dataset.indicators, panel)[panel.units.index(region)]
    known = [
        (year, float(value))
        for year, value in zip(panel.years, series, strict=True)
        if year <= scenario.year and not math.isnan(value)
    ]
    if not known:
        return math.nan
    last, value = known[-1]
    first, before = next((year, old) for year, old in known if year >= last - PACE_YEARS)
    return (value - before) / (last - first) if first < last else math.nan


def _check_numbers(costs: Mapping[str, float], bounds: Bounds, horizon: float) -> None:
    for name, cost in costs.items():
        if not (math.isfinite(cost) and cost >= 0):
            raise MethodError(f"cost of {name}: found {cost:g}, allowed: a finite number from 0 up.")
    if isinstance(bounds, str):
        if bounds not in KINDS:
            raise MethodError(
                f"bounds: found '{bounds}', allowed: {', '.join(KINDS)}, or values by indicator."
            )
    else:
        for name, value in bounds.items():
            if not math.isfinite(value):
                raise MethodError(f"bound of {name}: found {value}, allowed: a finite number.")
    if not (math.isfinite(horizon) and horizon >= 0):
        raise MethodError(f"horizon: found {horizon:g}, allowed: a number of years from 0 up.")


def _unusable(assessment: Assessment, row: int, indicator: Indicator) -> str:
    ready = assessment.prepared
    column = ready.at[indicator.id]
    if ready.filled[row, column]:
        return "imputed"
    if math.isnan(ready.normalised[row, column]):
        return "missing"
    flat = indicator.id in ready.constant and assessment.scenario.normalise in ("minmax", "zscore")
    return "constant" if flat else ""


def _best_peer(assessment: Assessment, row: int, indicator: Indicator) -> float:
    ready, scenario = assessment.prepared, assessment.scenario
    groups = groups_of(assessment.dataset, scenario.unit, ready.units)
    return float(refer(ready, indicator, "frontier_of_others", groups=groups).value[row])


def _own_pace(assessment: Assessment, region: str, indicator: Indicator, horizon: float) -> float:
    """Return where the own pace leads; below 0 only where somebody's value is."""
    ready = assessment.prepared
    values = ready.denominated[:, ready.at[indicator.id]]
    own = float(values[assessment.units.index(region)])
    reached = own + horizon * own_pace(assessment.dataset, assessment.scenario, region, indicator)
    return max(reached, 0.0) if float(np.fmin.reduce(values)) >= 0 else reached


def _bound(
    assessment: Assessment, row: int, indicator: Indicator, ends: tuple[float, float], bounds: Bounds
) -> tuple[float, str]:
    current = float(assessment.prepared.denominated[row, assessment.prepared.at[indicator.id]])
    sign, (peer, pace) = indicator.sign, ends
    if not isinstance(bounds, str) and indicator.id in bounds:
        given = float(bounds[indicator.id])
        if sign * given < sign * current:
            side = "from {:g} up" if sign > 0 else "up to {:g}"
            raise MethodError(
                f"bound of {indicator.id}: found {given:g}, allowed: {side.format(current)}, the current value."
            )
        return given, "by_hand"
    by_pace = bounds == "own_pace" and not math.isnan(pace)
    halfway = bounds == "halfway"
    limit = pace if by_pace else (current + peer) / 2 if halfway else peer
    better = not math.isnan(limit) and sign * limit > sign * current
    return (limit if better else current), "own_pace" if by_pace else "halfway" if halfway else "best_peer"


def scores_at(assessment: Assessment, region: str, values: Mapping[str, float]) -> dict[str, float]:
    """Return what a region's indicators would score at these values, on the baseline's goalposts.

    `values` are in the indicators' own units, by indicator.
    """
    if not values:
        return {}
    ready = prepare(
        assessment.dataset, assessment.scenario, {(region, name): value for name, value in values.items()}
    )
    row = ready.units.index(region)
    return {name: float(ready.normalised[row, ready.at[name]]) for name in values}
