"""The framework editor in words."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.framework_review import Finding, Standing, review, standings_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework, Method
from cluster_core.model.framework_difference import differences
from cluster_core.model.framework_edit import (
    At,
    bind,
    identify,
    move,
    remove,
    rename,
    set_aggregate,
    set_method,
    weigh,
)
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from ui import framework_words


@pytest.fixture
def start(jiangsu: Dataset) -> Framework:
    return identify(jiangsu.framework("four_forces"), "mine", "1")


def test_names_are_harmless_and_short(english: None, jiangsu: Dataset, start: Framework) -> None:
    assert framework_words.short("\u202eab\x00c") == "abc"
    assert len(framework_words.short("长" * 500)) == framework_words.SHOWN
    assert framework_words.indicator_name(jiangsu, "nowhere") == "nowhere"
    assert framework_words.node_name(start, "") == "Four forces"
    assert framework_words.part_name(jiangsu, start, At("mine", "brand")) == "Competitiveness and brand"
    leaf = At("innovation_platforms", "rd_intensity")
    assert framework_words.part_name(jiangsu, start, leaf) == "R&D intensity"


def test_a_weight_is_told_among_siblings_and_in_the_whole(english: None, start: Framework) -> None:
    at = At("innovation_platforms", "rd_intensity")
    assert framework_words.weight_line(start, at) == "25.0% of its siblings, 3.1% of the whole"
    heavy = weigh(start, At("mine", "innovation"), 5)
    assert (
        framework_words.weight_line(heavy, at) == "25.0% of its siblings, 7.8% of the whole"
    )  # 5/8 * 1/2 * 1/4


def test_the_sentence_tells_where_the_focus_stands(
    english: None, jiangsu: Dataset, scenario: Scenario, start: Framework
) -> None:
    def said(before: int, after: int) -> str:
        ranks = {"320900": Standing(1.0, before)}, {"320900": Standing(2.0, after)}
        return framework_words.headline(jiangsu, scenario, start, 2, ranks)

    assert said(13, 12) == "2 changes to Four forces: Yancheng would be 12th instead of 13th"
    assert said(13, 13) == "2 changes to Four forces: Yancheng stays 13th"
    assert said(13, 0) == "2 changes to Four forces: Yancheng is not ranked for want of data"
    assert framework_words.headline(jiangsu, scenario, start, 1, None).startswith(
        "1 change to Four forces: correct"
    )
    assert "4 dimensions and 25 indicators" in framework_words.headline(jiangsu, scenario, start, 0, None)


def test_the_largest_moves_come_first(english: None, jiangsu: Dataset, scenario: Scenario) -> None:
    places = ["320900", "320100", "320200", "320300", "320400", "320500"]
    before = {unit: Standing(50 - k, k) for k, unit in enumerate(places, 1)}
    after = {unit: Standing(50 - k, k) for k, unit in enumerate([*places[1:], places[0]], 1)}
    assert framework_words.preview(jiangsu, scenario, before, after) == [
        "Yancheng: ↓ rank 1 → 6, score 49.0 → 44.0",
        "5 rise: Nanjing ↑ rank 2 → 1, Wuxi ↑ rank 3 → 2 and Xuzhou ↑ rank 4 → 3 and 2 more",
        "1 falls: Yancheng ↓ rank 1 → 6",
    ]
    assert framework_words.preview(jiangsu, scenario, before, before) == [
        "Yancheng: 1st, score 49.0",
        "No rank changes",
    ]
    lost = {**before, "320500": Standing(math.nan, 0)}
    assert framework_words.preview(jiangsu, scenario, before, lost)[-1] == (
        "1 is not ranked for want of data: Suzhou"
    )


def test_findings_of_a_kind_are_one_line(
    language: str, jiangsu: Dataset, scenario: Scenario, start: Framework
) -> None:
    found = review(start, jiangsu, scenario)
    lines = framework_words.finding_lines(jiangsu, start, found)
    assert len(lines) == len({one.kind for one in found}) == 2
    every = [
        Finding("empty", "fault", ("brand",)),
        Finding("unknown", "fault", ("lost*one",)),
        *(Finding("lone", "warning", (node, "x")) for node in list(start.by_id)[1:7]),
        Finding("repeated", "warning", ("gdp",), 2),
        Finding("incomputable", "fault", ("mine",)),
    ]
    told = framework_words.finding_lines(jiangsu, start, every)
    assert len(told) == 5
    assert "lost\\*one" in told[1]
    assert all(line.startswith("**") for line in told)


def test_every_kind_of_change_has_a_row(language: str, jiangsu: Dataset, start: Framework) -> None:
    after = move(start, At("innovation_platforms", "rd_intensity"), "brand_building")
    after = remove(after, At("support", "support_design"))
    after = bind(after, At("brand_international", "export_gdp"), "gdp", jiangsu.indicators)
    after = weigh(after, At("mine", "support"), 2)
    after = rename(after, "brand", Text("品牌", "Brand"))
    after = set_aggregate(after, "brand", "geometric")
    after = set_method(after, Method("rank", "arithmetic", 0.75))
    found = differences(start, after)
    table = framework_words.difference_table(jiangsu, start, after, found)
    assert len(table) == len(found)
    assert not table.isna().to_numpy().any()
    assert len(set(table.iloc[:, 0])) == len({one.kind for one in found})
    back = framework_words.difference_table(jiangsu, after, start, differences(after, start))
    assert len(back) == len(table)


def test_the_rows_in_english(english: None, jiangsu: Dataset, start: Framework) -> None:
    after = set_method(set_aggregate(weigh(start, At("mine", "support"), 2), "brand", "min"), Method("rank"))
    rows = (
        framework_words.difference_table(jiangsu, start, after, differences(start, after)).to_numpy().tolist()
    )
    assert rows == [
        ["default method", "Scale of the indicators", "", "min–max scaling", "ranks"],
        ["weight", "Support and safeguard", "Four forces", "25.0%", "40.0%"],
        ["other mean", "Competitiveness and brand", "Four forces", "as in the whole framework", "minimum"],
    ]


def test_the_same_framework_gives_the_same_ranking(
    jiangsu: Dataset, scenario: Scenario, start: Framework
) -> None:
    shipped = standings_of(jiangsu.framework("four_forces"), jiangsu, scenario)
    assert standings_of(start, jiangsu, scenario) == shipped
