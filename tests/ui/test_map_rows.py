"""Rows of the map: the assessment's numbers, their colours, and what a tooltip says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from ui import certainty, map_rows
from ui.map_words import Choice
from ui.theme import LIGHT


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setattr(map_rows.figures, "tokens", lambda: LIGHT)


def found(assessment: Assessment, *choice, **more) -> map_rows.Mapped:
    return map_rows.mapped(assessment, Choice(*(choice or ("four_forces",)), **more))


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


def test_ranks_fill_the_map_and_stand_on_it(assessment: Assessment) -> None:
    rows = {row["region"]: row for row in found(assessment, "four_forces", "rank").rows}
    assert rows["320500"]["fill"] == LIGHT.sequential[4]
    assert rows["320900"]["value_text"] == "13"


def test_nothing_to_draw(assessment: Assessment) -> None:
    assert found(assessment, "er_planning_fit").empty


def test_the_overlay_is_a_share_of_the_greatest(assessment: Assessment) -> None:
    made = found(assessment, "four_forces", overlay="bubbles", second="export_gdp")
    assert max(row["share"] for row in made.rows) == 1
    assert all("Export" in row["tip"] for row in made.rows)


def test_the_tooltip_speaks_of_every_layer(assessment: Assessment) -> None:
    rows = {row["region"]: row for row in found(assessment, overlay="clusters", near=True).rows}
    near = assessment.dataset.regions["320900"].neighbours
    assert {unit for unit, row in rows.items() if row["near"]} == set(near)
    assert rows[near[0]]["tip"].split("\n")[-2] == "Neighbour of the focus"
    assert rows["320500"]["tip"].endswith("\nPart of 4 clusters")


def test_an_indicator_has_its_value_with_unit_and_its_score(assessment: Assessment) -> None:
    row = next(row for row in found(assessment, "export_gdp").rows if row["region"] == "320500")
    at = assessment.units.index("320500"), assessment.prepared.at["export_gdp"]
    value, own = assessment.prepared.denominated[at], assessment.prepared.normalised[at]
    lines = row["tip"].split("\n")
    assert lines[1] == f"Exports to GDP  {value:.1f}% of GDP"
    assert lines[3] == f"As a score  {own:.1f}"


def test_two_measures_have_a_field_of_nine(assessment: Assessment) -> None:
    made = found(assessment, show="pair", across="four_forces")
    fills = {row["region"]: row["fill"] for row in made.rows}
    assert set(made.levels) == {0, 4, 8}, "a measure with itself is on the diagonal"
    assert "weak in both" in next(row["tip"] for row in made.rows if row["focus"])
    assert fills["320500"] != fills["320900"]


def test_of_many_regions_only_those_that_matter_are_named(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all(row["named"] for row in found(assessment).rows)
    monkeypatch.setattr(map_rows, "MOST_NAMES", 12)
    named = {row["region"] for row in found(assessment, near=True).rows if row["named"]}
    best = {unit for unit, rank in assessment.ranks["four_forces"].items() if rank <= 5}
    assert named == best | {"320900", *assessment.dataset.regions["320900"].neighbours}


def test_without_a_focus_nobody_is_a_neighbour(assessment: Assessment) -> None:
    nobody = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    assert map_rows.neighbours(nobody) == ()
    assert not any(row["near"] for row in found(nobody, near=True).rows)
