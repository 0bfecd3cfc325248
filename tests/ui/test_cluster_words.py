"""Sentences of the page of clusters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.contest import ContestPlace
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Unit
from cluster_core.model.text import Language, Text
from ui import cluster_words


def focused(assessment: Assessment, focus: str) -> Assessment:
    return replace(assessment, scenario=replace(assessment.scenario, focus=focus))


HEADLINES = {
    "320900": "Yancheng: no national cluster up to 2022, 1 since 2024 (shared with 3 other regions): "
    "Green photovoltaics",
    "321100": "Zhenjiang: no national cluster on any list from 2021 to 2024",
    "320100": "Nanjing: 2 national clusters by 2024, the first in 2021: "
    "Software and information services and New power (smart-grid) equipment",
    "320700": "Lianyungang: no national cluster up to 2021, 1 since 2022 (shared with 2 other regions): Biomedicine",
    "": "12 national clusters on the lists up to 2024; choose a focus to see its own",
}


@pytest.mark.parametrize(("focus", "said"), HEADLINES.items())
def test_the_headline_is_the_lists(english: None, assessment: Assessment, focus: str, said: str) -> None:
    assert cluster_words.headline(focused(assessment, focus)) == said


def test_the_headline_in_chinese(chinese: None, assessment: Assessment) -> None:
    expected = "盐城：到2022年没有国家级集群，2024年起有1个（与另外3地共有）：绿色光伏集群"
    assert cluster_words.headline(assessment) == expected


def test_a_cluster_in_focus_tells_its_members(english: None, clusters: Assessment) -> None:
    said = cluster_words.headline(focused(clusters, "c04"))
    assert said == (
        "Three Cities energy storage: national since the list of 2024; members: Starbridge, Silverfir and Jadeshuttle"
    )


def test_without_lists_that_is_said(english: None, assessment: Assessment) -> None:
    bare = replace(assessment, dataset=replace(assessment.dataset, clusters={}))
    assert cluster_words.headline(bare) == "These data name no cluster on a dated list"
    undated = {"c": Unit("c", Text(), tier="nation", members=(("320900", 1.0),))}
    assert cluster_words.headline(replace(bare, dataset=replace(bare.dataset, clusters=undated))).startswith(
        "These data name no cluster"
    )


def test_unknown_is_a_word(language: Language) -> None:
    unknown = cluster_words.count(None)
    assert unknown in ("unknown", "未知")
    assert unknown in cluster_words.won(ContestPlace("a", Text(), None, None))
    assert "0" in cluster_words.won(ContestPlace("a", Text(), None, 0))
    assert "35%" in cluster_words.won(ContestPlace("a", Text(), 20, 7))


def test_how_many_of_the_80_are_known(english: None, assessment: Assessment) -> None:
    nation = assessment.dataset.nation
    known = "46 by name, 1 with an inferred name, 7 only by their cities"
    assert cluster_words.known(nation) == f"54 of 80 national clusters (2025) are known: {known}"
    bare = replace(nation, counts={})
    assert cluster_words.known(bare) == f"54 national clusters are known: {known}"


def test_the_best_industry_against_the_whole(english: None, assessment: Assessment) -> None:
    nation = assessment.dataset.nation
    said = cluster_words.industry_takeaway(nation)
    assert said == "Software and information services won most often: 67%, against 33% for all industries"
    assert cluster_words.industry_takeaway(replace(nation, contest={})) == "The contest by industry"


def test_figures_of_other_places_are_told_apart(
    english: None, assessment: Assessment, clusters: Assessment
) -> None:
    assert cluster_words.apart(assessment.dataset) == ""
    assert "fictional" in cluster_words.apart(clusters.dataset)
    abroad = replace(assessment.dataset, regions=clusters.dataset.regions)
    assert "none of the regions" in cluster_words.apart(abroad)


def test_sources_with_their_year_each_once(english: None, assessment: Assessment) -> None:
    keys = ["contest_results:industry:food", "contest_results:total", "gone"]
    said = cluster_words.rests_on(assessment.dataset, keys)
    assert said == "Source: White paper of 2020 on advanced-manufacturing clusters (2021)"
    assert cluster_words.rests_on(assessment.dataset, []) == ""


def test_a_footnote_with_its_place(english: None, assessment: Assessment) -> None:
    note = assessment.dataset.nation.footnotes["plan_zhejiang"]
    assert cluster_words.footnote(note).endswith("lists 14. (002 表1)")
    assert not cluster_words.footnote(replace(note, cite="")).endswith(")")
