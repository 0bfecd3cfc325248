"""The lists: what is inferred or does not agree is said in words, and filters narrow them."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import cluster_lists, view_state


def test_what_is_inferred_or_nameless_is_said(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    found = cluster_lists.clusters(assessment)
    table = cluster_lists.national_table(assessment, found)
    assert len(table) == 54
    assert table["How it is known"].value_counts().to_dict() == {
        "named on a list": 46,
        "only the cities known": 7,
        "name inferred": 1,
    }
    assert "Name not known (Zhuzhou)" in set(table["Cluster"])
    assert table["List of"].is_monotonic_decreasing
    assert (table["Cities"] == "unknown").sum() == 3


def test_filters_narrow_the_lists(session: SimpleNamespace, english: None, assessment: Assessment) -> None:
    view_state.set_filter("cluster_province", ("320000",))
    assert len(cluster_lists.clusters(assessment)) == 12
    assert [one.id for one in cluster_lists.plans(assessment)] == ["cp01"]
    assert {one.province.en for one in cluster_lists.cases(assessment)} == {"Jiangsu"}
    view_state.set_filter("cluster_sector", ("energy",))
    assert [one.id for one in cluster_lists.clusters(assessment)] == ["nc48"]
    view_state.set_filter("cluster_dimension", ("wp_cross_region",))
    assert [one.id for one in cluster_lists.cases(assessment)] == ["case_tlx_biomed", "case_tyt_marine"]


def test_a_plan_that_lists_fewer_than_it_declares(
    session: SimpleNamespace, english: None, assessment: Assessment
) -> None:
    table = cluster_lists.plan_table(cluster_lists.plans(assessment))
    odd = table[table["Listed"].str.contains("not as declared")]
    assert odd[["Province or city", "Declared", "Listed"]].to_numpy().tolist() == [
        ["Zhejiang", 15, "14 (not as declared)"]
    ]
    assert (table["Year"] == "unknown").sum() == 4


def test_cases_by_dimension(session: SimpleNamespace, language: Language, assessment: Assessment) -> None:
    table = cluster_lists.case_table(assessment, cluster_lists.cases(assessment))
    assert len(table) == 20
    assert table.iloc[:, 1].nunique() == 5
    assert table.map(bool).all().all()
