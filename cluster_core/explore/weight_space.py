"""Which weights are admitted: the noun that every question about other weights shares."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cluster_core.errors import Constraint, ConstraintError, did_you_mean, one_of
from cluster_core.model.framework import Framework, Node
from cluster_core.model.stages import Array

Levels = Literal["1", "all"]
TOLERANCE = 1e-9  # floors that add up to 1 by rounding only do add up to 1
Order = tuple[str, str]  # (more, less): the first weighs at least as much as the second


@dataclass(frozen=True, slots=True)
class WeightSpace:
    """The shares admitted for the children of one parent: they sum to 1, within bounds and orders.

    `low` and `high` hold one share 0-1 per child, in the framework's order; `orders` name children of this parent.
    """

    parent: str
    children: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    orders: tuple[Order, ...] = ()


def weight_spaces(
    framework: Framework,
    *,
    levels: Levels = "1",
    floor: float = 0.0,
    cap: float = 1.0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    orders: Collection[Order] = (),
) -> tuple[WeightSpace, ...]:
    """Return the admitted shares of every parent whose weights vary, the root first.

    Parameters
    ----------
    framework
        The tree.
    levels
        "1": only the root's children vary, weights below stay as in the scenario; "all": those of every node.
    floor, cap
        Least and most share of each of the root's children; below the root every share of 0-1 is admitted.
    bounds
        Least and most share of single children by id, instead of `floor` and `cap`.
    orders
        Pairs of siblings: the first weighs at least as much as the second.

    Raises
    ------
    ConstraintError
        If a bound or an order names what is not in the tree or does not vary, or an order two children of different
        parents; and whatever `check_space` refuses.

    Examples
    --------
    >>> from cluster_core import load_dataset
    >>> tree = load_dataset("data/practice").framework("four_forces")
    >>> (space,) = weight_spaces(tree, floor=0.1)
    >>> space.parent, space.low
    ('four_forces', (0.1, 0.1, 0.1, 0.1))
    """
    chosen, pairs = dict(bounds or {}), tuple(dict.fromkeys(orders))
    parents = [node for node in framework.nodes if node.children and (node.level == 0 or levels == "all")]
    _check_names(framework, parents, chosen, pairs)
    spaces: list[WeightSpace] = []
    for node in parents:
        children = tuple(child.id for child in node.children)
        outer = (floor, cap) if node.level == 0 else (0.0, 1.0)
        limits = [chosen.get(child, outer) for child in children]
        spaces.append(
            WeightSpace(
                node.id,
                children,
                tuple(low for low, _ in limits),
                tuple(high for _, high in limits),
                tuple(pair for pair in pairs if pair[0] in children),
            )
        )
    check_space(spaces)
    return tuple(spaces)


def check_space(spaces: Iterable[WeightSpace]) -> None:
    """Raise `ConstraintError` unless every parent has shares that keep its bounds and orders.

    Orders that go round in a circle are no contradiction: the children on it weigh the same.

    Notes
    -----
    Contradictory constraints are told by a smallest set of them: each is left out in turn, and stays out where the rest
    still contradict each other (deletion filter: Chinneck & Dravnieks 1991, ORSA Journal on Computing 3: 157-168).

    >>> check_space([WeightSpace("f", ("a", "b"), (0.6, 0.5), (1.0, 1.0))])
    Traceback (most recent call last):
    cluster_core.errors.ConstraintError: weights below 'f': found a at least 60 %, b at least 50 %, all shares sum to
    100 %, which contradict each other; allowed: any that leave some shares. Loosen or drop one of them.
    """
    for space in spaces:
        for child, low, high in zip(space.children, space.low, space.high, strict=True):
            _check_bounds(child, low, high)
        _check_orders(space)
        constraints = _constraints(space)
        if _possible(space, constraints):
            continue
        kept = list(constraints)
        for one in constraints:
            fewer = [other for other in kept if other is not one]
            if not _possible(space, fewer):
                kept = fewer
        words = ", ".join(str(one) for one in kept)
        raise ConstraintError(
            f"weights below '{space.parent}': found {words}, which contradict each other; allowed: any that leave some "
            "shares. Loosen or drop one of them.",
            space.parent,
            kept,
        )


def some_shares(space: WeightSpace) -> Array:
    """Return admitted shares of the children; which ones is of no account.

    >>> some_shares(WeightSpace("f", ("a", "b"), (0.2, 0.0), (0.2, 1.0))).round(9).tolist()
    [0.2, 0.8]
    """
    from scipy.optimize import linprog  # late, for a quick command line

    if not space.orders:
        low, high = np.array(space.low), np.array(space.high)
        room = (high - low).sum()
        return low + (high - low) * ((1 - low.sum()) / room if room > 0 else 0.0)
    rows = order_rows(space)
    found = linprog(
        np.zeros(len(space.children)),
        A_ub=rows,
        b_ub=np.zeros(len(rows)),
        A_eq=np.ones((1, len(space.children))),
        b_eq=[1.0],
        bounds=list(zip(space.low, space.high, strict=True)),
    )
    return np.asarray(found.x, dtype=np.float64)


def admits(space: WeightSpace, shares: Array) -> bool:
    """Tell whether shares of a parent's children lie in its space.

    >>> admits(WeightSpace("f", ("a", "b"), (0.2, 0.0), (1.0, 1.0)), np.array([0.1, 0.9]))
    False
    """
    inside = (shares >= np.array(space.low) - TOLERANCE) & (shares <= np.array(space.high) + TOLERANCE)
    return bool(inside.all() and (order_rows(space) @ shares <= TOLERANCE).all())


def limit_rows(space: WeightSpace) -> Array:
    """Return bounds and orders as rows over the children: `rows @ w <= 0`, for any weights w in proportion to shares.

    >>> limit_rows(WeightSpace("f", ("a", "b"), (0.2, 0.0), (1.0, 0.5))).tolist()
    [[-0.8, 0.2], [-0.5, 0.5]]
    """
    each = np.eye(len(space.children))
    low, high = np.array(space.low)[:, None], np.array(space.high)[:, None]
    floors, caps = (low - each)[low[:, 0] > 0], (each - high)[high[:, 0] < 1]
    return np.vstack([floors, caps, order_rows(space)])


def order_rows(space: WeightSpace) -> Array:
    """Return the orders as rows over the children: `rows @ shares <= 0`.

    >>> order_rows(WeightSpace("f", ("a", "b"), (0.0, 0.0), (1.0, 1.0), (("b", "a"),))).tolist()
    [[1.0, -1.0]]
    """
    rows = np.zeros((len(space.orders), len(space.children)))
    for row, (more, less) in zip(rows, space.orders, strict=True):
        row[space.children.index(more)] -= 1
        row[space.children.index(less)] += 1
    return rows


def _check_names(
    framework: Framework,
    parents: Collection[Node],
    bounds: Mapping[str, tuple[float, float]],
    orders: Collection[Order],
) -> None:
    varying = {child.id: node.id for node in parents for child in node.children}
    known = {child.id for _, child in framework.edges()}
    for name in (*bounds, *(child for pair in orders for child in pair)):
        if name in varying:
            continue
        if name in known:
            raise ConstraintError(
                f"weights: found a bound or an order for '{name}', whose weight does not vary; allowed: "
                f"{one_of(varying)}. Let the weights of all levels vary, or drop it."
            )
        hint = did_you_mean(name, list(varying))
        raise ConstraintError(f"weights: found '{name[:80]}', allowed: {one_of(varying)}. {hint}".rstrip())
    for more, less in orders:
        if varying[more] != varying[less]:
            raise ConstraintError(
                f"weights: found an order of '{more}' and '{less}', allowed: children of one parent. They are parts of "
                f"'{varying[more]}' and of '{varying[less]}'."
            )


def _check_bounds(child: str, low: float, high: float) -> None:
    for name, value in (("least", low), ("most", high)):
        if not (math.isfinite(value) and 0 <= value <= 1):
            raise ConstraintError(
                f"weights: found {value:g} as the {name} share of '{child}', allowed: 0 to 1."
            )
    if low > high:
        raise ConstraintError(
            f"weights: found a least share of {low:g} above the most of {high:g} for '{child}', allowed: at most "
            f"{high:g}.",
            constraints=(Constraint("floor", (child,), low), Constraint("cap", (child,), high)),
        )


def _check_orders(space: WeightSpace) -> None:
    for name in (child for pair in space.orders for child in pair):
        if name not in space.children:
            hint = did_you_mean(name, space.children)
            raise ConstraintError(
                f"weights below '{space.parent}': found an order of '{name[:80]}', allowed: {one_of(space.children)}. "
                f"{hint}".rstrip()
            )


def _constraints(space: WeightSpace) -> list[Constraint]:
    """Return all that is asked, orders first: what the filter looks at last is what it names first of all."""
    lows = zip(space.children, space.low, strict=True)
    highs = zip(space.children, space.high, strict=True)
    return [
        *(Constraint("order", pair) for pair in space.orders),
        *(Constraint("cap", (child,), high) for child, high in highs if high < 1),
        *(Constraint("floor", (child,), low) for child, low in lows if low > 0),
        Constraint("sum"),
    ]


def _possible(space: WeightSpace, constraints: Collection[Constraint]) -> bool:
    """Tell whether shares of 0 and more exist that meet the constraints."""
    from scipy.optimize import linprog  # late, for a quick command line

    at = {child: column for column, child in enumerate(space.children)}
    low, high = np.zeros(len(at)), np.full(len(at), np.inf)
    for one in constraints:
        if one.code in ("floor", "cap"):
            (low if one.code == "floor" else high)[at[one.children[0]]] = one.value
    orders = tuple((one.children[0], one.children[1]) for one in constraints if one.code == "order")
    whole = any(one.code == "sum" for one in constraints)
    if not orders:
        reachable = low.sum() <= 1 + TOLERANCE and high.sum() >= 1 - TOLERANCE
        return bool((low <= high).all() and (reachable or not whole))
    rows = order_rows(WeightSpace(space.parent, space.children, space.low, space.high, orders))
    found = linprog(
        np.zeros(len(at)),
        A_ub=rows,
        b_ub=np.zeros(len(rows)),
        A_eq=np.ones((1, len(at))) if whole else None,
        b_eq=[1.0] if whole else None,
        bounds=list(zip(low, high, strict=True)),
    )
    return found.status == 0
