"""A ladder file: what it says, and every fault of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.ladder import DatedCount, Gate, Ladder, Listing, Rung, Tier
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.ladder_file import parse_ladder
from tests.store.samples import told
from tests.store.test_entries import document

WHOLE = """ladder: {id: steps, name: {en: Steps}, source: d1, cite: p. 1, version: 2, note: {en: redacted},
         origin: {en: ours}}
rungs:
  - {id: low, name: {en: Low}, cite: p. 2, list: {en: A list},
     gates: [{indicator: a, min: 1.5}, {indicator: b, max: -2}]}
  - {id: high, gates: [{indicator: a, percentile: 75}]}
listed:
  - {id: c1, name: {en: Wind}, rung: high, date: 2022-11-04, regions: [320900, 007], cite: p. 3}
tiers:
  - {id: first, name: {en: First}, count: 5, date: 2025, members: [{en: Wind}, Sun], cite: p. 4}
counts:
  - {id: n, name: {en: Clusters}, value: 13.5, unit: {en: pieces}, date: 2018, cite: p. 5}
"""


def parse(
    tmp_path: Path, text: str, indicators: tuple[str, ...] | None = ("a", "b")
) -> tuple[Ladder | None, Faults]:
    faults = Faults()
    return parse_ladder(document(tmp_path, text), faults, indicators), faults


def words(text: str) -> Text:
    return Text(text, text)


def test_all_that_a_file_says(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, WHOLE)
    assert told(faults) == []
    assert found == Ladder(
        "steps",
        words("Steps"),
        (
            Rung("low", words("Low"), (Gate("a", 1.5), Gate("b", at_most=-2)), words("A list"), "p. 2"),
            Rung("high", words("high"), (Gate("a", percentile=75),)),
        ),
        (Listing("c1", words("Wind"), "high", "2022-11-04", ("320900", "007"), "p. 3"),),
        (Tier("first", words("First"), 5, "2025", (words("Wind"), words("Sun")), "p. 4"),),
        (DatedCount("n", words("Clusters"), 13.5, words("pieces"), "2018", "p. 5"),),
        words("redacted"),
        words("ours"),
        "d1",
        "p. 1",
        "2",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: steps", "id: a b", "1: ladder.id: found 'a b'"),
        ("id: high,", "id: low,", "6: id: found a duplicate 'low', allowed: every id once in rungs"),
        ("gates: [{indicator: a, percentile: 75}]", "gates: []", "6: gates: found nothing"),
        ("gates: [{indicator: a, percentile: 75}]", "gates: [a]", "6: gates: found 'a', allowed: a mapping"),
        ("percentile: 75", "percentile: 101", "6: percentile: found '101', allowed: a number from 0 to 100"),
        ("percentile: 75", "min: some", "6: min: found 'some', allowed: a number"),
        ("percentile: 75", "min: 0", "6: min: found '0', allowed: a number other than 0"),
        ("percentile: 75", "x: 1", "6: gate: found nothing, allowed: one of min, max or percentile"),
        ("percentile: 75", "min: 1, max: 2", "6: gate: found 'min, max', allowed: one of min, max"),
        ("{indicator: b, max: -2}", "{indicator: a, max: -2}", "5: indicator: found a duplicate 'a'"),
        ("indicator: b", "indicator: b b", "5: indicator: found 'b b'"),
        ("rung: high", "rung: higher", "8: rung: found 'higher', allowed: a known rung (low, high)"),
        ("date: 2022-11-04, ", "", "8: date: found nothing, allowed: a date such as 2022"),
        ("date: 2022-11-04", "date: 4 November", "8: date: found '4 November', allowed: a date such as"),
        ("date: 2025", "date: late", "10: date: found 'late', allowed: a date such as"),
        ("date: 2018", "date: ''", "12: date: found nothing, allowed: a date such as"),
        ("count: 5", "count: 1", "10: members: found 2 members of 'first', allowed: at most 1"),
        ("count: 5", "count: 0", "10: count: found '0', allowed: a whole number from 1"),
        ("count: 5, ", "", "10: count: found nothing, allowed: a whole number from 1 up"),
        ("value: 13.5, ", "", "12: value: found nothing, allowed: a number from 0 up"),
        ("value: 13.5", "value: many", "12: value: found 'many'"),
    ],
)
def test_a_ladder_with_a_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert WHOLE.count(old) == 1
    found, faults = parse(tmp_path, WHOLE.replace(old, new))
    assert found is None
    assert any(line.startswith(f"x.yaml:{said}") for line in told(faults)), told(faults)


def test_a_ladder_without_rungs(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, "ladder: {id: l}\n")
    assert found is None
    assert told(faults) == ["x.yaml:1: rungs: found nothing, allowed: a list of at least one entry of rungs"]


def test_an_unknown_indicator_dangles_and_the_ladder_stands(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, WHOLE, ("a",))
    assert found is not None
    assert faults.found == []
    assert [(fault.column, fault.found) for fault in faults.dangling] == [("indicator", "'b'")]
    assert told(parse(tmp_path, WHOLE, None)[1]) == []
