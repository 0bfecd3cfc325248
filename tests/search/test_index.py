"""Queries: all words, names first, both scripts and languages, nothing special in what is typed, and quick."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.model.text import Text
from cluster_core.search.entries import CASE, MEASURE, Entry, entries
from cluster_core.search.fold import folded, words_of
from cluster_core.search.index import Index, find, index
from tests.shipped import bundle

BUDGET_S = 0.1  # issue: search over everything


@pytest.fixture(scope="module")
def everything() -> tuple[Entry, ...]:
    return entries(bundle("jiangsu"))


@pytest.fixture(scope="module")
def known(everything: tuple[Entry, ...]) -> Index:
    return index(everything)


def ids(known: Index, query: str, **options: object) -> list[str]:
    return [hit.entry.id for hit in find(known, query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"), [("產業鏈", "产业链"), ("集群數字化", "集群数字化"), ("CHOKEPOINT", "chokepoint")]
)
def test_either_script_finds_both(known: Index, one: str, other: str) -> None:
    assert ids(known, one) == ids(known, other) != []


def test_traditional_texts_are_found_by_simplified_words() -> None:
    known = index([Entry(MEASURE, "m", Text("打造卓越產業鏈", ""))])
    assert ids(known, "产业链") == ["m"]


def test_all_words_must_be_there(everything: tuple[Entry, ...], known: Index) -> None:
    """Brute force over the entries."""
    query = "innovation platform"
    wanted = {
        (one.kind, one.id, one.within)
        for one in everything
        if all(
            word in folded("\n".join((one.name.zh, one.name.en, one.text.zh, one.text.en, one.cite, one.id)))
            for word in words_of(query)
        )
    }
    found = {(hit.entry.kind, hit.entry.id, hit.entry.within) for hit in find(known, query)}
    assert found == wanted != set()


def test_names_come_before_texts(known: Index) -> None:
    for query in ("创新", "chain", "Yancheng"):
        flags = [hit.in_name for hit in find(known, query)]
        assert flags == sorted(flags, reverse=True)
        assert True in flags
        assert False in flags
    assert ids(known, "Yancheng")[0] == "320900"


def test_kinds_narrow(known: Index) -> None:
    every = find(known, "创新")
    cases = find(known, "创新", kinds=[CASE])
    assert cases == tuple(hit for hit in every if hit.entry.kind == CASE)


def test_figures_and_citations_are_found(known: Index) -> None:
    assert "case_wf_power" in ids(known, "60%以上 配套")
    assert "cm_js20_2_chokepoint" in ids(known, "001 二(二)2")


@pytest.mark.parametrize(
    "query",
    ["", "   ", "(.*)", "😀", "'; DROP TABLE basket_item; --", "x" * 10_000, "\u202e\u202e", "مجموعات"],
)
def test_odd_queries_find_nothing(known: Index, query: str) -> None:
    assert find(known, query) == ()


@settings(max_examples=40, deadline=None)
@given(query=st.text(max_size=30))
def test_any_query_is_answered(known: Index, query: str) -> None:
    for hit in find(known, query):
        assert hit.entry.name


def test_a_search_over_everything_is_quick(known: Index) -> None:
    """The limit is that of the issue; a search takes a hundredth of it."""
    start = time.perf_counter()
    for query in ("a", "的", "创新 平台", "zzz"):
        find(known, query)
    assert (time.perf_counter() - start) / 4 < BUDGET_S
