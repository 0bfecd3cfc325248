"""Gates, dated listings and what a standing says of a unit."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.model.ladder import (
    GATE_COLUMNS,
    RUNG_COLUMNS,
    Gate,
    GateOutcome,
    Ladder,
    Listing,
    Rung,
    Standing,
    Status,
    Tier,
)
from cluster_core.model.text import Text
from tests.model.examples import NAN


def words(text: str) -> Text:
    return Text(text, text)


def outcome(indicator: str, distances: list[float]) -> GateOutcome:
    """One gate whose distances are given: NaN is not assessable, 0 is met."""
    distance = np.array(distances)
    return GateOutcome(Gate(indicator, 1.0), distance, ~np.isnan(distance), distance == 0, distance)


def standing(status: list[Status], *rungs: list[GateOutcome]) -> Standing:
    made = tuple(
        Rung(f"r{place}", words(f"r{place}"), tuple(o.gate for o in tried))
        for place, tried in enumerate(rungs, 1)
    )
    units = tuple(f"R{row + 1}" for row in range(len(status)))
    readiness = np.full((len(units), len(rungs)), 0.5)
    return Standing(Ladder("l", words("l"), made), units, tuple(status), tuple(map(tuple, rungs)), readiness)


@pytest.mark.parametrize(
    ("gate", "kind", "wanted"),
    [
        (Gate("a", 1.5), "min", 1.5),
        (Gate("a", at_most=-2.0), "max", -2.0),
        (Gate("a", percentile=75.0), "percentile", 75.0),
    ],
)
def test_a_gate_is_of_one_kind(gate: Gate, kind: str, wanted: float) -> None:
    assert (gate.kind, gate.wanted) == (kind, wanted)


def test_members_that_no_document_names_stay_unknown() -> None:
    assert Tier("t", words("t"), 5, "2025", (words("a"), words("b"))).unknown == 3


def test_the_year_of_a_list() -> None:
    assert Listing("c", words("c"), "r", "2022-11-04").year == 2022
    assert Listing("c", words("c"), "r", "").year is None


def test_the_next_rung_is_the_lowest_above_the_status() -> None:
    one = [outcome("a", [0.0, 0.0, 0.0])]
    found = standing([Status(), Status("r1"), Status("r2")], one, one)
    nexts = [rung.id if (rung := found.next_rung(row)) else None for row in range(3)]
    assert nexts == ["r1", "r2", None]


def test_gaps_are_the_gates_unmet_the_nearest_first_and_what_is_missing_is_told_apart() -> None:
    found = standing(
        [Status()],
        [outcome("far", [0.8]), outcome("none", [NAN]), outcome("near", [0.1]), outcome("met", [0.0])],
    )
    assert [o.gate.indicator for o in found.gap_list(0, "r1")] == ["near", "far"]
    assert [gate.indicator for gate in found.not_assessable(0, "r1")] == ["none"]
    assert not found.ready(0, "r1")


def test_ready_means_every_gate_assessable_and_met() -> None:
    found = standing([Status()] * 2, [outcome("a", [0.0, 0.0]), outcome("b", [0.0, NAN])])
    assert [found.ready(row, "r1") for row in range(2)] == [True, False]


def test_a_higher_rung_ready_while_a_lower_one_is_not() -> None:
    lowest, low = [outcome("z", [0.0] * 4)], [outcome("a", [0.5, 0.0, NAN, 0.5])]
    high = [outcome("b", [0.0, 0.0, 0.0, 0.2])]
    found = standing([Status()] * 4, lowest, low, high)
    assert found.skipped == (("R1", "r3", "r2"),), "what is not assessable is no proof of not being ready"


def test_tables() -> None:
    listings = (Listing("c1", words("c1"), "r1", "2022", ("R1", "R2")), Listing("c2", words("c2"), "r1", ""))
    found = standing([Status("r1", "2022", listings)], [outcome("a", [0.25])], [outcome("b", [NAN])])
    rows = found.tidy
    assert list(rows.columns) == list(RUNG_COLUMNS)
    assert rows[["rung", "next", "unmet", "not_assessable"]].values.tolist() == [
        ["r1", False, "a", ""],
        ["r2", True, "", "b"],
    ]
    assert rows.loc[0, ["status", "status_date", "clusters", "shared"]].tolist() == ["r1", "2022", "c1;c2", 1]
    gates = found.gates_tidy
    assert list(gates.columns) == list(GATE_COLUMNS)
    assert gates[["rung", "indicator", "gate", "assessable", "met"]].values.tolist() == [
        ["r1", "a", "min", True, False],
        ["r2", "b", "min", False, False],
    ]
