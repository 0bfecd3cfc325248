"""The table in which technologies are rated: what its cells say, what is refused, and files."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoint_ratings import Rating
from ui import chokepoint_board as board
from ui import chokepoints, data, state, view_state
from ui.widget_keys import Key


@pytest.fixture(autouse=True)
def kept(judgements, monkeypatch: pytest.MonkeyPatch, assessment: Assessment):
    picks: dict[str, str] = {}
    monkeypatch.setattr(view_state, "picked", picks.get)
    monkeypatch.setattr(view_state, "pick", picks.__setitem__)
    monkeypatch.setattr(data, "assessment", lambda _scenario: assessment)
    monkeypatch.setattr(state, "scenario", lambda: assessment.scenario)
    return picks


def edit(monkeypatch: pytest.MonkeyPatch, rows: dict[int, dict[str, Any]], order: tuple[str, ...]) -> None:
    monkeypatch.setattr(state, "widget", lambda _key: {"edited_rows": rows})
    board._on_edit("key", order)


def test_rows_hold_what_holds_now(english: None, assessment: Assessment) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 75, ("cp_engines", "window_end"): 2030})
    entries = [one for lane in chokepoints.lanes(assessment) for one in lane.entries]
    rows = board.editor_rows(entries).set_index("name")
    engines = rows.loc["Engines for construction machinery"]
    assert (engines["criticality"], engines["window_end"], engines["category"]) == (75, 2030, "cp_gap")
    assert pd.isna(engines["gap_years"])
    assert rows.loc["Operating systems", "category"] == "unclassified"


def test_edited_cells_become_ratings(monkeypatch: pytest.MonkeyPatch, assessment: Assessment) -> None:
    order = ("cp_engines", "cp_operating_system")
    edit(monkeypatch, {0: {"criticality": 75, "gap_years": 4}, 1: {"category": "cp_controlled"}}, order)
    assert chokepoints.ratings(assessment) == {
        "cp_engines": Rating(criticality=75, gap_years=4),
        "cp_operating_system": Rating(category="cp_controlled"),
    }
    edit(monkeypatch, {0: {"criticality": None, "category": "unclassified"}, 1: {"category": None}}, order)
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(category="", gap_years=4)}


def test_what_does_not_go_together_is_told_and_not_taken(
    monkeypatch: pytest.MonkeyPatch, english: None, assessment: Assessment, kept: dict[str, str]
) -> None:
    edit(monkeypatch, {0: {"window_start": 2030, "window_end": 2025}}, ("cp_engines",))
    assert chokepoints.ratings(assessment) == {}
    assert "Engines for construction machinery: Window to is" in kept[Key.CHOKE_EDITOR]
    assert "allowed: no year before the start of the window" in kept[Key.CHOKE_EDITOR]
    edit(monkeypatch, {0: {"window_end": 2025}}, ("cp_engines",))
    assert kept[Key.CHOKE_EDITOR] == ""


def test_ways_back(assessment: Assessment, kept: dict[str, str]) -> None:
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 75})
    board._on_way("reset")
    assert chokepoints.ratings(assessment) == {}
    board._on_way("undo")
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(criticality=75)}
    assert kept[Key.FORGET] == "2", "the table is drawn anew after each"


def test_a_faulty_file_changes_nothing_and_says_why(
    monkeypatch: pytest.MonkeyPatch, english: None, assessment: Assessment
) -> None:
    told: list[str] = []
    monkeypatch.setattr(board.st, "warning", told.append)
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 75})
    board.receive(assessment, b"technology,criticality\ncp_engines,60\n", "\u202er.csv")
    assert chokepoints.ratings(assessment) == {"cp_engines": Rating(criticality=75)}
    assert "1 thing is wrong" in told[0]
    assert "row 2: Criticality is" in told[0]
    assert "allowed: 0, 25, 50, 75, 100" in told[0]
    assert "\u202e" not in told[0]


def test_a_sound_file_takes_the_place_of_the_ratings(
    monkeypatch: pytest.MonkeyPatch, assessment: Assessment
) -> None:
    monkeypatch.setattr(board.st, "rerun", lambda: None)
    board.receive(assessment, b"technology,criticality\ncp_wind_core,100\n", "r.csv")
    assert chokepoints.ratings(assessment) == {"cp_wind_core": Rating(criticality=100)}


def test_a_link_holds_a_few_ratings_only(assessment: Assessment) -> None:
    register = assessment.dataset.chokepoints
    assert register is not None
    chokepoints.rate(assessment, {("cp_engines", "criticality"): 75})
    assert board._travels(assessment)
    fields = ("criticality", "gap_years", "expected_years")
    chokepoints.rate(assessment, {(one.id, field): 25 for one in register.entries for field in fields})
    assert not board._travels(assessment)


def test_hostile_names_stay_text(assessment: Assessment) -> None:
    from dataclasses import replace

    from cluster_core.model.text import Text

    one = chokepoints.lanes(assessment)[-1].entries[0]
    bad = replace(one, entry=replace(one.entry, cluster=Text("<b>[x](y)</b>", "<b>[x](y)</b>")))
    assert "<b>" not in "".join(board.lines(bad, own=True, steps=1)).replace(r"\<b>", "")
