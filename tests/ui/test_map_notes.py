"""What stands under the map."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from ui import map_notes, map_rows
from ui.map_words import Choice
from ui.theme import LIGHT


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setattr(map_rows.figures, "tokens", lambda: LIGHT)


def found(assessment: Assessment, *choice, **more) -> map_rows.Mapped:
    return map_rows.mapped(assessment, Choice(*(choice or ("four_forces",)), **more))


def test_every_map_says_that_it_is_no_authority(assessment: Assessment) -> None:
    for view in ("map", "outline"):
        note = map_notes.note(found(assessment, "four_forces", view=view))
        assert note.startswith("For illustration only, not a basis for boundaries; before any public display")


def test_an_approval_number_is_shown_and_a_missing_outline_counted(assessment: Assessment) -> None:
    document = json.loads(assessment.dataset.outlines)
    document["approval"] = "GS (2024) 1"
    document["features"].pop()
    own = replace(assessment.dataset, outlines=json.dumps(document), fingerprint="other")
    note = map_notes.note(found(replace(assessment, dataset=own)))
    assert note.endswith("; GS (2024) 1; 1 region has no outline")


def test_without_outlines_the_tiles_say_why(assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, outlines="", fingerprint="bare"))
    assert "without outlines" in map_notes.note(found(bare, "four_forces", view="tiles"))


def test_marks_over_the_regions_are_explained(assessment: Assessment) -> None:
    bubbles = map_notes.note(found(assessment, overlay="bubbles", second="export_gdp"))
    assert bubbles.endswith("; Area of a bubble: Exports to GDP")
    clusters = map_notes.note(found(assessment, overlay="clusters"))
    assert clusters.endswith("; 12 clusters, 4 of them across regions; lists of 2021–2024")


def test_what_else_differs_between_two_scenarios_is_said(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_notes, "apart", lambda _assessment, other: [f"another year: {other}"])
    made = replace(found(assessment), choice=Choice("four_forces", "scenario", against="x"))
    assert map_notes.note(made).endswith("; another year: x")


def test_scenarios_that_differ_in_weights_alone_need_no_word(assessment: Assessment) -> None:
    assert map_notes.apart(assessment, "baseline") == []
    earlier = replace(assessment, scenario=replace(assessment.scenario, year=2022))
    assert map_notes.apart(earlier, "baseline") == [], "the framework's own weights keep the rest"
