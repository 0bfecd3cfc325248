"""The legend of the map: one swatch a class, then the marks that are no classes."""

from __future__ import annotations

import pytest

from ui.charts import pair_legend
from ui.charts.class_legend import (
    KEY_LINE,
    LINE,
    TEXT,
    class_legend,
    height,
    key_rows,
    legend_layers,
    legend_rows,
)
from ui.theme import DARK, LIGHT, TEXT_SIZE

FIVE = ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"]
ALL = {
    "classes": FIVE,
    "missing": "No value",
    "focus": "Focus",
    "near": "Near",
    "bubble": "1–4",
    "lines": "Shared",
}
NINE = {"titles": ["A", "B"], "bounds": [["1", "2", "3"]] * 2, "fields": list("abcdefghi")}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_five_classes_in_their_colours(look, tokens):
    rows = legend_rows(ALL, tokens)
    assert [row["name"] for row in rows] == FIVE
    assert [row["fill"] for row in rows] == list(tokens.sequential)
    own = legend_rows({**ALL, "colours": list("vwxyz")}, tokens)
    assert [row["fill"] for row in own] == list("vwxyz")
    swatches, texts, *_ = look(class_legend(ALL, tokens)).layers
    assert swatches["data"]["values"] == texts["data"]["values"] == rows


def test_classes_that_hold_nothing_are_left_out():
    rows = legend_rows({"classes": ["", "", "5", "", ""]}, LIGHT)
    assert [(row["name"], row["fill"]) for row in rows] == [("5", LIGHT.sequential[2])]


def test_marks_stand_in_lines_below_as_they_look_on_the_map():
    rows = key_rows(ALL, LIGHT)
    assert [row["name"] for row in rows] == ["No value", "Focus", "Near", "1–4", "Shared"]
    assert [(row["column"], row["line_at"]) for row in rows] == [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]
    assert [row["line"] for row in rows[:3]] == [LIGHT.muted, LIGHT.focus, LIGHT.severity.moderate]
    assert height(ALL, LIGHT) == LINE + 2 * KEY_LINE
    assert height(ALL, LIGHT, low=True) == LINE + 3 * KEY_LINE
    assert height({"classes": FIVE}, LIGHT) == LINE
    assert key_rows({"classes": FIVE, "focus": ""}, LIGHT) == []


def test_two_measures_have_a_square_in_place_of_the_swatches(look):
    labels = {"pair": NINE, "colours": ["#ECECEC"] * 9, "focus": "Focus"}
    seen = look(class_legend(labels, LIGHT))
    assert [row["name"] for row in seen.layers[0]["data"]["values"]] == NINE["fields"]
    assert seen.spec["height"] == pair_legend.HEIGHT + KEY_LINE


def test_the_text_is_larger_than_that_of_other_charts():
    assert TEXT >= TEXT_SIZE + 3


def test_in_a_picture_the_swatches_stand_lower_on_rows_of_their_own():
    swatch, text = (layer.to_dict() for layer in legend_layers({"classes": FIVE}, LIGHT, top=100))
    assert (swatch["mark"]["y"], text["mark"]["y"]) == (102, 129)
