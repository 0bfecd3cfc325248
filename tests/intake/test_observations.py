"""Observations in columns."""

from __future__ import annotations

import math

from cluster_core.intake.observations import Observations, keys_of


def test_what_goes_in_comes_out() -> None:
    made = Observations(keys_of(["a", "b"], ["x", "y"]))
    made.add("b", "y", 2020, 1.5, (3, 4))
    made.add("a", "x", -5, math.nan, (0, 0))
    assert [made.key(at) for at in (0, 1)] == [("b", "y", 2020), ("a", "x", -5)]
    assert [made.value(at) for at in (0, 1)] == [1.5, None]
    assert made.cell(0) == (3, 4)
    assert len(made) == 2


def test_codes_are_equal_for_equal_keys_only() -> None:
    made = Observations(keys_of(["a", "b"], ["x", "y"]))
    keys = [(r, i, y) for r in "ab" for i in "xy" for y in (-999_999_999, 0, 1, 2020, 999_999_999)]
    for region, indicator, year in (*keys, *keys):
        made.add(region, indicator, year, 0.0, (0, 0))
    codes = made.codes().tolist()
    assert len(set(codes)) == len(keys)
    assert codes[: len(keys)] == codes[len(keys) :]
