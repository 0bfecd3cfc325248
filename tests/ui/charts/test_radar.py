"""Polygons on spokes."""

from __future__ import annotations

import math

import pytest

from ui.charts.radar import radar, radar_rows
from ui.theme import DARK, LIGHT

LABELS = {"columns": 2, "region": "Region", "score": "Score"}


@pytest.fixture
def rows(forces):
    scores = {"1": (18.0, 13.0, 15.0, 100.0), "2": (43.0, None, 33.0, 0.0)}
    return [
        {
            "node": node,
            "name": name,
            "region": f"r{mark}",
            "place": f"Place {mark}",
            "mark": mark,
            "score": scores[mark][at],
            "value_text": "no data" if scores[mark][at] is None else f"{scores[mark][at]:.1f}",
        }
        for at, (node, name) in enumerate(forces.items())
        for mark in scores
    ]


def of(laid, kind):
    return [row for row in laid if row["kind"] == kind]


def test_spokes_go_round_clockwise_from_the_top(rows):
    spokes = of(radar_rows(rows, labels=LABELS), "spoke")
    assert [(row["s"], row["c"]) for row in spokes] == [(0, 1), (1, 0), (0, -1), (-1, 0)]
    assert [row["side"] for row in spokes] == ["center", "left", "center", "right"]
    assert spokes[1]["lines"] == "Resilience\n13.0 · –"


def test_a_polygon_closes_and_breaks_at_what_is_missing(rows):
    points = of(radar_rows(rows, labels=LABELS), "point")
    first = [row for row in points if row["mark"] == "1"]
    assert [row["at"] for row in first] == [0.18, 0.13, 0.15, 1.0]
    assert [row["at_next"] for row in first] == [0.13, 0.15, 1.0, 0.18]
    assert all(row["joined"] for row in first)
    assert [row["joined"] for row in points if row["mark"] == "2"] == [False, False, True, True]
    assert points[-1]["mark"] == "1"  # painted last


def test_rings_stand_at_the_ticks_of_the_scale(rows):
    rings = of(radar_rows(rows, labels={**LABELS, "ticks": (-2.0, 0.0, 2.0)}), "ring")
    assert sorted({row["at"] for row in rings}) == [0.5, 1.0]
    assert len(rings) == 2 * 4
    assert all(math.hypot(row["s"], row["c"]) == pytest.approx(1) for row in rings)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_points_and_edges_are_drawn_where_they_are_known(look, rows, tokens):
    seen = look(radar(rows, labels=LABELS, tokens=tokens))
    filters = [layer["transform"][0]["filter"] for layer in seen.layers if layer.get("transform")]
    assert "datum.kind === 'point' && datum.joined" in filters
    assert "datum.kind === 'point' && isValid(datum.at)" in filters
    assert {one["name"] for one in seen.spec["params"]} >= {"radius", "middle", "height"}


@pytest.mark.parametrize("count", [3, 9])
def test_any_number_of_spokes(look, rows, count):
    many = [
        {**rows[k % 2], "node": f"n{k // 2}", "name": "A rather long English name of a dimension"}
        for k in range(2 * count)
    ]
    spokes = of(look(radar(many, labels=LABELS, tokens=LIGHT)).rows, "spoke")
    assert len(spokes) == count
    assert all(row["lines"].count("\n") <= 2 for row in spokes)


def test_a_narrow_picture_has_a_key_below(look, rows):
    seen = look(radar(rows, labels=LABELS, tokens=LIGHT))
    spokes = of(seen.rows, "spoke")
    assert [(row["short"], row["in_key"]) for row in spokes][:2] == [("1", "Innovation"), ("2", "Resilience")]
    height = next(one["expr"] for one in seen.spec["params"] if one["name"] == "height")
    assert "narrow ?" in height
    keyed = [layer for layer in seen.drawn("text") if layer["transform"][0]["filter"].startswith("narrow")]
    assert len(keyed) == 3


def test_a_point_speaks(rows):
    points = of(radar_rows(rows, labels=LABELS), "point")
    assert points[-4]["spoken"] == "Innovation; Region Place 1; Score 18.0"
