"""The figures of the comparison carry the core's numbers."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language, Text
from ui import comparison_figures as figures
from ui import data

A, B = "320900", "320600"
SIX = (A, B, "320100", "320500", "320200", "320300")


@pytest.mark.parametrize("regions", [(A, B), SIX], ids=["two", "six"])
def test_a_figure_has_words_chart_and_table(language: Language, assessment: Assessment, regions) -> None:
    made = [
        figures.gap(assessment, *regions[:2]),
        figures.strips(assessment, regions, "innovation"),
    ]
    for figure in made:
        assert figure is not None
        assert figure.title in figure.alt
        assert figure.chart["datasets"]["rows"]
        assert set(figure.formats) <= set(figure.table().columns)


MEANS = ["arithmetic", "geometric", "harmonic", "min", "power:2", "power:-2"]


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
@pytest.mark.parametrize("rule", MEANS)
def test_the_waterfall_ends_at_the_other_score_under_every_mean(
    english: None, bundle: str, rule: str
) -> None:
    result = data.assessment(replace(default_scenario(data.dataset(bundle)), aggregate=rule))
    root = result.framework.id
    for first, second in itertools.pairwise(result.units[:4]):
        rows = figures.gap(result, first, second).chart["datasets"]["rows"]
        assert rows[0]["x1"] == result.scores.loc[second, root]
        assert rows[-2]["x1"] == pytest.approx(result.scores.loc[first, root], abs=1e-9)
        assert rows[-1]["x1"] == result.scores.loc[first, root]


def test_strips_have_all_regions_as_dots(english: None, assessment: Assessment) -> None:
    figure = figures.strips(assessment, (A, B), "support")
    rows = figure.chart["datasets"]["rows"]
    assert len(rows) == 13 * 4
    assert sum(row["mark"] == "" for row in rows) == 11 * 4
    assert "other 11 regions" in figure.subtitle


def test_missing_stays_missing(english: None, scenario: Scenario, jiangsu: Dataset) -> None:
    tidy = jiangsu.observations
    gone = tidy[~((tidy["unit"] == A) & (tidy["indicator"] == "science_spending_share"))]
    from cluster_core.assess.assessment import assess

    result = assess(replace(jiangsu, observations=gone, fingerprint="gone"), scenario)
    rows = figures.strips(result, (A, B), "support").chart["datasets"]["rows"]
    missing = [row for row in rows if row["region"] == A and row["value"] is None]
    assert {row["value_text"] for row in missing} <= {"no data"}
    assert all(row["at"] is None for row in missing)


def test_without_scores_or_values_there_is_no_figure(english: None, scenario: Scenario) -> None:
    empty = data.assessment(replace(scenario, year=2018))
    assert figures.gap(empty, A, B) is None
    assert figures.strips(empty, (A, B), "innovation") is None


def test_regions_of_one_name_get_their_ids(english: None, assessment: Assessment) -> None:
    units = dict(assessment.dataset.regions)
    units[B] = replace(units[B], name=Text("盐城市", "Yancheng"))
    twins = replace(assessment, dataset=replace(assessment.dataset, regions=units))
    assert figures.column_names(twins, (A, B)) == {A: "Yancheng (320900)", B: "Yancheng (320600)"}
