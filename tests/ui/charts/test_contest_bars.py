"""Bars of who took part and who won."""

from __future__ import annotations

import pytest

from ui.charts.contest_bars import bar_rows, contest_bars
from ui.theme import DARK, LIGHT

ROWS = [
    {"name": "Cars", "entrants": 17, "winners": 5, "value_text": "5 of 17"},
    {"name": "Food", "entrants": None, "winners": None, "value_text": None},
]


def test_what_is_unknown_has_no_bar():
    first, second = bar_rows(ROWS, labels={"tooltip": {"value_text": "Contest"}})
    assert (first["known"], first["spoken"]) == (True, "Cars; Contest 5 of 17")
    assert (second["known"], second["entrants"], second["value_text"]) == (False, 0, "")


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_both_bars_stand_on_one_scale(look, tokens):
    seen = look(contest_bars(ROWS, labels={}, tokens=tokens))
    whole, won = seen.drawn("rule")
    assert [whole["mark"]["color"], won["mark"]["color"]] == [tokens.quiet, tokens.focus]
    steps = {one["as"]: one["calculate"] for one in seen.spec["transform"]}
    for field in ("entrants", "winners"):
        assert steps[f"{field}_end"] == f"bar_left + (bar_right - bar_left) * datum.{field} / 17"


def test_without_rows_nothing_breaks(look):
    assert look(contest_bars([], labels={}, tokens=LIGHT)).rows == []
