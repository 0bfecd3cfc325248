"""The map as a chart: outlines filled by class, names and values on them; for print, keyboard and picture files."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import DARK_INK, Tokens

HEIGHT, MIDDLE, LOW = 560, 480, 360  # pixels, on a desktop, presented and on a phone
TEXT = 14
LINE = 17
LONGEST = 160  # pixels of a name, then it is cut
GREATEST, LEAST = 2600, 80  # square pixels of the greatest bubble and of the least
COUNTED, ABOVE = 1100, -36  # the same of one with a number in it, and how far above it a name stands


def outline_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region that has an outline, as a GeoJSON feature; neighbours, then the focus, painted last.

    Parameters
    ----------
    rows : frame
        Columns region, name, value_text, fill, ink, line, focus, lon, lat (where the name stands), shape (polygons of
        rings of [longitude, latitude], None without an outline), and whatever ``labels["tooltip"]`` names; where given
        near (outlined as a neighbour of the focus) and named (else yes: its words stand on it).
    """
    laid = [row for row in records(rows) if row.get("shape")]
    laid.sort(key=lambda row: (bool(row.get("focus")), bool(row.get("near")), str(row["region"])))
    for row in laid:
        shape = {"type": "MultiPolygon", "coordinates": [_turned(polygon) for polygon in row.pop("shape")]}
        row.update(type="Feature", geometry=shape, spoken=grid.spoken(row, labels["tooltip"]))
    return laid


def _turned(polygon: list[list[list[float]]]) -> list[list[list[float]]]:
    """Turn rings with the clock outside and against it inside, as the drawing library takes what is on the left."""
    return [ring if (_area(ring) < 0) == (index == 0) else ring[::-1] for index, ring in enumerate(polygon)]


def _area(ring: list[list[float]]) -> float:
    """Give twice the signed area of a ring; above zero where it runs against the clock."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring))


def outline_map(
    rows: Rows,
    *,
    labels: Labels,
    tokens: Tokens,
    height: int = HEIGHT,
    over: Mapping[str, Sequence[Row]] | None = None,
) -> alt.LayerChart:
    """Draw the outlines in the colours of the rows, the focus with a strong border, and what stands over them.

    Parameters
    ----------
    rows : frame
        See `outline_rows`.
    labels : mapping
        tooltip (column to title); title, subtitle, footer, description for a picture file.
    over : mapping
        bubbles (rows of name, lon, lat, share of the greatest area, 0-1, and where given count_text, the number in it)
        and lines (rows of name and path, a list of [longitude, latitude]); either may be left out.
    """
    laid, over = outline_rows(rows, labels=labels), over or {}
    up = ABOVE if any("count_text" in row for row in over.get("bubbles", ())) else 0
    shapes = alt.Chart().mark_geoshape(
        fill={"expr": "datum.fill"},
        stroke={
            "expr": f"datum.focus ? '{tokens.focus}' : datum.near ? '{tokens.severity.moderate}' : datum.line"
        },
        strokeWidth=grid.choose("datum.focus || datum.near", 3, 1),
        strokeJoin="round",
    )
    told = shapes.encode(
        description=alt.Description("spoken", type="nominal"), tooltip=grid.tooltip(labels["tooltip"])
    )
    chart = grid.assemble(
        [told, *_over(over, tokens), *_words(tokens, up)],
        laid,
        height=height,
        labels=labels,
        tokens=tokens,
    )
    return chart.project(type="mercator")


def _words(tokens: Tokens, up: float) -> list[alt.Chart]:
    """Write name and value; what leaves its own region is ink on a rim of paper."""
    lines = {"name": up - LINE / 2, "value_text": up + LINE / 2}
    if not up:
        return [_line(field, dy, color={"expr": "datum.ink"}) for field, dy in lines.items()]
    rim = {"color": tokens.paper, "stroke": tokens.paper, "strokeWidth": 4, "strokeJoin": "round"}
    return [
        _line(field, dy, **style) for style in (rim, {"color": tokens.ink}) for field, dy in lines.items()
    ]


def _line(field: str, dy: float, **style: Any) -> alt.Chart:
    mark = alt.Chart().mark_text(
        dy=dy,
        fontSize=TEXT,
        limit=LONGEST,
        baseline="middle",
        aria=False,
        fontWeight=grid.focus_weight(),
        **style,
    )
    written = mark.encode(**_at(), text=alt.Text(field, type="nominal"))
    return written.transform_filter("datum.named !== false")


def _at() -> dict[str, Any]:
    return {
        "longitude": alt.Longitude("lon", type="quantitative"),
        "latitude": alt.Latitude("lat", type="quantitative"),
    }


def _over(over: Mapping[str, Sequence[Row]], tokens: Tokens) -> list[alt.Chart]:
    """Draw lines, then bubbles, on rows of their own; bubbles do not catch the pointer, the region below speaks."""
    orange = tokens.severity.moderate
    layers: list[alt.Chart] = []
    if lines := over.get("lines"):
        paths = [
            {
                "type": "Feature",
                "name": row["name"],
                "geometry": {"type": "LineString", "coordinates": row["path"]},
            }
            for row in lines
        ]
        mark = alt.Chart(alt.Data(values=paths)).mark_geoshape(
            filled=False, stroke=orange, strokeWidth=2, opacity=0.8, aria=False
        )
        layers.append(mark)
    if bubbles := over.get("bubbles"):
        layers += _bubbles([dict(row) for row in bubbles], orange, tokens.paper)
    return layers


def _bubbles(rows: list[Row], fill: str, line: str) -> list[alt.Chart]:
    counted = any("count_text" in row for row in rows)
    for row in rows:
        row["area"] = max(
            row["share"] * (COUNTED if counted else GREATEST), COUNTED / 4 if counted else LEAST
        )
    drawn = alt.Chart(alt.Data(values=rows)).encode(**_at())
    circle = drawn.mark_circle(
        size={"expr": "datum.area"}, color=fill, opacity=1 if counted else 0.6, stroke=line, aria=False
    )
    count = drawn.mark_text(text={"expr": "datum.count_text"}, fontSize=TEXT, color=DARK_INK, aria=False)
    return [circle, count] if counted else [circle]
