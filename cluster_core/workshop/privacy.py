"""What a screen or a file may show of a few people's answers: nothing under five, no extremes under eight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.model.ballot import LEAST_SHOWN
from cluster_core.model.stages import Array

LEAST = LEAST_SHOWN
LEAST_FOR_EXTREMES = 8  # ballots before least, largest and single dots are shown
BIN = 5.0  # width of a dot's place on the scale of 0-100: two answers near each other are one pile


@dataclass(frozen=True, slots=True)
class Summary:
    """What may be shown of the answers in one field, on their own scale.

    count: answers behind it. low, high: least and largest, None below eight answers. dots: (place, answers there),
    places rounded to 5, empty below eight answers; the dots of two fields cannot be joined to a ballot.
    """

    count: int
    mean: float
    median: float
    lower_quartile: float
    upper_quartile: float
    low: float | None = None
    high: float | None = None
    dots: tuple[tuple[float, int], ...] = ()


def visible(count: int) -> bool:
    """Tell whether so many ballots may be shown together.

    >>> visible(4), visible(5)
    (False, True)
    """
    return count >= LEAST


def visible_summary(values: Array) -> Summary | None:
    """Return what may be shown of some answers, None below five of them.

    Parameters
    ----------
    values : array of answers
        NaN where none was given: left out, and not counted.

    Notes
    -----
    Quartiles by linear interpolation between the answers in order (type 7 of Hyndman & Fan 1996, The American
    Statistician 50: 361-365).

    >>> visible_summary(np.array([10.0, 20.0, 30.0, 40.0])) is None
    True
    >>> found = visible_summary(np.array([10.0, 20.0, 30.0, 40.0, 50.0]))
    >>> found.median, found.lower_quartile, found.low
    (30.0, 20.0, None)
    """
    given = np.sort(values[~np.isnan(values)])
    if not visible(given.size):
        return None
    lower, median, upper = (float(found) for found in np.percentile(given, [25, 50, 75]))
    made = Summary(given.size, float(given.mean()), median, lower, upper)
    if given.size < LEAST_FOR_EXTREMES:
        return made
    places, counts = np.unique(np.rint(given / BIN) * BIN, return_counts=True)
    dots = tuple((float(place), int(count)) for place, count in zip(places, counts, strict=True))
    return Summary(made.count, made.mean, median, lower, upper, float(given[0]), float(given[-1]), dots)
