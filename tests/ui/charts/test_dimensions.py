"""Dimension scores against the median."""

from __future__ import annotations

import pytest

from ui.charts.dimensions import dimension_rows, dimensions_against_median
from ui.theme import DARK, LIGHT

LABELS = {"head": "Yancheng / median", "median": "Median of the other 12", "score": "Score"}


@pytest.fixture
def rows(forces):
    pairs = zip(forces.items(), [(18.2, 35.1), (13.1, 29.8), (None, 26.3), (18.4, None)], strict=True)
    return [
        {
            "dimension": dimension,
            "name": name,
            "score": score,
            "median": median,
            "score_text": "–" if score is None else f"{score:.0f}",
            "median_text": None if median is None else f"{median:.0f}",
        }
        for (dimension, name), (score, median) in pairs
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_order_is_the_frameworks(look, rows, forces, tokens):
    seen = look(dimensions_against_median(rows, labels=LABELS, tokens=tokens))
    assert [row["dimension"] for row in seen.rows] == list(forces)
    assert [row["y"] for row in seen.rows] == sorted(row["y"] for row in seen.rows)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_bars_take_the_force_colours(look, rows, forces, tokens):
    seen = look(dimensions_against_median(rows, labels=LABELS, tokens=tokens))
    colours = seen.using("score")[0]["mark"]["color"]["expr"]
    for dimension, colour in zip(forces, tokens.forces, strict=True):
        assert f'"{dimension}": "{colour}"' in colours


def test_nothing_missing_is_drawn_as_zero(look, rows):
    seen = look(dimensions_against_median(rows, labels=LABELS, tokens=LIGHT))
    for field in ("score", "median"):
        assert seen.using(field)
        for layer in seen.using(field):
            assert f"isValid(datum.{field})" in layer["transform"][0]["filter"]
    assert seen.rows[2]["score"] is None
    assert [row["beside"] for row in seen.rows] == ["/ 35", "/ 30", "/ 26", ""]


def test_the_median_is_an_ink_tick_named_once(look, rows):
    seen = look(dimensions_against_median(rows, labels=LABELS, tokens=LIGHT))
    tick = seen.drawn("tick")[0]["mark"]
    assert (tick["color"], tick["thickness"]) == (LIGHT.ink, 2)
    assert [row["last"] for row in dimension_rows(rows, labels=LABELS)] == [False, False, False, True]


@pytest.mark.parametrize("count", [1, 6, 12])
def test_other_numbers_of_dimensions(look, rows, count):
    many = [{**rows[0], "dimension": f"d{i}"} for i in range(count)]
    seen = look(dimensions_against_median(many, labels={}, tokens=LIGHT))
    assert len(seen.rows) == count
