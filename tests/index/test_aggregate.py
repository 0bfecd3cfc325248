"""Weighted means: known values, order of the means, bounds, contributions, floors and missing children."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError
from cluster_core.index.aggregate import Aggregate, aggregate, check_scale, exponent

NAN = float("nan")
NAMES = ["arithmetic", "geometric", "harmonic", "power:2", "power:-3", "power:0.5", "min"]
FLOOR = 0.01
few = settings(max_examples=60)
values = st.lists(st.floats(0, 100), min_size=2, max_size=5)
weights = st.lists(st.floats(0.1, 10), min_size=5, max_size=5)


def mean(row: list[float], shares: list[float], name: str, floor: float = FLOOR) -> Aggregate:
    return aggregate(np.array([row]), np.array(shares, dtype=float), name, floor)


def number(row: list[float], shares: list[float], name: str, floor: float = FLOOR) -> float:
    return float(mean(row, shares, name, floor).score[0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("arithmetic", 0.75 * 20 + 0.25 * 80),  # 35
        ("geometric", 20**0.75 * 80**0.25),  # 20 * 4^(1/4) = 20 sqrt 2
        ("harmonic", 1 / (0.75 / 20 + 0.25 / 80)),  # 1 / (0.0375 + 0.003125)
        ("power:2", (0.75 * 400 + 0.25 * 6400) ** 0.5),  # sqrt 1900
        ("power:-2", (0.75 / 400 + 0.25 / 6400) ** -0.5),
        ("power:0.5", (0.75 * 20**0.5 + 0.25 * 80**0.5) ** 2),
        ("power:1", 35.0),
        ("power:0", 20 * 2**0.5),
        ("min", 20.0),
    ],
)
def test_each_mean_follows_its_formula(name: str, expected: float) -> None:
    assert number([20, 80], [3, 1], name) == pytest.approx(expected, rel=1e-12)


@few
@given(values, weights)
def test_means_keep_their_order_and_stay_between_the_least_and_the_largest(
    row: list[float], shares: list[float]
) -> None:
    row = [max(value, FLOOR) for value in row]
    shares = shares[: len(row)]
    ordered = ["min", "power:-3", "harmonic", "geometric", "power:0.5", "arithmetic", "power:2", "power:9"]
    found = [number(row, shares, name) for name in ordered]
    for lower, higher in itertools.pairwise(found):
        assert lower <= higher + 1e-9
    assert found[0] == min(row)
    assert found[-1] <= max(row) + 1e-9


def test_a_power_mean_goes_to_the_largest_and_to_the_least() -> None:
    assert number([20, 80], [3, 1], "power:999") == pytest.approx(80, rel=0.002)  # 80 * 0.25^(1/999)
    assert number([20, 80], [3, 1], "power:-999") == pytest.approx(20, rel=0.001)
    assert number([20, 80], [3, 1], "power:0.000001") == pytest.approx(number([20, 80], [3, 1], "geometric"))


@few
@given(values, weights, st.sampled_from(NAMES), st.floats(0.1, 5))
def test_means_are_homogeneous_monotone_and_blind_to_the_scale_of_weights(
    row: list[float], shares: list[float], name: str, factor: float
) -> None:
    row, shares = [max(value, 1.0) for value in row], shares[: len(row)]
    plain = number(row, shares, name)
    assert number([value * factor for value in row], shares, name) == pytest.approx(factor * plain)
    assert number(row, [share * factor for share in shares], name) == pytest.approx(plain)
    assert number([row[0] + 1, *row[1:]], shares, name) >= plain - 1e-9
    assert number([row[0]] * len(row), shares, name) == pytest.approx(row[0])


@few
@given(values, weights, st.sampled_from(NAMES), st.integers(0, 31))
def test_contributions_sum_to_the_score_and_no_missing_child_has_one(
    row: list[float], shares: list[float], name: str, holes: int
) -> None:
    row = [NAN if holes >> k & 1 else value for k, value in enumerate(row)]
    found = mean(row, shares[: len(row)], name)
    assert np.isnan(found.score[0]) == all(np.isnan(row))
    if not np.isnan(found.score[0]):
        assert np.nansum(found.contributions) == pytest.approx(found.score[0], abs=1e-9)
        assert np.isnan(found.contributions[0]).tolist() == np.isnan(row).tolist()
        assert np.nanmin(found.contributions) >= 0


def test_contributions_of_each_mean_by_hand() -> None:
    assert mean([20, 80], [3, 1], "arithmetic").contributions[0] == pytest.approx([15, 20])
    # Geometric: by weight, whatever the values are.
    assert mean([20, 80], [3, 1], "geometric").contributions[0] == pytest.approx(
        [0.75 * 20 * 2**0.5, 0.25 * 20 * 2**0.5]
    )
    # Quadratic: by w x^2, here 300 : 1600 of the score sqrt 1900.
    assert mean([20, 80], [3, 1], "power:2").contributions[0] == pytest.approx(
        [300 / 1900**0.5, 1600 / 1900**0.5]
    )
    # Minimum: the lowest children share it by their weights.
    assert mean([20, 80, 20], [3, 1, 1], "min").contributions[0] == pytest.approx([15, 0, 5])


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_child_hands_its_weight_to_its_siblings(name: str) -> None:
    assert number([20, NAN, 80], [3, 5, 1], name) == pytest.approx(number([20, 80], [3, 1], name))


@pytest.mark.parametrize("name", NAMES)
def test_a_child_without_weight_takes_no_part(name: str) -> None:
    found = mean([20, 0.0, 80], [3, 0, 1], name)
    assert found.score[0] == pytest.approx(number([20, 80], [3, 1], name))
    assert found.contributions[0, 1] == 0
    assert not found.floored.any()


@pytest.mark.parametrize("name", NAMES)
def test_only_children_without_weight_leave_no_score(name: str) -> None:
    found = mean([20, NAN], [0, 1], name)
    assert np.isnan(found.score[0])
    assert np.isnan(found.contributions).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("geometric", 10.0),  # sqrt(1 * 100)
        ("harmonic", 2 / (1 / 1 + 1 / 100)),
        ("power:0", 10.0),
        ("power:-1", 2 / (1 / 1 + 1 / 100)),
    ],
)
def test_means_that_a_zero_would_decide_raise_it_to_the_floor(name: str, expected: float) -> None:
    found = mean([0, 100], [1, 1], name, floor=1.0)
    assert found.score[0] == pytest.approx(expected)
    assert found.floored.tolist() == [[True, False]]


@pytest.mark.parametrize(("name", "expected"), [("arithmetic", 50), ("power:2", 5000**0.5), ("min", 0)])
def test_other_means_know_no_floor(name: str, expected: float) -> None:
    found = mean([0, 100], [1, 1], name, floor=1.0)
    assert found.score[0] == pytest.approx(expected)
    assert not found.floored.any()


def test_a_value_at_the_floor_is_not_raised() -> None:
    assert mean([1.0, 100], [1, 1], "geometric", floor=1.0).floored.tolist() == [[False, False]]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_zeros(name: str) -> None:
    expected = FLOOR if exponent(name) <= 0 and name != "min" else 0
    found = mean([0, 0], [3, 1], name)
    assert found.score[0] == pytest.approx(expected)
    assert found.contributions.sum() == pytest.approx(expected)


def test_rows_do_not_see_each_other() -> None:
    table = np.array([[20.0, 80.0], [NAN, 80.0], [NAN, NAN], [0.0, 0.0]])
    for name in NAMES:
        together = aggregate(table, np.array([3.0, 1.0]), name, FLOOR)
        alone = [aggregate(table[[row]], np.array([3.0, 1.0]), name, FLOOR).score[0] for row in range(4)]
        np.testing.assert_array_equal(together.score, alone)


def test_large_and_small_numbers_do_not_overflow() -> None:
    assert number([1e200, 1e200], [1, 1], "power:9") == pytest.approx(1e200)
    assert number([1e-200, 1e-200], [1, 1], "power:-9", floor=1e-300) == pytest.approx(1e-200)


def test_inputs_are_left_as_they_were() -> None:
    table, shares = np.array([[0.0, NAN]]), np.array([3.0, 1.0])
    aggregate(table, shares, "geometric", 1.0)
    np.testing.assert_array_equal(table, [[0.0, NAN]])
    assert shares.tolist() == [3, 1]


@pytest.mark.parametrize("name", ["arithmetic", "power:1", "min"])
def test_z_scores_may_be_averaged_or_cut_to_their_least(name: str) -> None:
    check_scale(name, "zscore")
    assert not mean([-2.0, 1.0], [1, 1], name).floored.any()


@pytest.mark.parametrize("name", ["geometric", "harmonic", "power:2", "power:-1", "power:0.5"])
def test_other_means_of_z_scores_are_refused(name: str) -> None:
    with pytest.raises(MethodError, match=rf"'{name}' with zscore"):
        check_scale(name, "zscore")
    check_scale(name, "minmax")
