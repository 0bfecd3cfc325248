"""Levers as bars from today to what is needed."""

from __future__ import annotations

import pytest

from ui.charts.goal import lever_bars, lever_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "low": 0,
    "high": 100,
    "legend": {"today": "today", "needed": "needed", "peer": "best", "pace": "pace"},
    "values": "Values",
}


@pytest.fixture
def levers():
    return [
        {"name": "R&D", "start": 10.0, "end": 60.0, "peer": 100.0, "pace": 22.0, "values_text": "1.0 → 2.0%"},
        {"name": "Exports", "start": 0.0, "end": 5.0, "peer": 80.0, "pace": None, "values_text": "3 → 4"},
        {"name": "Loans", "start": 30.0, "end": 30.0, "peer": None, "pace": None, "values_text": None},
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_levers_keep_their_order_and_speak(look, levers, tokens):
    seen = look(lever_bars(levers, labels=LABELS, tokens=tokens))
    assert [row["name"] for row in seen.rows] == ["R&D", "Exports", "Loans"]
    assert seen.rows[0]["spoken"] == "R&D; Values 1.0 → 2.0%"
    assert seen.rows[2]["values_text"] == ""


def test_the_second_bar_begins_where_the_first_ends_and_only_if_it_moves(look, levers):
    (moved,) = look(lever_bars(levers, labels=LABELS, tokens=LIGHT)).using("end")
    assert moved["encoding"]["x2"]["field"] == "start"
    assert moved["transform"] == [{"filter": "datum.end > datum.start"}]


@pytest.mark.parametrize("field", ["peer", "pace"])
def test_a_tick_stands_only_where_there_is_a_value(look, levers, field):
    (tick,) = look(lever_bars(levers, labels=LABELS, tokens=LIGHT)).using(field)
    assert tick["mark"]["type"] == "tick"
    assert tick["transform"] == [{"filter": f"isValid(datum.{field})"}]


def test_the_legend_leaves_out_what_is_not_drawn(look, levers):
    def words(labels) -> list[str]:
        seen = look(lever_bars(levers, labels=labels, tokens=LIGHT))
        return [one["mark"]["text"] for one in seen.drawn("text") if isinstance(one["mark"].get("text"), str)]

    assert words(LABELS) == ["today", "needed", "best", "pace"]
    assert words({**LABELS, "legend": {"today": "today", "pace": ""}}) == ["today"]


def test_other_scales_have_other_ends(look, levers):
    seen = look(lever_bars(levers, labels={**LABELS, "low": -2, "high": 3}, tokens=LIGHT))
    assert {tuple(one["encoding"]["x"]["scale"]["domain"]) for one in seen.using("start")} == {(-2, 3)}


@pytest.mark.parametrize("count", [0, 1, 12])
def test_any_number_of_levers(look, levers, count):
    many = [{**levers[i % 3], "name": f"l{i}"} for i in range(count)]
    assert len(look(lever_bars(many, labels=LABELS, tokens=LIGHT)).rows) == count
    assert len(lever_rows(many, labels={})) == count
