"""TOPSIS by hand, its edge cases, and what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from cluster_core.index.ranking.topsis import topsis
from tests.index.ranking.tables import Table, dominated, tables

NAN = np.nan
BOTH = np.ones(2)


def by_hand(values: np.ndarray, weights: np.ndarray, sign: np.ndarray) -> np.ndarray:
    """Hwang & Yoon, written out: weighted vector-normalised values, ideals by direction, distances."""
    v = weights / weights.sum() * values / np.sqrt((values**2).sum(axis=0))
    best = np.where(sign > 0, v.max(axis=0), v.min(axis=0))
    worst = np.where(sign > 0, v.min(axis=0), v.max(axis=0))
    near, far = (np.sqrt(((v - ideal) ** 2).sum(axis=1)) for ideal in (best, worst))
    return far / (near + far)


def test_the_formula_with_a_cost_and_negative_values() -> None:
    values = np.array([[250.0, 16, -1], [200, 16, 2], [300, 32, 0], [275, 32, 4]])
    weights, sign = np.array([1.0, 2, 1]), np.array([-1.0, 1, 1])
    np.testing.assert_allclose(topsis(values, weights, sign), by_hand(values, weights, sign), rtol=1e-12)


def test_values_on_one_scale_are_taken_as_they_are() -> None:
    scaled = np.array([[0.2, 1.0], [1.0, 0.4], [0.6, 0.6]])
    near = np.sqrt(((scaled - [1, 1]) ** 2).sum(axis=1))
    far = np.sqrt(((scaled - [0.2, 0.4]) ** 2).sum(axis=1))
    np.testing.assert_allclose(topsis(scaled, BOTH, BOTH, "none"), far / (near + far), rtol=1e-12)
    turned = topsis(-scaled, BOTH, -BOTH, "none")
    np.testing.assert_allclose(turned, far / (near + far), rtol=1e-12)


@pytest.mark.parametrize("values", [[[3.0, 1.0]], [[3.0, 1.0], [3.0, 1.0]], [[0.0, 0.0], [0.0, 0.0]]])
def test_nothing_to_tell_apart_is_one_half(values: list[list[float]]) -> None:
    assert (topsis(np.array(values), BOTH, BOTH) == 0.5).all()


def test_a_unit_with_a_gap_is_not_ranked_and_changes_nothing() -> None:
    values = np.array([[1.0, 4.0], [2.0, 3.0], [5.0, 1.0]])
    gap = np.vstack([values, [NAN, 99.0]])
    np.testing.assert_allclose(topsis(gap, BOTH, BOTH), [*topsis(values, BOTH, BOTH), NAN])


@pytest.mark.parametrize("size", [1e-200, 1e100])
def test_no_size_of_numbers_is_too_small_or_large(size: float) -> None:
    values = np.array([[1.0, 4.0], [2.0, 3.0], [5.0, 1.0]])
    np.testing.assert_allclose(topsis(values * size, BOTH, BOTH), topsis(values, BOTH, BOTH), rtol=1e-9)


@given(tables())
def test_bounds_and_the_dominated_never_in_front(table: Table) -> None:
    found = topsis(*table)
    assert ((found >= 0) & (found <= 1)).all()
    for better, worse in dominated(table):
        assert found[better] >= found[worse] - 1e-9


@given(tables())
def test_units_of_measurement_and_the_size_of_weights_do_not_matter(table: Table) -> None:
    values, weights, sign = table
    factors = np.array([1000.0, 0.01, 7.0, 1e-6, 3.0])[: values.shape[1]]
    np.testing.assert_allclose(topsis(values * factors, 5 * weights, sign), topsis(*table), atol=1e-9)


@given(tables())
def test_a_twin_gets_the_same_and_order_does_not_matter(table: Table) -> None:
    values, weights, sign = table
    doubled = topsis(np.vstack([values, values[:1]]), weights, sign)
    assert doubled[0] == pytest.approx(doubled[-1], abs=1e-12)
    np.testing.assert_allclose(topsis(values[::-1], weights, sign)[::-1], topsis(*table), atol=1e-9)


@given(tables())
def test_an_indicator_of_weight_0_may_as_well_not_be_there(table: Table) -> None:
    values, weights, sign = table
    more = np.column_stack([values, np.arange(len(values), dtype=float)])
    found = topsis(more, np.append(weights, 0.0), np.append(sign, 1.0))
    np.testing.assert_allclose(found, topsis(*table), atol=1e-12)
