"""The square of two measures: which field stands where, in which colour and words."""

from __future__ import annotations

from ui.charts.pair_legend import CELL, HEAD, HEIGHT, layers, pair_rows
from ui.theme import LIGHT

LABELS = {
    "titles": ["First →", "Second ↑"],
    "bounds": [["0 – 1", "2 – 3", "4 – 5"], ["a", "b", "c"]],
    "fields": [f"{first}/{second}" for second in range(3) for first in range(3)],
}
COLOURS = [f"#{shade}{shade}{shade}" for shade in ("00", "11", "22", "33", "44", "99", "AA", "DD", "FF")]


def test_the_first_measure_grows_to_the_right_and_the_second_upwards():
    rows = {row["name"]: row for row in pair_rows(LABELS, COLOURS, top=100)}
    assert (rows["0/0"]["column"], rows["0/0"]["y"]) == (0, 100 + HEAD + 2 * CELL)
    assert (rows["2/0"]["column"], rows["2/0"]["y"]) == (2, 100 + HEAD + 2 * CELL)
    assert (rows["2/2"]["column"], rows["2/2"]["y"]) == (2, 100 + HEAD)
    assert (rows["0/0"]["ink"], rows["2/2"]["ink"]) == ("#FFFFFF", "#0D1116")
    assert max(row["low"] for row in rows.values()) <= 100 + HEIGHT


def test_titles_and_bounds_stand_at_their_thirds():
    *_, heads, sides = (layer.to_dict() for layer in layers(LABELS, COLOURS, LIGHT))
    assert [(row["text"], row["column"]) for row in heads["data"]["values"]] == [
        ("First →", 0),
        ("0 – 1", 0),
        ("2 – 3", 1),
        ("4 – 5", 2),
    ]
    lines = {row["text"]: row["y"] for row in sides["data"]["values"]}
    middles = {row["name"]: row["y"] + CELL / 2 for row in pair_rows(LABELS, COLOURS)}
    assert {lines["a"], lines["b"], lines["c"]} == {middles["0/0"], middles["0/1"], middles["0/2"]}
