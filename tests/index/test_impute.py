"""Filling gaps: by hand, and what must hold for any table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.index.impute import History, carry_forward, impute, interpolate, of_groups
from cluster_core.model.framework import IMPUTATIONS
from tests.model.examples import NAN

NUMBERS = st.integers(-1000, 1000).map(float) | st.just(NAN)
TABLES = arrays(np.float64, st.tuples(st.integers(1, 8), st.integers(1, 3)), elements=NUMBERS)
SERIES = arrays(np.float64, st.tuples(st.integers(1, 6), st.just(5)), elements=NUMBERS)
YEARS = (2016, 2018, 2019, 2020, 2023)
VALUES = np.array([[1.0, NAN], [NAN, NAN], [2.0, NAN], [9.0, NAN], [NAN, NAN]])
GROUPS = ["n", "n", "n", "s", ""]


def histories(series: np.ndarray, year: int, columns: int) -> list[History]:
    return [History(series, YEARS, year, 2018)] * columns


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("none", [1, NAN, 2, 9, NAN]),
        ("peer_mean", [1, 4, 2, 9, 4]),
        ("peer_median", [1, 2, 2, 9, 2]),
        ("group_mean", [1, 1.5, 2, 9, NAN]),  # the last one has no group
        ("group_median", [1, 1.5, 2, 9, NAN]),
    ],
)
def test_from_the_others_of_the_same_year(method: str, expected: list[float]) -> None:
    values, filled = impute(VALUES, method, GROUPS)
    np.testing.assert_array_equal(values[:, 0], expected)
    np.testing.assert_array_equal(filled[:, 0], np.isnan(VALUES[:, 0]) & ~np.isnan(expected))
    assert np.isnan(values[:, 1]).all(), "nobody to learn from"
    assert not filled[:, 1].any()


def test_a_group_without_any_value_stays_missing() -> None:
    values, filled = impute(np.array([[NAN], [NAN], [3.0]]), "group_mean", ["a", "a", "b"])
    np.testing.assert_array_equal(values.ravel(), [NAN, NAN, 3])
    assert not filled.any()


def test_nobody_has_a_group() -> None:
    assert np.isnan(of_groups(np.array([[1.0], [2.0]]), ["", ""], "mean")).all()


@pytest.mark.parametrize(
    ("row", "oldest", "expected"),
    [
        ([1, 2, 3, NAN, 5], 2016, 3),  # the latest before, never a later one
        ([1, 2, NAN, NAN, 5], 2016, 2),
        ([1, NAN, NAN, NAN, 5], 2016, 1),
        ([1, NAN, NAN, NAN, 5], 2017, NAN),  # too old
        ([NAN, NAN, NAN, NAN, 5], 2016, NAN),
        ([1, 2, 3, 4, 5], 2016, 3),  # that of the vintage itself does not count
    ],
)
def test_the_own_latest_value_is_carried_forward(row: list[float], oldest: int, expected: float) -> None:
    found = carry_forward(History(np.array([row], dtype=float), YEARS, 2020, oldest))
    np.testing.assert_array_equal(found, [expected])


@pytest.mark.parametrize(
    ("row", "year", "expected"),
    [
        ([NAN, 10, NAN, NAN, 20], 2020, 14),  # two of five years
        ([0, 10, 12, NAN, 21], 2020, 14.25),  # the nearest on both sides: 12 + 9/4
        ([1, NAN, NAN, NAN, NAN], 2020, NAN),  # nothing later
        ([NAN, NAN, NAN, NAN, 1], 2020, NAN),  # nothing earlier
        ([1, 2, 3, 4, NAN], 2023, NAN),  # the last year has nothing later
        ([7, NAN, NAN, NAN, 7], 2019, 7),
        ([0, NAN, NAN, NAN, 7], 2017, 1),  # a vintage between the years observed
    ],
)
def test_a_straight_line_in_time(row: list[float], year: int, expected: float) -> None:
    found = interpolate(History(np.array([row], dtype=float), YEARS, year, 0))
    np.testing.assert_allclose(found, [expected], rtol=1e-12)


@pytest.mark.parametrize("fill", [carry_forward, interpolate])
def test_no_vintage_or_no_year_leaves_all_missing(fill: object) -> None:
    assert callable(fill)
    assert np.isnan(fill(History(np.array([[1.0, 2.0]]), (2019, 2020), None, 0))).all()
    assert np.isnan(fill(History(np.empty((2, 0)), (), 2020, 0))).all()


@given(TABLES, SERIES, st.sampled_from(IMPUTATIONS), st.sampled_from(YEARS))
def test_what_is_there_stays_and_what_is_filled_is_marked(
    values: np.ndarray, series: np.ndarray, method: str, year: int
) -> None:
    rows = min(len(values), len(series))
    values, groups = values[:rows], [GROUPS[row % 5] for row in range(rows)]
    found, filled = impute(values, method, groups, histories(series[:rows], year, values.shape[1]))
    np.testing.assert_array_equal(found[~filled], values[~filled])
    np.testing.assert_array_equal(filled, np.isnan(values) & ~np.isnan(found))
    if method == "none":
        assert not filled.any()


@given(TABLES, st.sampled_from(["mean", "median"]))
def test_one_group_is_all_the_peers(values: np.ndarray, statistic: str) -> None:
    by_group = impute(values, f"group_{statistic}", ["all"] * len(values))[0]
    by_peers = impute(values, f"peer_{statistic}", [""] * len(values))[0]
    np.testing.assert_array_equal(by_group, by_peers)


@given(TABLES, st.sampled_from(["mean", "median"]))
def test_the_statistic_is_numpys_over_the_values_present(values: np.ndarray, statistic: str) -> None:
    found, filled = impute(values, f"peer_{statistic}", [""] * len(values))
    for column in range(values.shape[1]):
        present = values[~np.isnan(values[:, column]), column]
        if present.size:
            np.testing.assert_allclose(
                found[filled[:, column], column], getattr(np, statistic)(present), rtol=1e-12, atol=1e-12
            )


@given(TABLES, st.permutations(range(8)), st.sampled_from(["peer_mean", "group_median"]))
def test_the_order_of_units_does_not_matter(values: np.ndarray, order: list[int], method: str) -> None:
    rows = [row for row in order if row < len(values)]
    groups = [GROUPS[row % 5] for row in range(len(values))]
    straight = impute(values, method, groups)[0]
    turned = impute(values[rows], method, [groups[row] for row in rows])[0]
    np.testing.assert_allclose(turned, straight[rows], rtol=1e-12, atol=1e-12)


@given(SERIES, st.integers(2015, 2024))
def test_a_line_stays_between_its_ends_and_is_never_drawn_beyond(series: np.ndarray, year: int) -> None:
    found = interpolate(History(series, YEARS, year, 0))
    before, after = np.array(YEARS) < year, np.array(YEARS) > year
    for row, value in zip(series, found, strict=True):
        early, late = row[before & ~np.isnan(row)], row[after & ~np.isnan(row)]
        if not early.size or not late.size:
            assert np.isnan(value)
        else:
            low, high = sorted((early[-1], late[0]))
            assert low - 1e-9 <= value <= high + 1e-9
