"""CRITIC weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.index.weighting.critic import critic_weights

NAN = np.nan
TABLES = arrays(np.float64, st.tuples(st.integers(2, 9), st.integers(1, 6)), elements=st.floats(0, 1))


def test_two_columns_that_agree_share_and_one_that_contradicts_them_counts_more() -> None:
    """r = 1 between the first two, -1 against the third: conflicts 2, 2 and 4, all with the same deviation."""
    found = critic_weights(np.array([[0.0, 0.0, 1.0], [0.5, 0.5, 0.5], [1.0, 1.0, 0.0]]))
    np.testing.assert_allclose(found, [0.25, 0.25, 0.5])


def test_deviation_scales_the_conflict() -> None:
    found = critic_weights(np.array([[0.0, 0.5], [0.5, 0.25], [1.0, 0.0]]))  # r = -1, deviations 2 to 1
    np.testing.assert_allclose(found, [2 / 3, 1 / 3])


@pytest.mark.parametrize("flat", [[0.3, 0.3, 0.3, 0.3], [NAN] * 4, [0.1, NAN, NAN, NAN]])
def test_a_column_that_does_not_vary_weighs_nothing_and_conflicts_with_nobody(flat: list[float]) -> None:
    others = np.array([[0.0, 0.4], [0.3, 0.6], [1.0, 0.1], [0.2, 1.0]])
    found = critic_weights(np.column_stack([others, flat]))
    np.testing.assert_allclose(found, [*critic_weights(others), 0], atol=1e-12)


def test_missing_values_leave_pairs_not_rows() -> None:
    table = np.array([[0.0, 0.4, NAN], [0.3, 0.6, 0.2], [1.0, 0.1, 0.9], [0.2, NAN, 0.4], [0.6, 0.5, 0.0]])
    frame = pd.DataFrame(table)
    pairs = np.array(
        [[frame[[a, b]].dropna().corr().iloc[0, 1] if a != b else 1.0 for b in range(3)] for a in range(3)]
    )
    contrast = frame.std().to_numpy() * (1 - pairs).sum(axis=1)
    np.testing.assert_allclose(critic_weights(table), contrast / contrast.sum(), rtol=1e-9)


@pytest.mark.parametrize(
    "rows", [[[0.5, 0.5], [0.5, 0.5]], [[0.2, 0.9]], [[NAN, NAN], [NAN, NAN]], [[0, 0], [1, 1]]]
)
def test_nothing_to_tell_apart_gives_equal_weights(rows: list[list[float]]) -> None:
    assert critic_weights(np.array(rows, dtype=float)).tolist() == [0.5, 0.5]


def test_where_nothing_conflicts_the_columns_that_vary_share_alike() -> None:
    """One column that varies, or two that agree in full: C is 0, but a constant column still weighs nothing."""
    assert critic_weights(np.array([[0.0, 0.5], [1.0, 0.5]])).tolist() == [1, 0]
    assert critic_weights(np.array([[0.0, 0.0, 0.5], [1.0, 1.0, 0.5]])).tolist() == [0.5, 0.5, 0]


def test_a_batch_is_weighed_as_its_tables_one_by_one() -> None:
    batch = np.random.default_rng(3).random((5, 7, 4))
    batch[1, 2, 3] = batch[2, :, 1] = np.nan
    np.testing.assert_allclose(critic_weights(batch), [critic_weights(table) for table in batch], rtol=1e-12)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_weights_are_a_distribution(table: np.ndarray) -> None:
    found = critic_weights(table)
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(1)
