"""Weights from principal components; the handbook's tables are in tests/oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.index.weighting.principal_components import principal_components, varimax

NAN = np.nan


def test_two_pairs_that_agree_make_two_components_of_equal_weight() -> None:
    """Correlations 1 inside each pair and 0 between them: two eigenvalues of 2, four equal weights."""
    x, y = [0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]
    found = principal_components(np.column_stack([x, x, y, y]))
    np.testing.assert_allclose(found.eigenvalues, [2, 2, 0, 0], atol=1e-12)
    np.testing.assert_allclose(found.weights, [0.25] * 4)
    assert found.explained.tolist() == pytest.approx([0.5, 0.5, 0, 0])


def test_an_indicator_against_the_others_is_told() -> None:
    rows = np.array([[0.0, 0.1, 1.0], [0.4, 0.3, 0.8], [0.6, 0.8, 0.3], [1.0, 0.9, 0.0]])
    assert principal_components(rows).negative.tolist() == [False, False, True]


@pytest.mark.parametrize(
    "rows",
    [[[0.0, 0.2], [1.0, 0.1]], [[0.5, 0.5]] * 4, [[NAN, NAN]] * 4, [[0.3, 0.4], [0.9, 0.1], [NAN, NAN]]],
)
def test_too_few_units_or_nothing_that_varies_give_equal_weights(rows: list[list[float]]) -> None:
    found = principal_components(np.array(rows))
    assert found.weights.tolist() == [0.5, 0.5]
    assert found.loadings.shape == (2, 0)


def test_a_column_that_does_not_vary_weighs_nothing() -> None:
    table = np.random.default_rng(0).random((9, 3))
    found = principal_components(np.column_stack([table, np.full(9, 0.5), np.full(9, NAN)]))
    np.testing.assert_allclose(found.weights, [*principal_components(table).weights, 0, 0])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(3, 15), st.integers(1, 9), st.booleans())
def test_weights_are_a_distribution_whatever_the_order_and_the_gaps(
    seed: int, units: int, count: int, gaps: bool
) -> None:
    rng = np.random.default_rng(seed)
    table = rng.random((units, count))
    if gaps:
        table[rng.random(table.shape) < 0.3] = NAN
    found = principal_components(table)
    assert (found.weights >= 0).all()
    assert found.weights.sum() == pytest.approx(1)
    np.testing.assert_allclose(principal_components(table[::-1]).weights, found.weights, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 8), st.integers(1, 4))
def test_varimax_turns_only_and_never_lowers_its_criterion(seed: int, count: int, components: int) -> None:
    loadings = np.random.default_rng(seed).uniform(-1, 1, (count, components))
    turned = varimax(loadings)
    np.testing.assert_allclose(turned @ turned.T, loadings @ loadings.T, atol=1e-10)

    def criterion(table: np.ndarray) -> float:
        squares = table**2 / (table**2).sum(axis=1, keepdims=True)
        return float(squares.var(axis=0).sum())

    assert criterion(turned) >= criterion(loadings) - 1e-12
