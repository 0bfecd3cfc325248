"""The legend of the map: one swatch a class, then the keys."""

from __future__ import annotations

import pytest

from ui.charts.class_legend import TEXT, class_legend, legend_layers
from ui.theme import DARK, LIGHT, TEXT_SIZE

FIVE = ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_five_classes_in_their_colours(look, tokens):
    seen = look(class_legend({"classes": FIVE, "missing": "No data", "focus": "Focus"}, tokens))
    assert [row["name"] for row in seen.rows] == [*FIVE, "No data", "Focus"]
    assert [row["fill"] for row in seen.rows][:5] == list(tokens.sequential)
    assert [row["line"] for row in seen.rows][5:] == [tokens.muted, tokens.focus]
    assert [row["row"] for row in seen.rows] == list(range(7))


def test_classes_that_hold_nothing_are_left_out(look):
    seen = look(class_legend({"classes": ["", "", "5", "", ""]}, LIGHT))
    assert [(row["name"], row["fill"]) for row in seen.rows] == [("5", LIGHT.sequential[2])]


def test_the_text_is_larger_than_that_of_other_charts():
    assert TEXT > TEXT_SIZE


def test_in_a_picture_the_swatches_stand_lower_on_rows_of_their_own():
    swatch, text = (layer.to_dict() for layer in legend_layers({"classes": FIVE}, LIGHT, top=100))
    assert (swatch["mark"]["y"], text["mark"]["y"]) == (102, 125)
