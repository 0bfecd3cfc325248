"""The deck: no tiles, ids for what is picked, one view for the same shapes, names as text."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from ui import maps
from ui.map_clusters import Layer
from ui.theme import DARK, LIGHT

RING = [[118, 32], [120, 32], [120, 34], [118, 34], [118, 32]]


def row(region: str, **more: Any) -> dict[str, Any]:
    return {
        "region": region,
        "name": "<img src=x>",
        "value_text": "1.0",
        "tip": "<img src=x>\nScore  1.0",
        "fill": "#E6EEF5",
        "ink": "#0D1116",
        "line": "#8B9197",
        "focus": False,
        "lon": 119,
        "lat": 33,
        "shape": [[RING]],
        "share": None,
        **more,
    }


def said(rows: list[dict[str, Any]], overlay: str = "none", width: float = maps.WIDTH) -> dict[str, Any]:
    return json.loads(maps.deck(rows, LIGHT, overlay, width).to_json())


def layers(deck: dict[str, Any]) -> dict[str, Any]:
    return {layer["id"]: layer for layer in deck["layers"]}


def test_no_map_style_and_no_provider() -> None:
    deck = said([row("a")])
    assert deck["mapStyle"] == "__MAP_STYLE__", (
        "the library's mark for none given, which the browser takes away"
    )
    assert not deck.get("mapProvider")
    assert deck["views"][0]["controller"]["scrollZoom"] is False, "the page scrolls on"


def test_regions_carry_their_code_and_their_colour() -> None:
    region = layers(said([row("a"), row("b", shape=None)]))[maps.LAYER]
    assert [one["properties"]["code"] for one in region["data"]["features"]] == ["a"]
    assert region["data"]["features"][0]["properties"]["fill"] == [0xE6, 0xEE, 0xF5, 255]
    assert region["pickable"] is True


def test_the_focus_is_outlined() -> None:
    assert "focus" not in layers(said([row("a")]))
    assert layers(said([row("a", focus=True)]))["focus"]["getLineColor"] == maps.rgb(LIGHT.focus)


def test_the_tooltip_is_text() -> None:
    deck = maps.deck([row("a")], DARK)
    assert deck._tooltip["text"] == "{tip}"
    assert "html" not in deck._tooltip


def test_bubbles_by_area_and_columns_by_height() -> None:
    rows = [row("a", share=1.0), row("b", share=0.25), row("c")]
    bubbles = layers(said(rows, "bubbles"))["bubbles"]["data"]
    assert [one["radius"] for one in bubbles] == [34, 17], "a quarter of the area is half the radius"
    columns = layers(said(rows, "columns"))["columns"]["data"]
    high = 2 * maps.DEGREE  # from 32 to 34 degrees north
    assert [one["height"] for one in columns] == [maps.COLUMN * high, maps.COLUMN * high / 4]
    assert said(rows, "columns")["initialViewState"]["pitch"] > said(rows)["initialViewState"]["pitch"] == 0


def test_the_view_holds_everything() -> None:
    """Two degrees of 360 on 560 pixels: zoom = log2(560 / (2/360 * 512)); the height allows less here."""
    view = maps.view([[[RING]]])
    assert (view.longitude, round(view.latitude, 1)) == (119, 33)
    south, north = (math.degrees(math.asinh(math.tan(math.radians(lat)))) for lat in (32, 34))
    assert view.zoom == pytest.approx(
        math.log2((maps.HEIGHT - 24) / ((north - south) / 360 * 512)), abs=0.001
    )
    assert maps.view([[[RING]]], maps.NARROW).zoom == pytest.approx(
        math.log2(320 / (2 / 360 * 512)), abs=0.001
    )
    assert maps.view([[[RING]]]).zoom == view.zoom, "the same shapes, the same view"


def test_clusters_are_picked_before_the_regions_and_lines_lie_below() -> None:
    bubble = {
        "region": "a",
        "name": "A",
        "lon": 119,
        "lat": 33,
        "share": 1.0,
        "count_text": "3",
        "tip": "<b>",
    }
    found = Layer([bubble], [{"name": "C", "path": [[119, 33], [119.5, 33.5]]}])
    deck = json.loads(maps.deck([row("a")], LIGHT, "clusters", clusters=found).to_json())
    order = [layer["id"] for layer in deck["layers"]]
    assert order == ["regions", "lines", maps.BUBBLES, "counts", "names"]
    drawn = layers(deck)
    assert drawn[maps.BUBBLES]["pickable"]
    assert not drawn["lines"]["pickable"]
    assert drawn[maps.BUBBLES]["data"][0]["code"] == "a"
    assert drawn["counts"]["data"][0]["text"] == "3"
    assert drawn["names"]["getPixelOffset"][1] < -maps.CLUSTER[1], "a name stands clear of its bubble"
    assert maps.BUBBLES not in layers(
        json.loads(maps.deck([row("a")], LIGHT, "clusters", clusters=Layer()).to_json())
    )


def test_neighbours_are_outlined_below_the_focus_and_some_names_left_out() -> None:
    deck = said([row("a", focus=True), row("b", near=True), row("c", named=False)])
    assert [layer["id"] for layer in deck["layers"]] == ["regions", "near", "focus", "names"]
    assert layers(deck)["near"]["getLineColor"] == maps.rgb(LIGHT.severity.moderate)
    assert len(layers(deck)["names"]["data"]) == 2
