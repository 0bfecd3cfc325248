"""Figures carry the assessment's numbers; their charts are built once and filled anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import certainty, figures

FIGURES = (figures.ranking, figures.dimensions, figures.coupling)


@pytest.mark.parametrize("make", FIGURES, ids=lambda make: make.__name__)
def test_a_figure_has_words_chart_and_table(language: Language, assessment: Assessment, make) -> None:
    figure = make(assessment)
    assert figure.title in figure.alt
    assert figure.chart["datasets"]["rows"]
    table = figure.table()
    assert len(table)
    assert set(figure.formats) <= set(table.columns)


def test_the_table_is_the_assessment(english: None, assessment: Assessment) -> None:
    table = figures.ranking(assessment).table().set_index("Region")
    assert table.loc["Yancheng", "Score"] == assessment.scores.loc["320900", "four_forces"]
    assert list(table["Rank"]) == sorted(table["Rank"])
    own = certainty.standings(assessment)["320900"]
    assert list(table.loc["Yancheng"].iloc[2:4]) == [own.low, own.high]
    dimensions = figures.dimensions(assessment).table()
    assert list(dimensions["Yancheng"]) == list(
        assessment.scores.loc["320900"][list(assessment.framework.dimensions)]
    )


def test_the_median_leaves_the_focus_out(english: None, assessment: Assessment) -> None:
    table = figures.dimensions(assessment).table()
    others = assessment.scores["innovation"].drop("320900").median()
    assert table.iloc[0]["median of the other 12 regions"] == pytest.approx(others)


def test_without_focus_or_scale_there_is_no_figure(english: None, assessment: Assessment) -> None:
    assert figures.dimensions(replace(assessment, scenario=replace(assessment.scenario, focus=""))) is None
    assert figures.coupling(replace(assessment, coupled=None)) is None


def test_a_chart_is_built_once(english: None, assessment: Assessment) -> None:
    first, second = (figures.ranking(assessment).chart for _ in range(2))
    assert first["layer"] is second["layer"]
    assert first["datasets"] is not second["datasets"]


def test_the_table_of_coupling_says_which_dimension_lags(english: None, assessment: Assessment) -> None:
    figure = figures.coupling(assessment)
    assert figure is not None
    said = figure.table().set_index("Region")["Which lags"]
    assert said["Yancheng"] == "all close together"
    assert said.str.endswith(("lagging", "together")).all()


@pytest.mark.parametrize("make", FIGURES, ids=lambda make: make.__name__)
def test_every_row_of_a_table_says_what_it_is_about(english: None, assessment: Assessment, make) -> None:
    figure = make(assessment)
    table = figure.table()
    assert len(figure.listed) == len(table)
    names = table.iloc[:, 0 if make is not figures.ranking else 1]
    for name, subject in zip(names, figure.listed, strict=True):
        about = subject.about or subject.region
        known = assessment.dataset.regions.get(about) or assessment.framework.by_id[about]
        assert name == known.name.en
