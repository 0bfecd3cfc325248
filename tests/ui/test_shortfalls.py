"""The figures and sentences of the shortcomings page carry the diagnosis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import data, shortfalls

WORST = "inn_core_tech"


def focused(assessment: Assessment, focus: str) -> Assessment:
    return replace(assessment, scenario=replace(assessment.scenario, focus=focus))


def test_the_headline_names_the_gravest_item_and_its_first_measure(
    english: None, assessment: Assessment
) -> None:
    rows = assessment.shortcomings[assessment.shortcomings["region"] == "320900"]
    assert rows.loc[rows["severity"].idxmax(), "item"] == WORST
    said = shortfalls.headline(assessment)
    assert "Core technology lacking" in said
    assert "severe 69" in said
    assert said.endswith("Chokepoint list and joint research")


def test_without_a_region_in_focus_the_headline_asks_for_one(english: None, assessment: Assessment) -> None:
    assert shortfalls.headline(focused(assessment, "")).startswith("Choose a region")
    assert shortfalls.items_of(focused(assessment, "")).empty


@pytest.mark.parametrize("focus", ["320900", "320500", "321300"])
def test_every_region_has_figures(language: Language, assessment: Assessment, focus: str) -> None:
    one = focused(assessment, focus)
    assert shortfalls.headline(one)
    for figure in (shortfalls.families(one), shortfalls.items(one, WORST), shortfalls.staves(one)):
        assert figure is not None
        assert figure.title in figure.alt
        assert set(figure.formats) <= set(figure.table().columns)


def test_items_are_sorted_the_insufficient_last_and_one_stands_out(
    english: None, assessment: Assessment
) -> None:
    rows = shortfalls.items(assessment, "brand_firms").chart["datasets"]["rows"]
    assert rows[0]["item"] == WORST
    assert rows[-1]["item"] == "chain_internal"
    assert rows[-1]["word"] == "without enough evidence"
    assert [row["item"] for row in rows if row["focus"]] == ["brand_firms"]
    assert [row["item"] for row in rows if row["indicative"]] == ["brand_isolated"]


def test_a_familys_bar_is_its_severity(english: None, assessment: Assessment) -> None:
    table = shortfalls.families(assessment).table().set_index("Shortcoming")["Severity"]
    families = assessment.families[assessment.families["region"] == "320900"].set_index("family")["severity"]
    assert sorted(table) == pytest.approx(sorted(families))


def test_the_strips_hold_the_tests(english: None, assessment: Assessment) -> None:
    figure = shortfalls.tests(assessment, "chain_external")
    assert figure is not None
    assert "3 of 4 tests failed" in figure.title
    rows = figure.chart["datasets"]["rows"]
    assert len(rows) == 4 * 13
    marked = {row["name"]: row for row in rows if row["mark"]}
    assert all(row["place"] == "Yancheng" for row in marked.values())
    loans = marked["Loans outstanding to GDP"]
    assert (loans["mark"], loans["verdict"], loans["threshold_text"]) == (
        "none",
        "passed",
        "median of the others 153.5",
    )
    assert "proxy" in loans["detail"]
    assert list(figure.table()["Result"]) == ["passed", "failed", "failed", "failed"]


def test_a_test_without_data_says_so(english: None, assessment: Assessment) -> None:
    figure = shortfalls.tests(assessment, "brand_isolated")
    assert figure is not None
    assert list(figure.table()["Result"]) == ["failed", "no data"]
    assert shortfalls.tests(assessment, "chain_internal") is None
    assert shortfalls.tests_title(assessment, "chain_internal").endswith("no data to test it")


def test_the_shortest_stave_is_the_lowest_leaf(english: None, assessment: Assessment) -> None:
    figure = shortfalls.staves(assessment)
    assert figure is not None
    leaves = [node.id for node in assessment.framework.lowest_nodes]
    lowest = assessment.scores.loc["320900", leaves].astype(float)
    assert figure.table()["Score"].iloc[0] == pytest.approx(lowest.min())
    assert (
        figure.title
        == "The shortest stave of Yancheng itself: Chain-targeted talent (5.7), clearly below its own average"
    )


def test_rules_that_follow_from_the_framework_have_figures_too(english: None, assessment: Assessment) -> None:
    plain = data.assessment(replace(assessment.scenario, rules="", framework="four_forces"))
    assert shortfalls.headline(plain)
    assert shortfalls.tests(plain, plain.rules.items[0].id) is not None


def test_nothing_clear_is_not_called_the_most_pressing(english: None, assessment: Assessment) -> None:
    suzhou = focused(assessment, "320500")
    assert shortfalls.families(suzhou).title.startswith("No clear shortcoming in 4 families")
    assert shortfalls.headline(suzhou).startswith("No clear shortcoming in Suzhou: 7 of 8")
