"""Rows in, deck out: the map that a mouse can move and click. No Streamlit, no language, no tiles, no foreign host."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from ui.charts.spec import Row
from ui.map_clusters import Layer
from ui.theme import DARK_INK, FONT, Tokens

HEIGHT = 500
WIDTH, NARROW = 560, 320  # what a column of a desktop has, and a phone
LAYER, BUBBLES = "regions", "clusters"  # the layers whose objects can be picked
TILE = 512  # pixels of the whole world at zoom 0
OVER = {"depthCompare": "always", "depthWriteEnabled": False}  # names lie over all that stands
TILT = 40  # degrees, so that columns stand
BUBBLE = (5, 34)  # pixels of radius, least and greatest
BELOW = 26  # pixels that a name stands below the foot of a column
CLUSTER, ABOVE = (9, 18), -38  # radius of a bubble of clusters, and how far above it a name stands
COLUMN, FOOT = 0.12, 0.014  # height and radius of the greatest column, in heights of the map
DEGREE = 111_000  # metres
CONTROLS = {"scrollZoom": False, "dragRotate": False, "doubleClickZoom": True}

Shape = list[list[list[list[float]]]]


class Deck(pdk.Deck):
    """A deck that travels without blanks: a sixth of the bytes, a quarter of the time to write them."""

    def to_json(self) -> str:
        """Return the deck as the browser takes it."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


def deck(
    rows: Sequence[Row],
    tokens: Tokens,
    overlay: str = "none",
    width: float = WIDTH,
    clusters: Layer | None = None,
) -> pdk.Deck:
    """Draw the outlines in the colours of the rows, names and values on them, a second measure or clusters over them.

    `map_style` is not even named: with any value of it the browser would ask a foreign host for tiles.

    Parameters
    ----------
    rows : records
        Per region: region, name, value_text, fill, ink, line, focus, lon, lat, shape (None: not drawn), tip (what
        the tooltip says, as plain text), share (0-1, the size of the overlay; None: nothing), near (outlined as a
        neighbour of the focus) and named (else yes: its words stand on it).
    overlay : "none", "bubbles", "columns" or "clusters"
    width : how many pixels wide the picture is at least
    clusters : the bubbles and lines of the last of these
    """
    drawn = [row for row in rows if row.get("shape")]
    near, focus = [row for row in drawn if row.get("near")], [row for row in drawn if row["focus"]]
    layers = [
        _regions(LAYER, drawn, tokens),
        *_border("near", near, tokens.severity.moderate),
        *_border("focus", focus, tokens.focus),
    ]
    sized = [row for row in drawn if row.get("share") is not None]
    if overlay == "columns":
        layers += _columns(sized, tokens, _metres(drawn))
    elif overlay == "bubbles":
        layers.append(_bubbles("bubbles", _points(sized), tokens))
    elif clusters and clusters.bubbles:
        layers += _clusters(clusters, tokens)
    layers.append(_words(drawn, tokens, overlay))
    return Deck(
        layers=layers,
        views=[pdk.View(type="MapView", controller=CONTROLS)],
        initial_view_state=view(
            [row["shape"] for row in drawn], width, pitch=TILT if overlay == "columns" else 0
        ),
        map_provider=None,
        tooltip={"text": "{tip}", "style": _tip_style(tokens)},  # text, never html: names may hold markup
    )


def view(shapes: Iterable[Shape], width: float = WIDTH, pitch: float = 0) -> pdk.ViewState:
    """Look at all outlines at once: the same shapes give the same view, so that nothing jumps."""
    points = [point for shape in shapes for polygon in shape for point in polygon[0]]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = (_mercator(edge(point[1] for point in points)) for edge in (min, max))
    wide, high = max((east - west) / 360, 1e-6), max(north - south, 1e-6)
    zoom = min(math.log2(width / (wide * TILE)), math.log2((HEIGHT - 24) / (high * TILE)), 14)
    middle = math.degrees(math.atan(math.sinh(math.pi * (south + north))))
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4), latitude=round(middle, 4), zoom=round(zoom, 3), pitch=pitch
    )


def _mercator(latitude: float) -> float:
    """Give the height on a Mercator world of height 1, zero at the equator."""
    return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Give a colour as the numbers that the map wants."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [alpha]


def _feature(row: Row) -> dict[str, Any]:
    told = {"code": row["region"], "tip": row["tip"], "fill": rgb(row["fill"]), "line": rgb(row["line"])}
    return {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": "MultiPolygon", "coordinates": row["shape"]},
    }


def _regions(layer: str, rows: Sequence[Row], tokens: Tokens) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id=layer,
        data={"type": "FeatureCollection", "features": [_feature(row) for row in rows]},
        get_fill_color="properties.fill",
        get_line_color="properties.line",
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1,
        pickable=True,
        auto_highlight=True,
        highlight_color=rgb(tokens.focus, 40),
    )


def _border(layer: str, rows: Sequence[Row], colour: str) -> list[pdk.Layer]:
    if not rows:
        return []
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id=layer,
            data={"type": "FeatureCollection", "features": [_feature(row) for row in rows]},
            filled=False,
            get_line_color=rgb(colour),
            line_width_units=pdk.types.String("pixels"),
            get_line_width=3,
            line_joint_rounded=True,
            pickable=False,
        )
    ]


def _clusters(clusters: Layer, tokens: Tokens) -> list[pdk.Layer]:
    """Draw the lines below the bubbles; a bubble is picked before the region under it."""
    lines = [{"path": row["path"]} for row in clusters.lines]
    drawn = pdk.Layer(
        "PathLayer",
        id="lines",
        data=lines,
        get_path="path",
        get_color=rgb(tokens.severity.moderate, 200),
        width_units=pdk.types.String("pixels"),
        get_width=2,
        joint_rounded=True,
        pickable=False,
    )
    bubbles = _points(clusters.bubbles, code="region", text="count_text")
    counts = pdk.Layer(
        "TextLayer",
        id="counts",
        data=bubbles,
        get_position="at",
        get_text="text",
        get_color=rgb(DARK_INK),
        get_size=14,
        font_family=pdk.types.String(FONT),
        parameters=OVER,
        pickable=False,
    )
    return [drawn, _bubbles(BUBBLES, bubbles, tokens, radii=CLUSTER, alpha=255, pickable=True), counts]


def _points(rows: Sequence[Row], **more: str) -> list[dict[str, Any]]:
    named = {"name": "name", "share": "share", "tip": "tip", **more}
    return [
        {"at": [row["lon"], row["lat"]], **{key: row[field] for key, field in named.items()}} for row in rows
    ]


def _bubbles(
    layer: str,
    data: list[dict[str, Any]],
    tokens: Tokens,
    *,
    radii: tuple[int, int] = BUBBLE,
    alpha: int = 150,
    pickable: bool = False,
) -> pdk.Layer:
    least, most = radii
    for point in data:
        point["radius"] = round(max(most * math.sqrt(point["share"]), least), 1)
    return pdk.Layer(
        "ScatterplotLayer",
        id=layer,
        data=data,
        get_position="at",
        get_radius="radius",
        radius_units=pdk.types.String("pixels"),
        get_fill_color=rgb(tokens.severity.moderate, alpha),
        get_line_color=rgb(tokens.paper),
        stroked=True,
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1,
        pickable=pickable,
    )


def _metres(rows: Sequence[Row]) -> float:
    """Return how high the map is from south to north, so that columns suit a county and a continent."""
    lines = [point[1] for row in rows for polygon in row["shape"] for point in polygon[0]]
    return (max(lines) - min(lines)) * DEGREE


def _columns(rows: Sequence[Row], tokens: Tokens, high: float) -> list[pdk.Layer]:
    data = _points(rows)
    for point in data:
        point["height"] = round(COLUMN * high * point["share"], 1)
    return [
        pdk.Layer(
            "ColumnLayer",
            id="columns",
            data=data,
            get_position="at",
            get_elevation="height",
            radius=round(FOOT * high),
            get_fill_color=rgb(tokens.severity.moderate, 220),
            pickable=False,
        )
    ]


def _words(rows: Sequence[Row], tokens: Tokens, overlay: str) -> pdk.Layer:
    """Write names and values where they have room; what leaves its own region stands on paper."""
    away = overlay == "clusters"
    data = [
        {
            "at": [row["lon"], row["lat"]],
            "text": f"{row['name']}\n{row['value_text']}",
            "ink": rgb(tokens.ink if away else row["ink"]),
        }
        for row in rows
        if row.get("named", True)
    ]
    ground = {"background": True, "get_background_color": rgb(tokens.paper, 170)} if away else {}
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=data,
        get_position="at",
        get_text="text",
        get_color="ink",
        get_size=15,
        get_pixel_offset=[0, {"columns": BELOW, "clusters": ABOVE}.get(overlay, 0)],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String(FONT),
        parameters=OVER,
        pickable=False,
        **ground,
    )


def _tip_style(tokens: Tokens) -> dict[str, str]:
    return {
        "backgroundColor": tokens.field,
        "color": tokens.ink,
        "border": f"1px solid {tokens.line}",
        "borderRadius": "6px",
        "padding": "8px 12px",
        "fontSize": "14px",
        "lineHeight": "22px",
        "maxWidth": "320px",
        "fontFamily": FONT,
    }
