"""Shifts in rank as bars."""

from __future__ import annotations

import pytest

from ui.charts.shifts import shift_bars, shift_rows
from ui.theme import DARK, LIGHT

LABELS = {"movers": 80, "tooltip": {"mean_text": "mean", "mover": "who"}}


@pytest.fixture
def rows():
    given = [("x", 0.5, 1.0, "A up 1"), ("y", 1.5, 4.0, "B down 4"), ("z", 0.5, 2.0, None)]
    return [
        {
            "part": part,
            "name": f"Part {part}",
            "mean": mean,
            "most": most,
            "mean_text": f"{mean:.1f}",
            "mover": mover,
            "focus": mover == "B down 4",
        }
        for part, mean, most, mover in given
    ]


def test_the_largest_mean_comes_first_then_the_largest_shift(rows):
    laid = shift_rows(rows, labels=LABELS)
    assert [row["part"] for row in laid] == ["y", "z", "x"]
    assert [(row["bar"], row["end"]) for row in laid] == [(0.375, 1.0), (0.125, 0.5), (0.125, 0.25)]
    assert laid[0]["spoken"] == "Part y; mean 1.5; who B down 4"
    assert laid[1]["mover"] == ""


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_bar_and_tick_share_a_track_and_the_focus_stands_out(look, rows, tokens):
    seen = look(shift_bars(rows, labels=LABELS, tokens=tokens))
    bar, tick = seen.using("bar")[0], seen.using("end")[0]
    assert bar["encoding"]["x"]["scale"] == tick["encoding"]["x"]["scale"]
    assert any(tokens.focus in expression for expression in seen.expressions())


def test_nobody_moves_and_nothing_is_divided_by_zero(rows):
    still = shift_rows([{**row, "mean": 0.0, "most": 0.0} for row in rows], labels=LABELS)
    assert [(row["bar"], row["end"]) for row in still] == [(0, 0)] * 3


def test_other_shifts_need_no_new_layers(look, rows):
    one = look(shift_bars(rows, labels=LABELS, tokens=LIGHT))
    other = look(shift_bars([{**row, "most": row["most"] + 3} for row in rows], labels=LABELS, tokens=LIGHT))
    assert one.layers == other.layers
