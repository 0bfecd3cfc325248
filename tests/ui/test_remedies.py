"""Which item is looked at, which measures are general, and how a citation reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.priority import priorities
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import data, remedies, shortfalls, view_state
from ui.widget_keys import Key


def test_the_gravest_item_is_shown_until_another_is_picked(
    english: None, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shortfalls.items_of(assessment).set_index("item")
    kept: dict[Key, str] = {}
    monkeypatch.setattr(view_state, "picked", kept.get)
    assert remedies.picked(rows) == "inn_core_tech"
    kept[Key.ITEM] = "brand_firms"
    assert remedies.picked(rows) == "brand_firms"
    kept[Key.ITEM] = "an item of another rule set"
    assert remedies.picked(rows) == "inn_core_tech"


def test_general_measures_are_of_the_document_and_answer_no_item(assessment: Assessment) -> None:
    linked = {one.measure for one in priorities(assessment.diagnosis, "320900")}
    assert remedies.general_measures(assessment, linked) == ["cm_yc_digital", "cm_yc_environment"]


def test_a_citation_in_words(english: None) -> None:
    assert remedies.citation("000 四(一)1") == "document 000, 四(一)1"
    assert remedies.citation("somewhere") == "somewhere"


def test_measures_without_evidence_are_named_below_the_ranking(
    english: None, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = data.assessment(replace(scenario, rules="shortcomings_city_six"))
    ranked = priorities(six.diagnosis, "320900")
    unproven = [remedies.measure_name(six, one.measure) for one in ranked if not one.covered]
    written: list[str] = []
    monkeypatch.setattr(remedies.st, "markdown", written.append)
    monkeypatch.setattr(remedies.st, "caption", written.append)
    remedies.priority(six)
    (numbered,) = [text for text in written if text.startswith("1. ")]
    assert len(numbered.splitlines()) == len(ranked) - len(unproven)
    (below,) = [text for text in written if text.startswith("Without enough evidence")]
    assert len(unproven) > 3
    assert all(one in below for one in unproven)
