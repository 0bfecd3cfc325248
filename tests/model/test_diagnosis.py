"""Severities as levels, and a diagnosis as tidy frames."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.model.diagnosis import ITEM_COLUMNS, TEST_COLUMNS, Diagnosis, TestOutcome, level
from cluster_core.model.rules import Family, Item, RuleSet, RuleTest
from cluster_core.model.text import Text
from tests.model.examples import NAN


@pytest.mark.parametrize(
    ("severity", "name"),
    [
        (0, "none"),
        (19.999, "none"),
        (20, "mild"),
        (20 - 1e-12, "mild"),  # but for rounding it is 20
        (39.9, "mild"),
        (40, "moderate"),
        (59.99, "moderate"),
        (60, "severe"),
        (100, "severe"),
        (NAN, "insufficient"),
    ],
)
def test_levels_begin_at_20_40_and_60(severity: float, name: str) -> None:
    assert level(severity) == name


def diagnosis() -> Diagnosis:
    """Two regions; an item with a real and a proxy test that R2 has not, and an item of words only."""
    tests = (RuleTest("a"), RuleTest("b", "frontier", proxy=True))
    items = (
        Item("i", "fam", Text("i", "i"), tests=tests, countermeasures=("m1", "m2")),
        Item("w", "fam", Text("w", "w"), cite="p. 3", evidence=Text("据称", "It is said")),
    )
    rules = RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), items, source="a report")
    yes, no = np.array([True, False]), np.array([False, False])
    outcomes = (
        TestOutcome(
            tests[0],
            np.array([1.25, NAN]),
            np.array([5.0, NAN]),
            np.array([0.2, NAN]),
            np.array([0.5, NAN]),
            yes,
            yes,
            np.array([70.0, NAN]),
        ),
        TestOutcome(
            tests[1], np.array([9.0, 9.0]), np.array([9.0, 9.0]), *[np.ones(2)] * 2, no, ~no, np.zeros(2)
        ),
    )
    return Diagnosis(
        rules,
        ("R1", "R2"),
        (outcomes, ()),
        severity=np.array([[35.0, NAN], [0.0, NAN]]),
        severity_raw=np.array([[35.0, NAN], [0.0, NAN]]),
        coverage=np.array([[1.0, 0.0], [0.5, 0.0]]),
        indicative=np.array([[False, False], [True, False]]),
        family_severity=np.array([[35.0], [NAN]]),
    )


def test_items_are_a_row_a_region_and_item() -> None:
    items = diagnosis().items
    assert tuple(items.columns) == ITEM_COLUMNS
    assert items[["region", "item"]].values.tolist() == [["R1", "i"], ["R1", "w"], ["R2", "i"], ["R2", "w"]]
    assert items["level"].tolist() == ["mild", "insufficient", "none", "insufficient"]
    assert items["failed_tests"].tolist() == ["a", "", "", ""]
    assert items["countermeasures"].tolist() == ["m1;m2", "", "m1;m2", ""]
    assert items["indicative"].tolist() == [False, False, True, False]
    assert items["coverage"].tolist() == [1, 0, 0.5, 0]


def test_evidence_tells_value_reference_and_verdict_of_every_test() -> None:
    evidence = diagnosis().items["evidence"]
    assert evidence[0].split(" | ") == [
        "a 1.25 against peer_median 5: fails, 70.0",
        "b 9 against frontier 9: passes, 0.0, proxy",
        "severity before caps 35.0",
    ]
    assert evidence[2].startswith("a: not assessable | b 9 against frontier 9")


def test_evidence_begins_with_the_documents_words_and_where_they_stand() -> None:
    assert diagnosis().items["evidence"][1] == "It is said (p. 3) | severity not assessable"


def test_families_are_a_row_a_region_and_family() -> None:
    families = diagnosis().families
    assert families["level"].tolist() == ["mild", "insufficient"]
    assert list(families.columns) == ["region", "family", "severity", "level"]


def test_tests_are_a_row_a_region_item_and_test() -> None:
    tests = diagnosis().tests
    assert tuple(tests.columns) == TEST_COLUMNS
    assert tests[["region", "indicator", "fails", "assessable", "proxy"]].values.tolist() == [
        ["R1", "a", True, True, False],
        ["R1", "b", False, True, True],
        ["R2", "a", False, False, False],
        ["R2", "b", False, True, True],
    ]


def test_a_rule_set_without_items_gives_empty_tables_with_their_columns() -> None:
    empty = np.empty((1, 0))
    found = Diagnosis(
        RuleSet("r", Text("r", "r"), (), ()), ("R1",), (), empty, empty, empty, empty > 0, empty
    )
    assert tuple(found.items.columns) == ITEM_COLUMNS
    assert tuple(found.tests.columns) == TEST_COLUMNS
    assert len(found.items) == len(found.tests) == len(found.families) == 0
