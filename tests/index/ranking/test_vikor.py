"""VIKOR by hand, its zero denominators, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from cluster_core.index.ranking.vikor import vikor
from tests.index.ranking.tables import Table, dominated, tables

NAN = np.nan


def test_the_example_of_the_library() -> None:
    """The five alternatives with equal weights that pymcdm documents."""
    rows = [[78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29]]
    found = vikor(np.array(rows, dtype=float), np.ones(4), np.ones(4))
    np.testing.assert_allclose(found, [0.5679, 0.7667, 1, 0.7493, 0], atol=5e-5)


def test_by_hand_with_a_cost() -> None:
    values = np.array([[10.0, 1], [20, 3], [30, 2]])
    # Shortfalls, weights 1/4 and 3/4, the second a cost: (1/4, 0), (1/8, 3/4), (0, 3/8).
    # S = 1/4, 7/8, 3/8; R = 1/4, 3/4, 3/8.
    q = [0, 1, 0.5 * (1 / 8) / (5 / 8) + 0.5 * (1 / 8) / (1 / 2)]
    np.testing.assert_allclose(vikor(values, np.array([1.0, 3.0]), np.array([1.0, -1.0])), q, rtol=1e-12)
    whole_only = vikor(values, np.array([1.0, 3.0]), np.array([1.0, -1.0]), v=1.0)
    np.testing.assert_allclose(whole_only, [0, 1, 0.2], rtol=1e-12, atol=1e-12)


def test_all_short_by_the_same_is_0_for_all() -> None:
    assert vikor(np.array([[1.0, 0.0], [0.0, 1.0]]), np.ones(2), np.ones(2)).tolist() == [0, 0]


def test_an_equal_sum_leaves_the_worst_shortfall_to_decide() -> None:
    # S is 1 for all three, R is 1, 1 and 1/2.
    found = vikor(np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]), np.ones(2), np.ones(2))
    np.testing.assert_allclose(found, [0.5, 0.5, 0], atol=1e-12)


def test_rounding_is_no_difference() -> None:
    """0.1 + 0.2 and 0.3: sums of shortfalls that only rounding tells apart must not become 0 and 1."""
    weights = np.array([0.1, 0.2, 0.3])
    found = vikor(np.array([[0.0, 0, 1], [1, 1, 0]]), weights, np.ones(3), v=1.0)
    assert found.tolist() == [0, 0]


@pytest.mark.parametrize("values", [[[3.0, 1.0]], [[3.0, 1.0], [3.0, 1.0]]])
def test_nothing_to_tell_apart_is_0(values: list[list[float]]) -> None:
    assert (vikor(np.array(values), np.ones(2), np.ones(2)) == 0).all()


def test_a_constant_indicator_and_a_gap_are_left_out() -> None:
    values = np.array([[1.0, 7.0, 4.0], [2.0, 7.0, 3.0], [5.0, 7.0, 1.0]])
    without = vikor(values[:, [0, 2]], np.ones(2), np.ones(2))
    found = vikor(np.vstack([values, [NAN, 7.0, 1.0]]), np.ones(3), np.ones(3))
    np.testing.assert_allclose(found, [*without, NAN])


@given(tables())
def test_bounds_and_the_dominated_never_in_front(table: Table) -> None:
    found = vikor(*table)
    assert ((found >= 0) & (found <= 1)).all()
    for better, worse in dominated(table):
        assert found[better] <= found[worse] + 1e-9


@given(tables())
def test_units_origin_and_the_size_of_weights_do_not_matter(table: Table) -> None:
    values, weights, sign = table
    np.testing.assert_allclose(vikor(values * 8 + 32, 5 * weights, sign), vikor(*table), atol=1e-9)


@given(tables())
def test_a_twin_changes_nothing(table: Table) -> None:
    values, weights, sign = table
    doubled = vikor(np.vstack([values, values[:1]]), weights, sign)
    np.testing.assert_allclose(doubled, [*vikor(*table), vikor(*table)[0]], atol=1e-9)
