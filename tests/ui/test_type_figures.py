"""The figures of the typology carry the classification."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import cultivation, type_figures

PAIR = ("ty_tech_control", "ty_leader_drive")


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def test_the_criteria_are_the_scores(english: None, clusters: Assessment) -> None:
    figure, outcome = type_figures.criteria(clusters), cultivation.classification(clusters)
    assert figure is not None
    assert outcome is not None
    row = clusters.units.index("c03")
    assert figure.table()["Score"].tolist() == pytest.approx(outcome.scores[row].tolist())
    assert figure.title.startswith("2 of 4 criteria reach 60 and 0 reach 75")
    drawn = figure.chart["datasets"]["rows"]
    assert [one["reached"] for one in drawn] == ["0", "1", "0", "1"]


def test_without_data_the_bars_stay_empty(english: None, assessment: Assessment) -> None:
    figure = type_figures.criteria(assessment)
    assert figure is not None
    assert figure.title == "None of the 4 criteria has enough data yet"
    assert figure.table()["Score from"].tolist() == ["none"] * 4
    assert not any(one["known"] for one in figure.chart["datasets"]["rows"])
    assert type_figures.field(assessment, *PAIR) is None


def test_a_rating_is_marked_as_the_readers(english: None, assessment: Assessment) -> None:
    for criterion in PAIR:
        cultivation.judge(cultivation.subject(assessment, "rating"), ("320900", criterion), 100)
    figure = type_figures.criteria(assessment)
    assert figure is not None
    assert figure.table()["Score from"].tolist()[:2] == ["your rating"] * 2
    outcome = cultivation.classification(assessment)
    assert outcome is not None
    assert type_figures.has_pairs(outcome)
    field = type_figures.field(assessment, *PAIR)
    assert field is not None
    assert [one["name"] for one in field.chart["datasets"]["rows"]] == ["Yancheng"]


def test_all_units_stand_in_the_field(english: None, clusters: Assessment) -> None:
    figure = type_figures.field(clusters, *PAIR)
    assert figure is not None
    assert figure.title == "10 clusters: Leading 1; Breakthrough 3; Catching up 6"
    assert len(figure.chart["datasets"]["rows"]) == 10
    table = figure.table()
    assert table["Type"].value_counts().to_dict() == {"Leading": 1, "Breakthrough": 3, "Catching up": 6}
    assert set(figure.formats) <= set(table.columns)


def test_every_figure_has_words(language: Language, clusters: Assessment) -> None:
    for figure in (type_figures.criteria(clusters), type_figures.field(clusters, *PAIR)):
        assert figure is not None
        assert figure.title in figure.alt
        assert set(figure.formats) <= set(figure.table().columns)


def test_nothing_without_a_focus_or_a_typology(english: None, clusters: Assessment) -> None:
    nobody = replace(clusters, scenario=replace(clusters.scenario, focus=""))
    assert type_figures.criteria(nobody) is None
    assert type_figures.field(nobody, *PAIR) is not None
    bare = replace(clusters, dataset=replace(clusters.dataset, typology=None))
    assert type_figures.criteria(bare) is None
    assert type_figures.field(bare, *PAIR) is None
