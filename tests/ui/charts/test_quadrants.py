"""Indicators by performance and importance."""

from __future__ import annotations

import itertools

import pytest

from ui.charts import quadrants
from ui.charts.quadrants import NARROW, WIDE, quadrant_points, quadrant_rows
from ui.theme import DARK, LIGHT

LABELS = {
    "dimensions": ["a", "b"],
    "quadrants": {"priority": "Fix first", "keep": "Keep it up"},
    "low": "poor",
    "high": "good",
    "tooltip": {"value_text": "Value"},
}


def points(count: int = 12, *, importance: float | None = None) -> list[dict]:
    return [
        {
            "name": f"Indicator number {place}",
            "dimension": "ab"[place % 2],
            "performance": 100 * place / count,
            "importance": importance if importance is not None else 0.02 + 0.01 * (place % 3),
            "value_text": str(place),
            "quadrant": "priority" if place < count / 2 else "keep",
            "line_x": 50.0,
            "line_y": importance if importance is not None else 0.03,
            "line_text": "mean 3%",
        }
        for place in range(count)
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_quadrants_are_named_and_the_first_to_fix_is_tinted(look, tokens):
    seen = look(quadrant_points(points(), labels=LABELS, tokens=tokens))
    texts = [layer["mark"].get("text") for layer in seen.drawn("text")]
    assert "Fix first" in texts
    assert "Keep it up" in texts
    tint = seen.drawn("rect")[0]["mark"]
    assert tint["x2"] == {"expr": "scale('x', datum.line_x)"}
    assert seen.rows[-1]["urgent"]
    assert seen.rows[0]["spoken"].endswith(f"Value {seen.rows[0]['value_text']}")


def test_what_matters_more_stands_higher():
    rows = quadrant_rows(points(), labels=LABELS)
    for one, other in itertools.combinations(rows, 2):
        assert (one["importance"] > other["importance"]) == (one["y"] < other["y"])


def test_equal_importance_stands_in_the_middle():
    rows = quadrant_rows(points(importance=0.05), labels=LABELS)
    assert {row["y"] for row in rows} == {(quadrants.TOP + quadrants.BOTTOM) / 2}


@pytest.mark.parametrize(("kind", "width"), [("narrow", NARROW), ("wide", WIDE)])
@pytest.mark.parametrize("count", [1, 12, 60])
def test_labels_touch_neither_each_other_nor_another_point(kind, width, count):
    rows = quadrant_rows(points(count), labels=LABELS)
    labelled = [row for row in rows if row[f"{kind}_align"]]
    assert labelled
    assert len(labelled) <= quadrants.MOST
    assert all(row["urgent"] for row in labelled)
    boxes = [
        quadrants._boxes(row, (width, 100.0), *(row[f"{kind}_{part}"] for part in ("align", "dx", "dy")))
        for row in labelled
    ]
    for one, other in itertools.combinations(boxes, 2):
        assert not any(a.meets(b) for a in one for b in other)
    for row, (text, *_) in zip(labelled, boxes, strict=True):
        assert text.left >= 0
        assert text.right <= width
        assert not any(text.meets(quadrants._around(one, width, 100.0)) for one in rows if one is not row)


def test_the_axis_ends_where_it_is_told(look):
    seen = look(quadrant_points(points(), labels={**LABELS, "top": 60}, tokens=LIGHT))
    scale = seen.using("performance")[0]["encoding"]["x"]["scale"]
    assert scale["domain"] == [0, 60]


def test_no_points(look):
    assert look(quadrant_points([], labels=LABELS, tokens=LIGHT)).rows == []
