"""Benefit of the doubt; the handbook's table 19 is in tests/oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.index.weighting.benefit_of_the_doubt import benefit_of_the_doubt

NAN = np.nan


def test_two_specialists_and_a_third_by_hand() -> None:
    """(1, 0) and (0, 1) are best by their own column; (.4, .4) comes to .8 of them with weights of one half each."""
    found = benefit_of_the_doubt(np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]]))
    np.testing.assert_allclose(found.composite, [1, 1, 0.8])
    np.testing.assert_allclose(found.weights, [[0.5, 0.5]] * 3, atol=1e-9)


def test_bounds_bind_the_share_of_the_weights() -> None:
    """Only the first column serves R1 = (1, 0): within 0.3-0.7 it takes 0.7; R2 = (0.5, 1) keeps R1 at .7/.7."""
    found = benefit_of_the_doubt(np.array([[0.2, 0.0], [1.0, 1.0], [0.0, 0.5]]), 0.3, 0.7)
    np.testing.assert_allclose(found.weights[0], [0.7, 0.3])
    np.testing.assert_allclose(found.weights[2], [0.3, 0.7])
    np.testing.assert_allclose(found.composite, [0.14, 1, 0.35])


def test_of_several_optima_the_nearest_to_equal_weights_is_taken() -> None:
    """R1 = (1, .5) is best as long as .25 w1 >= .5 w2, against R2 = (.75, 1): of those, 2/3 and 1/3 are nearest."""
    table = np.array([[1.0, 0.5], [0.75, 1.0], [0.0, 0.0]])
    found = benefit_of_the_doubt(table)
    np.testing.assert_allclose(found.weights[1], [0.5, 0.5], atol=1e-9)
    np.testing.assert_allclose(found.weights[0], [2 / 3, 1 / 3], atol=1e-9)
    assert found.weights[2].tolist() == [0.5, 0.5], "nothing to show: equal weights"
    assert found.composite[2] == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 6), st.integers(2, 4))
def test_no_other_optimum_is_nearer_to_equal_weights(seed: int, units: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 5, (units, count)) / 4
    found = benefit_of_the_doubt(table)
    varies = table.max(axis=0) > table.min(axis=0)
    if not varies.any():
        return
    z, aim = table[:, varies], 1 / varies.sum()
    trials = rng.dirichlet(np.ones(z.shape[1]), 4000)
    levels = z @ trials.T
    for row in range(units):
        own = found.weights[row, varies]
        reached = levels[row] / np.where(levels.max(axis=0) > 0, levels.max(axis=0), 1)
        assert reached.max() <= found.composite[row] + 1e-9, "no weights serve it better"
        tied = trials[reached >= found.composite[row] - 1e-12]
        if found.composite[row] > 0:
            nearest = ((tied - aim) ** 2).sum(axis=1).min(initial=np.inf)
            assert ((own - aim) ** 2).sum() <= nearest + 1e-9


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 8), st.integers(1, 5), st.floats(0, 1), st.floats(0, 1))
def test_order_does_not_matter_gaps_keep_an_equal_share_and_bounds_hold(
    seed: int, units: int, count: int, low: float, high: float
) -> None:
    rng = np.random.default_rng(seed)
    table = rng.random((units, count)).round(2)
    table[rng.random(table.shape) < 0.2] = NAN
    values = np.where(np.isnan(table), -1, table)
    spread = np.nanmax(np.vstack([table, np.zeros(count)]), axis=0) > np.nanmin(
        np.vstack([table, np.ones(count)]), axis=0
    )
    taking_part = int(spread.sum())
    if taking_part == 0:
        return
    low, high = low / taking_part, 1 / taking_part + high * (1 - 1 / taking_part)
    found = benefit_of_the_doubt(table, low, high)
    np.testing.assert_allclose(found.weights.sum(axis=1), 1)
    assert (found.weights[:, spread] >= low - 1e-9).all()
    assert (found.weights <= high + 1e-9).all()
    gaps = (values == -1) & spread
    np.testing.assert_allclose(found.weights[gaps], 1 / taking_part)
    rows, columns = rng.permutation(units), rng.permutation(count)
    again = benefit_of_the_doubt(table[rows][:, columns], low, high)
    np.testing.assert_allclose(again.weights, found.weights[rows][:, columns], atol=1e-9)
    np.testing.assert_allclose(again.composite, found.composite[rows], atol=1e-9)


def test_a_duplicated_region_changes_nothing() -> None:
    table = np.random.default_rng(4).random((6, 4))
    found, again = benefit_of_the_doubt(table), benefit_of_the_doubt(np.vstack([table, table[:1]]))
    np.testing.assert_allclose(again.weights, found.weights[[0, 1, 2, 3, 4, 5, 0]], atol=1e-9)


def test_a_column_that_does_not_vary_would_make_everybody_best_and_is_left_out() -> None:
    table = np.array([[0.5, 0.0], [0.5, 1.0], [0.5, 0.4]])
    found = benefit_of_the_doubt(table, 0.9, 1.0)
    assert found.composite.tolist() == pytest.approx([0, 1, 0.4])
    assert found.weights.tolist() == [[0, 1]] * 3
    flat = benefit_of_the_doubt(np.array([[0.5, 0.5], [0.5, NAN], [NAN, NAN]]))
    assert flat.weights.tolist() == [[0.5, 0.5]] * 3
    assert flat.composite.tolist()[:2] == [1, 1]
    assert np.isnan(flat.composite[2])


@pytest.mark.parametrize(("low", "high"), [(0.4, 1.0), (0.0, 0.3)])
def test_bounds_that_cannot_be_kept_are_refused_with_what_is_allowed(low: float, high: float) -> None:
    with pytest.raises(MethodError, match=rf"found {low:g},{high:g}, allowed for 3 .* 0\.333333"):
        benefit_of_the_doubt(np.random.default_rng(0).random((4, 3)), low, high)
