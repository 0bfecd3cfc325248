"""Type, margin and status in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.ladder import Status
from cluster_core.model.text import Language
from ui import cultivation, type_words


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def focused(assessment: Assessment, focus: str) -> Assessment:
    return replace(assessment, scenario=replace(assessment.scenario, focus=focus))


def test_what_is_known_of_yancheng(chinese: None, assessment: Assessment) -> None:
    said = type_words.headline(assessment)
    assert "类型暂无法判定" in said
    assert "4 项标准都缺数据" in said
    assert "主导产品市场占有率" in said
    assert "行业协会；集群申报材料" in said
    assert said.endswith("2022 年名单上无，2024 年起参与 1 个国家级集群（与 3 市共有）")


def test_several_clusters_and_no_list_before(chinese: None, assessment: Assessment) -> None:
    said = type_words.headline(focused(assessment, "320500"))
    assert said.endswith("2021 年起参与国家级集群，至今共 4 个（其中 1 个与其他地区共有）")


def test_a_region_on_no_list(english: None, assessment: Assessment) -> None:
    assert type_words.headline(focused(assessment, "321100")).endswith("on none of the lists loaded here")


def test_a_fall_is_near(english: None, clusters: Assessment) -> None:
    said = type_words.headline(clusters)
    assert "Breakthrough, a fall of 0.4 points in Integration of the chain would make it Catching up" in said
    assert said.endswith("on the Nation-level list since 2021")


def test_a_rise_is_near(english: None, clusters: Assessment) -> None:
    said = type_words.headline(focused(clusters, "c05"))
    assert "Catching up, 5.2 points of Control of key technology short of Breakthrough" in said


def test_where_one_criterion_is_not_enough_the_count_is_told(english: None, clusters: Assessment) -> None:
    assert "2 more criteria must reach 60 for Breakthrough" in type_words.headline(focused(clusters, "c07"))


def test_ratings_are_told(english: None, assessment: Assessment) -> None:
    for criterion in ("ty_tech_control", "ty_leader_drive", "ty_brand_intl"):
        cultivation.judge(cultivation.subject(assessment, "rating"), ("320900", criterion), 75)
    assert "Leading (with your ratings)" in type_words.headline(assessment)


def test_one_rating_is_not_enough(english: None, assessment: Assessment) -> None:
    cultivation.judge(cultivation.subject(assessment, "rating"), ("320900", "ty_brand_intl"), 75)
    assert "1 of 4 criteria have enough data and 3 are needed" in type_words.headline(assessment)


def test_without_a_focus_or_without_anything(language: Language, clusters: Assessment) -> None:
    assert type_words.headline(focused(clusters, ""))
    bare = replace(clusters, dataset=replace(clusters.dataset, typology=None, ladder=None))
    assert type_words.headline(bare)


@pytest.mark.parametrize("focus", [f"c{n:02}" for n in range(1, 11)])
def test_every_cluster_has_a_sentence(language: Language, clusters: Assessment, focus: str) -> None:
    said = type_words.headline(focused(clusters, focus))
    assert "nan" not in said
    assert "–" not in said


def test_numbers_and_dates(english: None) -> None:
    assert type_words.points(0.04) == "0.04"
    assert type_words.points(0.0) == "0.0"
    assert type_words.points(3.24) == "3.2"
    assert type_words.dated("2020-12") == "2020-12"
    assert type_words.since(Status("nation")) == "at a date not stated"
    assert not type_words.reaches(float("nan"), 0)
    assert type_words.reaches(60 - 1e-12, 60)
