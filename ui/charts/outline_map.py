"""The map as a chart: outlines filled by class, names and values on them; for print, keyboard and picture files."""

from __future__ import annotations

import itertools

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

HEIGHT, LOW = 560, 360  # pixels, on a desktop and on a phone
TEXT = 14
LINE = 17
LONGEST = 160  # pixels of a name, then it is cut


def outline_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region that has an outline, as a GeoJSON feature; the focus is painted last.

    Parameters
    ----------
    rows : frame
        Columns region, name, value_text, fill, ink, line, focus, lon, lat (where the name stands), shape (polygons of
        rings of [longitude, latitude], None without an outline), and whatever ``labels["tooltip"]`` names.
    """
    laid = [row for row in records(rows) if row.get("shape")]
    laid.sort(key=lambda row: (bool(row.get("focus")), str(row["region"])))
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


def outline_map(rows: Rows, *, labels: Labels, tokens: Tokens, height: int = HEIGHT) -> alt.LayerChart:
    """Draw the outlines in the colours of the rows, the focus with a strong border.

    Parameters
    ----------
    rows : frame
        See `outline_rows`.
    labels : mapping
        tooltip (column to title); title, subtitle, footer, description for a picture file.
    """
    laid = outline_rows(rows, labels=labels)
    shapes = alt.Chart().mark_geoshape(
        fill={"expr": "datum.fill"},
        stroke={"expr": f"datum.focus ? '{tokens.focus}' : datum.line"},
        strokeWidth=grid.choose(grid.FOCUS, 3, 1),
        strokeJoin="round",
    )
    told = shapes.encode(
        description=alt.Description("spoken", type="nominal"), tooltip=grid.tooltip(labels["tooltip"])
    )
    chart = grid.assemble(
        [told, _words("name", -LINE / 2), _words("value_text", LINE / 2)],
        laid,
        height=height,
        labels=labels,
        tokens=tokens,
    )
    return chart.project(type="mercator")


def _words(field: str, dy: float) -> alt.Chart:
    mark = alt.Chart().mark_text(
        dy=dy,
        fontSize=TEXT,
        limit=LONGEST,
        baseline="middle",
        aria=False,
        color={"expr": "datum.ink"},
        fontWeight=grid.focus_weight(),
    )
    return mark.encode(
        longitude=alt.Longitude("lon", type="quantitative"),
        latitude=alt.Latitude("lat", type="quantitative"),
        text=alt.Text(field, type="nominal"),
    )
