"""Rows in, deck out: the map that a mouse can move and click. No Streamlit, no language, no tiles, no foreign host."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pydeck as pdk

from ui.charts.spec import Row
from ui.theme import FONT, Tokens

HEIGHT = 500
WIDTH, NARROW = 560, 320  # what a column of a desktop has, and a phone
LAYER = "regions"  # the layer whose objects can be picked
TILE = 512  # pixels of the whole world at zoom 0
OVER = {"depthCompare": "always", "depthWriteEnabled": False}  # names lie over all that stands
TILT = 40  # degrees, so that columns stand
BUBBLE = (5, 34)  # pixels of radius, least and greatest
BELOW = 26  # pixels that a name stands below the foot of a column
COLUMN = 60_000  # metres of the greatest
CONTROLS = {"scrollZoom": False, "dragRotate": False, "doubleClickZoom": True}

Shape = list[list[list[list[float]]]]


def deck(rows: Sequence[Row], tokens: Tokens, overlay: str = "none", width: float = WIDTH) -> pdk.Deck:
    """Draw the outlines in the colours of the rows, names and values on them, and a second measure over them.

    `map_style` is not even named: with any value of it the browser would ask a foreign host for tiles.

    Parameters
    ----------
    rows : records
        Per region: region, name, value_text, fill, ink, line, focus, lon, lat, shape (None: not drawn), tip (what
        the tooltip says, as plain text) and share (0-1, the size of the overlay; None: nothing).
    overlay : "none", "bubbles" or "columns"
    width : how many pixels wide the picture is at least
    """
    drawn = [row for row in rows if row.get("shape")]
    layers = [_regions(LAYER, drawn, tokens), *_border([row for row in drawn if row["focus"]], tokens)]
    sized = [row for row in drawn if row.get("share") is not None]
    layers += {"bubbles": _bubbles, "columns": _columns}[overlay](sized, tokens) if overlay != "none" else []
    layers.append(_words(drawn, below=BELOW if overlay == "columns" else 0))
    return pdk.Deck(
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


def _border(focus: Sequence[Row], tokens: Tokens) -> list[pdk.Layer]:
    if not focus:
        return []
    features = [_feature(row) for row in focus]
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id="focus",
            data={"type": "FeatureCollection", "features": features},
            filled=False,
            get_line_color=rgb(tokens.focus),
            line_width_units=pdk.types.String("pixels"),
            get_line_width=3,
            line_joint_rounded=True,
            pickable=False,
        )
    ]


def _points(rows: Sequence[Row], **more: str) -> list[dict[str, Any]]:
    named = {"name": "name", "share": "share", "tip": "tip", **more}
    return [
        {"at": [row["lon"], row["lat"]], **{key: row[field] for key, field in named.items()}} for row in rows
    ]


def _bubbles(rows: Sequence[Row], tokens: Tokens) -> list[pdk.Layer]:
    least, most = BUBBLE
    data = _points(rows)
    for point in data:
        point["radius"] = round(max(most * math.sqrt(point["share"]), least), 1)
    return [
        pdk.Layer(
            "ScatterplotLayer",
            id="bubbles",
            data=data,
            get_position="at",
            get_radius="radius",
            radius_units=pdk.types.String("pixels"),
            get_fill_color=rgb(tokens.severity.moderate, 150),
            get_line_color=rgb(tokens.paper),
            stroked=True,
            line_width_units=pdk.types.String("pixels"),
            get_line_width=1,
            pickable=False,
        )
    ]


def _columns(rows: Sequence[Row], tokens: Tokens) -> list[pdk.Layer]:
    data = _points(rows)
    for point in data:
        point["height"] = round(COLUMN * point["share"], 1)
    return [
        pdk.Layer(
            "ColumnLayer",
            id="columns",
            data=data,
            get_position="at",
            get_elevation="height",
            radius=7000,
            get_fill_color=rgb(tokens.severity.moderate, 220),
            pickable=False,
        )
    ]


def _words(rows: Sequence[Row], below: int) -> pdk.Layer:
    data = [
        {
            "at": [row["lon"], row["lat"]],
            "text": f"{row['name']}\n{row['value_text']}",
            "ink": rgb(row["ink"]),
        }
        for row in rows
    ]
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=data,
        get_position="at",
        get_text="text",
        get_color="ink",
        get_size=15,
        get_pixel_offset=[0, below],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String(FONT),
        parameters=OVER,
        pickable=False,
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
