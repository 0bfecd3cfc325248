"""The trend of the comparison, and why there may be none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from cluster_core.assess.trend import score_by_year
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import comparison_years as years
from ui import data

A, B = "320900", "320600"


def test_the_trend_has_the_scores_of_the_core(
    english: None, assessment: Assessment, jiangsu: Dataset, scenario: Scenario
) -> None:
    figure = years.trend(assessment, (A, B))
    table = figure.table()
    own = score_by_year(jiangsu, scenario).query("region == @A and year >= 2021 and year <= 2023")
    assert list(table["Year"]) == ["2021", "2022", "2023"]
    assert list(table["Yancheng"]) == list(own["score"])
    assert figure.title.startswith("2021–2023: Yancheng +")
    assert set(figure.formats) <= set(table.columns)


def test_breaks_and_left_out_years_are_told(language: Language, assessment: Assessment) -> None:
    note = years.note(assessment, (A, B))
    assert "2022" in note
    assert "2024" in note
    rows = years.trend(assessment, (A, B)).chart["datasets"]["rows"]
    assert [row["broken"] for row in rows if row.get("region") == A] == [False, True, False]


def test_ranks_of_different_years_are_not_compared(english: None, scenario: Scenario) -> None:
    ranked = data.assessment(replace(scenario, normalise="rank"))
    assert years.trend(ranked, (A, B)) is None
    assert "cannot be compared" in years.why_not(ranked, (A, B))


@pytest.mark.parametrize(("least", "word"), [(1.0, "No year"), (0.8, "Only 2023")])
def test_too_few_years_are_told(english: None, scenario: Scenario, least: float, word: str) -> None:
    strict = data.assessment(replace(scenario, min_coverage=least))
    if years.trend(strict, (A, B)) is None:
        assert word in years.why_not(strict, (A, B))
    else:
        assert least < 1


def test_years_with_any_score() -> None:
    tidy = pd.DataFrame({"year": [2020, 2020, 2021], "score": [float("nan"), 1.0, float("nan")]})
    assert years.scored_years(tidy) == [2020]
