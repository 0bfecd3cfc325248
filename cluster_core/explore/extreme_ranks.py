"""The best and the worst rank that each unit can reach under the admitted weights, and weights that give them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.explore.fewest import ZERO, Admitted, Fewest, fewest
from cluster_core.explore.linear import Linear, linear_parts
from cluster_core.explore.weight_space import WeightSpace, admits, check_space, limit_rows, some_shares
from cluster_core.index.composite import score
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

LEAD = 1e-6  # points: a smaller lead is none when a worst rank is looked for
DRAWS, SEED = 500, 1
Shares = Mapping[str, Array]
Progress = Callable[[float], None]
Ranks = NDArray[np.int64]
Bounds = Literal["exact", "sampled"]


@dataclass(frozen=True, eq=False, slots=True)
class ExtremeRank:
    """One unit's reach: the ranks (None where no admitted weights give it a score) and shares by parent that give them.

    bounds: `exact`, or `sampled`: the ranks met in draws, so that the true best may be better and the worst worse.
    """

    unit: str
    best: int | None
    worst: int | None
    best_shares: Shares
    worst_shares: Shares
    bounds: Bounds


@dataclass(frozen=True, eq=False, slots=True)
class ExtremeRanks:
    """The units asked for, in their order; fewer if `cancelled` said so. `reason`: of `Linearity`, empty if linear."""

    units: tuple[ExtremeRank, ...]
    reason: str = ""
    complete: bool = True

    def tidy(self) -> pd.DataFrame:
        """Return one row a unit: region, best_rank, worst_rank, bounds."""
        return pd.DataFrame(
            {
                "region": [one.unit for one in self.units],
                "best_rank": pd.array([one.best for one in self.units], dtype="Int64"),
                "worst_rank": pd.array([one.worst for one in self.units], dtype="Int64"),
                "bounds": [one.bounds for one in self.units],
            }
        )


def extreme_ranks(
    assessment: Assessment,
    spaces: Sequence[WeightSpace],
    *,
    units: Collection[str] | None = None,
    draws: Shares | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExtremeRanks:
    """Return the best and the worst rank of each unit over the admitted weights.

    Parameters
    ----------
    assessment : the scenario's answer; its methods and its weights below what varies are kept
    spaces : `weight_spaces(...)`
    units : of these only; by default all
    draws : parent -> draws x children
        Where the order is not linear in the weights: admitted shares to try. By default 500 seeded ones, corners of the
        spaces and mixtures of them, which are not uniform: they look for extremes.
    progress : called with the share done, 0-1, after each unit
    cancelled : asked before each unit; the units done so far are returned

    Returns
    -------
    ExtremeRanks
        Ranks follow the rule of `rank_scores`: ties share the lowest number. A unit that no admitted weights give a
        score has none.

    Raises
    ------
    ConstraintError
        If the spaces are contradictory.

    Notes
    -----
    Best rank = 1 + the fewest units with a score above its own; worst = 1 + the most units at least 1e-6 points above.
    Pairs that never change places are set aside first. Every rank returned is attained: the weights are put into the
    scenario and scored again by the ordinary way; an answer that this does not confirm is not called exact.
    Kadziński, Greco & Słowiński 2012 (Omega 40: 488-503), extreme ranking analysis.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> from cluster_core.explore.weight_space import weight_spaces
    >>> found = load_dataset("data/practice")
    >>> result = assess(found, default_scenario(found))
    >>> reach = extreme_ranks(result, weight_spaces(result.framework, floor=0.1), units=["p12"])
    >>> reach.tidy()["bounds"].tolist()
    ['exact']
    """
    check_space(spaces)
    wanted = [row for row, unit in enumerate(assessment.units) if units is None or unit in units]
    linearity = linear_parts(assessment, spaces)
    again = _Again(assessment)
    if linearity.reason:
        trials = draws if draws is not None else _mixtures(spaces)
        found = _sampled(again, spaces, trials, wanted, (progress, cancelled))
        return ExtremeRanks(tuple(found), linearity.reason, complete=len(found) == len(wanted))
    parts = [part for part in map(_Part, linearity.parts) if part.points.size]
    reached: list[ExtremeRank] = []
    for row in wanted:
        if cancelled is not None and cancelled():
            break
        reached.append(_reach(again, parts, row))
        if progress is not None:
            progress(len(reached) / len(wanted))
    return ExtremeRanks(tuple(reached), complete=len(reached) == len(wanted))


class _Again:
    """Ranks by the ordinary way under other shares."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment

    def ranks(self, shares: Shares) -> Ranks:
        scenario = self.assessment.scenario
        for parent, given in shares.items():
            scenario = scenario.with_points(parent, tuple(given.tolist()))
        return score(self.assessment.prepared, self.assessment.framework, scenario).ranks[:, 0]


class _Part:
    """A linear part with what all its units share: points to begin from."""

    def __init__(self, linear: Linear) -> None:
        self.linear, self.admitted = linear, Admitted(linear.limits)
        size = len(linear.columns)
        middle = self.admitted.extreme(np.zeros(size))
        self.points = np.empty((0, size))
        if middle is not None:
            corners = self.admitted.corners if size <= 8 else np.eye(size)
            mixed = np.random.default_rng(SEED).dirichlet(np.full(size, 0.5), DRAWS) @ corners
            points = np.vstack([middle, corners, mixed])
            self.points = points[[True, *self.admitted.holds(points[1:])]]
        self.scores = self.points @ linear.values.T
        self.ordered = np.sort(self.scores, axis=1)
        self.leads = self.points @ linear.present * LEAD

    def best(self, at: int, bound: int) -> Fewest | None:
        """Return the best rank of the unit at a position among the part's; None if it is not better than a bound."""
        others = np.delete(self.linear.values, at, axis=0) - self.linear.values[at]
        found = self._search(others, self._count(at, np.full(len(self.points), ZERO), "right"), bound - 1)
        return found and Fewest(1 + found.count, found.weights, found.proven)

    def worst(self, at: int, bound: int) -> Fewest | None:
        """Return the worst rank, counting units that are above by the least lead."""
        others = (
            self.linear.values[at] - np.delete(self.linear.values, at, axis=0) + LEAD * self.linear.present
        )
        above = self._count(at, self.leads - ZERO, "left")
        found = self._search(others, len(others) - above, 1 + len(others) - bound)
        return found and Fewest(1 + len(others) - found.count, found.weights, found.proven)

    def _count(self, at: int, more: Array, side: Literal["left", "right"]) -> Ranks:
        """Return at each point how many units have a score above the unit's own and `more`."""
        own = self.scores[:, at] + more
        places = [np.searchsorted(row, value, side) for row, value in zip(self.ordered, own, strict=True)]
        return self.ordered.shape[1] - np.array(places, dtype=np.int64)

    def _search(self, rows: Array, counts: Ranks, bound: int) -> Fewest | None:
        """Return where fewer rows than the bound are above zero, and how few can be."""
        tops, bottoms = self.linear.most(rows), -self.linear.most(-rows)
        sure, torn = int((bottoms > ZERO).sum()), (bottoms <= ZERO) & (tops > ZERO)
        at = int(counts.argmin())
        start = Fewest(min(max(int(counts[at]), sure), bound) - sure, self.points[at])
        found = start if start.count <= 0 or not torn.any() else fewest(rows[torn], self.admitted, start)
        if sure + found.count >= bound:
            return None if found.proven else Fewest(bound, found.weights, proven=False)
        return Fewest(sure + found.count, found.weights, found.proven)


def _reach(again: _Again, parts: Sequence[_Part], row: int) -> ExtremeRank:
    """Return one unit's best and worst rank over the parts, each confirmed by scoring again."""
    unit = again.assessment.units[row]
    if not parts or row not in parts[0].linear.rows:
        return ExtremeRank(unit, None, None, {}, {}, "exact")
    best, best_shares, best_exact = _end(again, parts, row, 1)
    worst, worst_shares, worst_exact = _end(again, parts, row, -1)
    bounds: Bounds = "exact" if best_exact and worst_exact else "sampled"
    return ExtremeRank(unit, best, worst, best_shares, worst_shares, bounds)


def _end(again: _Again, parts: Sequence[_Part], row: int, sign: int) -> tuple[int | None, Shares, bool]:
    """Return the best (sign 1) or worst (-1) rank, its shares, and whether it is proven and attained."""
    at = parts[0].linear.rows.index(row)
    found: tuple[int | None, Shares, bool] = None, {}, False
    proven, bound = True, len(parts[0].linear.rows) + 1 if sign > 0 else 0
    for part in parts:
        answer = part.best(at, bound) if sign > 0 else part.worst(at, bound)
        if answer is None:
            continue
        proven &= answer.proven
        if sign * answer.count >= sign * bound:
            continue
        shares = part.linear.shares(answer.weights)
        attained = int(again.ranks(shares)[row])
        if attained > 0 and (found[0] is None or sign * attained < sign * found[0]):
            found = attained, shares, True
        proven &= attained == answer.count
        bound = attained if attained > 0 else bound
    return found[0], found[1], found[2] and proven


def _sampled(
    again: _Again,
    spaces: Sequence[WeightSpace],
    draws: Shares,
    wanted: Sequence[int],
    calls: tuple[Progress | None, Callable[[], bool] | None],
) -> list[ExtremeRank]:
    """Return the ranks met under draws, and under the scenario's own weights where they are admitted."""
    progress, cancelled = calls
    own = {space.parent: again.assessment.scored.mean_weights[space.parent] for space in spaces}
    inside = all(admits(space, own[space.parent]) for space in spaces)
    trials = [*([own] if inside else []), *_rows(draws)]
    met: list[Ranks] = []
    for count, shares in enumerate(trials, 1):
        if cancelled is not None and cancelled():
            return []
        met.append(again.ranks(shares))
        if progress is not None:
            progress(count / len(trials))
    ranks = np.stack(met)
    found: list[ExtremeRank] = []
    for row in wanted:
        places = ranks[:, row]
        if not places.any():
            found.append(ExtremeRank(again.assessment.units[row], None, None, {}, {}, "sampled"))
            continue
        best, worst = int(np.where(places > 0, places, places.max() + 1).argmin()), int(places.argmax())
        ends = (int(places[best]), int(places[worst]), trials[best], trials[worst])
        found.append(ExtremeRank(again.assessment.units[row], *ends, "sampled"))
    return found


def _rows(draws: Shares) -> Iterator[Shares]:
    for row in range(len(next(iter(draws.values())))):
        yield {parent: given[row] for parent, given in draws.items()}


def _mixtures(spaces: Sequence[WeightSpace]) -> dict[str, Array]:
    """Return seeded shares for every space: some of its corners, and mixtures of them."""
    rng = np.random.default_rng(SEED)
    return {space.parent: _mixed(space, rng) for space in spaces}


def _mixed(space: WeightSpace, rng: np.random.Generator) -> Array:
    size = len(space.children)
    admitted = Admitted(limit_rows(space))
    corners = [admitted.extreme(rng.normal(size=size)) for _ in range(4 * size)]
    known = np.array([corner for corner in corners if corner is not None] or [some_shares(space)])
    return np.vstack([known, rng.dirichlet(np.full(len(known), 0.2), max(DRAWS - len(known), 1)) @ known])
