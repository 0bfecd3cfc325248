"""Small panels of regions, one per dimension."""

from __future__ import annotations

import pytest

from ui.charts.panels import TICKS, panel_rows, panels, share
from ui.theme import DARK, LIGHT

PLACES = ("Yancheng", "Nantong", "Suzhou")
SCORES = {"innovation": (18.0, 43.0, None), "resilience": (13.0, 27.0, 41.0), "brand": (15.0, 15.0, 95.0)}


@pytest.fixture
def rows():
    return [
        {
            "node": node,
            "name": node.title(),
            "region": place,
            "place": place,
            "mark": str(number),
            "score": score,
            "value_text": "no data" if score is None else f"{score:.1f}",
            "median": 30.0,
        }
        for node, scores in SCORES.items()
        for number, (place, score) in enumerate(zip(PLACES, scores, strict=True), 1)
    ]


def test_each_panel_begins_with_the_highest_and_ends_with_what_is_missing(rows):
    laid = panel_rows(rows, labels={})
    order = {node: [row["place"] for row in laid if row["node"] == node] for node in SCORES}
    assert order["innovation"] == ["Nantong", "Yancheng", "Suzhou"]
    assert order["brand"] == ["Suzhou", "Yancheng", "Nantong"]  # equals as they were chosen
    assert [row["panel"] for row in laid] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_all_panels_share_one_scale(rows):
    laid = panel_rows(rows, labels={"ticks": (-2.0, 0.0, 98.0)})
    assert [row["at"] for row in laid][:3] == [0.45, 0.2, None]
    assert share(98.0, {"ticks": (-2.0, 0.0, 98.0)}) == 1
    assert [share(tick, {}) for tick in TICKS] == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_nothing_missing_is_drawn_but_it_is_written(look, rows, tokens):
    seen = look(panels(rows, labels={"region": "Region"}, tokens=tokens))
    dots = next(layer for layer in seen.drawn("point") if layer.get("encoding", {}).get("x"))
    assert dots["transform"][0]["filter"] == "isValid(datum.at)"
    assert [row["value_text"] for row in seen.rows if row["at"] is None] == ["no data"]
    assert {row["spoken"] for row in seen.rows} >= {"Innovation; Region Yancheng; 18.0"}


@pytest.mark.parametrize("count", [1, 4, 5, 9])
def test_the_height_follows_the_columns_and_those_the_width(look, rows, count):
    many = [{**row, "node": f"n{k}"} for k in range(count) for row in rows[:3]]
    params = {one["name"]: one["expr"] for one in look(panels(many, labels={}, tokens=LIGHT)).spec["params"]}
    assert list(params) == ["panel_columns", "panel_width", "height"]
    assert f"min({count}, floor((width" in params["panel_columns"]
    assert params["height"].startswith(f"ceil({count} / panel_columns)")


def test_no_dimension_is_no_error(look):
    assert look(panels([], labels={}, tokens=LIGHT)).rows == []
