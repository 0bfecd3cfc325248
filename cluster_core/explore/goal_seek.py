"""What would lift a region to a rank or a score: the least effort over its levers, everything else held still."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_core.errors import MethodError, one_of
from cluster_core.explore.least_effort import Plan, Task, least_effort
from cluster_core.explore.levers import PACE_YEARS, Bounds, Lever, Levers, levers_of
from cluster_core.explore.region_score import RegionScore, region_score
from cluster_core.explore.what_if import check_known, what_if
from cluster_core.index.composite import RANK_DECIMALS
from cluster_core.index.restore import RESTORABLE, value_at
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

COLUMNS = ("indicator", "current", "needed", "change", "bound", "feasible")
POLISHES = 6


@dataclass(frozen=True, slots=True)
class Step:
    """How far one lever moves: `needed` in the indicator's own unit, `end` on the scenario's scale."""

    lever: Lever
    needed: float
    end: float

    @property
    def change(self) -> float:
        """The change in the indicator's own unit; below 0 where less is better."""
        return self.needed - self.lever.current

    @property
    def points(self) -> float:
        """The rise of the indicator's score."""
        return self.end - self.lever.start

    @property
    def effort(self) -> float:
        """The rise of the score times its cost."""
        return self.lever.cost * self.points


@dataclass(frozen=True, eq=False)
class GoalSeek:
    """The answer. `status` is met (the target is reached as it is), reached, or out_of_reach.

    `target_score` is what the region must score (of a rank: the score of who holds it). `steps` hold every usable
    lever, the largest effort first; out of reach they all stand at their bounds, which is the best possible. `rank` and
    `score` are those of `result`, the assessment re-scored with the steps taken; `ahead` are the regions that then
    still stand between it and the target, the nearest first. `how` says how the plan was found (see `least_effort`) and
    `least` an effort below which no plan can be, NaN where none is known.
    """

    region: str
    to_rank: int | None
    target_score: float
    status: str
    steps: tuple[Step, ...]
    levers: Levers
    before: tuple[int, float]
    rank: int
    score: float
    how: str
    least: float
    ahead: tuple[str, ...]
    result: Assessment

    @property
    def effort(self) -> float:
        """What the steps cost together."""
        return sum(step.effort for step in self.steps)

    @property
    def moved(self) -> tuple[Step, ...]:
        """The steps that are none of nothing."""
        return tuple(step for step in self.steps if step.points > 0)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a usable lever, in the columns of formats.md section 4; best_rank behind where out of reach."""
        feasible = self.status != "out_of_reach"
        rows = [
            (one.lever.indicator, one.lever.current, one.needed, one.change, one.lever.bound, feasible)
            for one in self.steps
        ]
        table = pd.DataFrame(rows, columns=list(COLUMNS))
        return table if feasible else table.assign(best_rank=self.rank)


def goal_seek(
    assessment: Assessment,
    region: str,
    *,
    to_rank: int | None = None,
    to_score: float | None = None,
    levers: Sequence[str] | None = None,
    costs: Mapping[str, float] | None = None,
    bounds: Bounds = "best_peer",
    horizon: float = PACE_YEARS,
) -> GoalSeek:
    """Find the least effort that lifts a region to a rank or a score.

    Parameters
    ----------
    assessment : the baseline; its goalposts, weights and the other regions' values hold still
    region : one that has a score
    to_rank, to_score : exactly one of the two
        A rank is reached where at most `to_rank` - 1 regions score more after rounding to 9 decimals: a tie with who
        holds it is enough.
    levers : indicators that may move, default all of the framework that the region has a value of
    costs : indicator -> effort per point of its score (0-100), 1 where not given
    bounds, horizon : see `levers_of`

    Returns
    -------
    GoalSeek
        Levers only move towards the better. A missing or imputed value is no lever, as nobody knows where it stands.

    Raises
    ------
    ScenarioError
        If a region or lever is not known.
    MethodError
        If not exactly one target is given, the rank is not one of those there are, the region has no score, none of the
        levers named has a value, a cost or bound cannot be used, or the normalisation places values among the others.

    Notes
    -----
    min sum_j cost_j (z_j - z0_j) subject to S(z) >= target, z0 <= z <= z(bound), z the scores of the indicators and S
    the score on the whole. As nothing else moves, "at most K - 1 regions above" is one number to reach, the K-th best
    score of the others: no integer has to be chosen. Solved by `least_effort`; the values are then found by `value_at`,
    re-scored by `what_if` on frozen goalposts, and nudged where rounding left them short.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = goal_seek(assess(dataset, default_scenario(dataset)), "p09", to_rank=7)
    >>> found.status, found.before[0], found.rank, found.how
    ('reached', 8, 7, 'closed_form')
    """
    _check(assessment, region, to_rank, to_score)
    found = levers_of(assessment, region, names=levers, costs=costs, bounds=bounds, horizon=horizon)
    if levers is not None and not found.usable:
        named = ", ".join(f"{name} ({reason})" for name, reason in found.unusable) or "none"
        raise MethodError(f"levers: found {named}, allowed: at least one indicator with a value of {region}.")
    row = assessment.units.index(region)
    now = int(assessment.scored.ranks[row, 0]), float(assessment.scored.scores[row, 0])
    target = _target(assessment, row, to_rank, to_score)
    moving = tuple(lever for lever in found.usable if lever.most > lever.start)
    shape = region_score(assessment, region, tuple(lever.indicator for lever in moving))
    best = np.array([lever.most for lever in moving], dtype=np.float64)
    if _attains(now[1], target):
        status, plan, result = "met", Plan(shape.start, "closed_form", 0.0, 0.0), assessment
    elif _attains(float(shape.at(best[None, :])[0]), target):
        status, (plan, result) = "reached", _polished(assessment, region, moving, shape, target)
    else:
        useful = (shape.shape != "linear") | (shape.tangent(shape.start)[0] > 0)
        plan = Plan(np.where(useful, best, shape.start), "closed_form", math.nan, math.nan)
        status, result = "out_of_reach", _rescored(assessment, region, _steps(assessment, moving, plan.point))
    idle = [Step(lever, lever.current, lever.start) for lever in found.usable if lever not in moving]
    steps = [*_steps(assessment, moving, plan.point), *idle]
    rank, score = int(result.scored.ranks[row, 0]), float(result.scored.scores[row, 0])
    return GoalSeek(
        region,
        to_rank,
        target,
        status,
        tuple(sorted(steps, key=lambda step: (-step.effort, -step.points))),
        found,
        now,
        rank,
        score,
        plan.how,
        plan.least,
        _ahead(result, row, target, score) if status == "out_of_reach" else (),
        result,
    )


def _check(assessment: Assessment, region: str, to_rank: int | None, to_score: float | None) -> None:
    if (to_rank is None) == (to_score is None):
        both = "neither" if to_rank is None else "both"
        raise MethodError(f"target: found {both} of a rank and a score, allowed: exactly one of them.")
    check_known("region", region, assessment.units)
    ranks = assessment.scored.ranks[:, 0]
    if not ranks[assessment.units.index(region)]:
        covered = float(assessment.scored.coverage[assessment.units.index(region), 0])
        raise MethodError(
            f"region: found '{region}', which has no score (coverage {covered:.0%}, needed "
            f"{assessment.scenario.min_coverage:.0%}), allowed: a region with a score. Add its data first."
        )
    ranked = int(np.count_nonzero(ranks))
    if to_rank is not None and not 1 <= to_rank <= ranked:
        raise MethodError(f"target rank: found {to_rank}, allowed: 1 to {ranked}, the regions ranked.")
    if to_score is not None and not math.isfinite(to_score):
        raise MethodError(f"target score: found {to_score}, allowed: a finite number.")
    if assessment.scenario.normalise not in RESTORABLE:
        raise MethodError(
            f"normalise: found '{assessment.scenario.normalise}', allowed for goals: {one_of(RESTORABLE)}. It places "
            "values among the others, so that no value alone decides a score. Choose another, such as minmax."
        )


def _target(assessment: Assessment, row: int, to_rank: int | None, to_score: float | None) -> float:
    if to_score is not None:
        return round(to_score, RANK_DECIMALS)
    others = np.delete(assessment.scored.scores[:, 0], row)
    ordered = np.sort(np.round(others[~np.isnan(others)], RANK_DECIMALS))[::-1]
    place = (to_rank or 1) - 1
    return float(ordered[place]) if place < len(ordered) else -math.inf


def _attains(score: float, target: float) -> bool:
    return round(score, RANK_DECIMALS) >= target


def _polished(
    assessment: Assessment, region: str, moving: Sequence[Lever], shape: RegionScore, target: float
) -> tuple[Plan, Assessment]:
    """Solve, turn scores into values and re-score them; aim higher by what rounding of values leaves it short."""
    row, aim = assessment.units.index(region), target
    high = np.array([lever.most for lever in moving])
    costs = np.array([lever.cost for lever in moving])
    task = Task(shape.start, high, costs, shape.at, shape.tangent, target)
    most = float(shape.at(high[None, :])[0])
    for _ in range(POLISHES):
        plan = least_effort(replace(task, target=min(aim, most)), shape.shape)
        result = _rescored(assessment, region, _steps(assessment, moving, plan.point))
        short = target - round(float(result.scored.scores[row, 0]), RANK_DECIMALS)
        if short <= 0:
            return plan, result
        aim += 2 * short
    everything = Plan(high, "search", task.effort(high), math.nan)
    return everything, _rescored(assessment, region, _steps(assessment, moving, high))


def _steps(assessment: Assessment, moving: Sequence[Lever], point: Array) -> list[Step]:
    indicators, method = assessment.dataset.indicators, assessment.scenario.normalise
    steps: list[Step] = []
    for lever, end in zip(moving, point.tolist(), strict=True):
        needed = lever.current
        if end >= lever.most:
            needed = lever.bound
        elif end > lever.start:
            needed = value_at(assessment.prepared, indicators[lever.indicator], method, end)
        steps.append(Step(lever, needed, end))
    return steps


def _rescored(assessment: Assessment, region: str, steps: Sequence[Step]) -> Assessment:
    changes = {(region, step.lever.indicator): step.needed for step in steps if step.points > 0}
    return what_if(assessment, changes) if changes else assessment


def _ahead(result: Assessment, row: int, target: float, score: float) -> tuple[str, ...]:
    """Return the other regions that score more than the region and no more than the target, the nearest first."""
    scores = result.scored.scores[:, 0]
    above = [
        at for at, other in enumerate(scores) if at != row and score < other <= target + 10**-RANK_DECIMALS
    ]
    return tuple(result.units[at] for at in sorted(above, key=lambda at: (scores[at], at)))
