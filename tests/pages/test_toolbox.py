"""The toolbox page: the way from a shortcoming into the basket, for regions of every kind."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.userdata.connection import Store
from tests.pages.opening import open_with, said
from ui import basket, goal, sentences
from ui.widget_keys import Key


def put(page: AppTest, kind: str) -> None:
    """Put the first thing of a kind into the basket."""
    key = next(one.key for one in page.button if one.key and one.key.startswith(f"{Key.BASKET_PUT}:{kind}:"))
    page.button(key=key).click().run()
    assert not page.exception


def test_from_the_shortcoming_into_the_basket_and_out(desk: Store) -> None:
    page = open_with("toolbox", "en", "jiangsu")
    assert page.title[0].value.startswith("Yancheng: Core technology lacking")
    for kind in ("shortcoming", "measure", "case", "policy"):
        put(page, kind)
    put(page, "all")
    kinds = [one.kind for one in basket.items()]
    assert kinds == ["shortcoming", "measure", "case", "policy", "indicator", "indicator"]
    assert page.button(key=Key.BASKET).label == "Basket (6)"
    put(page, "measure")
    assert "measure" not in [one.kind for one in basket.items()]
    assert page.button(key=Key.BASKET).label == "Basket (5)"


def test_another_shortcoming_brings_other_answers(desk: Store) -> None:
    page = open_with("toolbox", "zh", "jiangsu")
    first = page.radio(key=Key.TOOL_MEASURE).options
    page.selectbox(key=Key.ITEM).set_value("brand_firms").run()
    assert page.radio(key=Key.TOOL_MEASURE).options != first
    assert "自主品牌缺失" in page.title[0].value


@pytest.mark.parametrize("rules", ["shortcomings_jiangsu_2020", "shortcomings_city_six", ""])
def test_any_rules_have_a_page(desk: Store, rules: str) -> None:
    page = open_with("toolbox", "en", "jiangsu", rules=rules)
    assert not page.exception
    assert not page.error
    assert page.radio(key=Key.TOOL_MEASURE).options


def test_without_a_region_in_focus(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "focus_of", lambda _assessment: None)
    page = open_with("toolbox", "en", "jiangsu")
    assert not page.exception
    assert "Choose a region in focus" in page.title[0].value
    assert page.text_input(key=Key.SEARCH)


def test_clusters_and_fictional_regions(desk: Store) -> None:
    page = open_with("toolbox", "en", "practice", unit="cluster", focus="c03")
    assert not page.exception
    assert "come from real documents" in said(page)


def test_levers_go_to_goal_seek(desk: Store) -> None:
    page = open_with("toolbox", "en", "jiangsu")
    page.button(key=Key.TOOL_GOAL).click().run()
    assert not page.exception
    assert page.selectbox(key=Key.GOAL_LEVERS).value == goal.OWN
    assert set(page.multiselect[-1].value) == {
        "invention_patents_per_10k",
        "tech_contract_gdp",
    }


def test_the_overview_leads_here(desk: Store) -> None:
    page = open_with("overview", "en", "jiangsu")
    ways = [one for one in page.button if one.key and one.key.startswith(f"{Key.TOOL_OPEN}:")]
    assert [one.label for one in ways] == ["What answers it"] * 3


def test_the_shortcomings_page_puts_aside_too(desk: Store) -> None:
    page = open_with("shortcomings", "en", "jiangsu")
    put(page, "shortcoming")
    assert [one.subject for one in basket.items()] == ["inn_core_tech"]
