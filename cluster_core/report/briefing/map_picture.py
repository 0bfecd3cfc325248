"""The map of a briefing as a Vega-Lite specification: outlines where the data have them, else one tile a region."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import numpy as np

from cluster_core.assess.measures import Measure, value_of
from cluster_core.report.briefing import look
from cluster_core.report.briefing.content import Map
from cluster_core.report.briefing.standing import Told

WIDTH, HEIGHT = 560, 500
WIDEST = 150  # of a tile
NAMED = 60  # of more regions, only the first and the one in focus are named
TOP = 5
LEGEND = 54

Row = dict[str, Any]


def map_of(one: Told) -> Map:
    """Return the scores on the map, the region in focus with a strong border; a region without data is left white."""
    words, assessment = one.words, one.assessment
    measure = value_of(assessment, assessment.framework.id)
    document: dict[str, Any] = json.loads(assessment.dataset.outlines) if assessment.dataset.outlines else {}
    shapes = {shape["properties"]["code"]: shape for shape in document.get("features", ())}
    rows = _rows(one, measure)
    outlined = assessment.scenario.unit == "region" and any(row["region"] in shapes for row in rows)
    layers, note = (
        (_outlines(rows, shapes), _outline_note(one, document, rows, shapes))
        if outlined
        else (_tiles(one, rows), words.t("map.tiles"))
    )
    title = _title(one, measure)
    return Map(
        title,
        words.t("map.subtitle", index=words.text(assessment.framework.name, 32), scale=one.scale),
        _spec(layers, _legend(one, measure, rows)),
        WIDTH,
        HEIGHT + LEGEND,
        note,
        words.t("map.alt", title=title),
        _lines(one, measure),
    )


def _rows(one: Told, measure: Measure) -> list[Row]:
    ranks = measure.ranks.tolist()
    rows: list[Row] = []
    for at, unit in enumerate(measure.units):
        level, rank = int(measure.classes[at]), int(ranks[at])
        fill = look.SEQUENTIAL[level] if level >= 0 and rank else look.PAPER
        named = len(measure.units) <= NAMED or unit == one.unit or 0 < rank <= TOP
        rows.append(
            {
                "region": unit,
                "name": one.name(unit, 18) if named else "",
                "value": one.words.number(float(measure.values[at])) if rank else one.words.t("no_data"),
                "named": named,
                "fill": f"#{fill}",
                "ink": f"#{look.ink_on(fill)}",
                "focus": unit == one.unit,
                "known": bool(rank),
            }
        )
    return sorted(rows, key=lambda row: bool(row["focus"]))


# ---- outlines


def _outlines(rows: list[Row], shapes: dict[str, Any]) -> list[dict[str, Any]]:
    laid = [
        {
            **row,
            "type": "Feature",
            "lon": shapes[row["region"]]["properties"]["at"][0],
            "lat": shapes[row["region"]]["properties"]["at"][1],
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [_turned(part) for part in shapes[row["region"]]["geometry"]["coordinates"]],
            },
        }
        for row in rows
        if row["region"] in shapes
    ]
    at = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    shape = {
        "data": {"values": laid},
        "mark": {
            "type": "geoshape",
            "fill": {"expr": "datum.fill"},
            "stroke": {"expr": f"datum.focus ? '#{look.FOCUS}' : '#{look.QUIET}'"},
            "strokeWidth": {"expr": "datum.focus ? 3 : 1"},
            "strokeJoin": "round",
        },
    }
    # Names stay out of the outlines' data: beside shapes, a mark of text would be projected from them.
    words = [{key: value for key, value in row.items() if key not in ("geometry", "type")} for row in laid]
    texts = [
        {"data": {"values": words}, "encoding": at, **_text("name", -8)},
        {"data": {"values": words}, "encoding": at, **_text("value", 9)},
    ]
    return [shape, *_encoded(texts)]


def _encoded(layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **layer,
            "transform": [{"filter": "datum.named"}],
            "encoding": {**layer["encoding"], "text": {"field": layer.pop("said"), "type": "nominal"}},
        }
        for layer in layers
    ]


def _text(
    field: str, dy: float, size: float | dict[str, str] = 14, limit: float | dict[str, str] = 150
) -> Row:
    mark = {
        "type": "text",
        "dy": dy,
        "fontSize": size,
        "limit": limit,
        "baseline": "middle",
        "color": {"expr": "datum.ink"},
        "fontWeight": {"expr": "datum.focus ? 'bold' : 'normal'"},
    }
    return {"mark": mark, "said": field}


def _turned(polygon: list[list[list[float]]]) -> list[list[list[float]]]:
    """Turn rings with the clock outside and against it inside, as the drawing library takes what is on the left."""
    return [ring if (_area(ring) < 0) == (index == 0) else ring[::-1] for index, ring in enumerate(polygon)]


def _area(ring: list[list[float]]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring))


def _outline_note(one: Told, document: dict[str, Any], rows: list[Row], shapes: dict[str, Any]) -> str:
    words = one.words
    parts = [
        words.t("map.illustration"),
        words.text_of(document.get("approval", "")) or words.t("map.standard"),
    ]
    if missing := sum(row["region"] not in shapes for row in rows):
        parts.append(words.t("map.undrawn", count=missing))
    return words.t("stop").join(parts)


# ---- tiles


def _tiles(one: Told, rows: list[Row]) -> list[dict[str, Any]]:
    """Return one square a region where it lies; in reading order where places are missing or taken twice."""
    units = one.assessment.dataset.units(one.assessment.scenario.unit)
    places = [(units[row["region"]].tile_x, units[row["region"]].tile_y) for row in rows]
    if any(None in place for place in places) or len(set(places)) < len(places):
        order = {unit: at for at, unit in enumerate(one.assessment.units)}
        side = max(math.ceil(math.sqrt(len(rows))), 1)
        places = [(order[row["region"]] % side, order[row["region"]] // side) for row in rows]
    whole = [(int(x or 0), int(y or 0)) for x, y in places]
    left, top = min(x for x, _ in whole), min(y for _, y in whole)
    wide, high = max(x for x, _ in whole) - left + 1, max(y for _, y in whole) - top + 1
    step = min(WIDTH / wide, HEIGHT / high, WIDEST)
    start = (WIDTH - step * wide) / 2, (HEIGHT - step * high) / 2
    laid: list[Row] = []
    for row, (x, y) in zip(rows, whole, strict=True):
        x0, y0 = start[0] + (x - left) * step, start[1] + (y - top) * step
        gap = min(2.0, step / 16)
        laid.append(
            {
                **row,
                "x0": x0 + gap,
                "x1": x0 + step - gap,
                "y0": y0 + gap,
                "y1": y0 + step - gap,
                "cx": x0 + step / 2,
                "cy": y0 + step / 2,
                "named": row["named"] and step >= 44,
            }
        )
    place = {
        name: {"field": field, "type": "quantitative", "scale": None}
        for name, field in (("x", "x0"), ("x2", "x1"), ("y", "y0"), ("y2", "y1"))
    }
    for end in ("x2", "y2"):
        place[end] = {"field": place[end]["field"]}
    tile = {
        "data": {"values": laid},
        "mark": {
            "type": "rect",
            "cornerRadius": min(4, step / 8),
            "fill": {"expr": "datum.fill"},
            "stroke": {"expr": f"datum.focus ? '#{look.FOCUS}' : '#{look.QUIET}'"},
            "strokeWidth": {"expr": f"datum.focus ? 3 : {min(1, step / 24):g}"},
        },
        "encoding": place,
    }
    at = {axis: {"field": f"c{axis}", "type": "quantitative", "scale": None} for axis in ("x", "y")}
    size = max(10.0, min(15.0, step / 6))
    texts = [
        {"data": {"values": laid}, "encoding": at, **_text(field, dy * size, size, step - 8)}
        for field, dy in (("name", -0.65), ("value", 0.75))
    ]
    return [tile, *_encoded(texts)]


# ---- the whole


def _legend(one: Told, measure: Measure, rows: list[Row]) -> list[Row]:
    """Return the classes that the colours mean, as rows of boxes with words; no data where a region has none."""
    words, limits = one.words, measure.limits
    digits = 0 if all(float(limit).is_integer() for limit in limits) else 1
    boxes: list[Row] = [
        {
            "fill": f"#{look.SEQUENTIAL[at]}",
            "said": words.t(
                "span", low=words.number(limits[at], digits), high=words.number(limits[at + 1], digits)
            ),
        }
        for at in range(len(limits) - 1)
    ]
    if not np.isfinite(measure.values).any() or limits[0] == limits[-1]:
        boxes = []
    if any(not row["known"] for row in rows):
        boxes.append({"fill": f"#{look.PAPER}", "said": words.t("no_data")})
    step = WIDTH / 6
    return [
        {
            **box,
            "x0": at * step,
            "x1": at * step + 16,
            "tx": at * step + 22,
            "y0": HEIGHT + 24,
            "y1": HEIGHT + 40,
        }
        for at, box in enumerate(boxes)
    ]


def _spec(layers: list[dict[str, Any]], boxes: list[Row]) -> dict[str, Any]:
    pixels: dict[str, Any] = {"type": "quantitative", "scale": None}
    legend = [
        {
            "data": {"values": boxes},
            "mark": {
                "type": "rect",
                "fill": {"expr": "datum.fill"},
                "stroke": f"#{look.QUIET}",
                "strokeWidth": 0.5,
            },
            "encoding": {
                "x": {"field": "x0", **pixels},
                "x2": {"field": "x1"},
                "y": {"field": "y0", **pixels},
                "y2": {"field": "y1"},
            },
        },
        {
            "data": {"values": boxes},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "dy": 8,
                "fontSize": 13,
                "color": f"#{look.INK}",
            },
            "encoding": {
                "x": {"field": "tx", **pixels},
                "y": {"field": "y0", **pixels},
                "text": {"field": "said", "type": "nominal"},
            },
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "background": f"#{look.PAPER}",
        "padding": {"left": 4, "top": 4, "right": 4, "bottom": LEGEND},
        "autosize": {"type": "none"},
        "projection": {"type": "mercator"},
        "layer": [*layers, *legend] if boxes else layers,
        "config": {"font": look.DRAWN, "view": {"stroke": None}, "text": {"font": look.DRAWN}},
    }


def _title(one: Told, measure: Measure) -> str:
    """Return which half of the ranking the region is in beside its neighbours, or who leads."""
    words = one.words
    leaders = [
        one.name(unit) for unit, rank in zip(measure.units, measure.ranks.tolist(), strict=True) if rank == 1
    ]
    if not leaders:
        return words.t("map.title_nobody")
    if not one.rank or one.rank == 1:
        return words.t("map.title_leader", names=words.some(leaders), count=len(leaders))
    return words.t("map.title", place=one.place, rank=words.ordinal(one.rank), names=words.some(leaders))


def _lines(one: Told, measure: Measure) -> tuple[str, ...]:
    """Return how the neighbours stand, the best first; nothing where no neighbours are known."""
    units = one.assessment.dataset.units(one.assessment.scenario.unit)
    ranks = dict(zip(measure.units, measure.ranks.tolist(), strict=True))
    near = sorted((rank, unit) for unit in units[one.unit].neighbours if (rank := ranks.get(unit, 0)) > 0)
    if not near or not one.rank:
        return ()
    better = sum(rank < one.rank for rank, _ in near)
    words = one.words
    listed = [words.t("map.neighbour", name=one.name(unit), rank=rank) for rank, unit in near[:6]]
    return (
        words.t("map.neighbours", place=one.place, names=words.t("comma").join(listed)),
        words.t("map.neighbours_better", count=len(near), better=better),
    )
