"""A typology file: what it says, and every fault of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.framework import Child
from cluster_core.model.text import Text
from cluster_core.model.typology import ClusterType, Criterion, Draws, TypeRule, Typology
from cluster_core.store.faults import Faults
from cluster_core.store.typology_file import parse_typology
from tests.store.samples import told
from tests.store.test_entries import document

WHOLE = """typology: {id: kinds, name: {en: Kinds}, source: d1, cite: p. 1, version: 2}
criteria:
  - {id: tech, name: {en: Technology}, cite: p. 2, indicators: [a, {id: b, weight: 3}]}
  - {id: brand, indicators: [a]}
  - {id: chain, indicators: [b]}
types:
  - {id: top, name: {en: Top}, cite: p. 3, strategy: {brand: {en: Abroad}, technology: {en: Lead}, other: x}}
  - {id: middle}
  - {id: low}
rule: {t_high: 80, t_mid: 50.5, n_high: 2, n_mid: 1, least: 40, min_criteria: 2, min_coverage: 0.6}
origin: {en: ours}
draws: {count: 10, seed: 3, spread: 2, concentration: 7}
"""


def parse(
    tmp_path: Path, text: str, indicators: tuple[str, ...] | None = ("a", "b")
) -> tuple[Typology | None, Faults]:
    faults = Faults()
    return parse_typology(document(tmp_path, text), faults, indicators), faults


def test_all_that_a_file_says(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, WHOLE)
    assert told(faults) == []
    a, b = Child("a", 1.0, is_indicator=True), Child("b", 3.0, is_indicator=True)
    assert found == Typology(
        "kinds",
        Text("Kinds", "Kinds"),
        (
            Criterion("tech", Text("Technology", "Technology"), (a, b), "p. 2"),
            Criterion("brand", Text("brand", "brand"), (a,)),
            Criterion("chain", Text("chain", "chain"), (Child("b", 1.0, is_indicator=True),)),
        ),
        (
            ClusterType(
                "top",
                Text("Top", "Top"),
                (("technology", Text("Lead", "Lead")), ("brand", Text("Abroad", "Abroad"))),
                "p. 3",
            ),
            ClusterType("middle", Text("middle", "middle")),
            ClusterType("low", Text("low", "low")),
        ),
        TypeRule(80, 50.5, 2, 1, 40, 2, 0.6),
        Draws(10, 3, 2, 7),
        Text("ours", "ours"),
        "d1",
        "p. 1",
        "2",
    )


def test_thresholds_left_out_are_the_defaults_and_fit_the_number_of_criteria(tmp_path: Path) -> None:
    text = "typology: {id: t}\ncriteria: [{id: c, indicators: [a]}]\ntypes: [{id: x}, {id: y}, {id: z}]\n"
    found, faults = parse(tmp_path, text)
    assert found is not None
    assert told(faults) == []
    assert found.rule == TypeRule(n_high=1, n_mid=1, min_criteria=1)
    assert found.draws == Draws()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: kinds", "id: a b", "1: typology.id: found 'a b'"),
        ("t_high: 80", "t_high: 101", "10: t_high: found '101', allowed: a number from 0 to 100"),
        ("least: 40", "least: -1", "10: least: found '-1', allowed: a number from 0 to 100"),
        ("t_mid: 50.5", "t_mid: 81", "10: t_mid: found '81', allowed: at most t_high (80)"),
        ("t_mid: 50.5", "t_mid: high", "10: t_mid: found 'high', allowed: a number from 0 to 100"),
        ("n_high: 2", "n_high: 4", "10: n_high: found '4', allowed: a whole number from 1 to 3"),
        ("n_mid: 1", "n_mid: 0", "10: n_mid: found '0', allowed: a whole number from 1 to 3"),
        ("min_criteria: 2", "min_criteria: 1.5", "10: min_criteria: found '1.5', allowed: a whole number"),
        (
            "min_coverage: 0.6",
            "min_coverage: 60",
            "10: min_coverage: found '60', allowed: a number from 0 to 1",
        ),
        ("id: brand", "id: tech", "4: id: found a duplicate 'tech', allowed: every id once in criteria"),
        ("id: middle", "id: top", "8: id: found a duplicate 'top', allowed: every id once in types"),
        (
            "  - {id: low}\n",
            "",
            "6: types: found 2 types, allowed: three types, from the highest to the lowest",
        ),
        ("id: low", "id: unclassified", "9: id: found 'unclassified', allowed: another id"),
        ("id: brand", "id: margin", "4: id: found 'margin', allowed: an id that is no column of the table"),
        (
            "indicators: [b]",
            "indicators: []",
            "5: indicators: found nothing, allowed: at least one indicator",
        ),
        ("[a, {id: b, weight: 3}]", "[a, a]", "3: indicators: found a duplicate 'a'"),
        ("weight: 3", "weight: -3", "3: weight: found '-3', allowed: a finite number from 0 up"),
        ("indicators: [b]", "indicators: [{id: b, weight: 0}]", "5: weight: found all zero"),
        ("spread: 2", "spread: 200", "12: spread: found '200', allowed: a number from 0 to 100"),
        ("count: 10", "count: 0", "12: count: found '0', allowed: a whole number from 1 to 100000"),
        ("concentration: 7", "concentration: 0", "12: concentration: found '0', allowed: a number from 1"),
    ],
)
def test_a_typology_with_a_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert WHOLE.count(old) == 1
    found, faults = parse(tmp_path, WHOLE.replace(old, new))
    assert found is None
    assert any(line.startswith(f"x.yaml:{said}") for line in told(faults)), told(faults)


def test_nothing_at_all(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, "typology: {id: t}\n")
    assert found is None
    assert [fault.column for fault in faults.found] == ["criteria", "types"]


def test_an_unknown_indicator_dangles_and_the_typology_stands(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, WHOLE, ("a",))
    assert found is not None
    assert faults.found == []
    assert {(fault.column, fault.found) for fault in faults.dangling} == {("indicators", "'b'")}
    assert told(parse(tmp_path, WHOLE, None)[1]) == []
