"""Sigma and beta convergence: a law of motion is found again, and what cannot be told is not told."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cluster_core.assess.convergence import beta_convergence, convergence
from cluster_core.errors import MethodError
from tests.assess.test_disparity import series
from tests.model.examples import NAN

START = np.exp(np.array([0.0, 1.0, 2.0, 3.5, 4.0]))


def moved(kept: float) -> np.ndarray:
    """Where START stands once every logarithmic distance from 2 is `kept` times what it was."""
    return np.exp(2 + kept * (np.log(START) - 2))


@settings(max_examples=40)
@given(st.floats(0.05, 0.95), st.integers(1, 30))
def test_the_speed_of_a_law_of_motion_is_found_again(kept: float, span: int) -> None:
    found = beta_convergence(START, moved(kept), span)
    assert found.slope == pytest.approx((kept - 1) / span)
    assert found.speed == pytest.approx(-math.log(kept) / span)
    assert kept ** (found.half_life / span) == pytest.approx(0.5)
    assert (found.verdict, found.reason, found.n) == ("converging", "", 5)
    assert found.r2 == pytest.approx(1)


def test_growing_apart_has_no_half_life() -> None:
    found = beta_convergence(START, moved(1.5), 10)
    assert found.slope == pytest.approx(0.05)
    assert found.speed < 0
    assert math.isnan(found.half_life)
    assert (found.verdict, found.reason) == ("diverging", "not_converging")


def test_changing_places_has_no_speed() -> None:
    found = beta_convergence(START, moved(-0.5), 10)
    assert 1 + found.slope * 10 < 0
    assert math.isnan(found.speed)
    assert math.isnan(found.half_life)
    assert found.reason == "overshoot"


def test_the_regression_is_ordinary_least_squares_and_a_wide_interval_tells_nothing() -> None:
    noise = np.array([0.3, -0.4, 0.5, -0.5, 0.2])
    last = START * np.exp(noise)
    found = beta_convergence(START, last, 4)
    x, y = np.log(START), noise / 4
    slope, intercept = np.polyfit(x, y, 1)
    residual = y - intercept - slope * x
    stderr = math.sqrt((residual @ residual) / 3 / ((x - x.mean()) @ (x - x.mean())))
    assert (found.slope, found.intercept, found.stderr) == pytest.approx((slope, intercept, stderr))
    assert found.high - found.low == pytest.approx(2 * stats.t.ppf(0.975, 3) * stderr)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(slope / stderr), 3))
    assert found.low < 0 < found.high
    assert found.verdict == "not_told"


@pytest.mark.parametrize(
    ("first", "last", "span", "reason"),
    [
        ([1.0, 2.0], [2.0, 3.0], 5, "few_units"),
        ([], [], 5, "few_units"),
        ([2.0, 2.0, 2.0], [1.0, 2.0, 3.0], 5, "no_spread"),
        ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], 0, "one_year"),
    ],
)
def test_undefined_with_its_reason(first: list[float], last: list[float], span: int, reason: str) -> None:
    found = beta_convergence(np.array(first), np.array(last), span)
    assert math.isnan(found.slope)
    assert (found.reason, found.verdict) == (reason, "")


def test_all_growing_alike_neither_converge_nor_diverge() -> None:
    found = beta_convergence(START, START * 1.2, 3)
    assert found.slope == pytest.approx(0, abs=1e-12)
    assert math.isnan(found.half_life) or found.half_life > 1e9


# --- a series ----------------------------------------------------------------------------------------------------


def test_two_years() -> None:
    found = convergence(series(np.column_stack([START, moved(0.5)])))  # type: ignore[arg-type]
    assert found.years == (2020, 2021)
    assert found.sigma[1] == pytest.approx(found.sigma[0] / 2)
    assert found.sigma_change == pytest.approx(-found.sigma[0] / 2)
    assert found.beta.half_life == pytest.approx(1)
    assert not found.of_scores


def test_the_same_units_in_every_year_and_no_interpolation() -> None:
    found = convergence(
        series(
            [
                [1, 1, 1, 2, NAN],
                [2, 2, NAN, 3, 9],
                [4, 4, 4, 5, NAN],
                [NAN, 8, 8, 9, 9],
            ]
        )
    )
    # 2021 and 2023 have all four; 2022 lacks one of them.
    assert found.years == (2021, 2023)
    assert found.left_out == (2022,)
    assert found.units_left_out == ()
    assert found.beta.n == 4


def test_units_that_lack_an_end_are_left_out_by_name() -> None:
    found = convergence(series([[1, 2, 3], [2, 3, NAN], [4, 5, 6], [NAN, 6, 7], [5, 6, 7]]))
    assert (found.years, found.units_left_out) == ((2021,), ())
    assert found.beta.reason == "one_year"
    ends = convergence(series([[1, 3], [2, NAN], [4, 6], [NAN, 7], [5, 7]]))
    assert ends.units == ("R1", "R3", "R5")
    assert ends.units_left_out == ("R2", "R4")


@pytest.mark.parametrize("rows", [np.empty((3, 0)), np.full((3, 2), NAN)])
def test_no_data(rows: np.ndarray) -> None:
    found = convergence(series(rows))  # type: ignore[arg-type]
    assert (found.years, found.sigma, found.beta.reason) == ((), (), "one_year")
    assert math.isnan(found.sigma_change)


def test_one_region() -> None:
    found = convergence(series([[1, 2]]))
    assert math.isnan(found.sigma[0])
    assert found.beta.reason == "few_units"


def test_what_has_no_logarithm_is_refused_by_name() -> None:
    with pytest.raises(MethodError, match=r"convergence of gdp: found 0 \(R1, 2021\), -2 \(R2, 2020\)"):
        convergence(series([[1, 0], [-2, 3], [1, 1]]))


def test_scores_are_called_so() -> None:
    assert convergence(replace(series([[1, 2], [2, 3], [4, 4]]), subject="")).of_scores
