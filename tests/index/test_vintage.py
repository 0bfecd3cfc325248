"""One year for all units: the best observed in the window, and a denominator as near as possible."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.index.vintage import choose_denominator_year, choose_year
from cluster_core.model.stages import Array

YEARS = [2018, 2019, 2020, 2021]


def panel(*counts: int) -> Array:
    """Units x years with so many values in each year."""
    table = np.full((4, len(counts)), np.nan)
    for column, count in enumerate(counts):
        table[:count, column] = 1.0
    return table


@pytest.mark.parametrize(
    ("counts", "year", "max_age", "chosen"),
    [
        ((1, 4, 3, 2), 2021, 3, 2019),  # the most units
        ((4, 3, 3, 2), 2021, 2, 2020),  # on a tie the later, 2018 is too old
        ((4, 1, 1, 1), 2021, 3, 2018),  # the window is closed on both sides
        ((4, 1, 1, 1), 2021, 2, 2021),
        ((0, 0, 1, 4), 2020, 3, 2020),  # nothing from the future
        ((4, 4, 4, 4), 2021, 0, 2021),  # no age at all
        ((0, 2, 0, 0), 2021, 3, 2019),
        ((4, 0, 0, 0), 2021, 2, None),  # nothing in the window
        ((0, 0, 0, 4), 2020, 100, None),
        ((4, 4, 4, 4), 2030, 3, None),
        ((2, 2, 1, 0), 2023, 5, 2019),  # a year without any column is no obstacle
    ],
)
def test_the_year_with_the_most_units_and_the_latest_on_a_tie(
    counts: tuple[int, ...], year: int, max_age: int, chosen: int | None
) -> None:
    column = choose_year(panel(*counts), YEARS, year, max_age)
    assert (None if column is None else YEARS[column]) == chosen


def test_no_years_at_all() -> None:
    assert choose_year(np.empty((3, 0)), [], 2020, 3) is None
    assert choose_denominator_year(np.array([True]), np.empty((1, 0)), [], 2020, None) is None


def denominator(counts: tuple[int, ...], year: int, needed: int, breaks: int | None = None) -> int | None:
    flags = np.arange(4) < needed
    column = choose_denominator_year(flags, panel(*counts), YEARS, year, breaks)
    return None if column is None else YEARS[column]


@pytest.mark.parametrize(
    ("counts", "year", "needed", "breaks", "chosen"),
    [
        ((0, 2, 4, 4), 2019, 2, None, 2019),  # everyone with the numerator is there: the same year
        (
            (0, 2, 4, 4),
            2019,
            3,
            None,
            2019,
        ),  # one is not, but the same year is still the nearest with any value
        ((4, 0, 4, 0), 2019, 2, None, 2020),  # one year off on both sides, as many units: the later
        ((4, 0, 3, 0), 2019, 2, None, 2018),  # one year off on both sides: more units
        ((4, 0, 0, 1), 2019, 2, None, 2018),  # nearer, though 2021 is later
        ((4, 0, 0, 1), 2019, 2, 2019, 2021),  # nothing before the break, but a later year
        ((4, 0, 0, 0), 2019, 2, 2019, None),
        ((0, 0, 0, 0), 2019, 2, None, None),
        ((4, 4, 4, 4), 2015, 2, None, 2018),  # the numerator's year is no year of the denominator
    ],
)
def test_where_a_denominator_is_taken_from(
    counts: tuple[int, ...], year: int, needed: int, breaks: int | None, chosen: int | None
) -> None:
    assert denominator(counts, year, needed, breaks) == chosen


def test_the_same_year_stands_even_before_a_break_when_all_is_there() -> None:
    assert denominator((4, 4, 4, 4), 2019, 3, 2021) == 2019


def test_who_lacks_the_numerator_is_not_waited_for() -> None:
    below = np.array([[np.nan, 1.0], [2.0, 2.0]])
    assert choose_denominator_year(np.array([False, True]), below, [2019, 2020], 2019, None) == 0
    # Without any numerator the nearest year with values is named all the same.
    assert choose_denominator_year(np.array([False, False]), below, [2019, 2020], 2020, None) == 1
