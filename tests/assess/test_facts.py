"""A documented figure leads to its row, its document, its sources and its footnotes."""

from __future__ import annotations

import pytest

from cluster_core.assess.facts import fact
from cluster_core.model.nation import ContestResult, NationalCluster, Province
from cluster_core.store.read import load_dataset

JIANGSU = load_dataset("data/jiangsu")


def test_a_count_of_the_contest() -> None:
    found = fact(JIANGSU, "contest_results:province:320000")
    assert found is not None
    assert isinstance(found.row, ContestResult)
    assert (found.row.entrants, found.row.winners, found.cite) == (13, 8, "002 一(二)")
    assert [one.id for one in found.sources] == ["document_002"]
    assert {"contest_provinces", "contest_jiangsu"} <= {one.id for one in found.footnotes}


def test_a_province_that_no_document_names_is_a_province_alone() -> None:
    found = fact(JIANGSU, "contest_results:province:540000")
    assert found is not None
    assert isinstance(found.row, Province)
    assert found.cite == ""


def test_a_national_cluster_has_every_source() -> None:
    found = fact(JIANGSU, "national_clusters:nc48")
    assert found is not None
    assert isinstance(found.row, NationalCluster)
    assert [one.id for one in found.sources] == ["wxredian_com", "city_crosswalk"]
    assert "yancheng_none" in {one.id for one in found.footnotes}


def test_several_documents_in_one_citation() -> None:
    assert [one.id for one in JIANGSU.nation.footnotes_on("counts:js_key_2018")] == ["key_clusters"]
    found = fact(JIANGSU, "clusters:js_photovoltaics")
    assert found is not None
    assert [one.id for one in found.sources] == ["wxredian_com"]
    assert [one.id for one in found.footnotes] == ["yancheng_none"]


@pytest.mark.parametrize(
    "key", ["", "weather:1", "contest_results:year:1999", "national_clusters:nc99", "contest_results"]
)
def test_no_such_figure(key: str) -> None:
    assert fact(JIANGSU, key) is None


@pytest.mark.parametrize(
    "key",
    [
        "national_counts:320000",
        "cluster_plans:cp01",
        "cases:case_hz_security",
        "policies:po_mic2025",
        "provinces:320000",
    ],
)
def test_other_tables(key: str) -> None:
    found = fact(JIANGSU, key)
    assert found is not None
    assert found.key == key
