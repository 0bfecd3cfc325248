"""Grey relational grades by hand and their bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.index.ranking.grey_relational import grey_relational

NAN = np.nan
TABLES = arrays(np.float64, st.tuples(st.integers(1, 7), st.integers(1, 5)), elements=st.floats(0, 1))


def test_three_by_three_by_hand() -> None:
    """Distances 0, 1/2 and 1 give 1, 1/2 and 1/3."""
    rows = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.0, 1.0]])
    thirds = [(1 + 1 / 2 + 1 / 3) / 3, (1 / 2 + 1 + 1 / 2) / 3, (1 / 3 + 1 / 3 + 1) / 3]
    np.testing.assert_allclose(grey_relational(rows, np.ones(3)), thirds, rtol=1e-12)
    first = grey_relational(rows, np.array([2.0, 0.0, 0.0]))
    np.testing.assert_allclose(first, [1, 1 / 2, 1 / 3], rtol=1e-12)


def test_the_least_distance_counts_where_nobody_is_ideal() -> None:
    # Distances 0.2 and 0.6: (0.2 + 0.3)/(D + 0.3).
    found = grey_relational(np.array([[0.8], [0.4]]), np.ones(1))
    np.testing.assert_allclose(found, [1, 0.5 / 0.9], rtol=1e-12)


@pytest.mark.parametrize("rows", [[[1.0, 1.0], [1.0, 1.0]], [[0.4, 0.2]]])
def test_nothing_to_tell_apart_is_1(rows: list[list[float]]) -> None:
    assert (grey_relational(np.array(rows), np.ones(2)) == 1).all()


def test_a_unit_with_a_gap_is_not_ranked() -> None:
    found = grey_relational(np.array([[1.0, 0.0], [NAN, 1.0], [0.0, 1.0]]), np.ones(2))
    assert np.isnan(found).tolist() == [False, True, False]


@given(TABLES)
def test_bounds_and_the_dominated_never_in_front(scaled: np.ndarray) -> None:
    weights = np.arange(1.0, scaled.shape[1] + 1)
    found = grey_relational(scaled, weights)
    assert ((found > 0) & (found <= 1 + 1e-12)).all()
    np.testing.assert_allclose(grey_relational(scaled, 3 * weights), found, atol=1e-12)
    for a in range(len(scaled)):
        for b in range(len(scaled)):
            if (scaled[a] >= scaled[b]).all():
                assert found[a] >= found[b] - 1e-9
