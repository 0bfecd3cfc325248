"""The outlines as a chart: rings turned for the drawing library, the focus on top, every region spoken."""

from __future__ import annotations

import pytest

from ui.charts.outline_map import ABOVE, COUNTED, GREATEST, LONGEST, outline_map, outline_rows
from ui.theme import DARK, LIGHT

LABELS = {"tooltip": {"long_text": "Score", "rank_text": "Rank"}}
RING = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]  # against the clock
HOLE = [[0.2, 0.2], [0.2, 0.4], [0.4, 0.4], [0.4, 0.2], [0.2, 0.2]]  # with the clock


def row(region: str, **more) -> dict:
    return {
        "region": region,
        "name": f"<b>{region}</b>",
        "value_text": "1.0",
        "long_text": "1.0 km",
        "rank_text": "1st of 2",
        "fill": "#E6EEF5",
        "ink": "#0D1116",
        "line": "#8B9197",
        "focus": False,
        "lon": 0.5,
        "lat": 0.5,
        "shape": [[RING, HOLE]],
        **more,
    }


def test_rings_turn_with_the_clock_outside_and_against_it_inside():
    made = outline_rows([row("a")], labels=LABELS)[0]
    assert made["geometry"]["coordinates"] == [[RING[::-1], HOLE[::-1]]]
    again = outline_rows([row("a", shape=[[RING[::-1], HOLE[::-1]]])], labels=LABELS)[0]
    assert again["geometry"] == made["geometry"]
    assert made["type"] == "Feature"
    assert "shape" not in made


def test_the_focus_is_painted_last_and_a_region_without_outline_not_at_all():
    made = outline_rows([row("a", focus=True), row("b"), row("c", shape=None)], labels=LABELS)
    assert [one["region"] for one in made] == ["b", "a"]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_region_is_spoken_and_named(look, tokens):
    seen = look(outline_map([row("a"), row("b", focus=True)], labels=LABELS, tokens=tokens))
    assert [one["spoken"] for one in seen.rows] == [
        "<b>a</b>; Score 1.0 km; Rank 1st of 2",
        "<b>b</b>; Score 1.0 km; Rank 1st of 2",
    ]
    assert seen.spec["projection"] == {"type": "mercator"}
    assert len(seen.drawn("geoshape")) == 1
    assert [layer["encoding"]["text"]["field"] for layer in seen.drawn("text")] == ["name", "value_text"]
    assert seen.spec["width"] == "container"


def test_a_picture_file_has_title_and_note(look):
    labels = {**LABELS, "title": "T", "subtitle": "S", "footer": "For illustration only"}
    seen = look(outline_map([row("a")], labels=labels, tokens=LIGHT))
    assert seen.spec["title"]["text"] == "T"


def test_a_name_longer_than_a_region_is_cut(look):
    seen = look(outline_map([row("a")], labels=LABELS, tokens=LIGHT))
    assert [layer["mark"]["limit"] for layer in seen.drawn("text")] == [LONGEST] * 2


def test_neighbours_have_a_border_and_are_painted_before_the_focus(look):
    rows = [row("a", focus=True), row("b", near=True), row("c")]
    assert [one["region"] for one in outline_rows(rows, labels=LABELS)] == ["c", "b", "a"]
    shape = look(outline_map(rows, labels=LABELS, tokens=LIGHT)).drawn("geoshape")[0]["mark"]
    assert LIGHT.severity.moderate in shape["stroke"]["expr"]


def test_lines_and_bubbles_lie_over_the_regions(look):
    over = {
        "bubbles": [{"name": "a", "lon": 0.5, "lat": 0.5, "share": 1.0, "count_text": "3"}],
        "lines": [{"name": "x", "path": [[0, 0], [1, 1]]}],
    }
    seen = look(outline_map([row("a")], labels=LABELS, tokens=LIGHT, over=over))
    _, line = seen.drawn("geoshape")
    assert line["data"]["values"][0]["geometry"] == {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    assert line["mark"]["filled"] is False
    (circle,) = seen.drawn("circle")
    assert circle["data"]["values"][0]["area"] == COUNTED
    names = [layer for layer in seen.drawn("text") if layer["mark"].get("dy", 0) <= ABOVE]
    assert names, "names stand clear of bubbles with numbers in them"
    plain = {"bubbles": [{"name": "a", "lon": 0.5, "lat": 0.5, "share": 0.25}]}
    bare = look(outline_map([row("a")], labels=LABELS, tokens=LIGHT, over=plain))
    assert bare.drawn("circle")[0]["data"]["values"][0]["area"] == GREATEST / 4
    assert len(bare.drawn("text")) == 2
