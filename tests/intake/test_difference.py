"""Differences, against a dictionary that is compared key by key."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.intake.difference import Change, Stored, difference, doubts, merge
from cluster_core.intake.findings import Findings
from cluster_core.intake.observations import Observations, keys_of

KEYS = keys_of(["a", "b", "c"], ["x", "y"])
Content = dict[tuple[str, str, int], float | None]


def columns(content: Content) -> Observations:
    made = Observations(KEYS)
    for at, ((region, indicator, year), value) in enumerate(content.items()):
        made.add(region, indicator, year, math.nan if value is None else value, (at, 0))
    return made


def stored(content: Content) -> Stored:
    held = Observations(KEYS)
    for (region, indicator, year), value in content.items():
        held.add(region, indicator, year, value or 0.0, (0, 0))
    return Stored(held, ("s1",))


keys = st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(2019, 2021))
few = st.sampled_from([0.0, 1.0, 2.5])


@settings(max_examples=80)
@given(st.dictionaries(keys, few | st.none()), st.dictionaries(keys, few), st.booleans())
def test_it_is_what_a_comparison_key_by_key_finds(table: Content, there: Content, replace: bool) -> None:
    incoming = columns(table)
    found = difference(incoming, merge(incoming, Findings()), stored(there), replace=replace)
    told = {key: value for key, value in table.items() if value is not None}
    covered = {(key[1], key[2]) for key in table}
    assert found.counts == {
        "new": sum(key not in there for key in told),
        "changed": sum(key in there and there[key] != value for key, value in told.items()),
        "unchanged": sum(key in there and there[key] == value for key, value in told.items()),
        "lost": sum(replace and key[1:] in covered and key not in told for key in there),
    }
    shown = found.first("changed", 99)
    assert {(one.region, one.indicator, one.year): (one.old, one.new) for one in shown} == {
        key: (there[key], value) for key, value in told.items() if key in there and there[key] != value
    }


def test_changes_carry_old_value_source_and_cell() -> None:
    incoming = columns({("a", "x", 2020): 2.0, ("b", "x", 2020): 9.0, ("c", "y", 2020): 1.0})
    there = stored({("a", "x", 2020): 1.9, ("b", "x", 2020): 1.0})
    found = difference(incoming, merge(incoming, Findings()), there)
    assert found.first("changed", 9) == [
        Change("b", "x", 2020, 1.0, 9.0, "s1", "A2"),  # the relatively largest first
        Change("a", "x", 2020, 1.9, 2.0, "s1", "A1"),
    ]
    assert found.first("new", 9) == [Change("c", "y", 2020, None, 1.0, "", "A3")]
    assert found.first("changed", 1)[0].region == "b"


def test_a_missing_mark_takes_nothing_away_unless_told_to_replace() -> None:
    incoming, there = columns({("a", "x", 2020): None}), stored({("a", "x", 2020): 1.0})
    kept = merge(incoming, Findings())
    assert difference(incoming, kept, there).counts["lost"] == 0
    assert difference(incoming, kept, there, replace=True).first("lost", 9)[0].old == 1.0


def test_equal_duplicates_are_merged_unequal_ones_are_faults() -> None:
    made = Observations(KEYS)
    for row, value in enumerate((1.0, 1.0, 2.0, math.nan)):
        made.add("a", "x", 2020, value, (row, 1))
    found = Findings()
    assert merge(made, found).tolist() == [0]
    assert [(one.severity, one.cell) for one in found.every] == [
        ("fault", "B3"),
        ("fault", "B4"),
        ("note", "B2"),
    ]
    assert "a, x, 2020 in B1 and here" in found.every[0].found


@pytest.mark.parametrize(
    ("new", "old", "kinds"),
    [
        ((1000.0, 2000.0), (1.0, 2.0), ["scale"]),
        ((0.01, 0.02), (1.0, 2.0), ["scale"]),
        ((1.0, 5.0), (1.0, 2.0), []),
        ((-1.0, 5.0), (1.0, 2.0), ["negative"]),
        ((-1.0, 5.0), (-1.0, 2.0), []),
        ((2019.0, 2020.0, 2021.0), (2000.0, 1500.0), ["years"]),
        ((0.0, 0.0), (1.0, 2.0), []),
    ],
)
def test_doubts(new: tuple[float, ...], old: tuple[float, ...], kinds: list[str]) -> None:
    incoming = columns({("abc"[at], "x", 2021): value for at, value in enumerate(new)})
    there = stored({("abc"[at], "x", 2020): value for at, value in enumerate(old)})
    found = Findings()
    doubts(incoming, merge(incoming, Findings()), there, found)
    assert [one.kind for one in found.every] == kinds


def test_nothing_against_nothing() -> None:
    empty = columns({})
    assert difference(empty, merge(empty, Findings()), stored({}), replace=True).counts["new"] == 0
