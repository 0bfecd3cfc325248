"""The steps as drawn: filters that can be ended, levers handed to goal-seek, and what is not there said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from tests.pages.opening import open_with, said
from ui import data, goal, toolbox_steps, view_state
from ui.widget_keys import Key


def test_filters_are_told_and_ended(desk: object) -> None:
    page = open_with("toolbox", "en", "jiangsu")
    page.selectbox(key=Key.TOOL_SET).set_value("jiangsu_2020").run()
    page.selectbox(key=Key.TOOL_PRACTICE).set_value("wp_innovation").run()
    page.toggle(key=Key.TOOL_DATA).set_value(True).run()
    told = said(page)
    assert (
        "Filtered: report on Jiangsu (2020), Only indicators with data and Collaborative innovation" in told
    )
    assert "no data" not in set(page.dataframe[0].value["Now"])
    assert "Chengdu and Deyang" not in told
    page.button(key=Key.CLEAR_FILTERS.of(toolbox_steps.WHO)).click().run()
    assert "Filtered" not in said(page)
    assert "no data" in set(page.dataframe[0].value["Now"])
    page.selectbox(key=Key.TOOL_SET).set_value("jiangsu_2025").run()
    page.selectbox(key=Key.ITEM).set_value("agg_few_flagships").run()
    page.selectbox(key=Key.TOOL_FORCE).set_value("innovation").run()
    assert not page.exception
    assert "No measure fits" in said(page)


def test_levers_are_handed_to_goal_seek(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch, judgements: dict[str, dict[object, object]]
) -> None:
    kept: dict[Key, str] = {}
    monkeypatch.setattr(view_state, "pick", kept.__setitem__)
    monkeypatch.setattr(view_state, "picked", kept.get)
    toolbox_steps._choose_levers(assessment, ["tech_contract_gdp"])
    assert goal.levers_chosen(assessment, goal.available(assessment, "320900")) == ("tech_contract_gdp",)


def test_all_measures_and_cases_can_be_shown(desk: object) -> None:
    page = open_with("toolbox", "en", "jiangsu")
    few = len(page.radio(key=Key.TOOL_MEASURE).options)
    page.toggle(key=Key.TOOL_ALL.of("measure")).set_value(True).run()
    page.toggle(key=Key.TOOL_ALL.of("case")).set_value(True).run()
    assert len(page.radio(key=Key.TOOL_MEASURE).options) > few
    assert "General measures" in said(page)
    assert sum(one.key.startswith(f"{Key.BASKET_PUT}:case:") for one in page.button if one.key) == 8


def test_a_bundle_without_measures_cases_or_policies(desk: object, monkeypatch: pytest.MonkeyPatch) -> None:
    known = data.dataset("jiangsu")
    bare = replace(known, countermeasures={}, cases={}, policies={}, fingerprint="bare of all")
    monkeypatch.setattr(data, "dataset", lambda _bundle: bare)
    monkeypatch.setattr(data, "assessment", lambda scenario: assess(bare, scenario))
    told = said(open_with("toolbox", "en", "jiangsu"))
    for words in (
        "comes without measures",
        "comes without cases",
        "No policy to show",
        "No measure here answers it",
    ):
        assert words in told


def test_cases_and_policies_open_the_card_of_their_document(desk: object) -> None:
    page = open_with("toolbox", "en", "practice")
    for table, words in (("cases", "What was done:"), ("policies", "Document and section: ")):
        key = next(one.key for one in page.button if one.key and one.key.startswith(f"{Key.CARD}:{table}:"))
        page.button(key=key).click().run()
        assert not page.exception
        assert words in said(page)
