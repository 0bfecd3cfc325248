"""The least effort against linear programmes, grids and by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cluster_core.explore.least_effort import Task, least_effort, towards


def power_task(weights, p: float, low, high, costs, share: float) -> Task:
    """A power mean over levers, the target a share of the way from its lowest to its highest value."""
    w = np.asarray(weights, dtype=float) / np.sum(weights)

    def at(points):  # without matrix products, whose rows may round otherwise alone than among others
        if p == 0:
            return np.exp((np.log(points) * w).sum(axis=1))
        return ((points**p) * w).sum(axis=1) ** (1 / p)

    def tangent(point):
        return w * (point / at(point[None, :])[0]) ** (p - 1), 0.0

    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    ends = at(np.array([low, high]))
    return Task(low, high, np.asarray(costs, dtype=float), at, tangent, ends[0] + share * (ends[1] - ends[0]))


def random_task(p: float, trial: int) -> Task:
    rng = np.random.default_rng([trial, round(10 * p) + 20])
    low = rng.uniform(1, 30, 3)
    weights, costs = rng.uniform(0.2, 1, 3), rng.uniform(0.2, 3, 3)
    return power_task(weights, p, low, low + rng.uniform(5, 60, 3), costs, rng.uniform(0.1, 0.95))


def cheapest_on_grid(task: Task, count: int) -> float:
    axes = [np.linspace(a, b, count) for a, b in zip(task.low, task.high, strict=True)]
    points = np.array(list(itertools.product(*axes)))
    return min(task.effort(point) for point in points[task.at(points) >= task.target])


levers = st.integers(1, 5)


@settings(max_examples=40)
@given(st.data(), levers, st.floats(0.01, 0.999))
def test_linear_plans_cost_what_a_linear_programme_says(data, count: int, share: float) -> None:
    numbers = st.lists(st.floats(0.1, 9), min_size=count, max_size=count)
    weights, costs, low, room = (np.array(data.draw(numbers)) for _ in range(4))
    task = power_task(weights, 1, low, low + room, costs, share)
    plan = least_effort(task, "linear")
    w = weights / weights.sum()
    peer = linprog(costs, -w[None, :], [-(task.target - low @ w)], bounds=np.column_stack([0 * room, room]))
    assert plan.effort == pytest.approx(peer.fun, rel=1e-6, abs=1e-6)
    assert task.at(plan.point[None, :])[0] == pytest.approx(task.target, rel=1e-12)
    assert (plan.point >= task.low).all()
    assert (plan.point <= task.high + 1e-12).all()
    assert (plan.how, plan.least) == ("closed_form", plan.effort)


def test_one_lever_is_the_gap_over_its_weight() -> None:
    task = power_task([1.0, 3.0], 1, [10.0, 20.0], [10.0, 60.0], [1.0, 1.0], 0.5)
    # The score goes from 17.5 to 47.5, half of it is 15, and the second lever weighs 0.75.
    assert least_effort(task, "linear").point.tolist() == pytest.approx([10.0, 40.0])


@pytest.mark.parametrize("p", [0.0, -1.0, 0.5, 3.0])
def test_one_lever_under_any_mean_is_found_to_the_last_digit(p: float) -> None:
    task = power_task([1.0], p, [5.0], [95.0], [2.0], 0.3)
    plan = least_effort(task, "other" if p > 1 else "smooth")
    assert plan.point[0] == pytest.approx(task.target, rel=1e-14)
    assert task.reached(plan.point)


@pytest.mark.parametrize("p", [0.0, -1.0, 0.5])
@pytest.mark.parametrize("trial", range(4))
def test_concave_plans_are_no_dearer_than_a_grid_and_proven(p: float, trial: int) -> None:
    task = random_task(p, trial)
    grid = cheapest_on_grid(task, 33)
    for shape in ("smooth", "concave"):
        plan = least_effort(task, shape)
        assert task.reached(plan.point)
        assert plan.effort <= grid + 1e-3
        assert plan.effort - plan.least <= (2e-4 if shape == "smooth" else 0.02) * max(1, plan.effort)
        assert plan.least <= grid + 1e-6


def test_the_minimum_raises_the_lowest_alone() -> None:
    def at(points):
        return points.min(axis=1)

    def tangent(point):
        return np.eye(3)[int(np.argmin(point))], 0.0

    low = np.array([10.0, 20.0, 50.0])
    plan = least_effort(Task(low, low + 60, np.array([1.0, 2.0, 1.0]), at, tangent, 30.0), "concave")
    assert plan.point.tolist() == pytest.approx([30.0, 30.0, 50.0], abs=1e-6)
    assert (plan.effort, plan.least) == pytest.approx((40.0, 40.0), abs=1e-3)


@pytest.mark.parametrize("trial", range(4))
def test_a_search_reaches_the_target_near_the_best_of_a_grid(trial: int) -> None:
    task = random_task(3.0, trial)
    plan = least_effort(task, "other")
    assert task.reached(plan.point)
    assert plan.effort <= 1.25 * cheapest_on_grid(task, 33)
    assert (plan.how, np.isnan(plan.least)) == ("search", True)


def test_levers_that_cost_nothing_go_first() -> None:
    task = power_task([1.0, 1.0], 1, [10.0, 10.0], [110.0, 110.0], [0.0, 1.0], 0.4)
    assert least_effort(task, "linear").point.tolist() == pytest.approx([90.0, 10.0])
    bent = power_task([1.0, 1.0], 0, [10.0, 10.0], [90.0, 90.0], [0.0, 1.0], 0.2)
    assert least_effort(bent, "smooth").effort == pytest.approx(0.0, abs=1e-3)


def test_the_first_point_of_a_way_reaches_and_the_one_before_does_not() -> None:
    task = power_task([1.0, 2.0], 0, [1.0, 2.0], [70.0, 80.0], [1.0, 1.0], 0.37)
    point = towards(task, task.low, task.high)
    assert task.reached(point)
    assert not task.reached(task.low + (point - task.low) * (1 - 1e-12))
