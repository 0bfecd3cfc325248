"""The least effort that brings a rising function of several levers to a target, each lever within its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cluster_core.model.stages import Array

How = Literal["closed_form", "one_lever", "cutting_planes", "search"]
Many = Callable[[Array], Array]
Tangent = Callable[[Array], tuple[Array, float]]
GRID, ROUNDS = 257, 7  # 256^7 > 2^53: to the last bit of a fraction
CUTS_MOST, IDLE_MOST, STEPS_MOST = 40, 4, 60
IDLE = 0.9  # a round that leaves more than this share of the gap gains nothing
CLOSE = 1e-4  # between the bounds of the cutting planes: a share of the effort, or points where it is below 1
CRUMB = 1e-6  # a lever that moves less than this share of its way does not move
SPARE = 1e-9


@dataclass(frozen=True, eq=False)
class Task:
    """Levers from `low` to `high`, what a point of each costs, and the score `at` rows of points, which rises with all.

    `tangent` gives the slopes of the score at a point, and what its tangent lies too low elsewhere (0 in general).
    """

    low: Array
    high: Array
    costs: Array
    at: Many
    tangent: Tangent
    target: float

    def effort(self, point: Array) -> float:
        """Return sum cost_j (x_j - low_j)."""
        return float(self.costs @ (point - self.low))

    def reached(self, point: Array) -> bool:
        """Tell whether the score at a point is the target or more."""
        return bool(self.at(point[None, :])[0] >= self.target)


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """Where the levers go, how that was found, and an effort below which no plan can be (NaN where none is known)."""

    point: Array
    how: How
    effort: float
    least: float


def least_effort(task: Task, shape: str) -> Plan:
    """Return the cheapest point that reaches the target, which `high` does.

    Parameters
    ----------
    task
        `task.at(high)` is the target or more, `task.at(low)` less.
    shape : what `at` is on the box: linear, smooth (and concave), concave or other

    Returns
    -------
    Plan
        closed_form: linear, exact. one_lever: exact whatever the shape. cutting_planes: concave, within 0.01 % of the
        optimum, and `least` proves it (a floor of the scale may leave more between the two). search: neither; good, not
        proven to be the best.

    Notes
    -----
    *Linear.* min c d subject to g d >= gap, 0 <= d <= u is a continuous knapsack: fill the levers in the order of c/g,
    the last one in part (Dantzig 1957, Operations Research 5(2): 266-288). One lever: d = gap/g.
    *Concave.* A concave function lies below its tangents, so every tangent at a point of the target's level gives a
    linear condition that no solution breaks: the linear programme over the conditions so far is a bound from below, its
    solution moved up to the target one from above (Veinott 1967, Operations Research 15(1): 147-152). Where the score
    is smooth, sequential quadratic programming finds the first point, whose tangent as a rule already proves it.
    *Other.* Levers are filled in several orders, then every one is taken back as far as the target allows.

    Examples
    --------
    >>> weights = np.array([0.5, 0.25, 0.25])
    >>> task = Task(np.zeros(3), np.full(3, 100.0), np.ones(3), lambda x: x @ weights, lambda x: (weights, 0.0), 60.0)
    >>> plan = least_effort(task, "linear")
    >>> plan.point.tolist(), plan.effort
    ([100.0, 40.0, 0.0], 140.0)
    """
    if shape == "linear":
        return _linear(task)
    if len(task.low) == 1:
        point = towards(task, task.low, task.high)
        return Plan(point, "one_lever", task.effort(point), task.effort(point))
    if shape == "other":
        return _search(task)
    return _cutting_planes(task, smooth=shape == "smooth")


def towards(task: Task, start: Array, end: Array) -> Array:
    """Return the first point between two at which the target is reached; `end` reaches it."""
    low, high = 0.0, 1.0
    for _ in range(ROUNDS):
        steps = np.linspace(low, high, GRID)
        steps[-1] = high
        hits = task.at(start + steps[:, None] * (end - start)) >= task.target
        hits[-1] = True
        first = int(np.argmax(hits))
        if first == 0:
            return np.asarray(start + steps[0] * (end - start), dtype=np.float64)
        low, high = float(steps[first - 1]), float(steps[first])
        if not low < high:
            break
    return np.asarray(end if high == 1 else start + high * (end - start), dtype=np.float64)


def _linear(task: Task) -> Plan:
    slopes, _ = task.tangent(task.low)
    room = task.high - task.low
    gap = task.target - float(task.at(task.low[None, :])[0])
    useful = [column for column in range(len(room)) if slopes[column] > 0 and room[column] > 0]
    price = np.round(task.costs / np.where(slopes > 0, slopes, 1.0), 12)
    point = task.low.copy()
    for column in sorted(useful, key=lambda one: (price[one], -slopes[one] * room[one], one)):
        step = min(room[column], gap / slopes[column])
        point[column] = task.high[column] if step == room[column] else task.low[column] + step
        gap -= step * slopes[column]
        if gap <= 0:
            break
    effort = task.effort(point)
    return Plan(point, "closed_form", effort, effort)


def _cutting_planes(task: Task, *, smooth: bool) -> Plan:
    from scipy.optimize import linprog

    room, cuts, limits = task.high - task.low, list[Array](), list[float]()
    point = _descended(task) if smooth else task.low
    best, least, idle = task.high, 0.0, 0
    for _ in range(CUTS_MOST):
        edge = _lifted(task, point)
        before = task.effort(best) - least
        best = min(best, edge, key=task.effort)
        slopes, spare = task.tangent(edge)
        size = float(np.abs(slopes).max())  # solvers work to an absolute tolerance
        # at(edge) + slopes (x - edge) + spare >= target, in steps from `low`
        gap = task.target - float(task.at(edge[None, :])[0]) + float(slopes @ (edge - task.low)) - spare
        cuts.append(-slopes / size)
        limits.append(-gap / size)
        found = linprog(
            task.costs, np.array(cuts), np.array(limits), bounds=np.column_stack([0 * room, room])
        )
        if not found.success:
            break
        least = max(least, float(found.fun))
        point = np.clip(task.low + found.x, task.low, task.high)
        left, close = task.effort(best) - least, CLOSE * max(1.0, least)
        idle = idle + 1 if left > IDLE * before else 0
        if left <= close or idle == IDLE_MOST:
            break
    return Plan(best, "cutting_planes", task.effort(best), min(least, task.effort(best)))


def _descended(task: Task) -> Array:
    """Return where sequential quadratic programming ends; where it begins, no part is below the floor."""
    from scipy.optimize import minimize

    def costs(_point: Array) -> Array:
        return task.costs

    def above(point: Array) -> float:
        return float(task.at(point[None, :])[0]) - task.target

    def slopes(point: Array) -> Array:
        return task.tangent(point)[0]

    found = minimize(
        task.effort,
        towards(task, task.low, task.high),
        jac=costs,
        method="SLSQP",
        bounds=np.column_stack([task.low, task.high]),
        constraints={
            "type": "ineq",
            "fun": above,
            "jac": slopes,
        },
        options={"maxiter": STEPS_MOST, "ftol": SPARE},
    )
    point = np.clip(np.nan_to_num(found.x), task.low, task.high)
    return np.where(point - task.low > CRUMB * (task.high - task.low), point, task.low)


def _lifted(task: Task, point: Array) -> Array:
    """Move a point up to the target: by the levers that it uses where they can reach it, else by all."""
    used = np.where(point > task.low, task.high, task.low)
    return towards(task, point, used if task.reached(used) else task.high)


def _search(task: Task) -> Plan:
    (slopes, _), room = task.tangent(task.high), task.high - task.low
    alone = np.array([float(task.at(_moved(task, column)[None, :])[0]) for column in range(len(room))])
    gain = np.maximum(alone - float(task.at(task.low[None, :])[0]), SPARE)
    orders = (task.costs * room / gain, task.costs / np.maximum(slopes, SPARE), task.costs * room, -gain)
    found = [_trimmed(task, _filled(task, np.argsort(order, kind="stable").tolist())) for order in orders]
    best = min(found, key=task.effort)
    return Plan(best, "search", task.effort(best), float("nan"))


def _moved(task: Task, column: int) -> Array:
    point = task.low.copy()
    point[column] = task.high[column]
    return point


def _filled(task: Task, order: Iterable[int]) -> Array:
    """Return the point at which the levers, filled one after the other, reach the target."""
    point = task.low.copy()
    for column in order:
        full = point.copy()
        full[column] = task.high[column]
        if task.reached(full):
            return towards(task, point, full)
        point = full
    return task.high


def _trimmed(task: Task, point: Array) -> Array:
    """Take every lever back as far as the others still reach the target, the smallest effort first."""
    for column in np.argsort(task.costs * (point - task.low), kind="stable"):
        back = point.copy()
        back[column] = task.low[column]
        if back[column] < point[column]:
            point = back if task.reached(back) else towards(task, back, point)
    return point
