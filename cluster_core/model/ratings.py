"""Ratings by groups of raters to one value: medians of the groups, combined by weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from types import MappingProxyType

RUBRIC = (0.0, 25.0, 50.0, 75.0, 100.0)
LEAST = 3  # raters of a group
WEIGHTS: Mapping[str, float] = MappingProxyType({"enterprise": 0.6, "public": 0.2, "third_party": 0.2})
RATER_GROUPS = tuple(WEIGHTS)


def combined(medians: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted mean of the groups' medians, over the groups with a weight above 0.

    value = sum_g w_g * median_g / sum_g w_g. Every group with a weight above 0 must have a median.

    >>> combined({"enterprise": 75.0, "public": 50.0, "third_party": 100.0}, WEIGHTS)
    75.0
    """
    used = {group: weight for group, weight in weights.items() if weight > 0}
    return sum(weight * medians[group] for group, weight in used.items()) / sum(used.values())


def too_few(given: Mapping[str, Sequence[float]], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the groups with a weight above 0 and fewer than three ratings: with any of them there is no value.

    >>> too_few({"enterprise": [75.0, 50.0, 75.0], "public": [25.0]}, {"enterprise": 1.0, "public": 0.5})
    ('public',)
    """
    return tuple(
        group for group, weight in weights.items() if weight > 0 and len(given.get(group, ())) < LEAST
    )


def value_of(given: Mapping[str, Sequence[float]], weights: Mapping[str, float] = WEIGHTS) -> float | None:
    """Return the value of one thing rated, 0-100; None while a group that counts has fewer than three ratings.

    >>> value_of({"enterprise": [75, 50, 100], "public": [25, 25, 50], "third_party": [100, 100, 0]})
    70.0
    """
    if too_few(given, weights):
        return None
    return combined({group: float(median(ratings)) for group, ratings in given.items() if ratings}, weights)
