"""Correlations against scipy, their interval, and the least one that n units can tell from none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cluster_core.index.correlation import (
    correlate,
    critical_correlation,
    does_not_vary,
    fisher_interval,
    pearson,
)

NAN = float("nan")
pairs = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=15)


@settings(max_examples=60)
@given(pairs)
def test_both_coefficients_are_those_of_scipy(rows: list[tuple[int, int]]) -> None:
    x, y = np.array(rows, dtype=float).T
    found = correlate(x, y)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert math.isnan(found.pearson)
        assert math.isnan(found.spearman)
        return
    assert found.pearson == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-9)
    assert found.spearman == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
    assert correlate(-3 * x + 1, y).pearson == pytest.approx(-found.pearson, abs=1e-9)


def test_the_interval_is_that_of_scipy() -> None:
    x, y = np.array([1.0, 2, 3, 4, 5, 6, 7]), np.array([2.0, 1, 4, 3, 7, 5, 6])
    theirs = stats.pearsonr(x, y).confidence_interval(0.95)
    found = correlate(x, y)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high))


def test_only_units_with_both_values_count() -> None:
    found = correlate(np.array([1.0, 2, NAN, 4, 3]), np.array([1.0, NAN, 3, 8, 6]))
    assert found.n == 3
    assert found.pearson == pytest.approx(pearson(np.array([1.0, 4, 3]), np.array([1.0, 8, 6])))
    assert math.isnan(found.low)  # three units bound nothing


@pytest.mark.parametrize("x", [[], [1.0, 2.0], [3.0, 3.0, 3.0], [0.3, 0.1 + 0.2, 0.3], [NAN, NAN, 1.0]])
def test_too_few_units_or_no_variation_is_undefined(x: list[float]) -> None:
    found = correlate(np.array(x), np.arange(float(len(x))))
    assert all(math.isnan(number) for number in (found.pearson, found.spearman, found.low, found.high))


def test_huge_and_tiny_numbers_do_not_overflow() -> None:
    x = np.array([1.0, 2.0, 4.0])
    assert pearson(x * 1e300, x * 1e-300) == pytest.approx(1)


def test_a_perfect_correlation_has_no_room() -> None:
    assert fisher_interval(1.0, 10) == (1.0, 1.0)
    assert fisher_interval(-1.0, 10) == (-1.0, -1.0)


def test_critical_values_are_those_of_the_printed_table() -> None:
    # Table of critical values of Pearson's r, two-sided 5 %, degrees of freedom n - 2, as in statistics textbooks.
    for n, printed in {3: 0.997, 5: 0.878, 10: 0.632, 13: 0.553, 22: 0.423, 102: 0.195}.items():
        assert critical_correlation(n) == pytest.approx(printed, abs=0.0005)
    assert math.isnan(critical_correlation(2))


def test_the_critical_value_is_where_p_is_5_percent() -> None:
    r, n = critical_correlation(13), 13
    t = r * math.sqrt((n - 2) / (1 - r * r))
    assert 2 * stats.t.sf(t, n - 2) == pytest.approx(0.05)


def test_nothing_does_not_vary() -> None:
    assert does_not_vary(np.array([]))
