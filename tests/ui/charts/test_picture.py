"""A chart as a picture: all its words in it, at fixed places, in one view of a fixed width."""

from __future__ import annotations

import pytest

from tests.ui.charts.test_tile_map import LABELS, tile
from ui.charts.picture import INNER, MARGIN, WIDTH, picture, wrap
from ui.charts.tile_map import HIGH, tile_map
from ui.theme import LIGHT

WORDS = {
    "title": "Highest class (60 – 80): B",
    "subtitle": "Score",
    "notes": ["For illustration only", "Scenario code 1~z"],
    "legend": {"classes": ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"]},
}


def drawn(**more):
    chart = tile_map([tile("a", 0, 0, focus=True), tile("b", 1, 0)], labels=LABELS, tokens=LIGHT)
    return picture(chart, height=HIGH, labels={**WORDS, **more}, tokens=LIGHT)


def texts(seen) -> list[dict]:
    return seen.layers[-1]["data"]["values"]


def test_all_words_stand_over_and_under_the_chart(look):
    seen = look(drawn())
    assert [row["line"] for row in texts(seen)] == [WORDS["title"], WORDS["subtitle"], *WORDS["notes"]]
    assert [row["y"] < 0 for row in texts(seen)] == [True, True, False, False]
    assert all(row["y"] > HIGH for row in texts(seen)[2:])
    legends = [layer["data"]["values"] for layer in seen.layers[-3:-1]]
    assert [[row["name"] for row in rows] for rows in legends] == [WORDS["legend"]["classes"]] * 2


def test_the_picture_is_as_wide_as_it_says(look):
    spec = look(drawn()).spec
    assert (spec["width"], spec["autosize"]) == (INNER, {"type": "none"})
    assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == WIDTH == INNER + 2 * MARGIN
    assert -min(row["y"] for row in texts(look(drawn()))) <= spec["padding"]["top"] - MARGIN + 1


def test_a_warning_comes_first_and_is_coloured(look):
    first = texts(look(drawn(warning="Practice data (fictional)")))[0]
    assert (first["line"], first["colour"]) == ("Practice data (fictional)", LIGHT.severity.severe)


def test_the_chart_on_the_page_is_left_alone(look):
    chart = tile_map([tile("a", 0, 0)], labels=LABELS, tokens=LIGHT)
    before = look(chart).spec
    picture(chart, height=HIGH, labels=WORDS, tokens=LIGHT)
    assert look(chart).spec == before


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two three", ["one two", "three"]),
        ("示意图不作为，划界", ["示意图不", "作为，划", "界"]),
        ("示意图不，作", ["示意图", "不，作"]),  # a comma does not begin a line
        ("~~~~", ["~~~~"]),
    ],
)
def test_lines_break_between_words_and_between_full_width_signs(text, lines):
    assert wrap(text, 13, 60) == lines


def test_a_name_without_blanks_breaks_too():
    assert len(wrap("x" * 400, 13)) > 1
    assert "".join(wrap("1~jiangsu~1~" * 40, 13)) == "1~jiangsu~1~" * 40
