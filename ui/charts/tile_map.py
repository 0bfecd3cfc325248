"""The map as tiles: one square of equal size a region, roughly where it lies."""

from __future__ import annotations

import math

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import DARK_INK, TEXT_SIZE, Tokens

WIDEST = 112
HIGH = 84
GAP = 4
NAME, VALUE = 15, 18
BADGE = 11  # from the corner of a tile to the middle of the count in it
LEAST = 10  # the smallest letters of a name; what does not fit then has its short one


def tile_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region on whole columns and lines; the focus is painted last.

    Parameters
    ----------
    rows : frame
        Columns region, name, value_text, fill, ink, line, focus, tile_x, tile_y, and whatever ``labels["tooltip"]``
        names. Optionally near (outlined as a neighbour of the focus), short (instead of a name that does not fit),
        badge (a count in a bubble at the corner) and dashed (nothing is known: a dashed border, and a question mark
        where the word does not fit). Where places are missing or taken twice, all regions stand in reading order
        instead.
    labels : mapping
        tooltip (column to title). Optional key high (pixels of a tile).
    """
    laid, high = records(rows), float(labels.get("high", HIGH))
    places = [(row.get("tile_x"), row.get("tile_y")) for row in laid]
    if any(None in place for place in places) or len(set(places)) < len(places):
        side = max(math.ceil(math.sqrt(len(laid))), 1)
        places = [(index % side, index // side) for index in range(len(laid))]
    left, top = min((x for x, _ in places), default=0), min((y for _, y in places), default=0)
    for row, (x, y) in zip(laid, places, strict=True):
        row.pop("shape", None)
        row.update(tile_x=x - left, tile_y=y - top, y=(y - top) * high)
        row.update(low=row["y"] + high - GAP, spoken=grid.spoken(row, labels["tooltip"]))
        row.update(badge=row.get("badge") or "", y_badge=row["y"] + BADGE)
        row.update(y_name=row["y"] + high / 2 - 13, y_value=row["y"] + high / 2 + 10)
        row.update(short=row.get("short") or "", room=grid.text_width(str(row["name"])))
        row["value_room"] = grid.text_width(str(row.get("value_text", ""))) or 1
    return sorted(laid, key=lambda row: (bool(row.get("focus")), str(row["region"])))


def tile_map(rows: Rows, *, labels: Labels, tokens: Tokens, widest: int = WIDEST) -> alt.LayerChart:
    """Draw the tiles in the colours of the rows, the focus with a strong border.

    Parameters
    ----------
    rows : frame
        See `tile_rows`.
    labels : mapping
        tooltip, high as above; title, subtitle, footer, description for a picture file.
    widest : how many pixels wide a tile is at most
    """
    laid = tile_rows(rows, labels=labels)
    columns = max((row["tile_x"] for row in laid), default=0) + 1
    lines = max((row["tile_y"] for row in laid), default=0) + 1
    step = f"min({widest}, width / {columns})"
    tile = alt.Chart().mark_rect(
        x={"expr": f"datum.tile_x * {step} + 2"},
        x2={"expr": f"(datum.tile_x + 1) * {step} - 2"},
        cornerRadius=4,
        fill={"expr": "datum.fill"},
        stroke={
            "expr": f"datum.focus ? '{tokens.focus}' : datum.near ? '{tokens.severity.moderate}' : datum.line"
        },
        strokeWidth=grid.choose("datum.focus || datum.near", 3, 1),
        strokeDash={"expr": "datum.dashed ? [4, 3] : [1, 0]"},
    )
    told = tile.encode(
        y=grid.pixels(),
        y2=alt.Y2("low"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(labels["tooltip"]),
    )
    x = f"(datum.tile_x + 0.5) * {step}"
    style = {
        "align": "center",
        "color": {"expr": "datum.ink"},
        "limit": {"expr": f"{step} - 8"},
        "fontWeight": grid.focus_weight(),
    }
    fitting = f"({step} - 8) / datum.room * {TEXT_SIZE}"  # the size of letters at which the whole name fits
    named = {"expr": f"datum.short && {fitting} < {LEAST} ? datum.short : datum.name"}
    size = {"expr": f"min({NAME}, {step} / 5, datum.short && {fitting} >= {LEAST} ? {fitting} : {NAME})"}
    name = grid.words(named, x=x, y="y_name", fontSize=size, **style)
    fitting = f"({step} - 8) / datum.value_room * {TEXT_SIZE}"
    told_of = {"expr": f"datum.dashed && {fitting} < {LEAST} ? '?' : datum.value_text"}
    size = {"expr": f"min({VALUE}, {step} / 4, datum.short ? max({LEAST}, {fitting}) : {VALUE})"}
    value = grid.words(told_of, x=x, y="y_value", fontSize=size, **style)
    counted = _badges(f"(datum.tile_x + 1) * {step} - {BADGE + 2}", tokens)
    return grid.assemble(
        [told, name, value, *(counted if any(row["badge"] for row in laid) else ())],
        laid,
        height=lines * float(labels.get("high", HIGH)),
        labels=labels,
        tokens=tokens,
    )


def _badges(x: str, tokens: Tokens) -> tuple[alt.Chart, alt.Chart]:
    """Draw the counts as on the map: dark on orange bubbles."""
    bubble = alt.Chart().mark_point(
        x={"expr": x}, size=300, filled=True, fill=tokens.severity.moderate, opacity=1, aria=False
    )
    count = grid.words({"expr": "datum.badge"}, x=x, y="y_badge", align="center", color=DARK_INK)
    return bubble.encode(y=grid.pixels("y_badge")).transform_filter("datum.badge"), count
