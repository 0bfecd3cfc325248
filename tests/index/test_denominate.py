"""Observed values, multiples and ratios of one indicator, with the year that they are of."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.index.denominate import Denominated, denominate, pool_of_all_years, ratio
from cluster_core.model.dataset import Panel
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Vintage
from tests.model.examples import NAN, indicator

YEARS = (2019, 2020, 2021)
UNITS = ("R1", "R2")


def panel(**columns: list[list[float]]) -> Panel:
    """Per indicator, units x years."""
    names = tuple(columns)
    values = np.stack([np.array(columns[name], dtype=float) for name in names], axis=1)
    return Panel(UNITS, names, YEARS, values)


JOBS = [[10.0, 20.0, NAN], [30.0, 40.0, NAN]]
PEOPLE = [[2.0, NAN, 5.0], [4.0, 8.0, 0.0]]
RATIO = indicator("jobs_per_100", numerator="jobs", denominator="people", scale=100.0)


def of(wanted: Indicator, year: int, below: Indicator | None = None, max_age: int = 3) -> Denominated:
    known = {i.id: i for i in (indicator("jobs"), below or indicator("people"), wanted)}
    return denominate(wanted, known, panel(jobs=JOBS, people=PEOPLE), year, max_age)


def test_ratio_is_missing_where_a_part_is_or_the_denominator_is_zero() -> None:
    top = np.array([1.0, 1.0, NAN, 0.0, -3.0])
    below = np.array([4.0, 0.0, 2.0, 5.0, 2.0])
    np.testing.assert_array_equal(ratio(top, below, 100), [25, NAN, NAN, 0, -150])


def test_a_ratio_too_large_for_a_number_is_missing() -> None:
    assert np.isnan(ratio(np.array([1e300]), np.array([1e-300]), 1.0)).all()


def test_an_observed_indicator_is_its_values() -> None:
    found = of(indicator("jobs"), 2021)
    assert found.values.tolist() == found.raw.tolist() == [20, 40]
    assert found.vintage == Vintage("jobs", 2020, None, 2, 2)
    assert not found.vintage.mixed_years


def test_a_derived_indicator_without_denominator_is_a_multiple() -> None:
    found = of(indicator("dozens", numerator="jobs", scale=0.5), 2019)
    assert (found.raw.tolist(), found.values.tolist()) == ([10, 30], [5, 15])
    assert found.vintage == Vintage("dozens", 2019, None, 2, 2)


def test_a_ratio_of_one_year() -> None:
    found = of(RATIO, 2019)
    assert found.raw.tolist() == [10, 30]
    assert found.values.tolist() == [500, 750]  # 100 * 10/2, 100 * 30/4
    assert found.vintage == Vintage("jobs_per_100", 2019, 2019, 2, 2)


def test_a_ratio_stays_in_its_year_where_another_region_lacks_the_denominator() -> None:
    # 2020 has the denominator of R2 only; it is nearer than 2019 and 2021, so R1 stays missing.
    found = of(RATIO, 2020)
    np.testing.assert_array_equal(found.values, [NAN, 500])
    assert (found.vintage.denominator_year, found.vintage.present) == (2020, 1)


def test_a_ratio_of_two_years_is_flagged() -> None:
    found = of(RATIO, 2020, below=indicator("people", breaks_before=2021))
    np.testing.assert_array_equal(found.values, [400, NAN])  # 100 * 20/5; 40/0 is missing
    assert found.vintage == Vintage("jobs_per_100", 2020, 2021, 1, 2)
    assert found.vintage.mixed_years


def test_without_any_denominator_the_ratio_is_missing() -> None:
    found = of(RATIO, 2020, below=indicator("people", breaks_before=2022))
    assert np.isnan(found.values).all()
    assert found.raw.tolist() == [20, 40]
    assert found.vintage == Vintage("jobs_per_100", 2020, None, 0, 2)


@pytest.mark.parametrize("wanted", [indicator("jobs"), RATIO, indicator("unheard_of")])
def test_nothing_in_the_window_is_missing_without_a_year(wanted: Indicator) -> None:
    found = of(wanted, 2030)
    assert np.isnan(found.values).all()
    assert found.vintage == Vintage(wanted.id, None, None, 0, 2)


# --- the pool of all years ---------------------------------------------------------------------------------------


def pool(wanted: Indicator, *others: Indicator) -> list[list[float]]:
    known = {i.id: i for i in (indicator("jobs"), indicator("people"), wanted, *others)}
    return pool_of_all_years(wanted, known, panel(jobs=JOBS, people=PEOPLE)).tolist()


def test_the_pool_of_an_observed_indicator_is_all_of_it() -> None:
    np.testing.assert_array_equal(pool(indicator("jobs")), JOBS)
    np.testing.assert_array_equal(
        pool(indicator("half", numerator="jobs", scale=0.5)), [[5, 10, NAN], [15, 20, NAN]]
    )


def test_ratios_in_the_pool_are_of_one_year_only() -> None:
    np.testing.assert_array_equal(pool(RATIO), [[500, NAN, NAN], [750, 500, NAN]])


@pytest.mark.parametrize("broken", ["jobs", "people"])
def test_nothing_before_a_break_of_any_part_counts(broken: str) -> None:
    found = pool(RATIO, indicator(broken, breaks_before=2020))
    np.testing.assert_array_equal(found, [[NAN, NAN, NAN], [NAN, 500, NAN]])


def test_the_latest_break_counts() -> None:
    own = indicator("jobs", breaks_before=2020)
    np.testing.assert_array_equal(pool(own), [[NAN, 20, NAN], [NAN, 40, NAN]])
    found = pool(RATIO, indicator("jobs", breaks_before=2019), indicator("people", breaks_before=2021))
    assert np.isnan(found).all()
