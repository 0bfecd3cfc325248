"""The shortcomings page: the item that is looked at is kept, and a page without a focus says what to do."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import open_with, said
from ui import data
from ui.widget_keys import Key


def opened(language: str = "en", bundle: str = "jiangsu", **choices: object) -> AppTest:
    return open_with("shortcomings", language, bundle, **choices)


def test_an_item_is_picked_and_kept() -> None:
    app = opened()
    assert app.selectbox(Key.ITEM).value == "inn_core_tech"
    app.selectbox(Key.ITEM).select("brand_isolated").run()
    assert "before the cap 100" in said(app)
    assert "1 of 2 tests failed" in said(app)
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/shortcomings.py").run()
    assert app.selectbox(Key.ITEM).value == "brand_isolated"


def test_an_item_without_evidence_tells_what_is_wanted_and_where_it_may_be_found() -> None:
    app = opened()
    app.selectbox(Key.ITEM).select("chain_internal").run()
    assert "These data would settle it" in said(app)
    local = data.dataset("jiangsu").indicators["local_supply_ratio"]
    assert local.name.en in said(app)
    assert local.typical_source.en in said(app)


def test_the_documents_words_are_not_put_into_another_regions_mouth() -> None:
    assert "not Suzhou" in said(opened(focus="320500"))
    assert "tests below use" not in said(opened())
    assert "not Paperkite" in said(opened(bundle="practice"))


def test_general_measures_are_labelled() -> None:
    assert "General measures" in said(opened())
    assert "Digitalise the clusters" in said(opened())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rules_without_measures_leave_a_whole_page(language: str) -> None:
    app = opened(language, rules="")
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_focus_that_is_not_compared_is_told_what_to_do(language: str) -> None:
    app = opened(language, peers=("320100", "320200"), focus="320900")
    assert not app.exception
    assert not app.error
