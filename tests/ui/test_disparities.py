"""Differences by year: what can be chosen, what is drawn, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.disparity import disparity_table
from cluster_core.assess.series import Series, series_by_year
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import data, disparities

NAN = float("nan")


def series(*columns: list[float], groups: tuple[str, ...] = ("x", "x", "y")) -> Series:
    values = np.array(columns).T
    return Series("", ("a", "b", "c"), groups, tuple(range(2020, 2020 + len(columns))), values)


def test_the_table_has_the_numbers_of_the_core(
    english: None, assessment: Assessment, jiangsu: Dataset, scenario: Scenario
) -> None:
    own = disparities.series_of(assessment, "export_gdp")
    assert own is not None
    expected = disparity_table(series_by_year(jiangsu, scenario, "export_gdp"))
    figure = disparities.columns(assessment, own, disparities.table_of(own))
    table = figure.table()
    assert set(figure.formats) <= set(table.columns)
    assert table["Theil's T"].tolist() == expected["theil"].tolist()
    assert table["between groups"].tolist() == expected["between"].tolist()
    assert table["CV"].tolist() == expected["cv"].tolist()
    assert [row["partial"] for row in figure.chart["datasets"]["rows"]] == [False, True, False]


def test_only_indicators_with_a_year_can_be_chosen(assessment: Assessment) -> None:
    options = disparities.subjects(assessment)
    assert options[0] == ""
    assert "rd_intensity" in options
    assert "er_planning_fit" not in options  # a rating without data
    assert "revenue_per_firm" not in options  # both halves have data, of different years


def test_refusals_are_sentences(language: Language, scenario: Scenario) -> None:
    ranked = data.assessment(replace(scenario, normalise="rank"))
    assert disparities.series_of(ranked, "") is None
    assert disparities.series_of(ranked, "export_gdp") is not None
    negative = series([-1.0, 2.0, 3.0])
    assert disparities.table_of(negative) is None
    told = [
        disparities.refusal(None, None),
        disparities.refusal(replace(negative, years=(), values=np.empty((3, 0))), None),
        disparities.refusal(negative, None),
        disparities.refusal(alone := series([1.0, NAN, NAN]), disparities.table_of(alone)),
    ]
    assert all(told)
    assert len(set(told)) == 4
    fine = series([1.0, 2.0, 3.0])
    assert disparities.refusal(fine, disparities.table_of(fine)) == ""


def test_a_value_of_zero_has_no_logarithm() -> None:
    assert disparities._converging(series([0.0, 1.0, 2.0], [1.0, 2.0, 3.0])) is None


def test_years_between_two() -> None:
    cut = disparities.between(series([1, 2, 3], [4, 5, 6], [7, 8, 9]), 2021, 2022)
    assert cut.years == (2021, 2022)
    assert cut.values.tolist() == [[4, 7], [5, 8], [6, 9]]


@pytest.mark.parametrize(
    ("picked", "shown"),
    [
        ("", (2019, 2021)),
        ("2020-2021", (2020, 2021)),
        ("2015-2020", (2019, 2020)),
        ("2020-2030", (2020, 2021)),
    ],
)
def test_years_picked_before_are_kept_where_they_are_there(picked: str, shown: tuple[int, int]) -> None:
    assert disparities.shown_years([2019, 2020, 2021], picked) == shown


def test_without_groups_a_column_is_one_piece(english: None, assessment: Assessment) -> None:
    bare = series([1.0, 2.0, 3.0], [1.0, 2.0, 4.0], groups=("", "", ""))
    figure = disparities.columns(assessment, bare, disparities.table_of(bare))
    assert all(row["between"] is None for row in figure.chart["datasets"]["rows"])
    assert not [layer for layer in figure.chart["layer"] if layer["mark"]["type"] == "point"]


def test_the_score_does_not_depend_on_year_and_focus(scenario: Scenario, assessment: Assessment) -> None:
    other = data.assessment(replace(scenario, year=2021, focus="320500"))
    assert disparities.series_of(assessment, "") is disparities.series_of(other, "")
    weighted = data.assessment(scenario.with_points("four_forces", (80, 10, 10, 10)))
    assert disparities.series_of(assessment, "") is not disparities.series_of(weighted, "")
    assert disparities.series_of(assessment, "export_gdp") is disparities.series_of(weighted, "export_gdp")
