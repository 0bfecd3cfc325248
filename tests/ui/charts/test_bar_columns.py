"""A bar per entry and measure; an unknown one is an empty track."""

from __future__ import annotations

import pytest

from ui.charts.bar_columns import bar_columns, bar_rows
from ui.theme import DARK, LIGHT

LABELS = {"columns": 2, "tooltip": {"value_text": "Value"}}


def cell(share: float | None, text: str = "", **more: object) -> dict[str, object]:
    return {"line": "x", "name": "X", "place": "Lack", "share": share, "value_text": text, **more}


def test_shares_stay_on_the_track_and_unknown_ones_are_empty():
    laid = bar_rows([cell(0.5, "50%"), cell(1.7), cell(-1), cell(None)], labels=LABELS)
    assert [row["share"] for row in laid] == [0.5, 1.0, 0.0, 0.0]
    assert [row["filled"] for row in laid] == [True, True, True, False]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_what_stands_out_has_its_colour_and_an_empty_track_is_dashed(look, tokens):
    seen = look(bar_columns([cell(0.5, "50%", marked=True), cell(None)], labels=LABELS, tokens=tokens))
    track, full = seen.drawn("rect")[:2]
    assert track["mark"]["strokeDash"] == [3, 3]
    assert full["transform"][0]["filter"] == "datum.filled"
    assert tokens.severity.moderate in full["mark"]["fill"]["expr"]
    assert tokens.primary in full["mark"]["fill"]["expr"]
