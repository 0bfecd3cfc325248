"""The figures of the profile carry the diagnosis, and their tables the same numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.model.text import Language, Text
from ui import data, profile, profile_figures
from ui.charts.spec import DATASET


def found_of(assessment: Assessment) -> profile.Profile:
    found = profile.of(assessment)
    assert found is not None
    return found


@pytest.mark.parametrize("focus", ["320900", "320500", "321300"])
def test_every_region_has_figures(language: Language, assessment: Assessment, focus: str) -> None:
    one = replace(assessment, scenario=replace(assessment.scenario, focus=focus))
    found = found_of(one)
    for figure in (
        profile_figures.quadrants(one, found, "weight"),
        profile_figures.quadrants(one, found, "correlation"),
        profile_figures.obstacles(one, found),
        profile_figures.told(one, found, "strength"),
    ):
        assert figure is not None
        assert figure.title in figure.alt
        table = figure.table()
        assert set(figure.formats) <= set(table.columns)
        assert not table.isna().to_numpy().any()


@pytest.mark.parametrize("importance", ["weight", "correlation"])
def test_the_points_are_the_quadrants(english: None, assessment: Assessment, importance: str) -> None:
    found = found_of(assessment)
    figure = profile_figures.quadrants(assessment, found, importance)
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    points = {
        assessment.dataset.indicators[point.id].name.en: point
        for point in found.places[importance].points
        if point.quadrant
    }
    assert {row["name"] for row in rows} == set(points)
    for row in rows:
        assert row["quadrant"] == points[row["name"]].quadrant
        assert row["performance"] == pytest.approx(100 * points[row["name"]].performance)
    assert str(len(found.places[importance].of("priority"))) in figure.title


def test_the_bars_are_the_obstacle_degrees(english: None, assessment: Assessment) -> None:
    found = found_of(assessment)
    figure = profile_figures.obstacles(assessment, found)
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    wholes = [row for row in rows if row["whole"]]
    parts = [row for row in rows if not row["whole"]]
    assert sum(row["share"] for row in wholes) == pytest.approx(100)
    assert [row["share"] for row in parts] == list(found.hindering.values())[: profile_figures.BARS]
    assert figure.table()["Share of the shortfall"].sum() == pytest.approx(100)


def test_a_proxy_is_marked_and_the_own_place_coloured(english: None, assessment: Assessment) -> None:
    figure = profile_figures.told(assessment, found_of(assessment), "weakness")
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    own = [row for row in rows if row["mark"]]
    assert {row["place"] for row in own} == {"Yancheng"}
    assert {row["mark"] for row in own} == {"moderate"}  # orange, the other side blue
    postal = next(row for row in own if row["name"] == "Postal and express revenue to GDP")
    assert postal["detail"].startswith("proxy")
    assert postal["value_text"] == "0.55% of GDP"


def test_nothing_to_show_is_no_figure(english: None, assessment: Assessment) -> None:
    alone = data.assessment(replace(assessment.scenario, peers=("320900",)))
    found = found_of(alone)
    assert profile_figures.obstacles(alone, found) is None
    assert profile_figures.quadrants(alone, found, "correlation") is None
    assert profile_figures.told(alone, found, "strength") is None
    assert profile_figures.in_group(alone, found) == ""


def test_a_scale_is_no_unit(english: None) -> None:
    assert profile_figures.amount(65.0, Text("0-100", "0-100")) == "65"
    assert profile_figures.amount(65.0, Text("亿元", "100m CNY")) == "65 100m CNY"
    assert profile_figures.amount(46.7, Text("%", "%")) == "46.7%"
    assert profile_figures.amount(math.nan, Text("%", "%")) == "no data"


def test_a_leader_has_more_strengths_than_strips(english: None, assessment: Assessment) -> None:
    suzhou = replace(assessment, scenario=replace(assessment.scenario, focus="320500"))
    found = found_of(suzhou)
    figure = profile_figures.told(suzhou, found, "strength")
    assert figure is not None
    total, shown = len(found.those("strength")), profile_figures.STRIPS
    assert total > shown
    assert len({row["name"] for row in figure.chart["datasets"][DATASET]}) == shown
    assert len(figure.table()) == total
    assert profile_figures.more(found, "strength") == f"{total - shown} more in the table"
    assert profile_figures.more(found, "weakness") == ""


def test_equal_weights_are_not_called_important(english: None) -> None:
    white = data.assessment(default_scenario(data.dataset("jiangsu"), framework="whitepaper_practices"))
    figure = profile_figures.quadrants(white, found_of(white), "weight")
    assert figure is not None
    assert figure.title.startswith("All weigh the same; 3 indicators are below")


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (13, 13), (41, 41), (348, 26)])
def test_a_crowd_is_thinned_from_the_first_to_the_last(count: int, drawn: int) -> None:
    ranks = pd.Series({f"r{place}": float(place) for place in range(count)})
    units = profile_figures._dots(ranks, "r0")
    assert len(units) == len(set(units)) == drawn
    assert units[-1] == "r0"
    assert f"r{count - 1}" in units
