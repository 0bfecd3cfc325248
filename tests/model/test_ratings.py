"""Ratings of groups to one value: by hand, and what is too little."""

from __future__ import annotations

import pytest

from cluster_core.model.ratings import WEIGHTS, combined, too_few, value_of


def test_a_group_without_weight_needs_no_ratings() -> None:
    weights = {"enterprise": 1, "public": 1, "third_party": 0}
    assert combined({"enterprise": 0.0, "public": 100.0}, weights) == 50
    assert value_of({"enterprise": [0, 0, 25], "public": [100, 100, 75]}, weights) == 50


def test_medians_are_weighted() -> None:
    given = {"enterprise": [75, 50, 100], "public": [25, 25, 50, 100], "third_party": [100, 100, 0]}
    assert value_of(given) == pytest.approx(0.6 * 75 + 0.2 * (25 + 50) / 2 + 0.2 * 100)


def test_two_ratings_of_a_group_are_too_few() -> None:
    given = {"enterprise": [75, 50, 100], "public": [25, 25, 50], "third_party": [100, 100]}
    assert too_few(given, WEIGHTS) == ("third_party",)
    assert value_of(given) is None
