"""From one score to the other, step by step."""

from __future__ import annotations

import pytest

from ui.charts.waterfall import waterfall, waterfall_rows
from ui.theme import DARK, LIGHT, region_colours

LABELS = {"value": "Points"}


@pytest.fixture
def rows(forces):
    """36.5 - 6.3 - 3.5 + 2.0 and one part unknown: 28.7."""
    parts = zip(forces.items(), [-6.3, -3.5, 2.0, None], strict=True)
    return [
        {"step": "start", "node": "b", "name": "Nantong", "value": 36.5, "value_text": "36.5"},
        *(
            {"step": "part", "node": node, "name": name, "value": value, "value_text": "x"}
            for (node, name), value in parts
        ),
        {"step": "end", "node": "a", "name": "Yancheng", "value": 28.7, "value_text": "28.7"},
    ]


def test_every_part_starts_where_the_one_before_ends(rows):
    laid = waterfall_rows(rows, labels=LABELS)
    assert [row["x0"] for row in laid] == pytest.approx([0, 36.5, 30.2, 26.7, 28.7, 0])
    assert [row["x1"] for row in laid] == pytest.approx([36.5, 30.2, 26.7, 28.7, 28.7, 28.7])
    assert laid[4]["x1"] == pytest.approx(laid[5]["x1"])


def test_an_unknown_part_adds_nothing_and_is_not_drawn(rows, look):
    seen = look(waterfall(rows, labels=LABELS, tokens=LIGHT))
    assert [row["known"] for row in seen.rows] == [True, True, True, True, False, True]
    bars = seen.drawn("bar")[0]
    assert bars["transform"][0]["filter"] == "datum.x0 !== datum.x1"


def test_the_text_stands_right_of_the_bar_either_way(rows):
    laid = waterfall_rows(rows, labels=LABELS)
    assert all(row["right"] == max(row["x0"], row["x1"]) for row in laid)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_regions_and_dimensions_keep_their_colours(look, rows, forces, tokens):
    seen = look(waterfall(rows, labels=LABELS, tokens=tokens))
    tones = seen.drawn("bar")[0]["mark"]["fill"]["expr"]
    assert f'"end": "{region_colours(tokens)[0]}"' in tones
    assert f'"start": "{region_colours(tokens)[1]}"' in tones
    for dimension, colour in zip(forces, tokens.forces, strict=True):
        assert f'"{dimension}": "{colour}"' in tones


def test_new_rows_need_no_new_scale(look, rows):
    seen = look(waterfall(rows, labels=LABELS, tokens=LIGHT))
    assert "domain" not in seen.using("x0")[0]["encoding"]["x"]["scale"]


def test_long_names_stand_on_two_lines_in_a_narrow_picture(rows):
    long = [{**row, "name": "Collaborative innovation"} for row in rows]
    laid = waterfall_rows(long, labels=LABELS)
    assert {row["name_lines"] for row in laid} == {"Collaborative\ninnovation"}
    assert all(row["y_name"] < row["y"] for row in laid)
