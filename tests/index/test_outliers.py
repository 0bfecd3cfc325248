"""Outlier treatment: the estimators against a peer, a published example, and what must hold for any column."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from cluster_core.index.outliers import (
    apply_treatment,
    examine,
    kurtosis,
    meets_rule,
    skewness,
    treated_points,
    with_rows,
)
from cluster_core.index.prepare import prepare
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Treatment
from tests.model.examples import NAN, dataset, facts, tree

COINR = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])  # vignette "Outlier treatment" of COINr
MANY = np.concatenate([np.arange(1.0, 61.0), 1000.0 * 2.0 ** np.arange(10)])  # ten of 70 far out, 1 to 512000
DRAWN = st.lists(
    st.integers(-50, 50).map(float) | st.integers(-(10**6), 10**6).map(float), min_size=4, max_size=40
)


def test_the_estimators_of_the_published_example() -> None:
    # skew(x) 3.063241, kurt(x) 9.741391 as printed there.
    assert skewness(COINR) == pytest.approx(3.063241, abs=5e-7)
    assert kurtosis(COINR) == pytest.approx(9.741391, abs=5e-7)


def test_the_published_example_is_winsorised_at_one_point() -> None:
    found = examine(COINR)
    assert found is not None
    assert found.how == "winsorised"
    assert apply_treatment(COINR, found).tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 30]
    assert with_rows(found, COINR).rows == (11,)


@given(DRAWN)
def test_the_estimators_are_scipys(drawn: list[float]) -> None:
    values = np.array(drawn)
    assume(np.ptp(values) > 0)
    assert skewness(values) == pytest.approx(stats.skew(values, bias=False), rel=1e-9, abs=1e-9)
    assert kurtosis(values) == pytest.approx(stats.kurtosis(values, bias=False), rel=1e-9, abs=1e-9)


def test_the_estimators_leave_missing_values_out_and_stand_huge_ones() -> None:
    assert skewness(np.append(COINR, NAN)) == pytest.approx(skewness(COINR))
    assert kurtosis(np.append(COINR, NAN)) == pytest.approx(kurtosis(COINR))
    assert kurtosis(COINR * 1e98) == pytest.approx(kurtosis(COINR))
    assert skewness(-COINR) == pytest.approx(-skewness(COINR))


@pytest.mark.parametrize(
    "values", [[], [NAN] * 6, [1.0, 1.0, 900.0], [0.3, 0.1 + 0.2, 0.3, 0.3, 0.3], [7.0] * 9], ids=str
)
def test_few_values_and_constants_are_not_examined(values: list[float]) -> None:
    assert examine(np.array(values)) is None


def test_both_limits_must_be_broken() -> None:
    skewed = np.array([1.0] * 12 + [2.0] * 2)  # skewness 2.7, kurtosis above the limit, too
    flat = np.array([1.0] * 50 + [2.0] * 8)  # skewness 2.2, kurtosis 3.0
    assert kurtosis(skewed) > 3.5
    assert not meets_rule(skewed)
    assert skewness(flat) > 2
    assert kurtosis(flat) < 3.5
    assert meets_rule(flat)


def test_the_tail_below_is_held_up() -> None:
    found = examine(-COINR)
    assert found is not None
    assert apply_treatment(-COINR, found).tolist() == (-np.minimum(COINR, 30)).tolist()


def test_what_five_points_do_not_cure_is_logged_as_it_was() -> None:
    found = examine(MANY)
    assert found is not None
    assert found.how == "log"
    # ln(x - min + 0.01 (max - min)): COINr's log_CT.
    expected = np.log(MANY - 1 + 0.01 * (512000 - 1))
    np.testing.assert_allclose(apply_treatment(MANY, found), expected, rtol=1e-12)
    mirrored = examine(-MANY)
    assert mirrored is not None
    np.testing.assert_allclose(apply_treatment(-MANY, mirrored), -expected, rtol=1e-12)


def test_where_a_log_is_not_defined_outliers_are_left() -> None:
    found = examine(MANY, log=False)
    assert found == Treatment("left")
    assert apply_treatment(MANY, found) is MANY


def test_never_more_than_a_fifth_of_the_points() -> None:
    thirteen = np.array([1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 90.0, 95.0, 500.0])
    found = examine(thirteen)  # 500 and then 95 are two of 13
    assert found is not None
    assert found.how == "winsorised"
    assert len(with_rows(found, thirteen).rows) <= 2


def test_a_column_is_never_made_constant() -> None:
    found = examine(np.array([0.0] * 20 + [1.0]))
    assert found is not None
    assert found.how == "log"


def test_what_lies_outside_of_the_pool_is_held_at_its_ends() -> None:
    logged = examine(MANY)
    assert logged is not None
    ends = apply_treatment(np.array([1.0, 512000.0]), logged)
    np.testing.assert_allclose(apply_treatment(np.array([-1e9, 1e9]), logged), ends)


@given(DRAWN)
def test_a_treated_column_meets_the_rule_or_is_logged(drawn: list[float]) -> None:
    values = np.array(drawn)
    found = examine(values)
    if found is None:
        assert meets_rule(values)
        return
    after = apply_treatment(values, found)
    changed = len(with_rows(found, values).rows)
    assert np.isfinite(after).all()
    assert (found.how == "log") or (meets_rule(after) and 1 <= changed <= max(1, min(5, len(values) // 5)))
    order = np.argsort(values, kind="stable")
    assert (np.diff(after[order]) >= -1e-9).all(), "the order of values is kept"
    if found.how == "log":
        assert changed == len(values)


@given(DRAWN, st.sampled_from([0.001, 3.0, 4096.0]), st.sampled_from([0.0, 250.0]))
def test_units_do_not_change_the_treatment_nor_its_ranks(
    drawn: list[float], factor: float, shift: float
) -> None:
    values = np.array(drawn)
    here, there = examine(values), examine(values * factor + shift)
    assert (here and here.how) == (there and there.how)
    one, other = apply_treatment(values, here), apply_treatment(values * factor + shift, there)
    if here is None or here.how == "winsorised":
        np.testing.assert_allclose(other, one * factor + shift, rtol=1e-9, atol=1e-6)
    else:
        np.testing.assert_allclose(other - other.min(), one - one.min(), rtol=1e-6, atol=1e-6)


@given(DRAWN, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn: list[float], rng: object) -> None:
    turned = list(drawn)
    rng.shuffle(turned)  # type: ignore[attr-defined]
    one, other = examine(np.array(drawn)), examine(np.array(turned))
    assert (one and one.how) == (other and other.how)
    if one and other:
        assert (one.low, one.high) == pytest.approx((other.low, other.high))


def test_the_report_names_every_value_changed() -> None:
    units = tuple(f"R{k}" for k in range(12))
    framework = tree("f", {"f": {"a": 1, "b": 1}})
    known = dataset(facts(units=units, a=COINR.tolist(), b=list(range(12))), [framework])
    assert treated_points(prepare(known, Scenario("demo", "f", 2020))).empty
    found = treated_points(prepare(known, Scenario("demo", "f", 2020, treat="winsorise")))
    assert found.to_dict("records") == [
        {"region": "R11", "indicator": "a", "original": 100, "treated": 30, "how": "winsorised"}
    ]
