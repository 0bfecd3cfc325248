"""Cells coloured by class; what is missing has a mark and no colour."""

from __future__ import annotations

import pytest

from ui.charts.matrix import matrix, matrix_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "columns": 3,
    "classes": ["<1", "1–2", "", "", "≥2"],
    "missing": "none",
    "tooltip": {"value_text": "LQ"},
}


def cell(tone: int, text: str = "", **more: object) -> dict[str, object]:
    return {
        "line": "x",
        "name": "X",
        "place": "P",
        "tone": tone,
        "value_text": text,
        "short_text": text,
        **more,
    }


def test_a_missing_cell_has_a_dash_and_one_that_cannot_be_is_blank():
    laid = matrix_rows([cell(4, "2.5", framed=True), cell(-1), cell(-2)], labels=LABELS)
    assert [row["value_text"] for row in laid] == ["2.5", "–", ""]
    assert [row["framed"] for row in laid] == [True, False, False]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_full_and_missing_cells_are_drawn_apart(look, tokens):
    seen = look(matrix([cell(0, "0.5"), cell(-1)], labels=LABELS, tokens=tokens))
    cells = [layer for layer in seen.drawn("rect") if "transform" in layer and "data" not in layer]
    filters = [layer["transform"][0]["filter"] for layer in cells]
    assert filters == ["datum.tone >= 0", "datum.tone === -1", "datum.spoken !== ''"]
    assert all(colour in str(seen.drawn("rect")) for colour in tokens.sequential)


def test_the_legend_leaves_empty_classes_out(look):
    seen = look(matrix([cell(0, "0.5")], labels=LABELS, tokens=LIGHT))
    drawn = [layer["data"]["values"] for layer in seen.layers if "data" in layer]
    assert [row["name"] for row in drawn[0]] == ["<1", "1–2", "≥2"]
    assert [row["name"] for row in drawn[-1]] == ["none"]
