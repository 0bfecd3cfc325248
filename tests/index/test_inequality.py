"""Theil, Gini and their parts: values by hand, identities, and what has no measure."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.index.inequality import (
    check_amounts,
    coefficient_of_variation,
    gini,
    gini_parts,
    theil,
    theil_parts,
)

few = settings(max_examples=60)
amounts = st.floats(0, 1e6, allow_subnormal=False).map(lambda value: round(value, 3))
grouped = st.lists(st.tuples(amounts, st.sampled_from("abc"), st.floats(0.1, 50)), min_size=1, max_size=12)


def columns(rows: list[tuple[float, str, float]]) -> tuple[np.ndarray, list[str], np.ndarray]:
    return np.array([row[0] for row in rows]), [row[1] for row in rows], np.array([row[2] for row in rows])


def test_everything_in_half_of_the_units_is_ln_2_and_all_of_it_between() -> None:
    found = theil_parts(np.array([0.0, 0, 0, 10, 10, 10]), list("aaabbb"))
    assert (found.total, found.between, found.within) == pytest.approx((math.log(2), math.log(2), 0))
    assert math.isnan(found.groups["a"])
    assert found.groups["b"] == 0


def test_theil_by_hand() -> None:
    # shares 1/4 and 3/4 of two units: 1/4 ln(1/2) + 3/4 ln(3/2)
    assert theil(np.array([1.0, 3.0])) == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))


def test_sizes_weigh_units_as_if_they_were_so_many() -> None:
    sized = theil_parts(np.array([1.0, 3.0, 4.0]), ["a", "a", "b"], np.array([1.0, 2.0, 3.0]))
    spelt_out = theil_parts(np.array([1.0, 3, 3, 4, 4, 4]), list("aaabbb"))
    assert (sized.total, sized.between, sized.within) == pytest.approx(
        (spelt_out.total, spelt_out.between, spelt_out.within)
    )


@few
@given(grouped)
def test_theil_is_between_and_within(rows: list[tuple[float, str, float]]) -> None:
    values, groups, sizes = columns(rows)
    for weights in (None, sizes):
        found = theil_parts(values, groups, weights)
        if values.sum() == 0:
            assert math.isnan(found.total)
            continue
        assert found.total == pytest.approx(found.between + found.within, abs=1e-9)
        assert min(found.between, found.within) >= 0
        assert found.total == theil(values, weights)


@few
@given(grouped, st.floats(0.01, 1000))
def test_units_of_measurement_copies_and_order_change_nothing(
    rows: list[tuple[float, str, float]], factor: float
) -> None:
    values, groups, _ = columns(rows)
    for measure in (theil, gini):
        found = pytest.approx(measure(values), abs=1e-9, nan_ok=True)
        assert measure(values * factor) == found
        assert measure(np.repeat(values, 2)) == found
        assert measure(values[::-1]) == found
    parts, doubled = gini_parts(values, groups), gini_parts(np.tile(values, 2), groups * 2)
    assert doubled.overlap == pytest.approx(parts.overlap, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("measure", [theil, gini])
@pytest.mark.parametrize("values", [[5.0], [2.0] * 7, [0.1 + 0.2, 0.3]])
def test_equal_values_are_not_unequal(measure: object, values: list[float]) -> None:
    assert measure(np.array(values)) == pytest.approx(0, abs=1e-15)  # type: ignore[operator]


def test_bounds() -> None:
    everything = np.array([0.0] * 7 + [3.0])
    assert theil(everything) == pytest.approx(math.log(8))
    assert gini(everything) == pytest.approx(7 / 8)


@pytest.mark.parametrize("values", [[], [0.0, 0.0]])
def test_nothing_to_share_has_no_measure(values: list[float]) -> None:
    none = np.array(values)
    assert math.isnan(theil(none))
    assert math.isnan(gini(none))
    assert math.isnan(coefficient_of_variation(none))
    groups = ["a"] * len(values)
    assert math.isnan(theil_parts(none, groups).within)
    assert math.isnan(gini_parts(none, groups).total)


def test_one_group_is_all_within() -> None:
    values = np.array([1.0, 2.0, 5.0])
    found, shares = theil_parts(values, ["a"] * 3), gini_parts(values, ["a"] * 3)
    assert (found.between, found.within) == (0, found.total)
    assert (shares.within, shares.between, shares.overlap) == (pytest.approx(shares.total), 0, 0)


def test_negatives_and_sizes_of_nothing_are_refused_by_name() -> None:
    with pytest.raises(MethodError, match=r"found -1 \(unit 2\), -3 \(unit 3\), allowed: 0 or more"):
        theil(np.array([1.0, -1.0, -3.0]))
    with pytest.raises(MethodError, match=r"size: found 0 \(unit 1\), allowed: above 0"):
        theil(np.array([1.0, 2.0]), np.array([0.0, 2.0]))
    with pytest.raises(MethodError, match="-1"):
        gini_parts(np.array([-1.0, 2.0]), ["a", "b"])
    check_amounts(np.array([0.0]), ["R1"])


def test_variation() -> None:
    assert coefficient_of_variation(np.array([2.0, 4.0, 6.0])) == pytest.approx(0.5)  # sd 2, mean 4
    assert math.isnan(coefficient_of_variation(np.array([3.0])))


# --- Dagum -------------------------------------------------------------------------------------------------------


def test_six_units_in_two_groups_that_overlap() -> None:
    # y = 1..6; a = 1, 2, 4 (mean 7/3), b = 3, 5, 6 (mean 14/3). Own Gini: a (1+3+2)*2/(2*9*7/3) = 2/7 and b 1/7.
    found = gini_parts(np.arange(1.0, 7.0), list("aababb"))
    assert found.total == pytest.approx(5 / 18)
    assert found.within == pytest.approx(2 / 7 * 1 / 2 * 1 / 3 + 1 / 7 * 1 / 2 * 2 / 3)
    # |y_j - y_h| sums to 23 over nine pairs, one of which (4 - 3) runs the other way: d = 22/9, q = 1/9
    assert found.between == pytest.approx(1 / 6)
    assert found.overlap == pytest.approx(1 / 63)


def by_definition(values: np.ndarray, groups: list[str]) -> tuple[float, float, float]:
    """Gw, Gnb and Gt pair by pair, as Dagum defines them."""
    members = [values[[group == name for group in groups]] for name in dict.fromkeys(groups)]
    p = [part.size / values.size for part in members]
    s = [part.sum() / values.sum() for part in members]
    within = between = overlap = 0.0
    for j, first in enumerate(members):
        for h, second in enumerate(members):
            both = first.mean() + second.mean()
            if both == 0 or first.mean() < second.mean() or (h > j and first.mean() == second.mean()):
                continue
            gaps = first[:, None] - second[None, :]
            g = np.abs(gaps).mean() / both
            if j == h:
                within += g * p[j] * s[j]
                continue
            d, q = np.maximum(gaps, 0).mean(), np.maximum(-gaps, 0).mean()
            net = (d - q) / (d + q) if d + q else 0.0
            between += g * (p[j] * s[h] + p[h] * s[j]) * net
            overlap += g * (p[j] * s[h] + p[h] * s[j]) * (1 - net)
    return within, between, overlap


@few
@given(grouped)
def test_the_parts_of_gini_are_those_of_the_definition(rows: list[tuple[float, str, float]]) -> None:
    values, groups, _ = columns(rows)
    if values.sum() == 0:
        return
    found = gini_parts(values, groups)
    assert (found.within, found.between, found.overlap) == pytest.approx(
        by_definition(values, groups), abs=1e-9
    )
    assert found.total == pytest.approx(found.within + found.between + found.overlap, abs=1e-9)
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    assert gini(values) == pytest.approx(pairs / (2 * values.mean()), abs=1e-9)


def test_groups_that_do_not_overlap_and_lone_units() -> None:
    assert gini_parts(np.array([1.0, 2.0, 5.0, 6.0]), list("aabb")).overlap == pytest.approx(0, abs=1e-15)
    alone = gini_parts(np.array([1.0, 2.0, 5.0]), list("abc"))
    assert (alone.within, alone.between) == (0, pytest.approx(alone.total))
    assert gini_parts(np.array([0.0, 0.0, 5.0]), list("aab")).within == 0
