"""What the map says, with numbers that are checked against the assessment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.measures import Measure, rank_of, value_of
from cluster_core.model.assessment import Assessment
from ui import data, map_words
from ui.map_words import Choice

ROOT = Choice("four_forces")


def made(*values: float, low: float | None = None, high: float | None = None) -> Measure:
    units = tuple(f"u{place}" for place in range(len(values)))
    known = [value for value in values if np.isfinite(value)] or [0.0]
    ends = (min(known) if low is None else low, max(known) if high is None else high)
    return Measure(units, np.array(values), np.arange(1, len(values) + 1), *ends)


def test_the_headline_compares_groups_and_places_the_focus(english: None, assessment: Assessment) -> None:
    said = map_words.headline(assessment, ROOT, value_of(assessment, "four_forces"))
    groups = {unit: one.group for unit, one in assessment.dataset.regions.items()}
    means = assessment.scores["four_forces"].groupby(groups).mean()
    assert f"Southern Jiangsu averages {means['Sunan']:.1f}" in said
    assert f"Northern Jiangsu {means['Subei']:.1f}; Yancheng at 16.0 is 5th in Northern Jiangsu" in said


def test_the_headline_in_chinese(chinese: None, assessment: Assessment) -> None:
    said = map_words.headline(assessment, ROOT, value_of(assessment, "four_forces"))
    assert said.startswith("四力融合：苏南平均 ")
    assert said.endswith("；盐城 16.0，列苏北第 5 位")


def test_without_groups_or_focus_or_data(english: None, assessment: Assessment) -> None:
    based = value_of(assessment, "four_forces")
    plain = replace(assessment, dataset=replace(assessment.dataset, groups={}))
    assert map_words.headline(plain, ROOT, based) == "Four forces; Yancheng at 16.0 is 13th of 13 regions"
    nobody = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    assert "Yancheng" not in map_words.headline(nobody, ROOT, based)
    nothing = value_of(assessment, "er_planning_fit")
    said = map_words.headline(assessment, Choice("er_planning_fit"), nothing)
    assert said.endswith("no comparable data for 2023")


def test_a_focus_without_a_value(english: None, assessment: Assessment) -> None:
    based = value_of(assessment, "four_forces")
    values = np.where(np.array(based.units) == "320900", np.nan, based.values)
    assert "Yancheng has no data" in map_words.headline(assessment, ROOT, replace(based, values=values))


@pytest.mark.parametrize(
    ("shown", "show", "texts"),
    [
        (made(3, low=0, high=100), "value", ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"]),
        (made(0, 5), "value", ["0.0 – 1.0", "1.0 – 2.0", "2.0 – 3.0", "3.0 – 4.0", "4.0 – 5.0"]),
        (made(7, 7), "value", ["", "", "7.000", "", ""]),
        (made(float("nan")), "value", [""] * 5),
        (rank_of(made(*range(13))), "rank", ["11–13", "9–10", "6–8", "4–5", "1–3"]),
        (rank_of(made(1, 2, 3)), "rank", ["3", "", "2", "", "1"]),
    ],
)
def test_limits_of_classes(english: None, shown: Measure, show: str, texts: list[str]) -> None:
    assert map_words.class_texts(shown, Choice("four_forces", show)) == texts


def test_the_takeaway_names_the_highest_class(english: None, assessment: Assessment) -> None:
    based = value_of(assessment, "four_forces")
    assert map_words.takeaway(assessment, ROOT, based) == "Highest class (60 – 80): Nanjing and Suzhou"
    ranked = map_words.takeaway(assessment, Choice("four_forces", "rank"), rank_of(based))
    assert ranked == "Highest class (1–3): Nanjing, Wuxi and Suzhou"
    nothing = value_of(assessment, "er_planning_fit")
    assert "by region" in map_words.takeaway(assessment, Choice("er_planning_fit"), nothing)


def test_values_in_words(english: None, assessment: Assessment) -> None:
    change = Choice("four_forces", "change", 2022)
    assert map_words.short(assessment, ROOT, 16.04) == "16.0"
    assert map_words.short(assessment, change, 2.5) == "+2.5"
    assert map_words.short(assessment, change, -2.5) == "−2.5"
    assert map_words.short(assessment, ROOT, float("nan")) == "–"
    assert map_words.long(assessment, Choice("export_gdp"), 31.23).startswith("31.2%")
    assert map_words.long(assessment, Choice("export_gdp", "change", 2022), 1.5).startswith("+1.5")
    assert map_words.placed(2, 13) == "2nd of 13"
    assert map_words.placed(0, 13) == "not ranked"
    assert map_words.title_of(assessment, change) == "Four forces (change since 2022)"


def test_the_subtitle_says_unit_year_and_direction(english: None, assessment: Assessment) -> None:
    assert map_words.subtitle(assessment, ROOT) == "Four forces; scores 0–100 in five equal classes"
    assert "2021" in map_words.subtitle(assessment, Choice("rd_intensity"))
    dataset = assessment.dataset
    cost = {**dataset.indicators, "export_gdp": replace(dataset.indicators["export_gdp"], direction="cost")}
    turned = data.assess(replace(dataset, indicators=cost), assessment.scenario)
    assert map_words.subtitle(turned, Choice("export_gdp")).endswith("less is better")
    assert "by rank" in map_words.subtitle(assessment, Choice("four_forces", "rank"))


def test_classes_of_whole_places_have_whole_limits(english: None) -> None:
    sure = Choice("four_forces", "certainty")
    assert map_words.class_texts(made(0, 6), sure) == ["0–1", "2", "3", "4", "5–6"]
    assert map_words.class_texts(made(0, 3), sure) == ["0", "1", "", "2", "3"]
    assert map_words.class_texts(made(2, 2), sure) == ["", "", "2", "", ""]
    top = map_words.class_texts(made(1, low=0, high=100), replace(sure, sure="top"))
    assert top == ["0% – 20%", "20% – 40%", "40% – 60%", "60% – 80%", "80% – 100%"]


def test_certainty_in_words(english: None, assessment: Assessment) -> None:
    sure, top = Choice("four_forces", "certainty"), Choice("four_forces", "certainty", sure="top")
    assert [map_words.long(assessment, sure, value) for value in (0.0, 1.0, 2.0, 2.5)] == [
        "0 places",
        "1 place",
        "2 places",
        "2.5 places",
    ]
    assert map_words.long(assessment, top, 61.7) == "62%"
    assert map_words.title_of(assessment, top) == "Share of weightings in the top 5"


def test_differences_name_both_ends(english: None, assessment: Assessment) -> None:
    choice = Choice("four_forces", "scenario", rival="mine")
    units = assessment.units[:3]
    found = Measure(units, np.array([2.0, -1.5, 0.0]), np.array([1, 3, 2]), -2, 2)
    said = map_words.signed_takeaway(assessment, choice, found)
    assert said == (
        "Four forces (this scenario less “mine”): 1 up, 1 down; most Nanjing (+2.0), least Wuxi (−1.5)"
    )
    same = replace(found, values=np.zeros(3))
    assert map_words.signed_takeaway(assessment, choice, same).endswith("no region differs")


def test_a_measure_is_headed_with_its_unit(english: None, assessment: Assessment) -> None:
    assert map_words.valued(assessment, Choice("export_gdp")) == "Exports to GDP (% of GDP)"
    assert map_words.valued(assessment, ROOT) == "Four forces"
