"""The figures of levels carry the core's numbers, for 2 to 10 regions and every framework."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language, Text
from ui import comparison_level_figures as figures
from ui import comparison_level_words as words
from ui import comparison_levels as levels_of
from ui import data

A, B = "320900", "320600"
MADE = {
    "dumbbells": figures.dumbbells,
    "panels": figures.panels,
    "dimensions": lambda result, regions: figures.heat(result, regions, "dimensions"),
    "indicators": lambda result, regions: figures.heat(result, regions, "indicators"),
    "radar": figures.radar,
}


@pytest.mark.parametrize("count", [2, 3, 10])
@pytest.mark.parametrize("kind", MADE)
def test_a_figure_has_words_chart_and_table(
    language: Language, assessment: Assessment, kind: str, count: int
) -> None:
    figure = MADE[kind](assessment, assessment.units[:count])
    assert figure is not None
    assert figure.title
    assert figure.alt.startswith(figure.title)
    assert figure.subtitle in figure.alt
    assert figure.chart["datasets"]["rows"]
    table = figure.table()
    assert set(figure.formats) <= set(table.columns)
    shown = min(count, 4) if kind == "radar" else count
    assert len(table.columns) >= 1 + shown


@pytest.mark.parametrize("kind", MADE)
def test_every_row_is_a_number_of_the_core(english: None, assessment: Assessment, kind: str) -> None:
    rows = MADE[kind](assessment, (A, B, "320500")).chart["datasets"]["rows"]
    points = [row for row in rows if row.get("kind", "point") == "point"]
    assert {row["region"] for row in points} == {A, B, "320500"}
    for row in points:
        if kind == "indicators":
            at = assessment.units.index(row["region"]), assessment.prepared.at[row["node"]]
            assert row["score"] == pytest.approx(100 * assessment.prepared.goodness[at])
        else:
            assert row["score"] == assessment.scores.loc[row["region"], row["node"]]
            assert row["median"] == np.median(assessment.scores[row["node"]])
        assert row["value_text"] == f"{row['score']:.1f}"


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_every_framework_has_its_figures(english: None, bundle: str) -> None:
    known = data.dataset(bundle)
    for framework in known.frameworks:
        result = data.assessment(default_scenario(known, framework=framework))
        for kind in ("panels", "indicators"):
            figure = MADE[kind](result, result.units[:5])
            assert figure is not None
            assert figure.title
            assert len(figure.table())


def test_missing_is_written_not_drawn(english: None, scenario: Scenario) -> None:
    empty = data.assessment(replace(scenario, year=2018))
    rows = figures.panels(empty, (A, B)).chart["datasets"]["rows"]
    assert {(row["at"], row["value_text"]) for row in rows} == {(None, "no data")}
    cells = figures.heat(empty, (A, B), "dimensions").chart["datasets"]["rows"]
    assert {(cell["tone"], cell["value_text"]) for cell in cells} == {(-1, "–")}


def test_what_nobody_has_is_named_not_drawn(english: None) -> None:
    known = data.dataset("jiangsu")
    result = data.assessment(default_scenario(known, framework="five_forces"))
    drawn = {row["node"] for row in figures.dumbbells(result, result.units[:3]).chart["datasets"]["rows"]}
    empty = {one.node for one in levels_of.of_parts(result) if one.values.isna().all()}
    assert empty
    assert not drawn & empty
    said = words.without_data(result, levels_of.of_parts(result))
    assert said.startswith("No data yet: ")
    assert all(result.framework.by_id[node].name.en in said for node in empty)
    rows = figures.heat(result, result.units[:3], "indicators").chart["datasets"]["rows"]
    assert len({row["node"] for row in rows}) * 3 == len(rows)  # one that stands twice is there once


def test_a_radar_shows_four_and_says_so(english: None, assessment: Assessment) -> None:
    figure = figures.radar(assessment, assessment.units[:6])
    assert "the first 4 of 6 regions" in figure.subtitle
    assert len(figure.table().columns) == 5


def test_who_is_ahead_stands_at_every_line(english: None, assessment: Assessment) -> None:
    rows = figures.dumbbells(assessment, assessment.units).chart["datasets"]["rows"]
    for node in assessment.framework.dimensions:
        best = assessment.scores[node].idxmax()
        said = {row["ahead"] for row in rows if row["node"] == node}
        assert said == {f"{assessment.dataset.regions[best].name.en} {assessment.scores.loc[best, node]:.1f}"}


def test_regions_of_one_name_have_columns_of_their_own(english: None, assessment: Assessment) -> None:
    units = dict(assessment.dataset.regions)
    units[B] = replace(units[B], name=Text("盐城市", "Yancheng"))
    twins = replace(assessment, dataset=replace(assessment.dataset, regions=units))
    assert list(figures.panels(twins, (A, B)).table().columns) == [
        "Dimension",
        "Yancheng (320900)",
        "Yancheng (320600)",
    ]


def test_names_stay_text(english: None, assessment: Assessment) -> None:
    units = dict(assessment.dataset.regions)
    units[A] = replace(units[A], name=Text("<b>城</b>", "<b>:red[x]</b> 🙂"))
    odd = replace(assessment, dataset=replace(assessment.dataset, regions=units))
    rows = figures.dumbbells(odd, (A, B)).chart["datasets"]["rows"]
    assert "<b>:red[x]</b> 🙂" in {row["place"] for row in rows}
