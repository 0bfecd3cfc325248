"""Boxes and dots: on one axis, piles that fit their row, nothing drawn that is not there."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.charts.box_dots import BOX, box_dots, box_rows
from ui.theme import DARK, LIGHT

LABELS = {"last": 70, "tooltip": {"median_text": "", "half_text": "Middle half"}}


@pytest.fixture
def rows(forces):
    return [
        {
            "name": name,
            "lower": 10.0,
            "median": 20.0,
            "upper": 30.0,
            "low": 5.0,
            "high": 60.0,
            "dots": ((10.0, 3), (20.0, 12 * (at + 1)), (60.0, 1)),
            "median_text": "median 20",
            "half_text": "10–30",
        }
        for at, name in enumerate(forces.values())
    ]


@pytest.mark.parametrize("step", [60, 110])
def test_piles_stay_within_their_row(rows, step):
    laid = box_rows(rows, labels={**LABELS, "step": step})
    assert len(laid) == sum(count for row in rows for _, count in row["dots"])
    for row in laid:
        assert row["bottom"] == row["top"] + BOX
        assert row["bottom"] < row["dot_y"] < row["top"] - 6 + step


def test_without_dots_a_row_is_low_and_has_no_whisker(look, rows):
    few = [{**row, "dots": (), "low": None, "high": None} for row in rows]
    seen = look(box_dots(few, labels=LABELS, tokens=LIGHT))
    assert len(seen.rows) == 4
    assert all(row["place"] is None for row in seen.rows)
    assert seen.spec["height"] < look(box_dots(rows, labels=LABELS, tokens=LIGHT)).spec["height"]
    whisker = seen.using("low")[0]
    assert "isValid(datum.low)" in str(whisker["transform"])


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_thing_has_one_colour(look, rows, tokens):
    seen = look(box_dots(pd.DataFrame(rows), labels=LABELS, tokens=tokens))
    for at, colour in enumerate(tokens.forces):
        assert f'"{at}": "{colour}"' in seen.using("place")[0]["mark"]["fill"]["expr"]


def test_the_axis_ends_where_it_is_told(look, rows):
    seen = look(box_dots(rows, labels=LABELS, tokens=LIGHT))
    assert seen.using("median")[0]["encoding"]["x"]["scale"]["domain"] == [0, 70]
    ticks = seen.using("tick")[0]["data"]["values"]
    assert [row["tick"] for row in ticks] == [0, 10, 20, 30, 40, 50, 60, 70]


def test_a_row_speaks_once(rows):
    assert box_rows(rows, labels=LABELS)[0]["spoken"] == "Innovation; median 20; Middle half 10–30"
