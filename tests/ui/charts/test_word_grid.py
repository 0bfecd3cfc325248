"""Words in a grid: order, empty cells, and lines between cells that belong together."""

from __future__ import annotations

import pytest

from ui.charts.word_grid import word_grid, word_rows
from ui.theme import DARK, LIGHT


@pytest.fixture
def cells():
    words = {("a", 0): "national", ("a", 2): "national", ("b", 1): "city"}
    return [
        {
            "line": line,
            "line_name": f"Industry {line}",
            "place": f"Region {column}",
            "bold": column == 1,
            "tone": 3 if (line, column) in words else None,
            "word": words.get((line, column)),
            "below": "2022" if (line, column) in words else None,
            "short": "nat",
            "link": "shared" if line == "a" and (line, column) in words else None,
            "name": "x",
        }
        for line in ("a", "b")
        for column in (0, 1, 2)
    ]


def test_cells_keep_the_order_in_which_they_come(cells):
    laid = word_rows(cells, labels={})
    assert [(row["row"], row["cell"]) for row in laid] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert [row["tone"] for row in laid] == [3, -1, 3, -1, 3, -1]
    assert laid[1]["word"] == laid[1]["below"] == ""


def test_a_link_leads_to_the_next_cell_that_shares_it(cells):
    laid = word_rows(cells, labels={})
    assert [row["link_to"] for row in laid] == [2, -1, -1, -1, -1, -1]


def test_a_cell_speaks(cells):
    laid = word_rows(cells, labels={"tooltip": {"word": "Status"}})
    assert laid[0]["spoken"] == "x; Status national"
    assert laid[1]["spoken"] == ""


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_empty_cells_have_an_outline_and_no_target(look, cells, tokens):
    seen = look(word_grid(cells, labels={"columns": 3}, tokens=tokens))
    empty, full, target = seen.drawn("rect")
    assert empty["mark"]["stroke"] == tokens.line
    assert full["transform"] == [{"filter": "datum.tone >= 0"}]
    assert target["transform"] == [{"filter": "datum.spoken !== ''"}]
    assert seen.drawn("rule")[0]["transform"] == [{"filter": "datum.link_to >= 0"}]
    params = {one["name"]: one["expr"] for one in seen.spec["params"]}
    assert params["height"] == "head + step * 2"


def test_without_cells_nothing_breaks(look):
    assert look(word_grid([], labels={}, tokens=LIGHT)).rows == []
