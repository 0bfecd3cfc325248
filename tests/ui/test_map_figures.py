"""Rows, figures and notes of the map."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from ui import certainty, map_figures
from ui.map_words import Choice
from ui.theme import LIGHT


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setattr(map_figures.figures, "tokens", lambda: LIGHT)


def found(assessment: Assessment, *choice, **more) -> map_figures.Mapped:
    return map_figures.mapped(assessment, Choice(*(choice or ("four_forces",)), **more))


def test_one_row_a_region_with_the_assessments_numbers(assessment: Assessment) -> None:
    made = found(assessment)
    rows = {row["region"]: row for row in made.rows}
    assert {unit: row["value"] for unit, row in rows.items()} == assessment.scores["four_forces"].to_dict()
    sure = certainty.support(certainty.standings(assessment)["320900"])
    assert rows["320900"]["tip"] == f"Yancheng\nFour forces  16.0\n13th of 13\n{sure}"
    assert rows["320900"]["fill"] == LIGHT.sequential[0]
    assert rows["320500"]["fill"] == LIGHT.sequential[3]
    assert [unit for unit, row in rows.items() if row["focus"]] == ["320900"]
    assert all(row["shape"] for row in made.rows)
    assert not made.empty


def test_only_ranks_of_the_whole_have_a_range(assessment: Assessment) -> None:
    assert "nine of ten" in map_figures.ranked(found(assessment, "four_forces", "rank")).subtitle
    whole = map_figures.ranked(found(assessment)).table()
    assert {"Rank from", "Rank to"} <= set(whole)
    for other in (("export_gdp",), ("four_forces", "change", 2020)):
        made = found(assessment, *other)
        assert not any(row["certainty_text"] for row in made.rows)
        assert "nine of ten" not in map_figures.ranked(made).subtitle
        assert len(map_figures.ranked(made).table().columns) == 3


def test_ranks_fill_the_map_and_stand_on_it(assessment: Assessment) -> None:
    rows = {row["region"]: row for row in found(assessment, "four_forces", "rank").rows}
    assert rows["320500"]["fill"] == LIGHT.sequential[4]
    assert rows["320900"]["value_text"] == "13"


def test_the_overlay_is_a_share_of_the_greatest(assessment: Assessment) -> None:
    made = found(assessment, "four_forces", overlay="bubbles", second="export_gdp")
    assert max(row["share"] for row in made.rows) == 1
    assert all("Export" in row["tip"] for row in made.rows)
    assert "Area of a bubble: " in map_figures.note(made)


def test_nothing_to_draw(assessment: Assessment) -> None:
    assert found(assessment, "er_planning_fit").empty


@pytest.mark.parametrize("view", ["outline", "tiles"])
def test_the_twins_are_charts_with_the_same_table(assessment: Assessment, view: str) -> None:
    figure = map_figures.figure(found(assessment, "four_forces", view=view))
    assert figure.chart["config"]["font"]
    assert len(figure.chart["datasets"]["rows"]) == 13
    table = figure.table()
    assert table["Rank"].tolist() == list(range(1, 14))
    assert table["Region"].tolist()[-1] == "Yancheng"
    assert sorted(table["Four forces"]) == sorted(assessment.scores["four_forces"])
    assert figure.alt.startswith("Highest class")


def test_every_map_says_that_it_is_no_authority(assessment: Assessment) -> None:
    for view in ("map", "outline"):
        note = map_figures.note(found(assessment, "four_forces", view=view))
        assert note.startswith("For illustration only, not a basis for boundaries; before any public display")


def test_an_approval_number_is_shown_and_a_missing_outline_counted(assessment: Assessment) -> None:
    document = json.loads(assessment.dataset.outlines)
    document["approval"] = "GS (2024) 1"
    document["features"].pop()
    own = replace(assessment.dataset, outlines=json.dumps(document), fingerprint="other")
    note = map_figures.note(found(replace(assessment, dataset=own)))
    assert note.endswith("; GS (2024) 1; 1 region has no outline")


def test_without_outlines_the_tiles_say_why(assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, outlines="", fingerprint="bare"))
    assert "without outlines" in map_figures.note(found(bare, "four_forces", view="tiles"))


def test_the_ranking_beside_the_map(assessment: Assessment) -> None:
    figure = map_figures.ranked(found(assessment))
    assert figure.title == "Yancheng ranks 13th of 13 regions"
    assert [row["rank"] for row in figure.chart["datasets"]["rows"]] == list(range(1, 14))
    free = map_figures.ranked(found(assessment, "export_gdp"))
    assert "[0, 100]" not in json.dumps(free.chart)
    assert free.title.startswith("Yancheng ranks ")
