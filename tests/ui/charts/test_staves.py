"""The own profile as bars."""

from __future__ import annotations

import pytest

from ui.charts.staves import stave_bars, stave_rows
from ui.theme import DARK, LIGHT


@pytest.fixture
def profile():
    given = [("b", 40.0), ("a", 12.5), ("d", None), ("c", 80.0)]
    return [
        {
            "node": node,
            "name": f"Stave {node}",
            "score": score,
            "score_text": "" if score is None else f"{score:.1f}",
            "focus": node == "a",
            "limit": 20.0,
        }
        for node, score in given
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_shortest_comes_first_and_what_is_unknown_has_no_row(look, profile, tokens):
    seen = look(stave_bars(profile, labels={"limit": "limit 20"}, tokens=tokens))
    assert [row["node"] for row in seen.rows] == ["a", "b", "c"]
    assert seen.rows[0]["spoken"] == "Stave a; 12.5"


def test_the_limit_is_one_line_with_its_text(look, profile):
    seen = look(stave_bars(profile, labels={"limit": "limit 20"}, tokens=LIGHT))
    rule, text = seen.using("limit")
    assert rule["mark"]["strokeDash"]
    assert text["mark"]["text"] == "limit 20"


def test_without_a_limit_there_is_no_line(look, profile):
    bare = [{**row, "limit": None} for row in profile]
    assert look(stave_bars(bare, labels={}, tokens=LIGHT)).using("limit") == []


def test_a_stave_of_zero_is_known(profile):
    assert stave_rows([{**profile[0], "score": 0.0}, profile[1]], labels={})[0]["score"] == 0


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_number_of_staves(look, profile, count):
    many = [{**profile[i % 2], "node": f"n{i:02}"} for i in range(count)]
    assert len(look(stave_bars(many, labels={}, tokens=LIGHT)).rows) == count


def test_long_names_stand_on_two_lines_where_there_is_little_room(profile):
    long = [{**profile[0], "name": "Digital transformation and smart-factory platforms"}]
    row = stave_rows(long, labels={})[0]
    assert row["narrow_lines"].count("\n") == 1
    assert row["narrow_raised"] > 0
