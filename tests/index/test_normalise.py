"""One scale on which higher is better: formulas, bounds, direction, units of measurement, ties and constants."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.index import normalise
from cluster_core.model.stages import Array

NAN = float("nan")
BENEFIT, COST = np.array([1.0]), np.array([-1.0])
FREE, HELD = np.array([False]), np.array([True])
few = settings(max_examples=60)
columns = st.lists(st.integers(-1000, 1000), min_size=2, max_size=8).map(
    lambda drawn: np.array(drawn, dtype=float)[:, None]
)
signs = st.sampled_from([BENEFIT, COST])


def column(*values: float) -> Array:
    return np.array(values, dtype=float)[:, None]


def ends(values: Array) -> tuple[Array, Array]:
    return np.nanmin(values, axis=0), np.nanmax(values, axis=0)


def minmax(values: Array, sign: Array) -> Array:
    return normalise.minmax(values, *ends(values), sign, FREE)


def zscore(values: Array, sign: Array) -> Array:
    return normalise.zscore(values, *normalise.mean_and_deviation([values[:, 0]]), sign)


METHODS = [minmax, zscore, normalise.rank, normalise.percentile]


# --- min-max -----------------------------------------------------------------------------------------------------


def test_minmax_by_hand() -> None:
    values = column(10, 14, NAN, 30)  # (14 - 10) / 20 = 0.2
    np.testing.assert_allclose(minmax(values, BENEFIT), column(0, 20, NAN, 100))
    np.testing.assert_allclose(minmax(values, COST), column(100, 80, NAN, 0))


def test_minmax_beyond_the_goalposts_is_held_only_where_asked() -> None:
    values, low, high = column(0, 15, 40), np.array([10.0]), np.array([20.0])
    np.testing.assert_allclose(normalise.minmax(values, low, high, BENEFIT, FREE), column(-100, 50, 300))
    np.testing.assert_allclose(normalise.minmax(values, low, high, BENEFIT, HELD), column(0, 50, 100))
    np.testing.assert_allclose(normalise.minmax(values, low, high, COST, HELD), column(100, 50, 0))


def test_minmax_of_a_constant_is_50_and_missing_stays_missing() -> None:
    np.testing.assert_array_equal(minmax(column(7, NAN, 7), COST), column(50, NAN, 50))


def test_minmax_of_nothing_is_missing() -> None:
    nothing = np.array([NAN])
    assert np.isnan(normalise.minmax(column(NAN, NAN), nothing, nothing, BENEFIT, FREE)).all()


def test_a_difference_of_rounding_only_is_constant() -> None:
    assert normalise.is_constant(np.array([0.3]), np.array([0.1 + 0.2])).all()
    assert normalise.is_constant(np.array([0.0]), np.array([0.0])).all()
    assert not normalise.is_constant(np.array([1.0]), np.array([1 + 1e-9])).any()
    assert not normalise.is_constant(np.array([0.0]), np.array([1e-300])).any()
    assert not normalise.is_constant(np.array([NAN]), np.array([1.0])).any()


def test_a_low_above_the_high_has_nothing_to_stretch() -> None:
    low, high = np.array([5.0]), np.array([3.0])
    np.testing.assert_array_equal(normalise.minmax(column(4, 9), low, high, BENEFIT, HELD), column(50, 50))


def test_indicators_do_not_see_each_other() -> None:
    table = np.array([[1.0, 100.0], [3.0, 50.0]])
    found = normalise.minmax(
        table, np.array([1.0, 50.0]), np.array([3.0, 100.0]), np.array([1.0, -1.0]), np.array([False, True])
    )
    np.testing.assert_array_equal(found, [[0, 0], [100, 100]])


# --- z-scores ----------------------------------------------------------------------------------------------------


def test_zscore_by_hand_with_the_sample_deviation() -> None:
    values = column(2, 4, NAN, 9)  # mean 5, sd sqrt((9 + 1 + 16) / 2) = sqrt 13
    expected = column(-3, -1, NAN, 4) / 13**0.5
    np.testing.assert_allclose(zscore(values, BENEFIT), expected)
    np.testing.assert_allclose(zscore(values, COST), -expected)


def test_zscore_of_a_constant_or_of_one_value_is_0() -> None:
    np.testing.assert_array_equal(zscore(column(7, NAN, 7), BENEFIT), column(0, NAN, 0))
    np.testing.assert_array_equal(zscore(column(NAN, 7), COST), column(NAN, 0))
    np.testing.assert_array_equal(zscore(column(0, 0), COST), column(0, 0))


@few
@given(columns, signs)
def test_z_scores_have_mean_0_and_deviation_1(values: Array, sign: Array) -> None:
    found = zscore(values, sign)
    assert found.mean() == pytest.approx(0, abs=1e-9)
    assert found.std(ddof=1) == pytest.approx(0 if (values == values[0]).all() else 1)


def test_mean_and_deviation_of_short_pools() -> None:
    mean, deviation = normalise.mean_and_deviation(
        [np.array([NAN]), np.array([5.0]), np.array([1.0, 3.0, NAN])]
    )
    np.testing.assert_allclose(mean, [NAN, 5, 2])
    np.testing.assert_allclose(deviation, [0, 0, 2**0.5])


# --- rank and percentile -----------------------------------------------------------------------------------------


def test_rank_1_is_the_worst_and_ties_share_the_lowest_number() -> None:
    values = column(5, 1, 5, NAN, 9)
    np.testing.assert_array_equal(normalise.rank(values, BENEFIT), column(2, 1, 2, NAN, 4))
    np.testing.assert_array_equal(normalise.rank(values, COST), column(2, 4, 2, NAN, 1))


def test_percentile_is_the_rank_from_0_to_100() -> None:
    values = column(5, 1, 5, NAN, 9)  # ranks 2, 1, 2, 4 of 4: (rank - 1) / 3
    np.testing.assert_allclose(normalise.percentile(values, BENEFIT), column(100 / 3, 0, 100 / 3, NAN, 100))


def test_percentile_of_one_value_is_50() -> None:
    np.testing.assert_array_equal(normalise.percentile(column(NAN, 3, NAN), COST), column(NAN, 50, NAN))


def test_percentile_of_nothing_is_missing() -> None:
    assert np.isnan(normalise.percentile(column(NAN, NAN), BENEFIT)).all()


# --- target ------------------------------------------------------------------------------------------------------


def test_target_by_hand() -> None:
    aim = np.array([20.0])
    values = column(5, 20, 80, 0, -4, NAN)
    np.testing.assert_allclose(normalise.target(values, aim, BENEFIT), column(25, 100, 100, 0, 0, NAN))
    # A cost of 80 is four times what is aimed at; a cost of zero or less has arrived.
    np.testing.assert_allclose(normalise.target(values, aim, COST), column(100, 100, 25, 100, 100, NAN))


def test_an_indicator_without_target_is_missing_but_for_costs_that_are_gone() -> None:
    assert np.isnan(normalise.target(column(5, 0), np.array([NAN]), BENEFIT)).all()


# --- properties --------------------------------------------------------------------------------------------------


@few
@given(columns, signs)
def test_bounds(values: Array, sign: Array) -> None:
    for method in (minmax, normalise.percentile):
        found = method(values, sign)
        assert ((found >= 0) & (found <= 100)).all()
    ranks = normalise.rank(values, sign)
    assert ranks.min() == 1
    assert ranks.max() <= len(values)


@few
@given(columns, signs, st.sampled_from(METHODS))
def test_better_is_higher_in_the_direction_of_the_indicator(
    values: Array, sign: Array, method: object
) -> None:
    found = method(values, sign)  # type: ignore[operator]
    order = np.argsort((sign * values)[:, 0], kind="stable")
    assert (np.diff(found[order, 0]) >= -1e-9).all()


@few
@given(
    columns, signs, st.sampled_from(METHODS), st.sampled_from([0.001, 0.5, 1000.0]), st.integers(-500, 500)
)
def test_another_unit_of_measurement_changes_nothing(
    values: Array, sign: Array, method: object, factor: float, shift: int
) -> None:
    np.testing.assert_allclose(
        method(values * factor + shift, sign),  # type: ignore[operator]
        method(values, sign),  # type: ignore[operator]
        atol=1e-6,
    )


@few
@given(columns, st.sampled_from(METHODS))
def test_a_cost_is_a_benefit_of_the_negative(values: Array, method: object) -> None:
    np.testing.assert_allclose(method(values, COST), method(-values, BENEFIT), atol=1e-9)  # type: ignore[operator]


@few
@given(st.lists(st.floats(0.1, 1000), min_size=1, max_size=6), signs, st.sampled_from([0.01, 60.0]))
def test_target_is_within_0_and_100_and_blind_to_units(
    drawn: list[float], sign: Array, factor: float
) -> None:
    values, aim = column(*drawn), np.array([12.0])
    found = normalise.target(values, aim, sign)
    assert ((found >= 0) & (found <= 100)).all()
    np.testing.assert_allclose(normalise.target(values * factor, aim * factor, sign), found)
