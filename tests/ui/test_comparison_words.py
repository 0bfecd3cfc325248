"""Sentences of the comparison, from numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from ui import comparison_words as words
from ui import data

A, B = "320900", "320600"


def test_the_headline_has_the_numbers_of_the_core(english: None, assessment: Assessment) -> None:
    parts = compare.differences(assessment, A, B)["four_forces"]
    said = words.headline(assessment, (A, B))
    gap = abs(sum(parts.values()))
    assert said.startswith(f"Yancheng scores {gap:.1f} points less than Nantong")
    assert f"({max(abs(part) for part in parts.values()):.1f} points)" in said
    assert words.headline(assessment, (B, A)).startswith(f"Nantong scores {gap:.1f} points more")


def test_a_part_that_goes_the_other_way_is_said(
    english: None, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    against = {"innovation": 9.0, "resilience": -30.0, "brand": 0.0, "support": 0.0}
    monkeypatch.setattr(compare, "differences", lambda *_: {"four_forces": against})
    assert "30.0 points less for Nantong" in words.headline(assessment, (B, A))
    monkeypatch.setattr(
        compare, "differences", lambda *_: {"four_forces": {k: -v for k, v in against.items()}}
    )
    assert "30.0 points more for Yancheng" in words.headline(assessment, (A, B))


def test_equals_are_equal(language: Language, assessment: Assessment) -> None:
    said = words.headline(assessment, (A, A))
    assert said in {"盐城与盐城总分相当", "Yancheng and Yancheng score the same"}


def test_too_little_data_is_said(english: None, scenario: Scenario) -> None:
    empty = data.assessment(replace(scenario, year=2018))
    assert "Yancheng and Nantong: too little data" in words.headline(empty, (A, B))
    assert words.headline(empty, (A,))


def test_rounding_is_said_only_where_it_shows(english: None, assessment: Assessment) -> None:
    for unit in assessment.units:
        if unit == A:
            continue
        parts = compare.differences(assessment, A, unit)["four_forces"]
        adds_up = round(sum(round(part, 1) for part in parts.values()), 1) == round(sum(parts.values()), 1)
        assert (words.rounding(assessment, A, unit) == "") == adds_up


def test_better_means_the_better_direction(english: None, assessment: Assessment) -> None:
    told = words.strips_takeaway(assessment, A, B, "support")
    better = sum(
        assessment.dataset.indicators[one].sign
        * (
            assessment.prepared.denominated[assessment.units.index(A), assessment.prepared.at[one]]
            - assessment.prepared.denominated[assessment.units.index(B), assessment.prepared.at[one]]
        )
        > 0
        for one in words.with_data(assessment, "support")
    )
    assert str(better) in told if better else "or better in all" in told


def test_values_units_and_years(english: None, assessment: Assessment) -> None:
    assert words.detail(assessment, "science_spending_share") == "% · 2023"
    assert words.with_unit(assessment, "science_spending_share").endswith("(%)")
    assert words.value(assessment, "er_policy_coordination", A) == "no data"
    assert "rating" in words.without_data(assessment, "support")
    assert words.without_data(assessment, "brand") == ""
    low, high = words.ends(assessment, "national_am_clusters")
    assert (low, high) == ("0", "3")


@pytest.mark.parametrize(
    ("years", "text"),
    [([2015, 2017, 2018, 2019, 2020], "2015 and 2017–2020"), ([2024, 2023], "2023 and 2024"), ([], "")],
)
def test_neighbouring_years_are_a_span(english: None, years: list[int], text: str) -> None:
    assert words.year_list(years) == text


@pytest.mark.parametrize(("points", "text"), [(2.04, "+2.0"), (-2.04, "−2.0"), (0.04, "0.0"), (-0.04, "0.0")])
def test_a_difference_has_a_sign(english: None, points: float, text: str) -> None:
    assert words.signed(points) == text


def test_an_estimate_is_not_read_as_a_value(english: None, imputed: Assessment) -> None:
    column = imputed.prepared.at["loans_gdp"]
    mean = imputed.prepared.imputed[imputed.units.index("320900"), column]
    assert words.value(imputed, "loans_gdp", "320900") == f"{mean:.1f} (estimate)"
    assert words.value(imputed, "loans_gdp", "320100").replace(".", "").isdigit()


def test_the_indicator_that_adds_most(english: None, assessment: Assessment) -> None:
    said = words.indicators_takeaway(assessment, "loans_gdp", -0.34)
    assert said == "Loans outstanding to GDP adds most to the difference (−0.3 points)"
    assert (
        words.indicators_takeaway(assessment, "loans_gdp", 0.0) == "No indicator here adds to the difference"
    )
