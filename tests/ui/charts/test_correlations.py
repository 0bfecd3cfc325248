"""Every part's correlation as a dot with its interval."""

from __future__ import annotations

import itertools

import pytest

from ui.charts.correlations import APART, STEP, correlation_rows, correlations
from ui.theme import DARK, LIGHT

LABELS = {"dimensions": ["a", "b"], "critical": 0.55, "band": "not told", "tooltip": {"r_text": "r"}}


def part(name: str, dimension: str, depth: int, r: float | None, word: str = "") -> dict:
    return {
        "part": name,
        "name": name,
        "dimension": dimension,
        "depth": depth,
        "r": r,
        "low": None if r is None else r - 0.2,
        "high": None if r is None else r + 0.1,
        "told": r is not None and abs(r) > 0.55,
        "word": word,
        "alarm": word == "weak",
        "r_text": "" if r is None else f"{r:.2f}",
    }


@pytest.fixture
def rows():
    return [
        part("A", "a", 0, 0.9),
        part("A1", "a", 1, 0.2, "weak"),
        part("A11", "a", 2, None, "no data"),
        part("B", "b", 0, -0.7, "opposite"),
    ]


def test_rows_keep_their_order_and_a_dimension_stands_apart(rows):
    laid = correlation_rows(rows, labels=LABELS)
    assert [row["name"] for row in laid] == ["A", "A1", "A11", "B"]
    steps = [second["y"] - first["y"] for first, second in itertools.pairwise(laid)]
    assert steps == [STEP, STEP, STEP + APART]
    assert [row["x"] for row in laid] == [18, 18, 32, 18]
    assert laid[0]["spoken"] == "A; r 0.90"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_dot_that_is_not_told_is_hollow_and_a_missing_one_is_not_drawn(look, rows, tokens):
    seen = look(correlations(rows, labels=LABELS, tokens=tokens))
    dot = seen.using("r")[0]
    assert tokens.paper in dot["mark"]["fill"]["expr"]
    assert dot["transform"] == [{"filter": "isValid(datum.r)"}]
    assert seen.using("low")[0]["transform"] == [{"filter": "isValid(datum.low)"}]
    assert [row["told"] for row in seen.rows] == [True, False, False, True]
    assert dot["encoding"]["x"]["scale"]["domain"] == [-1, 1]


def test_the_band_is_as_wide_as_the_critical_correlation(look, rows):
    seen = look(correlations(rows, labels=LABELS, tokens=LIGHT))
    band = next(layer for layer in seen.drawn("rect") if "x" in layer["encoding"])
    assert band["encoding"]["x"]["datum"] == -0.55
    assert band["encoding"]["x2"]["datum"] == 0.55
    none = look(correlations(rows, labels={**LABELS, "critical": None}, tokens=LIGHT))
    assert not [layer for layer in none.drawn("rect") if "x" in layer["encoding"]]


def test_both_dimensions_have_their_colour(look, rows):
    seen = look(correlations(rows, labels=LABELS, tokens=LIGHT))
    colour = seen.using("low")[0]["mark"]["color"]["expr"]
    assert f'"a": "{LIGHT.forces[0]}"' in colour
    assert f'"b": "{LIGHT.forces[1]}"' in colour


def test_a_warning_stands_out(look, rows):
    seen = look(correlations(rows, labels=LABELS, tokens=LIGHT))
    word = next(
        layer for layer in seen.drawn("text") if layer["encoding"].get("text", {}).get("field") == "word"
    )
    assert LIGHT.severity.severe in word["mark"]["color"]["expr"]
    assert [row["alarm"] for row in seen.rows] == [False, True, False, False]


@pytest.mark.parametrize("count", [1, 90])
def test_any_number_of_parts_and_more_dimensions_than_colours(look, count):
    many = [part(f"p{i}", f"p{i}", 0, 0.5) for i in range(count)]
    labels = {**LABELS, "dimensions": [row["part"] for row in many]}
    assert len(look(correlations(many, labels=labels, tokens=LIGHT)).rows) == count
