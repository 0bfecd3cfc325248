"""How few of many linear functions can be above zero at once: what a best or worst rank comes down to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.stages import Array

ZERO = 1e-10  # points: less than this above zero is zero
MOST_SPLIT = 5  # with more weights than these, cells become too many
# Limits of one answer, which two runs reach alike, unlike limits of time.
PROGRAMMES, STEPS = 400, 20_000
_BATCH = 64
_FEW = 6
_PART = 0.15
_SMALL = 1e-3
_INSIDE = 1e-9
_INEXACT = 1e-12


@dataclass(frozen=True, eq=False, slots=True)
class Fewest:
    """The least number of rows above zero found, the weights there, and whether fewer is proven to be impossible."""

    count: int
    weights: Array
    proven: bool = True


@dataclass(frozen=True, eq=False)
class Admitted:
    """The weights of 0 and more that sum to 1 and keep `limits @ w <= 0` (limits x weights)."""

    limits: Array

    @cached_property
    def corners(self) -> Array:
        """The corners, a row each, of the simplex of weights not below their least: it holds all admitted weights."""
        size = self.limits.shape[1]
        low = np.zeros(size)
        if len(self.limits):
            lows = [self.extreme(objective) for objective in np.eye(size)]
            low = np.array([0.0 if at is None else at[k] - _INSIDE for k, at in enumerate(lows)]).clip(0)
        return low + max(1 - low.sum(), 0.0) * np.eye(size)

    def extreme(self, objective: Array) -> Array | None:
        """Return admitted weights that minimise an objective; None if there are none."""
        from scipy.optimize import linprog  # late, for a quick command line

        many = len(self.limits)
        found = linprog(
            objective,
            A_ub=self.limits if many else None,
            b_ub=np.zeros(many) if many else None,
            A_eq=np.ones((1, len(objective))),
            b_eq=[1.0],
            bounds=(0, 1),
        )
        return _tidied(found.x) if found.status == 0 else None

    def holds(self, weights: Array) -> NDArray[np.bool_]:
        """Tell of each row of weights whether it is admitted."""
        return np.asarray((weights @ self.limits.T <= _INSIDE).all(axis=1))


def fewest(rows: Array, admitted: Admitted, start: Fewest) -> Fewest:
    """Return where the fewest rows are above zero among the admitted weights.

    Parameters
    ----------
    rows : array, rows x weights
        A row counts where `row @ w > 0`.
    admitted : Admitted
    start : Fewest
        Returned unless a smaller count is found.

    Notes
    -----
    Up to five weights: the simplex is halved again and again along its longest edge. In a cell, a row above zero at all
    corners is above zero throughout; cells with as many such rows as the best count are dropped, and those that at most
    six other rows cut are settled by the points where the rows meet, one of which is a minimum (a row that is zero does
    not count). More weights: the integer programme min sum z subject to row @ w <= top z, z in {0, 1}, without its
    large numbers: linear programmes (HiGHS) name sets of rows that contradict each other, and the smallest set of rows
    that meets them all is what must be above zero, once it leaves no contradiction (Parker & Ryan 1996, Annals of
    Mathematics and Artificial Intelligence 17: 107-126).

    >>> rows = np.array([[1.0, -2.0], [-1.0, 1.0]])
    >>> found = fewest(rows, Admitted(np.empty((0, 2))), Fewest(1, np.array([1.0, 0.0])))
    >>> found.count, bool(0.5 <= found.weights[0] <= 2 / 3)
    (0, True)
    """
    size = rows.shape[1]
    if start.count == 0 or size == 1:
        return start
    if size > MOST_SPLIT:
        return _hitting(rows, admitted, start)
    search = _Splitting(start)
    search.split(_Cut(rows, admitted.limits, 0), admitted.corners)
    if search.count == start.count:
        return Fewest(start.count, start.weights, search.proven)
    return Fewest(search.count, _settled(rows, admitted, search), search.proven)


def _settled(rows: Array, admitted: Admitted, search: _Splitting) -> Array:
    """Return weights away from where rows change their sign, where there are such with the same count."""
    below = rows[rows @ search.weights <= ZERO]
    found = depth(below, admitted) if len(below) else None
    wide = found is not None and (rows @ found.weights > ZERO).sum() <= search.count
    return found.weights if found is not None and wide else search.weights


@dataclass(frozen=True, eq=False, slots=True)
class Depth:
    """Weights at which the highest of some rows is lowest, how far below zero it is there, and which rows hold it."""

    weights: Array
    below: float
    holding: NDArray[np.bool_]


def depth(rows: Array, admitted: Admitted) -> Depth | None:
    """Return where rows are furthest below zero together, as far as one point; None if no weights are admitted.

    Where that is above zero, the rows that hold it (those with a price in the dual programme) cannot all be at most
    zero anywhere, whatever the other rows are.
    """
    from scipy.optimize import linprog  # late, for a quick command line

    limits, size = admitted.limits, rows.shape[1]
    free = np.vstack([np.hstack([rows, np.ones((len(rows), 1))]), np.pad(limits, ((0, 0), (0, 1)))])
    found = linprog(
        np.append(np.zeros(size), -1.0),
        A_ub=free,
        b_ub=np.zeros(len(free)),
        A_eq=np.append(np.ones(size), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, 1)] * size + [(None, 1)],
    )
    if found.status != 0:
        return None
    holding = np.asarray(found.ineqlin.marginals[: len(rows)] < -_INSIDE, dtype=np.bool_)
    return Depth(_tidied(found.x[:size]), float(found.x[size]), holding)


def _tidied(weights: Array) -> Array:
    """Return the weights without the last digits of a solver's zeros."""
    clean = np.where(weights < _INEXACT, 0.0, weights)
    return np.asarray(clean / clean.sum(), dtype=np.float64)


def _hitting(rows: Array, admitted: Admitted, start: Fewest) -> Fewest:
    """Find the smallest set that meets every set of rows which linear programmes show to contradict each other."""
    contradictions: list[frozenset[int]] = []
    best, steps = Fewest(start.count, start.weights), _Steps(STEPS)
    while len(contradictions) < PROGRAMMES:
        above = _smallest_hit(contradictions, best.count, steps)
        if steps.left <= 0:
            break
        if above is None:
            return best
        while True:
            rest = np.array([row for row in range(len(rows)) if row not in above], dtype=np.int64)
            found = depth(rows[rest], admitted)
            if found is None:
                return best
            exceeding = rows[rest] @ found.weights > ZERO
            if not exceeding.any():
                break
            holding = found.holding if found.holding.any() else exceeding
            contradictions.append(frozenset(rest[holding].tolist()))
            above = above | contradictions[-1]
        count = int((rows @ found.weights > ZERO).sum())
        if count < best.count:
            best = Fewest(count, found.weights)
    return Fewest(best.count, best.weights, proven=False)


@dataclass(slots=True)
class _Steps:
    left: int


def _smallest_hit(sets: Sequence[frozenset[int]], below: int, steps: _Steps) -> frozenset[int] | None:
    """Return a smallest set that meets every one of the sets; None if it takes `below` members or more.

    What is returned without steps left is of no account.

    >>> sorted(_smallest_hit([frozenset({1, 2}), frozenset({2, 3}), frozenset({4})], 9, _Steps(99)) or ())
    [2, 4]
    """
    steps.left -= 1
    if below <= 0 or steps.left <= 0:
        return None
    if not sets:
        return frozenset()
    apart: list[frozenset[int]] = []
    for one in sorted(sets, key=len):
        if all(one.isdisjoint(other) for other in apart):
            apart.append(one)
    if len(apart) >= below:
        return None
    best: frozenset[int] | None = None
    tried = set[int]()
    often = Counter(chain.from_iterable(sets))
    for member in sorted(apart[0], key=lambda one: -often[one]):
        # What was tried before need not be in the set: with it, nothing smaller was found.
        rest = [one - tried for one in sets if member not in one]
        tried.add(member)
        if not all(rest):
            continue
        found = _smallest_hit(rest, below - 1, steps)
        if found is not None:
            best, below = found | {member}, len(found) + 1
    return best


@dataclass(frozen=True, eq=False, slots=True)
class _Cut:
    """What still cuts a cell: rows and limits that are not settled in it, and how many rows are above zero for sure."""

    rows: Array
    limits: Array
    sure: int


class _Splitting:
    """The best point so far, and the search that improves it."""

    def __init__(self, start: Fewest) -> None:
        self.count, self.weights, self.proven = start.count, start.weights, True

    def split(self, cut: _Cut, corners: Array) -> None:
        """Search one cell: halve the most promising parts first, and pass those that few rows cut on."""
        cells, least = corners[None], np.array([cut.sure])
        self._try(cut, corners)
        while len(cells):
            order = np.argsort(least, kind="stable")
            halves = _halves(cells[order[:_BATCH]])
            cells, least = cells[order[_BATCH:]], least[order[_BATCH:]]
            above, outside = _above(halves @ cut.rows.T, ZERO), _above(halves @ cut.limits.T, _INSIDE)
            sure = above.all(axis=1).sum(axis=1) + cut.sure
            self._take(halves, above.sum(axis=2) + cut.sure, _any(outside, 2))
            shut = np.asarray(outside.all(axis=1), dtype=np.bool_)
            kept = (sure < self.count) & ~_any(shut, 1)
            halves, above, outside, sure = halves[kept], above[kept], outside[kept], sure[kept]
            torn, torn_limits = _any(above, 1) & ~above.all(axis=1), _any(outside, 1)
            small = torn.sum(axis=1) <= max(_FEW, _PART * len(cut.rows))
            small |= np.ptp(halves, axis=1).max(axis=1) <= _SMALL
            for position in np.flatnonzero(small):
                if sure[position] < self.count:
                    inner = _Cut(
                        cut.rows[torn[position]], cut.limits[torn_limits[position]], int(sure[position])
                    )
                    self._settle(inner, halves[position])
            cells, least = np.concatenate([cells, halves[~small]]), np.concatenate([least, sure[~small]])
            cells, least = cells[least < self.count], least[least < self.count]

    def _settle(self, cut: _Cut, corners: Array) -> None:
        if len(cut.rows) + len(cut.limits) <= _FEW:
            self._try(cut, _meetings(cut, corners))
        elif np.ptp(corners, axis=0).max() > _SMALL:
            self.split(cut, corners)
        else:
            self._solve(cut, corners)

    def _solve(self, cut: _Cut, corners: Array) -> None:
        """Search a small cell that many rows cut by linear programmes, in the cell's own coordinates."""
        rows, limits = cut.rows @ corners.T, cut.limits @ corners.T
        rows = rows / np.abs(rows).max(axis=1, keepdims=True)
        limits = limits / np.abs(limits).max(axis=1, keepdims=True)
        none = Fewest(len(rows) + 1, np.full(len(corners), 1 / len(corners)))
        found = _hitting(rows, Admitted(limits), none)
        self.proven &= found.proven
        if found.count <= len(rows):  # else no weights of this cell are admitted
            self._try(cut, (found.weights @ corners)[None])
            self.proven &= self.count <= cut.sure + found.count

    def _try(self, cut: _Cut, points: Array) -> None:
        outside = _any(_above(points @ cut.limits.T, _INSIDE), 1)
        self._take(points, _above(points @ cut.rows.T, ZERO).sum(axis=1) + cut.sure, outside)

    def _take(self, points: Array, counts: NDArray[np.int64], outside: NDArray[np.bool_]) -> None:
        counts = np.where(outside, np.iinfo(np.int64).max, counts)
        best = int(counts.argmin()) if counts.size else 0
        if counts.size and counts.flat[best] < self.count:
            self.count = int(counts.flat[best])
            self.weights = points.reshape(-1, points.shape[-1])[best]


def _above(values: Array, least: float) -> NDArray[np.bool_]:
    return np.asarray(values > least, dtype=np.bool_)


def _any(flags: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    return np.asarray(np.any(flags, axis=axis), dtype=np.bool_)


def _halves(cells: Array) -> Array:
    """Return both halves of every simplex, cut in the middle of its longest edge."""
    size, every = cells.shape[1], np.arange(len(cells))
    edges = ((cells[:, :, None, :] - cells[:, None, :, :]) ** 2).sum(axis=3).reshape(len(cells), -1)
    one, other = np.divmod(edges.argmax(axis=1), size)
    middle = (cells[every, one] + cells[every, other]) / 2
    first, second = cells.copy(), cells.copy()
    first[every, one], second[every, other] = middle, middle
    return np.concatenate([first, second])


def _meetings(cut: _Cut, corners: Array) -> Array:
    """Return the points of a cell where as many of rows, limits and faces meet as make a point."""
    size = len(corners)
    planes = np.vstack([cut.rows @ corners.T, cut.limits @ corners.T, np.eye(size)])
    planes = planes / np.abs(planes).max(axis=1, keepdims=True)
    chosen = planes[_choices(len(planes), size - 1)]
    signed = [(-1) ** column * np.linalg.det(np.delete(chosen, column, axis=2)) for column in range(size)]
    direction = np.stack(signed, axis=1)
    total = direction.sum(axis=1)
    within = direction[np.abs(total) > _INEXACT] / total[np.abs(total) > _INEXACT, None]
    within = np.maximum(within[(within > -_INEXACT).all(axis=1)], 0.0)
    return within / within.sum(axis=1, keepdims=True) @ corners


@lru_cache(maxsize=64)
def _choices(count: int, size: int) -> NDArray[np.int64]:
    return np.array(list(combinations(range(count), size)), dtype=np.int64).reshape(-1, size)
