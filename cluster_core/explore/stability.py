"""How far the weights of the root's children may move before places change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError, did_you_mean
from cluster_core.explore.linear import child_columns, linear_scale
from cluster_core.explore.weight_space import WeightSpace, check_space, limit_rows
from cluster_core.index.aggregate import exponent
from cluster_core.index.composite import RANK_DECIMALS
from cluster_core.index.coverage import TOLERANCE
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

POINTS = 100  # a share of 0.01 is one point
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a unit and another change places as one child's weight moves and its siblings keep their proportions.

    now, at: the child's share today and where they are level, 0-1. passes: whether the unit goes ahead there, moving
    from now on; else the other does.
    """

    child: str
    other: str
    now: float
    at: float
    passes: bool

    @property
    def points(self) -> float:
        """By how many points of weight the child must rise (above 0) or fall."""
        return (self.at - self.now) * POINTS


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Between which shares of one child, 0-1, a unit keeps its rank, siblings keeping their proportions."""

    child: str
    rank: int
    now: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FlipDistance:
    """The smallest change of weights that makes two units level: the sum of all changes, in points.

    What one child gains others lose, so half of it moves. shares: of the root's children there. exact: false where only
    moves of one child's weight, its siblings in proportion, were looked at, so that a smaller change may do.
    """

    above: str
    below: str
    points: float
    shares: Mapping[str, float]
    exact: bool = True


def crossings(assessment: Assessment, unit: str) -> tuple[Crossing, ...]:
    """Return for each child and other unit the nearest change of places on either side, the smallest move first.

    Parameters
    ----------
    assessment : the scenario's weights are where the moves begin
    unit : one that is ranked

    Returns
    -------
    tuple of Crossing
        Empty where no weight of one child changes the unit's order to any other.

    Raises
    ------
    MethodError
        If the unit is unknown or not ranked, or each unit has root weights of its own (benefit of the doubt).

    Notes
    -----
    Child j at share t leaves (1 - t) w_k / (1 - w_j) to child k. The score (on the scale of `linear_scale`) is
    N(t) / D(t), both linear in t, D the weight of the children that the unit has; so two units are level at the roots
    of N_k D_u - N_u D_k, a polynomial of degree two (one without gaps). Exact for every power mean at the root. Under
    `min` weights above zero do not matter, so nothing crosses.

    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> found = load_dataset("data/practice")
    >>> first = crossings(assess(found, default_scenario(found)), "p06")[0]
    >>> first.points == (first.at - first.now) * 100
    True
    """
    path = _Path(assessment, unit)
    found: list[Crossing] = []
    for column, child in enumerate(path.children):
        now = float(path.now[column])
        roots, slopes = path.level(column)
        known = path.ranked_at(column, roots)
        for way in (1.0, -1.0):
            beyond = known & (way * (roots - now) > _SAME) & (np.abs(slopes) > _SAME)
            away = np.where(beyond, way * (roots - now), np.inf)
            nearest = away.argmin(axis=0)
            for other in np.flatnonzero(np.isfinite(away.min(axis=0))):
                at = (nearest[other], other)
                passes = bool(way * slopes[at] < 0)
                found.append(Crossing(child, path.units[other], now, float(roots[at]), passes))
    return tuple(sorted(found, key=lambda one: abs(one.points)))


def rank_interval(assessment: Assessment, unit: str) -> tuple[RankInterval, ...]:
    """Return for each of the root's children the interval of its share in which a unit keeps its rank.

    Parameters and raises as `crossings`. Between neighbouring crossings (and shares at which a unit falls below the
    least coverage) no rank changes, so one look at each stretch gives the interval exactly. At an end the unit is level
    with another.

    >>> RankInterval("brand", 2, now=0.25, low=0.2, high=0.4).rank
    2
    """
    path = _Path(assessment, unit)
    return tuple(path.interval(column) for column in range(len(path.children)))


def flip_distance(
    assessment: Assessment, above: str, below: str, *, space: WeightSpace | None = None
) -> FlipDistance | None:
    """Return the smallest change of the root's weights that makes the unit below level with the one above.

    Parameters
    ----------
    assessment
        The scenario's weights are where the change begins.
    above, below
        Two ranked units; in the other order the distance is 0.
    space
        The root's, if not every weight is admitted.

    Returns
    -------
    FlipDistance or None
        None where no admitted weights bring them level.

    Raises
    ------
    MethodError
        As `crossings`.
    ConstraintError
        If the space is contradictory.

    Notes
    -----
    min sum |w' - w| subject to (x_above - x_below) w' <= 0: weight goes to the child that is best for the unit below,
    from those that are worst for it in turn; with a space, or where coverage may bind, by linear programme (HiGHS).
    """
    path, other = _Path(assessment, above), _Path(assessment, below)
    if (path.present[path.row] != path.present[other.row]).any():
        return _along_one_child(assessment, above, below)
    if path.still:
        return None
    lead = path.values[path.row] - path.values[other.row]
    limits = [path.needed - path.covered[[row]] for row in (path.row, other.row)]
    rows = np.vstack([one for one in limits if (one > TOLERANCE).any()] or [np.empty((0, len(lead)))])
    if space is not None:
        check_space([space])
        rows = np.vstack([rows, limit_rows(space)])
    shares = _least_move(lead, path.now) if not len(rows) else _least_move_within(lead, path.now, rows)
    if shares is None:
        return None
    points = float(np.abs(shares - path.now).sum()) * POINTS
    return FlipDistance(above, below, points, dict(zip(path.children, shares.tolist(), strict=True)))


def winner_distance(assessment: Assessment, *, space: WeightSpace | None = None) -> FlipDistance | None:
    """Return the smallest change of the root's weights that brings another unit level with the first.

    None where no weights do, or fewer than two units are ranked. Raises as `flip_distance`.
    """
    ranks = assessment.scored.ranks[:, 0]
    order = [assessment.units[row] for row in np.argsort(ranks, kind="stable") if ranks[row] > 0]
    found = [flip_distance(assessment, order[0], other, space=space) for other in order[1:]]
    return min((one for one in found if one is not None), key=lambda one: one.points, default=None)


class _Path:
    """One unit beside all others as the share of one child moves."""

    def __init__(self, assessment: Assessment, unit: str) -> None:
        scored, root = assessment.scored, assessment.framework.root
        if unit not in assessment.units:
            hint = did_you_mean(unit, assessment.units)
            raise MethodError(f"unit: found '{unit[:80]}', allowed: one of those compared. {hint}".rstrip())
        self.units, self.children = assessment.units, tuple(child.id for child in root.children)
        self.row = self.units.index(unit)
        self.rank = int(scored.ranks[self.row, 0])
        if self.rank == 0:
            raise MethodError(f"unit: found '{unit}', which is not ranked, allowed: a unit with a score.")
        if scored.weights[root.id].ndim > 1:
            raise MethodError(
                f"weighting: found '{assessment.scenario.weighting}', which weighs each unit by itself, allowed: "
                "weights that all units share."
            )
        self.now = scored.weights[root.id]
        p = exponent(root.aggregate or assessment.scenario.aggregate)
        self.still = bool(np.isneginf(p))  # a minimum: weights above zero do not matter
        values, self.covered = child_columns(assessment, root.id)
        self.present = ~np.isnan(values)
        scaled = values if self.still else linear_scale(values, p, assessment.scenario.floor)
        self.values = np.where(self.present, scaled, 0.0)
        self.needed = assessment.scenario.min_coverage

    @cached_property
    def ends(self) -> NDArray[np.float64]:
        """N, D and coverage at share 0, and their slopes: children x (N, D, coverage) x (at 0, slope) x units."""
        others = 1 - np.eye(len(self.now))
        rest = others * self.now
        rest = np.where(rest.sum(axis=1, keepdims=True) > _SAME, rest, others)  # one child weighs everything
        rest = rest / np.maximum(rest.sum(axis=1, keepdims=True), _SAME)
        parts = (self.values, self.present.astype(np.float64), self.covered)
        at_zero = np.stack([rest @ part.T for part in parts], axis=1)
        at_one = np.stack([part.T for part in parts], axis=1)
        return np.stack([at_zero, at_one - at_zero], axis=2)

    def level(self, column: int) -> tuple[Array, Array]:
        """Return the shares at which each other unit is level, and how fast it gains there: 2 x units, NaN if none."""
        (n0, n1), (d0, d1), _ = self.ends[column]
        u = self.row
        if self.still:
            return np.full((2, len(n0)), np.nan), np.zeros((2, len(n0)))
        square = n1 * d1[u] - n1[u] * d1
        linear = n0 * d1[u] + n1 * d0[u] - n0[u] * d1 - n1[u] * d0
        fixed = n0 * d0[u] - n0[u] * d0
        with np.errstate(divide="ignore", invalid="ignore"):
            middle = -(linear + np.copysign(np.sqrt(linear**2 - 4 * square * fixed), linear)) / 2
            roots = np.stack([fixed / middle, middle / square])
        roots = np.where(np.isfinite(roots) & (roots > 0) & (roots < 1), roots, np.nan)
        return roots, linear + 2 * square * roots

    def ranked_at(self, column: int, shares: Array) -> NDArray[np.bool_]:
        """Tell whether the unit and each other one (last axis) have scores at shares of a child."""
        _, (d0, d1), (c0, c1) = self.ends[column]
        filled = (d0 + d1 * shares > _SAME) & (c0 + c1 * shares >= self.needed - TOLERANCE)
        u = self.row
        own = (d0[u] + d1[u] * shares > _SAME) & (c0[u] + c1[u] * shares >= self.needed - TOLERANCE)
        return filled & own & ~np.isnan(shares)

    def interval(self, column: int) -> RankInterval:
        now = float(self.now[column])
        if self.still:
            alone = now in (0.0, 1.0)
            return RankInterval(
                self.children[column], self.rank, now, now if alone else 0.0, now if alone else 1.0
            )
        roots, _ = self.level(column)
        cover, slope = self.ends[column][2]
        with np.errstate(divide="ignore", invalid="ignore"):
            falls = (self.needed - cover) / slope
        events = np.concatenate([roots.ravel(), falls])
        events = events[(events > 0) & (events < 1) & (np.abs(events - now) > _SAME)]
        edges = np.unique(np.concatenate([[0.0, now, 1.0], events]))
        kept = self._ranks(column, (edges[:-1] + edges[1:]) / 2) == self.rank
        at = int(np.searchsorted(edges, now))
        up = at + int(np.argmin([*kept[at:], False]))
        down = at - int(np.argmin([*kept[:at][::-1], False]))
        return RankInterval(self.children[column], self.rank, now, float(edges[down]), float(edges[up]))

    def _ranks(self, column: int, shares: Array) -> NDArray[np.int64]:
        """Return the unit's rank at each share of a child, 0 where it has no score."""
        (n0, n1), (d0, d1), _ = self.ends[column]
        steps = shares[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            scores = np.round((n0 + n1 * steps) / (d0 + d1 * steps), RANK_DECIMALS)
        ranked = self.ranked_at(column, steps)
        above = (ranked & (scores > scores[:, [self.row]])).sum(axis=1)
        return np.where(ranked[:, self.row], above + 1, 0)


def _least_move(lead: Array, now: Array) -> Array | None:
    """Return the nearest shares at which a lead is gone: the best child for the one behind takes from the worst."""
    if float(lead @ now) <= 0:
        return now
    to = int(lead.argmin())
    if lead[to] > 0:
        return None
    shares, left = now.copy(), float(lead @ now)
    for child in np.argsort(-lead, kind="stable"):
        gain = float(lead[child] - lead[to])
        if gain <= 0 or left <= 0:
            break
        moved = min(float(now[child]), left / gain)
        shares[child] -= moved
        shares[to] += moved
        left -= moved * gain
    return shares


def _least_move_within(lead: Array, now: Array, limits: Array) -> Array | None:
    """Return the nearest shares at which a lead is gone that keep `limits @ shares <= 0`, by linear programme."""
    from scipy.optimize import linprog  # late, for a quick command line

    size = len(now)
    up_and_down = np.hstack([np.eye(size), -np.eye(size)])
    rows = np.vstack([lead[None], limits])
    found = linprog(
        np.ones(2 * size),
        A_ub=np.vstack([rows @ up_and_down, -up_and_down]),
        b_ub=np.concatenate([-rows @ now, now]),
        A_eq=up_and_down.sum(axis=0)[None],
        b_eq=[0.0],
    )
    return np.clip(now + up_and_down @ found.x, 0, 1) if found.status == 0 else None


def _along_one_child(assessment: Assessment, above: str, below: str) -> FlipDistance | None:
    path = _Path(assessment, below)
    ranks = assessment.scored.ranks[:, 0]
    if ranks[path.row] <= ranks[assessment.units.index(above)]:
        return FlipDistance(above, below, 0.0, dict(zip(path.children, path.now.tolist(), strict=True)))
    for one in crossings(assessment, below):
        if one.other == above:
            column = path.children.index(one.child)
            rest = np.delete(path.now, column)
            spread = rest / rest.sum() if rest.sum() > 0 else np.full(len(rest), 1 / len(rest))
            shares = np.insert(spread * (1 - one.at), column, one.at)
            return FlipDistance(
                above,
                below,
                2 * abs(one.points),
                dict(zip(path.children, shares.tolist(), strict=True)),
                exact=False,
            )
    return None
