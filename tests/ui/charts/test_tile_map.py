"""The tiles: one square a region, at its place or, without places, in reading order."""

from __future__ import annotations

import pytest

from ui.charts.tile_map import BADGE, HIGH, tile_map, tile_rows
from ui.theme import DARK, LIGHT

LABELS = {"tooltip": {"long_text": "Score", "rank_text": "Rank"}}


def tile(region: str, x: int | None, y: int | None, **more) -> dict:
    return {
        "region": region,
        "name": region.upper(),
        "value_text": "1.0",
        "long_text": "1.0",
        "rank_text": "1st of 2",
        "fill": "#E6EEF5",
        "ink": "#0D1116",
        "line": "#8B9197",
        "focus": False,
        "tile_x": x,
        "tile_y": y,
        "shape": None,
        **more,
    }


def places(rows) -> dict[str, tuple[int, int]]:
    return {row["region"]: (row["tile_x"], row["tile_y"]) for row in tile_rows(rows, labels=LABELS)}


def test_tiles_begin_at_the_corner():
    assert places([tile("a", 2, 1), tile("b", 3, 4)]) == {"a": (0, 0), "b": (1, 3)}


@pytest.mark.parametrize("other", [(None, None), (0, 0)], ids=["missing", "taken"])
def test_without_places_tiles_stand_in_reading_order(other):
    rows = [tile("a", 0, 0), tile("b", *other), tile("c", 5, 5)]
    assert places(rows) == {"a": (0, 0), "b": (1, 0), "c": (0, 1)}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_tiles_are_spoken_and_as_high_as_their_lines(look, tokens):
    seen = look(tile_map([tile("a", 0, 0, focus=True), tile("b", 1, 3)], labels=LABELS, tokens=tokens))
    assert seen.spec["height"] == 4 * HIGH
    assert [row["region"] for row in seen.rows] == ["b", "a"]
    assert seen.rows[0]["spoken"] == "B; Score 1.0; Rank 1st of 2"


def test_no_region_at_all(look):
    assert look(tile_map([], labels=LABELS, tokens=LIGHT)).rows == []


def test_tiles_may_be_wider_in_a_picture():
    chart = tile_map([tile("a", 0, 0)], labels=LABELS, tokens=LIGHT, widest=236)
    assert "min(236, width / 1)" in chart.to_json()


def test_a_neighbour_has_a_border(look):
    seen = look(tile_map([tile("a", 0, 0, near=True), tile("b", 1, 0)], labels=LABELS, tokens=LIGHT))
    assert LIGHT.severity.moderate in seen.drawn("rect")[0]["mark"]["stroke"]["expr"]
    assert [row.get("near") for row in seen.rows] == [True, None]


def test_a_count_stands_in_the_corner_where_there_is_one(look):
    bare = look(tile_map([tile("a", 0, 0)], labels=LABELS, tokens=LIGHT))
    seen = look(tile_map([tile("a", 0, 0, badge="2"), tile("b", 1, 1)], labels=LABELS, tokens=LIGHT))
    assert [(row["badge"], row["y_badge"]) for row in seen.rows] == [("2", BADGE), ("", HIGH + BADGE)]
    assert len(seen.spec["layer"]) == len(bare.spec["layer"]) + 2
