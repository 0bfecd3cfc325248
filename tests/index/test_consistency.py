"""Cronbach's alpha: identities, what is left out, and when it is undefined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.index.consistency import cronbach_alpha

NAN = float("nan")
few = settings(max_examples=60)
tables = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).normal(size=(4 + seed % 9, 2 + seed % 5))
)


def test_by_hand() -> None:
    # variances 1 and 4, covariance 2: 2 (1 - 5/9) = 8/9; correlation 1: standardised 1
    found = cronbach_alpha(np.array([[1.0, 2], [2, 4], [3, 6]]))
    assert (found.raw, found.standardised) == pytest.approx((8 / 9, 1))
    assert (found.items, found.n, found.reason) == (2, 3, "")


@few
@given(tables)
def test_identical_items_agree_fully(table: np.ndarray) -> None:
    same = np.repeat(table[:, :1], 4, axis=1)
    found = cronbach_alpha(same)
    assert (found.raw, found.standardised) == pytest.approx((1, 1))
    assert found.deleted == pytest.approx(np.ones(4))
    assert found.item_rest == pytest.approx(np.ones(4))


@few
@given(tables)
def test_standardised_is_the_formula_of_the_mean_correlation(table: np.ndarray) -> None:
    k, r = table.shape[1], np.corrcoef(table, rowvar=False)
    mean = (r.sum() - k) / (k * (k - 1))
    found = cronbach_alpha(table)
    assert found.standardised == pytest.approx(k * mean / (1 + (k - 1) * mean), rel=1e-6)
    scaled = cronbach_alpha(table * np.arange(1, k + 1) + 5)
    assert scaled.standardised == pytest.approx(found.standardised, rel=1e-6)
    assert max(found.raw, found.standardised) <= 1 + 1e-9


@few
@given(tables)
def test_deleted_is_the_alpha_of_the_others(table: np.ndarray) -> None:
    found = cronbach_alpha(table)
    for item in range(table.shape[1]):
        others = cronbach_alpha(np.delete(table, item, axis=1))
        assert found.deleted[item] == pytest.approx(others.standardised, nan_ok=True)
        assert found.deleted_raw[item] == pytest.approx(others.raw, nan_ok=True)


def test_items_against_each_other_can_make_it_negative_or_undefined() -> None:
    up = np.array([1.0, 2, 3, 5])
    assert cronbach_alpha(np.column_stack([up, -up + [0, 1, 0, 0]])).standardised < 0
    cancelled = cronbach_alpha(np.column_stack([up, -up]))
    assert math.isnan(cancelled.standardised)
    assert cancelled.reason == "no_variance"


def test_items_that_do_not_vary_or_are_empty_are_left_out() -> None:
    table = np.array([[1.0, 2, 7, NAN], [2, 3, 7, NAN], [3, 5, 7, NAN], [4, 4, 7, NAN]])
    found, plain = cronbach_alpha(table), cronbach_alpha(table[:, :2])
    assert found.items == 2
    assert found.standardised == plain.standardised
    assert np.isnan(found.item_rest[2:]).all()
    assert found.item_rest[:2] == pytest.approx(plain.item_rest)


def test_only_complete_units_count_and_may_leave_an_item_flat() -> None:
    table = np.array([[1.0, 2, 7], [2, 3, 7], [3, 5, 7], [NAN, 4, 8]])
    found = cronbach_alpha(table)
    # The third item varies only through a unit that the first lacks; without it every unit but that one is complete.
    assert (found.items, found.n) == (2, 3)
    assert found.standardised == cronbach_alpha(table[:3, :2]).standardised


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (np.empty((5, 0)), "one_item"),
        (np.array([[1.0], [2.0], [3.0]]), "one_item"),
        (np.array([[1.0, 3], [2, 3], [3, 3]]), "one_item"),
        (np.array([[1.0, 3], [2, 4]]), "few_units"),
        (np.array([[1.0, NAN], [2, 4], [NAN, 5], [3, 7]]), "few_units"),
        (np.array([[1.0, 2]]), "one_item"),
        (np.full((4, 3), 2.0), "one_item"),
    ],
)
def test_undefined_with_its_reason(table: np.ndarray, reason: str) -> None:
    found = cronbach_alpha(table)
    assert math.isnan(found.raw)
    assert math.isnan(found.standardised)
    assert found.reason == reason
    assert np.isnan(found.deleted).all()
