"""A register of chokepoints: what it says, and every fault of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.chokepoints import Category, Chokepoints, Conditions, Feasibility, Technology
from cluster_core.model.text import Text
from cluster_core.store.chokepoints_file import parse_chokepoints
from cluster_core.store.faults import Faults
from tests.store.samples import told
from tests.store.test_entries import document

WHOLE = """chokepoints: {id: list, name: {en: List}, source: d1, cite: p. 1, version: 2,
              principle: {en: first}, origin: {en: ours}}
categories:
  - {id: held, name: {en: Held}, cite: p. 2, lack: 1, when: {min_dependence: 70, levels: [none, lab]}}
  - {id: gap, lack: 0.6, when: {above_gap_years: 0, max_gap_years: 9, unless: [held]}}
feasibility: {in_time: 0.9, late: 0.2, unknown: 0.4}
entries:
  - id: pump
    name: {en: Pump}
    cluster: {en: Machines}
    regions: [320900]
    category: gap
    import_dependence: 80
    dependence_year: 2020
    domestic_level: lab
    gap_years: 4.5
    window_start: 2024
    window_end: 2030
    expected_years: 3
    criticality: 65
    actors: [one, two]
    evidence: {en: a claim}
    cite: p. 3
  - {id: valve, evidence: seen}
"""


def parse(tmp_path: Path, text: str) -> tuple[Chokepoints | None, Faults]:
    faults = Faults()
    return parse_chokepoints(document(tmp_path, text), faults), faults


def words(text: str) -> Text:
    return Text(text, text)


def test_all_that_a_file_says(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, WHOLE)
    assert told(faults) == []
    assert found == Chokepoints(
        "list",
        words("List"),
        (
            Category("held", words("Held"), 1.0, Conditions(70, ("none", "lab")), "p. 2"),
            Category("gap", words("gap"), 0.6, Conditions(None, (), 0, 9, ("held",))),
        ),
        (
            Technology(
                id="pump",
                name=words("Pump"),
                evidence=words("a claim"),
                cluster=words("Machines"),
                regions=("320900",),
                category="gap",
                import_dependence=80,
                dependence_year=2020,
                domestic_level="lab",
                gap_years=4.5,
                window_start=2024,
                window_end=2030,
                expected_years=3,
                criticality=65,
                actors=("one", "two"),
                cite="p. 3",
            ),
            Technology("valve", words("valve"), words("seen")),
        ),
        Feasibility(0.9, 0.2, 0.4),
        words("first"),
        words("ours"),
        "d1",
        "p. 1",
        "2",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: list", "id: a b", "1: chokepoints.id: found 'a b'"),
        ("lack: 1,", "lack: 1.1,", "4: lack: found '1.1', allowed: a number from 0 to 1"),
        ("lack: 1, ", "", "4: lack: found nothing, allowed: a number from 0 to 1"),
        (
            "min_dependence: 70",
            "min_dependence: 170",
            "4: min_dependence: found '170', allowed: a number from 0",
        ),
        ("levels: [none, lab]", "levels: [shop]", "4: levels: found 'shop', allowed: none, lab, pilot, mass"),
        ("unless: [held]", "unless: [hold]", "5: unless: found 'hold', allowed: a known category (held)"),
        ("unless: [held]", "unless: [gap]", "5: unless: found 'gap', allowed: a known category (held)"),
        ("id: gap,", "id: held,", "5: id: found a duplicate 'held', allowed: every id once in categories"),
        ("id: gap,", "id: unclassified,", "5: id: found 'unclassified', allowed: another id"),
        ("late: 0.2", "late: 2", "6: late: found '2', allowed: a number from 0 to 1"),
        (
            "category: gap",
            "category: gab",
            "12: category: found 'gab', allowed: a known category (held, gap)",
        ),
        (
            "import_dependence: 80",
            "import_dependence: 101",
            "13: import_dependence: found '101', allowed: a num",
        ),
        (
            "import_dependence: 80",
            "import_dependence: 80%",
            "13: import_dependence: found '80%', allowed: a num",
        ),
        (
            "dependence_year: 2020",
            "dependence_year: now",
            "14: dependence_year: found 'now', allowed: a whole",
        ),
        (
            "domestic_level: lab",
            "domestic_level: labs",
            "15: domestic_level: found 'labs', allowed: none, lab",
        ),
        ("gap_years: 4.5", "gap_years: -1", "16: gap_years: found '-1', allowed: a number from 0 to 1000"),
        (
            "window_end: 2030",
            "window_end: 2023",
            "18: window_end: found '2023', allowed: a year from window_st",
        ),
        (
            "criticality: 65",
            "criticality: -5",
            "20: criticality: found '-5', allowed: a number from 0 to 100",
        ),
        ("evidence: seen", "evidence: ''", "24: evidence: found nothing, allowed: what a document says"),
        ("id: valve", "id: pump", "24: id: found a duplicate 'pump', allowed: every id once in entries"),
    ],
)
def test_a_register_with_a_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert WHOLE.count(old) == 1
    found, faults = parse(tmp_path, WHOLE.replace(old, new))
    assert found is None
    assert any(line.startswith(f"x.yaml:{said}") for line in told(faults)), told(faults)


def test_a_register_may_have_no_entries_but_has_categories(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, "chokepoints: {id: c}\ncategories: [{id: k, lack: 0}]\n")
    assert found is not None
    assert (found.entries, told(faults)) == ((), [])
    assert parse(tmp_path, "chokepoints: {id: c}\n")[1].found[0].column == "categories"
