"""Cells of numbers, the darker the higher."""

from __future__ import annotations

import pytest

from ui.charts.heat_map import heat_map, heat_rows, tone
from ui.theme import DARK, LIGHT, contrast, label_on

LABELS = {"columns": 3, "region": "Region", "score": "Score"}
SCORES = {"innovation": (18.0, 43.0, None), "platforms": (0.0, 100.0, 100.0)}


@pytest.fixture
def rows():
    return [
        {
            "node": node,
            "name": node.title(),
            "dimension": "innovation",
            "part": node == "platforms",
            "region": place,
            "place": place,
            "mark": str(number),
            "score": score,
            "value_text": "" if score is None else f"{score:.1f}",
            "short_text": "" if score is None else f"{score:.0f}",
        }
        for node, scores in SCORES.items()
        for number, (place, score) in enumerate(
            zip(("Yancheng", "Nantong", "Suzhou"), scores, strict=True), 1
        )
    ]


def test_the_best_of_each_row_is_marked_equals_alike(rows):
    laid = heat_rows(rows, labels=LABELS)
    assert [row["framed"] for row in laid] == [False, True, False, False, True, True]
    assert [row["tone"] for row in laid] == [0, 2, -1, 0, 4, 4]


def test_one_alone_is_not_the_best(rows):
    assert not any(row["framed"] for row in heat_rows(rows[:1], labels=LABELS))


def test_missing_has_a_mark_and_no_colour(look, rows):
    seen = look(heat_map(rows, labels=LABELS, tokens=LIGHT))
    missing = next(row for row in seen.rows if row["score"] is None)
    assert (missing["value_text"], missing["short_text"], missing["tone"]) == ("–", "–", -1)
    dashed = [layer for layer in seen.drawn("rect") if layer["mark"].get("strokeDash")]
    assert [layer["transform"] for layer in dashed] == [[{"filter": "datum.tone === -1"}]]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_number_reads_on_its_cell(look, rows, tokens):
    seen = look(heat_map(rows, labels=LABELS, tokens=tokens))
    assert all(contrast(label_on(colour), colour) >= 4.5 for colour in tokens.sequential)
    fills = seen.drawn("rect")[0]["mark"]["fill"]["expr"]
    assert all(colour in fills for colour in tokens.sequential)


def test_steps_are_fifths_of_the_scale_and_never_outside():
    assert [tone(at / 10) for at in range(11)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]
    assert (tone(-0.5), tone(2.0), tone(None)) == (0, 4, -1)


@pytest.mark.parametrize("columns", [2, 10])
def test_narrow_pictures_have_names_over_their_cells(look, rows, columns):
    seen = look(heat_map(rows, labels={**LABELS, "columns": columns}, tokens=LIGHT))
    params = {one["name"]: one["expr"] for one in seen.spec["params"]}
    assert params["tall"].startswith("width < ")
    assert f"/ {columns}" in params["cell_width"]
    assert params["height"] == "head + step * 2"
    cut = next(layer for layer in seen.drawn("text") if "cell_width" in str(layer["mark"].get("text")))
    assert "datum.short_text" in cut["mark"]["text"]["expr"]


def test_a_cell_speaks(rows):
    assert heat_rows(rows, labels=LABELS)[1]["spoken"] == "Innovation; Region Nantong; Score 43.0"


def test_nothing_is_no_error(look):
    assert look(heat_map([], labels={}, tokens=LIGHT)).rows == []
