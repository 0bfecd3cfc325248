"""The search on the page: hits by kind, odd queries answered in words, a click leads to what was found."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cluster_core.userdata.connection import Store
from tests.pages.opening import open_with, said
from ui import basket, view_state
from ui.widget_keys import Key

ODD = {
    "blank": ("   ", ""),
    "punctuation": ("(.*)[+]?", "Type at least one letter"),
    "emoji": ("😀", "Type at least one letter"),
    "sql": ("'; DROP TABLE basket_item; --", "Nothing found for"),
    "markup": ("<script>alert(1)</script>", "Nothing found for"),
    "direction": ("\u202eمجموعات", "Nothing found for"),
    "long": ("x" * 10_000, "Only the first 200 characters"),
}


@pytest.fixture(scope="module")
def page() -> AppTest:
    return open_with("toolbox", "en", "jiangsu")


def kinds(page: AppTest) -> Any:
    return next(one for one in page.get("button_group") if one.key == Key.SEARCH_KIND)


def searched(page: AppTest, query: str) -> str:
    page.text_input(key=Key.SEARCH).set_value(query).run()
    assert not page.exception
    assert not page.error
    return said(page)


@pytest.mark.parametrize(("query", "answer"), ODD.values(), ids=ODD)
def test_odd_queries_are_answered_in_words(page: AppTest, query: str, answer: str) -> None:
    told = searched(page, query)
    assert answer in told
    assert "found for: " not in told.replace("Nothing found for", "")
    assert "<script" not in told.replace(r"\<script", "")


def test_hits_are_grouped_and_narrowed_to_a_kind(page: AppTest) -> None:
    told = searched(page, "產業鏈")
    assert "things found for: 產業鏈" in told
    assert "**Measures**" in told
    assert "**Cases**" in told
    kinds(page).set_value("case").run()
    told = said(page)
    assert "**Cases**" in told
    assert "**Measures**" not in told
    kinds(page).set_value("all").run()


def test_a_hit_opens_in_the_toolbox(page: AppTest) -> None:
    searched(page, "Own brands")
    hit = next(one for one in page.button if one.key and one.key.startswith(f"{Key.SEARCH_HIT}:measure:"))
    assert "**" in hit.label
    hit.click().run()
    assert not page.exception
    assert page.text_input(key=Key.SEARCH).value == ""
    assert page.radio(key=Key.TOOL_MEASURE).value == hit.key.split(":")[3]


def test_an_indicator_asks_for_its_evidence(page: AppTest) -> None:
    searched(page, "broadband")
    hit = next(one for one in page.button if one.key and one.key.startswith(f"{Key.SEARCH_HIT}:indicator:"))
    hit.click().run()
    assert not page.exception
    asked = page.session_state[view_state._ASKED]
    assert asked[1].about == f"indicator:{hit.key.split(':')[3]}"


def test_a_hit_goes_into_the_basket_and_out(desk: Store) -> None:
    page = open_with("toolbox", "en", "jiangsu")
    searched(page, "Own brands")
    for label, kept in (("Take out", 1), ("Into the basket", 0)):
        key = next(one.key for one in page.button if one.key and one.key.startswith(f"{Key.BASKET_PUT}:hit:"))
        page.button(key=key).click().run()
        assert not page.exception
        assert page.button(key=key).label == label
        assert len(basket.items()) == kept
