"""Analytic hierarchy process; published matrices are in tests/oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.index.weighting.ahp import METHODS, ahp_points, analytic_hierarchy, group_judgements
from tests.model.examples import tree

CYCLE = np.array([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])


def drawn(seed: int, count: int) -> np.ndarray:
    matrix = np.exp(np.random.default_rng(seed).uniform(-2, 2, (count, count)))
    upper = np.triu(matrix, 1)
    return upper + np.eye(count) + np.divide(1, upper.T, where=upper.T > 0, out=np.zeros_like(upper))


@pytest.mark.parametrize("method", METHODS)
def test_consistent_judgements_give_back_the_weights_they_came_from(method: str) -> None:
    weights = np.array([0.5, 0.3, 0.15, 0.05])
    found = analytic_hierarchy(weights[:, None] / weights, method)
    np.testing.assert_allclose(found.weights, weights)
    assert found.lambda_max == pytest.approx(4)
    assert found.ratio == pytest.approx(0, abs=1e-12)
    assert found.acceptable


def test_a_cycle_is_as_inconsistent_as_can_be_and_its_three_judgements_are_named() -> None:
    """a over b, b over c, c over a: weights are equal by symmetry, lambda = 1 + 9 + 1/9."""
    found = analytic_hierarchy(CYCLE)
    np.testing.assert_allclose(found.weights, [1 / 3] * 3)
    assert found.lambda_max == pytest.approx(1 + 9 + 1 / 9)
    assert found.ratio == pytest.approx((7 + 1 / 9) / 2 / 0.58)
    assert not found.acceptable
    assert [(one.row, one.column) for one in found.least_consistent] == [(0, 1), (0, 2), (1, 2)]
    assert all(one.consistent == pytest.approx(1) for one in found.least_consistent)
    assert found.least_consistent[0].deviation == pytest.approx(np.log(9))


def test_the_worst_judgement_comes_first_with_the_value_that_would_fit() -> None:
    """Only a over c contradicts the rest of a matrix made of the weights 4 : 2 : 1 : 1."""
    weights = np.array([4.0, 2.0, 1.0, 1.0])
    matrix = weights[:, None] / weights
    matrix[0, 2], matrix[2, 0] = 1 / 5, 5
    worst = analytic_hierarchy(matrix).least_consistent[0]
    assert (worst.row, worst.column, worst.given) == (0, 2, 1 / 5)
    assert worst.consistent > 3 * worst.given, "the hint goes towards 4"


@pytest.mark.parametrize("matrix", [[[1.0]], [[1, 7], [1 / 7, 1]]])
def test_one_or_two_items_cannot_contradict_themselves(matrix: list[list[float]]) -> None:
    found = analytic_hierarchy(np.array(matrix))
    assert (found.index, found.ratio) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 17))
def test_lambda_is_at_least_n_and_weights_solve_the_eigenvalue_problem(seed: int, count: int) -> None:
    matrix = drawn(seed, count)
    found = analytic_hierarchy(matrix)
    assert found.weights.sum() == pytest.approx(1)
    assert found.lambda_max >= count - 1e-9
    np.testing.assert_allclose(matrix @ found.weights, found.lambda_max * found.weights, rtol=1e-8)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 6))
def test_a_groups_judgements_stay_reciprocal_and_lie_between_its_members(seed: int, count: int) -> None:
    members = [drawn(seed + at, count) for at in range(3)]
    group = group_judgements(members)
    np.testing.assert_allclose(group * group.T, 1)
    assert (group <= np.max(members, axis=0) + 1e-9).all()
    assert (group >= np.min(members, axis=0) - 1e-9).all()


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        ([[1.0, 2.0]], "1 x 2"),
        ([[1, 0], [0, 1]], "above 0"),
        ([[1, np.nan], [1, 1]], "above 0"),
        ([[1, 2], [2, 1]], "not reciprocal"),
        ([[2.0]], "not reciprocal"),
    ],
)
def test_what_is_no_matrix_of_judgements_is_refused(matrix: list[list[float]], said: str) -> None:
    with pytest.raises(MethodError, match=said):
        analytic_hierarchy(np.array(matrix))


def test_an_unknown_method_and_a_group_of_unlike_matrices_are_refused() -> None:
    with pytest.raises(MethodError, match="'eigen', allowed: eigenvector"):
        analytic_hierarchy(np.eye(1), "eigen")
    with pytest.raises(MethodError, match="1 items, 2 items"):
        group_judgements([np.eye(1), np.ones((2, 2))])
    with pytest.raises(MethodError, match="no matrix"):
        group_judgements([])


def test_points_of_a_tree_and_a_notice_for_the_parent_that_contradicts_itself() -> None:
    framework = tree("f", {"f": {"a": 1, "b": 1, "c": 1, "n": 1}, "n": {"x": 1, "y": 1, "z": 1}})
    four = np.array([4.0, 3.0, 2.0, 1.0])
    points, notices = ahp_points({"n": CYCLE, "f": four[:, None] / four}, framework)
    assert [parent for parent, _ in points] == ["f", "n"]
    assert points[0][1] == pytest.approx((0.4, 0.3, 0.2, 0.1))
    assert [(notice.code, notice.ids) for notice in notices] == [("inconsistent", ("n",))]
    assert "CR = 6.1303" in notices[0].message
    assert "x over y is 9, 1 would be consistent" in notices[0].message
