"""Folding: both scripts, widths and cases meet; marks lie in the original; nothing that is typed does harm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.search.fold import QUERY_MAX, excerpt, folded, is_cut, marked, words_of

# Pairs of traditional and simplified characters, as any table of the two scripts lists them.
SCRIPTS = [
    ("產業鏈", "产业链"),
    ("創新", "创新"),
    ("協同發展", "协同发展"),
    ("製造業", "制造业"),
    ("鹽城", "盐城"),
]
BAD = {
    "empty": "",
    "blank": " \t\n\u3000",
    "punctuation": "!?，。（）…%&",
    "regex": "(.*)[+]?^$|\\",
    "sql comment": "';-- ",
    "emoji": "😀🇨🇳",
    "direction": "\u202e\u2066\u200f",
    "control": "\x00\x07\x1b",
}


@pytest.mark.parametrize(("traditional", "simplified"), SCRIPTS)
def test_both_scripts_fold_alike(traditional: str, simplified: str) -> None:
    assert folded(traditional) == folded(simplified) == simplified
    assert words_of(traditional) == words_of(simplified) == (simplified,)


def test_width_and_case_fold() -> None:
    assert folded("\uff32\uff06\uff24") == folded("R&D") == "r&d"
    assert words_of("\uff32\uff06\uff24\u3000Core core, CORE") == ("r&d", "core")


@pytest.mark.parametrize("query", BAD.values(), ids=BAD)
def test_what_holds_no_word(query: str) -> None:
    assert words_of(query) == ()


def test_a_long_query_is_cut_and_says_so() -> None:
    assert words_of("x" * 10_000) == ("x" * QUERY_MAX,)
    assert is_cut("x" * 10_000)
    assert not is_cut("x" * QUERY_MAX)


def test_signs_of_direction_do_not_part_a_word() -> None:
    assert words_of("co\u202ere") == ("core",)
    assert words_of("مجموعات") == ("مجموعات",)


def test_marks_lie_in_the_original() -> None:
    assert marked("打造\uff21\uff29產業鏈", words_of("ai 产业链")) == (
        ("打造", False),
        ("\uff21\uff29產業鏈", True),
    )
    assert marked("Große Straße", words_of("STRASSE")) == (("Große ", False), ("Straße", True))
    assert marked("abcabc", ("ab", "bc")) == (("abcabc", True),)
    assert marked("nothing", ("core",)) == (("nothing", False),)
    assert marked("", ("core",)) == ()


def test_an_excerpt_is_about_a_hit() -> None:
    text = "x" * 100 + " Core technology " + "y" * 300
    found = excerpt(text, ("core",), around=10)
    assert [piece for piece, is_hit in found if is_hit] == ["Core"]
    assert "".join(piece for piece, _ in found) == "…Core technology…"
    chinese = excerpt("甲" * 50 + "核心" + "乙" * 50, ("核心",), around=4)
    assert "".join(piece for piece, _ in chinese) == "…甲甲甲甲核心乙乙乙乙乙乙乙乙…"
    dense = excerpt("core " + "z" * 80 + " core technology " + "z" * 80, ("core", "technology"), around=12)
    assert "".join(piece for piece, _ in dense) == "…core technology…", "where the most is found"
    assert excerpt("short", ("core",)) == (("short", False),)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), query=st.text(max_size=20))
def test_pieces_make_the_text_and_a_part_of_it_is_found(text: str, query: str) -> None:
    pieces = marked(text, words_of(query))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(one[1] != other[1] for one, other in pairwise(pieces))
    excerpt(text, words_of(query), around=3)
