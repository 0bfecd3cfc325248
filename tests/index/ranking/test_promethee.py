"""PROMETHEE II: the library's example, flows by hand, and its kinship with the weighted sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from cluster_core.index.ranking.promethee import promethee
from tests.index.ranking.tables import Table, dominated, tables

NAN = np.nan


def test_the_example_of_the_library() -> None:
    found = promethee(np.array([[4.0, 3, 2], [3, 2, 4], [5, 1, 3]]), np.array([0.5, 0.3, 0.2]), np.ones(3))
    np.testing.assert_allclose(found, [0.1, -0.3, 0.2], atol=1e-12)


def flows(values: np.ndarray, weights: np.ndarray, sign: np.ndarray) -> np.ndarray:
    """The usual criterion by counting: a weight for everybody one beats, less one for everybody one loses to."""
    good, count = values * sign, len(values)
    net = [
        sum(
            w * (float(good[a, j] > good[b, j]) - float(good[a, j] < good[b, j]))
            for j, w in enumerate(weights)
            for b in range(count)
        )
        for a in range(count)
    ]
    return np.array(net) / (count - 1)


@given(tables())
def test_flows_by_counting(table: Table) -> None:
    values, weights, sign = table
    varying = np.ptp(values, axis=0) > 0
    found = promethee(*table)
    if not (varying & (weights > 0)).any():
        assert (found == 0).all()
        return
    kept = np.where(varying, weights, 0)
    np.testing.assert_allclose(found, flows(values, kept / kept.sum(), sign), atol=1e-9)
    assert found.sum() == pytest.approx(0, abs=1e-9)
    assert (np.abs(found) <= 1 + 1e-9).all()


@given(tables())
def test_a_linear_preference_over_the_range_is_the_min_max_weighted_sum(table: Table) -> None:
    """Phi = n/(n - 1) (s - mean s), s the weighted min-max score: the preference of a over b is their difference."""
    values, weights, sign = table
    varying = (np.ptp(values, axis=0) > 0) & (weights > 0)
    found = promethee(*table, "vshape")
    if not varying.any():
        assert (found == 0).all()
        return
    good = (values * sign)[:, varying]
    scaled = (good - good.min(axis=0)) / np.ptp(good, axis=0)
    score = scaled @ (weights[varying] / weights[varying].sum())
    count = len(values)
    np.testing.assert_allclose(found, count / (count - 1) * (score - score.mean()), atol=1e-9)


def test_a_steeper_preference_by_hand() -> None:
    # Differences 1 and 3 of a range of 4; full from half of it, that is 2: preferences 1/2, 1 and 1.
    found = promethee(np.array([[4.0], [3.0], [0.0]]), np.ones(1), np.ones(1), "vshape", threshold=0.5)
    np.testing.assert_allclose(found, [0.75, 0.25, -1.0], atol=1e-12)


@given(tables())
def test_the_dominated_never_in_front(table: Table) -> None:
    found = promethee(*table)
    for better, worse in dominated(table):
        assert found[better] >= found[worse] - 1e-9


@given(tables())
def test_units_and_the_size_of_weights_do_not_matter(table: Table) -> None:
    values, weights, sign = table
    np.testing.assert_allclose(promethee(values * 8 + 32, 5 * weights, sign), promethee(*table), atol=1e-9)


def test_one_unit_and_a_unit_with_a_gap() -> None:
    assert promethee(np.array([[3.0]]), np.ones(1), np.ones(1)).tolist() == [0]
    found = promethee(np.array([[3.0], [NAN], [1.0]]), np.ones(1), np.ones(1))
    np.testing.assert_array_equal(found, [1, NAN, -1])
