"""Figures of the map: chart, legend, table and ranking, of every kind of number."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from ui import map_figures, map_rows
from ui.map_rows import Mapped
from ui.map_words import Choice
from ui.presenting_state import Show
from ui.theme import LIGHT


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setattr(map_figures.figures, "tokens", lambda: LIGHT)


def found(assessment: Assessment, *choice, **more) -> Mapped:
    return map_rows.mapped(assessment, Choice(*(choice or ("four_forces",)), **more))


def test_only_ranks_of_the_whole_have_a_range(assessment: Assessment) -> None:
    assert "nine of ten" in map_figures.ranked(found(assessment, "four_forces", "rank")).subtitle
    whole = map_figures.ranked(found(assessment)).table()
    assert {"Rank from", "Rank to"} <= set(whole)
    for other in (("export_gdp",), ("four_forces", "change", 2020)):
        made = found(assessment, *other)
        assert not any(row["certainty_text"] for row in made.rows)
        assert "nine of ten" not in map_figures.ranked(made).subtitle
        assert "Rank from" not in map_figures.ranked(made).table()


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


def test_the_ranking_beside_the_map(assessment: Assessment) -> None:
    figure = map_figures.ranked(found(assessment))
    assert figure.title == "Yancheng ranks 13th of 13 regions"
    assert [row["rank"] for row in figure.chart["datasets"]["rows"]] == list(range(1, 14))
    free = map_figures.ranked(found(assessment, "export_gdp"))
    assert "[0, 100]" not in json.dumps(free.chart)
    assert free.title.startswith("Yancheng ranks ")


def test_the_table_says_in_words_what_the_layers_show(assessment: Assessment) -> None:
    figure = map_figures.figure(
        found(assessment, overlay="clusters", near=True, show="pair", across="export_gdp", view="outline")
    )
    table = figure.table().set_index("Region")
    members = [one for one in assessment.dataset.clusters.values() if "320900" in dict(one.members)]
    assert table.loc["Yancheng", "Clusters"] == len(members) == 1
    assert "Green photovoltaics" in table.loc["Yancheng", "Which clusters"]
    near = assessment.dataset.regions["320900"].neighbours
    assert (table["Neighbours"] != "").sum() == len(near)
    assert "weak" in table.loc["Yancheng", "Also"]


def test_a_legend_names_all_that_is_drawn(assessment: Assessment) -> None:
    plain = map_figures.legend(found(assessment))
    assert not any(plain[key] for key in ("missing", "near", "bubble", "lines"))
    full = map_figures.legend(found(assessment, overlay="clusters", near=True))
    assert (full["near"], full["bubble"], full["lines"]) == ("Neighbour", "Clusters: 1–4", "Shared cluster")
    pair = map_figures.legend(found(assessment, show="pair", across="export_gdp"))
    assert pair["pair"]["titles"] == ["Four forces →", "Exports to GDP (% of GDP) ↑"]
    assert len(map_figures.coloured(pair, LIGHT)["colours"]) == len(pair["pair"]["fields"]) == 9
    cut = replace(found(assessment), levels=(-1, -1, *[0] * 11))
    assert map_figures.legend(cut)["missing"] == "No value: 2 regions"


def test_the_takeaway_and_headline_of_every_kind(assessment: Assessment) -> None:
    pair = found(assessment, show="pair", across="innovation")
    assert (
        map_figures.headline(pair)
        == "Yancheng is weak in Four forces and middling in Collaborative innovation"
    )
    assert map_figures.takeaway(pair).startswith("Strong in both Four forces and Collaborative innovation: ")
    sure = found(assessment, show="certainty")
    assert map_figures.takeaway(sure).startswith("Least sure (5–6 places): ")
    assert "surest of 13 regions" in map_figures.ranked(sure).title
    change = found(assessment, show="change", since=2022)
    assert re.match(
        r"Four forces \(change since 2022\): \d+ up, \d+ down; most ", map_figures.takeaway(change)
    )


def test_what_stands_over_an_outline(assessment: Assessment) -> None:
    assert map_figures.over(found(assessment)) == {"bubbles": [], "lines": []}
    bubbles = map_figures.over(found(assessment, overlay="bubbles", second="export_gdp"))["bubbles"]
    assert max(row["share"] for row in bubbles) == 1
    clusters = map_figures.over(found(assessment, overlay="clusters"))
    assert {row["count_text"] for row in clusters["bubbles"]} == {"1", "2", "3", "4"}
    assert clusters["lines"]


def test_an_indicator_has_its_score_beside_its_value(assessment: Assessment) -> None:
    table = map_figures.figure(found(assessment, "export_gdp")).table()
    own = assessment.prepared.normalised[:, assessment.prepared.at["export_gdp"]]
    assert sorted(table["Score"]) == pytest.approx(sorted(own))
    assert "Score" not in map_figures.figure(found(assessment)).table()


def test_of_many_regions_the_ranking_has_the_first_and_the_focus(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_rows, "MOST_NAMES", 12)
    monkeypatch.setattr(map_figures, "LONGEST", 7)
    figure = map_figures.ranked(found(assessment))
    assert [row["rank"] for row in figure.chart["datasets"]["rows"]] == [1, 2, 3, 4, 5, 6, 7, 13]
    assert "the first 7, the focus" in figure.subtitle
    assert len(figure.table()) == 13


def test_a_presented_map_is_as_high_as_its_names_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_figures, "is_phone", lambda: False)
    monkeypatch.setattr(map_figures.presenting_state, "show", lambda: None)
    usual = map_figures._height()
    monkeypatch.setattr(map_figures.presenting_state, "show", Show)
    heights = {}
    for language in ("zh", "en"):
        monkeypatch.setattr(map_figures.state, "language", lambda language=language: language)
        heights[language] = map_figures._height()
    assert heights["zh"] < heights["en"] < usual
    monkeypatch.setattr(map_figures, "is_phone", lambda: True)
    assert map_figures._height() == heights["zh"]
