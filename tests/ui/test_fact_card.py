"""The card of a documented figure: figure, document, section, sources. tests/pages/test_clusters.py opens it."""

from __future__ import annotations

import pytest

from cluster_core.assess.facts import Fact, fact
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import fact_card

HEADS = {
    "contest_results:total:both": ("Both preliminaries", "135 entrants, 44 winners"),
    "contest_results:year:2019": ("Preliminary of 2019", "94 entries, 24 winners"),
    "contest_results:province:320000": ("Jiangsu", "8 of 13 entrants won (62%)"),
    "contest_results:province:540000": ("Tibet", "entrants unknown, winners: 0"),
    "contest_results:industry:food": ("Green food", "1 of 4 entrants won (25%)"),
    "national_clusters:nc48": (
        "Green photovoltaics",
        "National advanced-manufacturing cluster, list of 2024",
    ),
    "national_clusters:nc24": (
        "Name not known (Zhuzhou)",
        "National advanced-manufacturing cluster, list of 2021",
    ),
    "national_counts:320000": ("Jiangsu", "10 national clusters (2022)"),
    "cluster_plans:cp08": ("Zhejiang: Advantage clusters", "15 declared, 14 listed"),
    "clusters:js_iot": ("Internet of things", "National cluster, list of 2021"),
    "cases:case_wf_power": ("Weifang power equipment", "Local supply ratio above 60 %"),
    "policies:po_mic2025": ("Made in China 2025", "Nation · Year: unknown"),
}


def known(assessment: Assessment, key: str) -> Fact:
    found = fact(assessment.dataset, key)
    assert found is not None
    return found


@pytest.mark.parametrize(("key", "head"), HEADS.items())
def test_the_figure_in_words(english: None, assessment: Assessment, key: str, head: tuple[str, str]) -> None:
    assert fact_card.headline(assessment.dataset, known(assessment, key)) == head


LINES = {
    "contest_results:province:540000": "No document names this province",
    "national_clusters:nc32": "Cities: unknown",
    "national_clusters:nc23": "name inferred",
    "national_clusters:nc48": "Industry (our reading): Energy saving, environment and new energy",
    "cluster_plans:cp14": "Year: unknown",
    "clusters:js_photovoltaics": "Members: Yancheng, Changzhou, Suqian and Huai'an",
    "cases:case_wf_power": "What was done: Supplier parks",
}


@pytest.mark.parametrize(("key", "said"), LINES.items())
def test_the_rest_of_the_row(english: None, assessment: Assessment, key: str, said: str) -> None:
    assert said in "\n".join(fact_card.lines(assessment.dataset, known(assessment, key)))


def test_document_section_and_address(english: None, assessment: Assessment) -> None:
    document, paper = fact_card.origins(known(assessment, "contest_results:total:both"))
    assert document == "Document and section: 002 一(二)"
    assert "White paper of 2020" in paper
    page, crosswalk = fact_card.origins(known(assessment, "national_clusters:nc48"))
    assert "wxredian.com" in page
    assert "its name was not recorded" in crosswalk


def test_a_province_without_a_row_has_no_source(language: Language, assessment: Assessment) -> None:
    assert len(fact_card.origins(known(assessment, "contest_results:province:540000"))) == 1
