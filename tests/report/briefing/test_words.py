"""The catalogues of the briefing agree and are used; texts of the data are cut to what there is room for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.model.text import Text
from cluster_core.report.briefing.words import Words, fitting, line, lines_of, patterns, width
from tests.test_layout import catalogue_faults, key_faults, sources


def test_both_languages_have_the_same_keys_and_places() -> None:
    assert catalogue_faults({"zh": dict(patterns("zh")), "en": dict(patterns("en"))}) == []


def test_every_key_is_used() -> None:
    assert key_faults(set(patterns("en")), sources("cluster_core/report/briefing")) == []


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("en").t("no.such.key")


@settings(max_examples=40)
@given(st.text(max_size=300), st.integers(4, 60))
def test_a_line_is_never_wider_than_its_room(text: str, most: int) -> None:
    assert width(line(text, most)) <= most
    assert "\n" not in line(text, most)


@settings(max_examples=40)
@given(
    st.lists(st.text("ab 盐", min_size=1, max_size=80), max_size=6), st.integers(10, 60), st.integers(1, 8)
)
def test_what_fits_is_no_longer_than_its_room(texts: list[str], cells: int, most: int) -> None:
    assert sum(lines_of(text, cells) for text in fitting(texts, cells, most)) <= most + 1


def test_quantities_and_names_read_as_each_language_writes_them() -> None:
    zh, en = Words("zh"), Words("en")
    assert zh.place(Text("盐城市", "Yancheng")) == "盐城"
    assert en.place(Text("盐城市", "Yancheng")) == "Yancheng"
    assert en.quantity(5.717, Text("%", "%")) == "5.72%"
    assert en.quantity(float("nan"), Text("", "people")) == "–"
    assert en.ordinal(2) == "2nd"
    assert en.cite("000 四(一)1") == "doc. 000, 四(一)1"
    assert en.share(0.001) == "under 1%"
    assert en.some(["A", "B", "C", "D"]) == "A, B and 2 others"
