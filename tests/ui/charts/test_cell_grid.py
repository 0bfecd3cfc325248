"""Cells in lines and columns: their order, their names, and where they stand."""

from __future__ import annotations

import pytest

from ui.charts import cell_grid
from ui.theme import LIGHT

FRAME = cell_grid.Frame(cell=(30, 100))
LABELS = {"columns": 2, "tooltip": {"value_text": "Value"}}


def cells(*lines: str) -> list[dict[str, object]]:
    return [
        {"line": line, "name": line, "place": place, "value_text": f"{line}{place}", "strong": line == "b"}
        for line in lines
        for place in ("East", "West")
    ]


def test_lines_and_columns_keep_their_order():
    laid = cell_grid.cell_rows(cells("b", "a"), labels=LABELS, frame=FRAME)
    assert [(row["row"], row["cell"], row["value_text"]) for row in laid] == [
        (0, 0, "bEast"),
        (0, 1, "bWest"),
        (1, 0, "aEast"),
        (1, 1, "aWest"),
    ]
    assert [row["strong"] for row in laid] == [True, True, False, False]
    assert laid[0]["spoken"] == "b; Value bEast"


def test_every_cell_speaks_and_answers_the_pointer(look):
    laid = cell_grid.cell_rows(cells("a"), labels=LABELS, frame=FRAME)
    seen = look(cell_grid.cell_grid([], laid, labels=LABELS, tokens=LIGHT, frame=FRAME))
    target = [layer for layer in seen.layers if "tooltip" in layer["encoding"]]
    assert len(target) == 1
    assert target[0]["encoding"]["description"]["field"] == "spoken"
    assert target[0]["mark"]["aria"] is True


@pytest.mark.parametrize(("lines", "height"), [(("a",), 30), (("a", "b", "c"), 90)])
def test_the_height_follows_the_lines(look, lines, height):
    laid = cell_grid.cell_rows(cells(*lines), labels=LABELS, frame=FRAME)
    seen = look(cell_grid.cell_grid([], laid, labels=LABELS, tokens=LIGHT, frame=FRAME))
    assert seen.spec["height"] == cell_grid.SLANTED + height
    expressions = {one["name"]: one["expr"] for one in seen.spec["params"]}
    assert expressions["height"].endswith(f"* {len(lines)}")
    assert "cell_left" in expressions["cell_width"]


def test_a_long_name_stands_on_two_lines():
    long = "An industry with quite a long name that needs more room than there is"
    (row, _) = cell_grid.cell_rows(cells(long), labels=LABELS, frame=FRAME)
    assert row["name_lines"].count("\n") == 1
