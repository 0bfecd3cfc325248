"""Findings: bounded, counted, each at its cell."""

from __future__ import annotations

from cluster_core.intake.findings import KEPT, Finding, Findings, cell_name


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [cell_name(0, at) for at in (0, 25, 26, 701, 702, 16383)] == [
        "A1",
        "Z1",
        "AA1",
        "ZZ1",
        "AAA1",
        "XFD1",
    ]


def test_all_are_counted_and_the_first_kept_faults_in_front() -> None:
    found = Findings()
    for at in range(KEPT + 5):
        found.add_value("note", "n", (at, 0), "x")
    found.add("fault", "f", (-1, -1), "all")
    assert found.count("note") == KEPT + 5
    assert len(found.every) == KEPT + 1
    assert found.every[0].kind == "f"
    more = Findings()
    more.extend(found.every)
    assert more.count("fault") == 1


def test_places_in_words() -> None:
    assert str(Finding("fault", "k", 3, 0, "x", "y")) == "row 3: found x, allowed: y"
    assert str(Finding("fault", "k", 0, 0, "x")) == "table: found x"
    assert Finding("fault", "k", 0, 0, "x").cell == ""


def test_signs_that_cannot_be_seen_are_made_visible() -> None:
    found = Findings()
    found.add_value("fault", "k", (0, 0), "a\u202eb")
    assert found.every[0].found == r"'a\u202eb'"
