"""Where the order of the units is linear in the weights that vary: then questions about ranks have exact answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import ConstraintError
from cluster_core.explore.weight_space import WeightSpace, limit_rows, some_shares
from cluster_core.index.aggregate import exponent
from cluster_core.index.coverage import TOLERANCE
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.stages import Array

Column = tuple[str, str]  # (parent, child)
MOST_WITHHELD = 4  # nodes that may each be withheld or not: at most 2 to the power of these parts
_LEAST_PRESENT = 0.01  # of all weight: less than this on what has data is left out of account
_JUST_BELOW = 1e-6  # of coverage: where a node that is to be withheld is put
_POINTS = 100.0


@dataclass(frozen=True, eq=False)
class Linear:
    """A part of the admitted weights in which the units stand in the order of `values @ w`.

    The weights w of all `columns` are 0 or more, sum to 1 and keep `limits @ w <= 0`; `shares(w)` gives the shares
    among siblings that they stand for, which are admitted ones. values: units x columns, in points, 0 where nobody has
    a value. present: per column whether it counts. rows: which units of the assessment these are; the others never have
    a score.
    """

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    values: Array
    present: Array
    limits: Array
    branches: tuple[_Branch, ...]

    def shares(self, w: Array) -> dict[str, Array]:
        """Return, for every parent whose weights vary, the shares of its children."""
        return {branch.space.parent: branch.shares(w) for branch in self.branches}

    def most(self, rows: Array) -> Array:
        """Return for each row an upper bound of `row @ w` in this part: the maximum itself without orders and gaps."""
        if not self.present.all():
            return np.asarray(rows.max(axis=1), dtype=np.float64)
        found: dict[str, Array] = {}
        for branch in reversed(self.branches):
            parts = [
                rows[:, columns[0]] if child not in found else found[child]
                for child, columns in branch.members.items()
            ]
            kept = [branch.space.children.index(child) for child in branch.members]
            low, high = np.array(branch.space.low)[kept], np.array(branch.space.high)[kept]
            if parts:
                found[branch.space.parent] = most_of(np.stack(parts, axis=1), low, high)
        return found[self.branches[0].space.parent]


@dataclass(frozen=True, eq=False)
class _Branch:
    """One parent: the columns that make up each child's weight, and the shares where its weight is 0 or withheld."""

    space: WeightSpace
    members: Mapping[str, list[int]]
    resting: Array
    withheld: bool = False

    def shares(self, w: Array) -> Array:
        masses = np.zeros(len(self.space.children))
        for child, columns in self.members.items():
            masses[self.space.children.index(child)] = w[columns].sum()
        total = masses.sum()
        return self.resting if self.withheld or total < 1e-12 else masses / total


@dataclass(frozen=True, eq=False)
class Linearity:
    """Parts that together make up all admitted weights, or why the order is not linear in them.

    reason: empty; `rule` (a minimum, or levels under different means), `gaps` (units lack different children),
    `coverage` (units fall below the least coverage at different weights), `withheld` (too many nodes may do so).
    """

    parts: tuple[Linear, ...] = ()
    reason: str = ""


def linear_parts(assessment: Assessment, spaces: Sequence[WeightSpace]) -> Linearity:
    """Return the admitted weights as parts in each of which the order of the units is linear.

    Parameters
    ----------
    assessment : scores of what does not vary are taken from it
    spaces : `weight_spaces(...)`, the root's first

    Notes
    -----
    Let x_il be the value of unit i at l, a child whose own weights do not vary, and w_l its weight in the whole.

    - Arithmetic: the score is sum_l w_l x_il, linear in w; shares among siblings within bounds are linear inequalities
      in w at every level (low * w_parent <= w_child <= high * w_parent).
    - One power mean of exponent p at all levels that vary: score^p = sum w x^p (p = 0: ln score = sum w ln x). The
      order is that of sum w x^p, reversed for p < 0, so values are x, 100 ln(x/100) or +-100 (x/100)^p.
    - A child without a value in any unit: siblings are rescaled alike for all units, so the order stays linear; its
      share rescales the bounds of the others. Free such children weigh 0, which leaves all orders of the others.
    - Coverage depends on weights. Where all units are covered alike, weights that leave the root below `min_coverage`
      rank nobody and are excluded; weights that withhold another node make a part of their own.

    Missing children that differ from unit to unit make ratios of different denominators: not linear.
    """
    tree = _Tree(assessment, spaces)
    rules = {exponent(tree.rule(parent)) for parent in tree.spaces}
    if len(rules) > 1 or not np.isfinite(next(iter(rules))):
        return Linearity(reason="rule")
    rows = tree.rankable()
    values, covered = tree.values[rows], tree.covered[rows]
    if not rows.size:
        return Linearity()
    present = ~np.isnan(values)
    if (present != present[0]).any():
        return Linearity(reason="gaps")
    least, most = tree.extent(covered)
    least_needed = assessment.scenario.min_coverage - TOLERANCE
    risky = [parent for parent in tree.spaces if (least[parent] < least_needed).any()]
    if risky and (covered != covered[0]).any():
        return Linearity(reason="coverage")
    always = {parent for parent in risky if most[parent][0] < least_needed}
    own = [parent for parent in risky if parent not in always and tree.held(parent)]
    if len(own) > MOST_WITHHELD:
        return Linearity(reason="withheld")
    scaled = tree.scaled(values, next(iter(rules)))
    subsets = chain.from_iterable(combinations(own, count) for count in range(len(own) + 1))
    leaves = {child: float(share) for (_, child), share in zip(tree.columns, covered[0], strict=True)}
    bottom = {**leaves, **{parent: float(least[parent][0]) for parent in tree.spaces}}
    top = {**leaves, **{parent: float(most[parent][0]) for parent in tree.spaces}}
    builds = (_Build(tree, present[0], set(risky), always | set(chosen), (bottom, top)) for chosen in subsets)
    return Linearity(tuple(build.part(tuple(rows.tolist()), scaled) for build in builds if build.usable))


def most_of(values: Array, low: Array, high: Array) -> Array:
    """Return the largest weighted mean of each row over shares within bounds: the dearest first, as far as caps allow.

    >>> most_of(np.array([[10.0, 0.0, 4.0]]), np.array([0.0, 0.1, 0.0]), np.array([0.5, 1.0, 1.0])).tolist()
    [6.6]
    """
    order = np.argsort(-values, axis=1)
    room, extra = 1 - low.sum(), (high - low)[order]
    taken = np.clip(room - (np.cumsum(extra, axis=1) - extra), 0, extra)
    return np.asarray(
        (values * low).sum(axis=1) + (np.take_along_axis(values, order, 1) * taken).sum(axis=1), np.float64
    )


def child_columns(assessment: Assessment, parent: str) -> tuple[Array, Array]:
    """Return values and coverage of a parent's children, units x children: NaN and 0 where there is none."""
    prepared, scored = assessment.prepared, assessment.scored
    children = assessment.framework.by_id[parent].children
    values = [
        prepared.normalised[:, prepared.at[child.id]]
        if child.is_indicator
        else scored.scores[:, scored.at[child.id]]
        for child in children
    ]
    covered = [
        prepared.covered[:, prepared.at[child.id]]
        if child.is_indicator
        else scored.coverage[:, scored.at[child.id]]
        for child in children
    ]
    return np.stack(values, axis=1), np.stack(covered, axis=1)


def linear_scale(values: Array, p: float, floor: float) -> Array:
    """Return the values on the scale on which a power mean of exponent p is arithmetic, more being better.

    >>> linear_scale(np.array([100.0, 50.0]), -1, 0.01).tolist(), linear_scale(np.array([50.0]), 1, 0.01).tolist()
    ([-100.0, -200.0], [50.0])
    """
    if p == 1:
        return values
    raised = np.maximum(values, floor) / _POINTS if p <= 0 else values / _POINTS
    return _POINTS * (np.log(raised) if p == 0 else np.sign(p) * raised**p)


class _Tree:
    """The nodes whose weights vary, and the values of the children below which nothing varies."""

    def __init__(self, assessment: Assessment, spaces: Sequence[WeightSpace]) -> None:
        framework: Framework = assessment.framework
        self.assessment = assessment
        self.spaces = {
            node.id: space for node in framework.nodes for space in spaces if space.parent == node.id
        }
        for parent in self.spaces:
            above = framework.by_id[parent].parent
            if parent != framework.id and above not in self.spaces:
                raise ConstraintError(
                    f"weights: found varying weights below '{parent}' but not below '{above}', allowed: the root's "
                    "children, or those of every node. Use weight_spaces."
                )
        self.columns: list[Column] = []
        values: list[Array] = []
        covered: list[Array] = []
        for parent in self.spaces:
            of_children = child_columns(assessment, parent)
            for position, child in enumerate(framework.by_id[parent].children):
                if child.id not in self.spaces:
                    self.columns.append((parent, child.id))
                    values.append(of_children[0][:, position])
                    covered.append(of_children[1][:, position])
        self.values, self.covered = np.stack(values, axis=1), np.stack(covered, axis=1)

    def rule(self, parent: str) -> str:
        return self.assessment.framework.by_id[parent].aggregate or self.assessment.scenario.aggregate

    def scaled(self, values: Array, p: float) -> Array:
        return linear_scale(values, p, self.assessment.scenario.floor)

    def rankable(self) -> NDArray[np.intp]:
        """Return the positions of the units that have a score under some of the weights."""
        most = self.extent(self.covered)[1][self.assessment.framework.id]
        enough = most >= self.assessment.scenario.min_coverage - TOLERANCE
        return np.flatnonzero(enough & ~np.isnan(self.values).all(axis=1))

    def extent(self, covered: Array) -> tuple[dict[str, Array], dict[str, Array]]:
        """Return least and most coverage of every node over the admitted weights, a number a unit (orders left out)."""
        at = {column: position for position, column in enumerate(self.columns)}
        least: dict[str, Array] = {}
        most: dict[str, Array] = {}
        for parent in reversed(self.spaces):
            space = self.spaces[parent]
            low, high = np.array(space.low), np.array(space.high)
            for found, sign in ((least, -1.0), (most, 1.0)):
                parts = [
                    found[child] if child in found else covered[:, at[parent, child]]
                    for child in space.children
                ]
                found[parent] = sign * most_of(sign * np.stack(parts, axis=1), low, high)
        return least, most

    def held(self, parent: str) -> bool:
        """Tell whether withholding a node does more than a weight of 0, which the other weights reach as well."""
        above = self.assessment.framework.by_id[parent].parent
        if not above:
            return False  # without the root nobody is ranked
        space = self.spaces[above]
        own = space.low[space.children.index(parent)]
        return own > 0 or min(space.high) < 1 or any(parent in pair for pair in space.orders)


class _Build:
    """One part: which nodes are withheld, the columns that are left, and the limits on them."""

    def __init__(
        self,
        tree: _Tree,
        present: Array,
        risky: set[str],
        withheld: set[str],
        coverage: tuple[Mapping[str, float], Mapping[str, float]],
    ) -> None:
        self.tree, self.risky, self.withheld = tree, risky, withheld
        self.bottom, self.top = coverage
        least_needed = tree.assessment.scenario.min_coverage - _JUST_BELOW
        self.ceiling = {
            one: min(share, least_needed) if one in withheld else share for one, share in self.top.items()
        }
        self.has = dict(zip(tree.columns, present.tolist(), strict=True))
        self.columns: list[Column] = []
        self.present: list[bool] = []
        self.members: dict[str, dict[str, list[int]]] = {}
        self.usable = self._walk(tree.assessment.framework.id) != []

    def _alive(self, parent: str, child: str) -> bool:
        if child not in self.tree.spaces:
            return self.has[parent, child]
        below = self.tree.spaces[child].children
        return child not in self.withheld and any(self._alive(child, one) for one in below)

    def _walk(self, parent: str) -> list[int]:
        """Give the columns below a node their numbers, and return those that count into its score."""
        space, members = self.tree.spaces[parent], dict[str, list[int]]()
        self.members[parent] = members
        counting: list[int] = []
        alive = [self._alive(parent, child) for child in space.children]
        free = all(high == 1 for high, there in zip(space.high, alive, strict=True) if there)
        for child, low, there in zip(space.children, space.low, alive, strict=True):
            if there and child in self.tree.spaces:
                members[child] = self._walk(child)
            elif there or not free or low > 0 or any(child in pair for pair in space.orders):
                members[child] = [len(self.columns)]
                self.columns.append((parent, child))
                self.present.append(there)
            if there:
                counting += members[child]
        return counting

    def part(self, rows: tuple[int, ...], scaled: Array) -> Linear:
        at = {column: position for position, column in enumerate(self.tree.columns)}
        values = np.zeros((len(rows), len(self.columns)))
        for position, (column, there) in enumerate(zip(self.columns, self.present, strict=True)):
            if there:
                values[:, position] = scaled[:, at[column]]
        present = np.array(self.present, dtype=np.float64)
        limits = [row for parent in self.members for row in self._limits(parent)]
        if not present.all():
            limits.append(_LEAST_PRESENT - present)
        return Linear(
            rows,
            tuple(self.columns),
            values,
            present,
            np.array(limits, dtype=np.float64).reshape(-1, len(self.columns)),
            tuple(self._branch(parent) for parent in self.tree.spaces),
        )

    def _limits(self, parent: str) -> Iterator[Array]:
        space, masses = (
            self.tree.spaces[parent],
            np.zeros((len(self.tree.spaces[parent].children), len(self.columns))),
        )
        for child, columns in self.members[parent].items():
            masses[space.children.index(child), columns] = 1
        yield from limit_rows(space) @ masses
        if parent in self.risky:
            ceiling = np.array([self.ceiling[child] for child in space.children])
            yield (self.tree.assessment.scenario.min_coverage - ceiling) @ masses

    def _branch(self, parent: str) -> _Branch:
        space = self.tree.spaces[parent]
        if parent in self.members or space.orders:
            return _Branch(
                space, self.members.get(parent, {}), some_shares(space), parent not in self.members
            )
        top = parent
        while top not in self.withheld and self._above(top) not in self.members:
            top = self._above(top)
        return _Branch(space, {}, self._leaning(space, self._lean(top)), withheld=True)

    def _above(self, parent: str) -> str:
        return self.tree.assessment.framework.by_id[parent].parent

    def _lean(self, node: str) -> float:
        """Return how far to lean to the children with most data for a coverage just below the least that is needed."""
        needed, low, high = self.tree.assessment.scenario.min_coverage - _JUST_BELOW, 0.0, 1.0
        if self._coverage(node, high) <= needed:
            return high
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (low, middle) if self._coverage(node, middle) > needed else (middle, high)
        return low

    def _coverage(self, node: str, lean: float) -> float:
        space = self.tree.spaces[node]
        parts = [
            self._coverage(child, lean) if child in self.tree.spaces else self.top[child]
            for child in space.children
        ]
        return float(self._leaning(space, lean) @ np.array(parts))

    def _leaning(self, space: WeightSpace, lean: float) -> Array:
        """Return admitted shares between those that favour the children with least data (0) and those with most (1)."""
        ends = []
        for sign, coverage in ((1, self.bottom), (-1, self.top)):
            shares = np.array(space.low)
            for child in np.argsort([sign * coverage[child] for child in space.children], kind="stable"):
                shares[child] += min(space.high[child] - space.low[child], max(1 - shares.sum(), 0.0))
            ends.append(shares)
        return (1 - lean) * ends[0] + lean * ends[1]
