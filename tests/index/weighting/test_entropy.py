"""Entropy weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.index.weighting.entropy import entropy_weights, normalised

NAN = np.nan
TABLES = arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(1, 6)), elements=st.floats(0, 1))


def test_a_published_example_with_a_zero() -> None:
    """The two columns that scikit-criteria's own tests weigh; 0 ln 0 counts as 0."""
    found = entropy_weights(np.array([[0.0, 0.2], [0.5, 0.3], [1.0, 0.5]]))
    np.testing.assert_allclose(found, [0.87014723, 0.12985277], atol=5e-9)


def test_a_missing_value_is_left_out_of_its_own_column_only() -> None:
    whole = np.array([[0.0, 0.2], [0.5, 0.3], [1.0, 0.5]])
    gap = np.array([[0.0, 0.2], [0.5, 0.3], [1.0, 0.5], [NAN, 1.0]])
    three, four = entropy_weights(whole), entropy_weights(gap)
    p = np.array([0.2, 0.3, 0.5, 1.0]) / 2.0
    first = 1 + (1 / 3 * np.log(1 / 3) + 2 / 3 * np.log(2 / 3)) / np.log(3)
    second = 1 + (p * np.log(p)).sum() / np.log(4)
    np.testing.assert_allclose(four, np.array([first, second]) / (first + second), rtol=1e-12)
    assert four[0] != pytest.approx(three[0])


@pytest.mark.parametrize("flat", [[0.0, 0.0, 0.0], [0.5, 0.5, 0.5], [NAN, NAN, NAN], [1.0, NAN, NAN]])
def test_a_column_that_tells_nobody_apart_weighs_nothing(flat: list[float]) -> None:
    found = entropy_weights(np.column_stack([flat, [0.0, 0.5, 1.0]]))
    np.testing.assert_allclose(found, [0, 1], atol=1e-12)


@pytest.mark.parametrize("rows", [[[0.5, 0.5], [0.5, 0.5]], [[0.2, 0.9]], [[NAN, NAN], [NAN, NAN]]])
def test_nothing_to_tell_apart_gives_equal_weights(rows: list[list[float]]) -> None:
    assert entropy_weights(np.array(rows)).tolist() == [0.5, 0.5]


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_weights_are_a_distribution_and_do_not_depend_on_the_order_of_units(table: np.ndarray) -> None:
    found = entropy_weights(table)
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(1)
    np.testing.assert_allclose(entropy_weights(table[::-1]), found, atol=1e-9)


def test_a_batch_is_weighed_as_its_tables_one_by_one() -> None:
    batch = np.random.default_rng(3).random((5, 7, 4))
    batch[1, 2, 3] = batch[2, :, 1] = np.nan
    np.testing.assert_allclose(
        entropy_weights(batch), [entropy_weights(table) for table in batch], rtol=1e-12
    )


def test_a_constant_column_weighs_exactly_nothing() -> None:
    assert entropy_weights(np.array([[0.1, 0.0], [0.1, 0.5], [0.1, 1.0]])).tolist() == [0, 1]


def test_no_indicator_has_no_weight() -> None:
    assert normalised(np.empty(0)).size == 0
