"""Specialisation, growth and size at once: a bubble per entry, its name beside it where there is room."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 30
SIDE = 330  # the height of the field
BELOW = 44
LEFT, RIGHT = 44, 14
LARGEST = 26  # the radius of the largest bubble
LEAST = 4
_USUAL = 620  # the width of the field for which names are placed
_NARROW = 480  # below this width the names of the others would run into each other
_LIFTS = (0, -14, 14, -26, 26, -40, 40)  # pixels by which a name may stand higher or lower than its bubble

Box = tuple[float, float, float, float]


def bubble_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per entry that has both values; large ones are painted first, names go where there is room.

    Parameters
    ----------
    rows : frame
        Columns name, x, y (missing: left out), size (from 0 up), focus, and whatever ``labels["tooltip"]`` names.
    labels : mapping
        x_ticks, y_ticks: (value, text) ascending; the first and the last are the ends of the scales. x begins at 0 and
        its scale is that of square roots, which gives room to the many entries below 1.
    """
    known = [row for row in records(rows) if row["x"] is not None and row["y"] is not None]
    largest = max((row["size"] or 0 for row in known), default=0) or 1
    laid = sorted(known, key=lambda row: (bool(row.get("focus")), -(row["size"] or 0)))
    low, high = labels["x_ticks"][0][0], labels["x_ticks"][-1][0]
    for index, row in enumerate(laid):
        row.update(row=index, focus=bool(row.get("focus")))
        row["radius"] = max(LEAST, LARGEST * ((row["size"] or 0) / largest) ** 0.5)
        row["area"] = 3.14159 * row["radius"] ** 2
        row["y"] = height_of(row["y"], labels)
        row["usual_x"] = ((max(row["x"], low) - low) / (high - low)) ** 0.5 * _USUAL
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    _name(laid)
    return laid


def height_of(value: float, labels: Labels) -> float:
    """Return the vertical pixel of a value."""
    low, high = labels["y_ticks"][0][0], labels["y_ticks"][-1][0]
    return TOP + SIDE * (1 - (value - low) / (high - low))


def _name(rows: list[Row]) -> None:
    """Give each row the text beside its bubble where there is room; the focus, then the largest, choose first."""
    bubbles = {row["row"]: _around(row) for row in rows}
    written: list[Box] = []
    for row in sorted(rows, key=lambda row: (not row["focus"], -row["radius"])):
        width = grid.text_width(str(row["name"]), bold=row["focus"]) + 4
        first = row["usual_x"] > 0.6 * _USUAL
        places = [(side, lift) for lift in _LIFTS for side in (first, not first)]
        taken = [*written, *(box for at, box in bubbles.items() if at != row["row"])]
        free = [one for one in places if _is_free(_text(row, width, *one), taken)]
        row["left"], lift = free[0] if free else places[0]
        row["text"] = str(row["name"]) if free or row["focus"] else ""
        row["text_y"] = row["y"] + lift
        row["shift"] = (row["radius"] + 4) * (-1 if row["left"] else 1)
        if row["text"]:
            written.append(_text(row, width, row["left"], lift))


def _around(row: Row) -> Box:
    x, y, r = row["usual_x"], row["y"], row["radius"]
    return (x - r, y - r, x + r, y + r)


def _text(row: Row, width: float, left: bool, lift: float) -> Box:
    x, y, r = row["usual_x"], row["y"] + lift, row["radius"] + 4
    return (x - r - width if left else x + r, y - 8, x - r if left else x + r + width, y + 8)


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= 0 and box[2] <= _USUAL + RIGHT and box[1] >= TOP - 4 and box[3] <= TOP + SIDE
    return inside and all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)


def bubbles(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the field with its cuts, and the bubbles.

    Parameters
    ----------
    rows : frame
        See `bubble_rows`.
    labels : mapping
        x_ticks, y_ticks; across, upwards (what the axes say); cuts: values of x, and level: a value of y, that have a
        rule of their own (missing: none). Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = bubble_rows(rows, labels=labels)
    ends = [labels["x_ticks"][0][0], labels["x_ticks"][-1][0]]
    scale = alt.Scale(type="sqrt", domain=ends, range=[LEFT, {"expr": f"width - {RIGHT}"}], nice=False)
    layers = [
        *_grid(scale, labels, tokens),
        *_cuts(scale, labels, tokens),
        _marks(scale, labels, tokens),
        *_names(scale, tokens),
    ]
    return grid.assemble(layers, laid, height=TOP + SIDE + BELOW, labels=labels, tokens=tokens)


def _at(value: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(value, type="quantitative", scale=scale, axis=None, title=None)


def _grid(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    for value, text in labels["x_ticks"]:
        line = alt.Chart().mark_rule(y=TOP, y2=TOP + SIDE, color=tokens.line, aria=False)
        word = alt.Chart().mark_text(text=text, y=TOP + SIDE + 12, color=tokens.muted, aria=False)
        layers += [mark.encode(x=_at(value, scale)).transform_filter(grid.FIRST) for mark in (line, word)]
    for value, text in labels["y_ticks"]:
        y = height_of(value, labels)
        flat = alt.Chart().mark_rule(x=LEFT, x2={"expr": f"width - {RIGHT}"}, color=tokens.line, aria=False)
        layers += [
            flat.encode(y=alt.YValue(y)).transform_filter(grid.FIRST),
            grid.caption(text, x=LEFT - 6, y=y, align="right", color=tokens.muted),
        ]
    limit = {"expr": "width - 8"}
    foot = {"y": TOP + SIDE + 32, "align": "right", "limit": limit, "fontWeight": "bold"}
    return [
        *layers,
        grid.caption(labels.get("upwards", ""), x=1, y=10, limit=limit, fontWeight="bold"),
        grid.caption(labels.get("across", ""), x=f"width - {RIGHT}", **foot),
    ]


def _cuts(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    style = {"color": tokens.ink, "strokeDash": [4, 3], "strokeWidth": 1.2, "aria": False}
    upright = alt.Chart().mark_rule(y=TOP, y2=TOP + SIDE, **style)
    layers = [
        upright.encode(x=_at(value, scale)).transform_filter(grid.FIRST) for value in labels.get("cuts", ())
    ]
    if labels.get("level") is not None:
        flat = alt.Chart().mark_rule(x=LEFT, x2={"expr": f"width - {RIGHT}"}, color=tokens.quiet, aria=False)
        y = alt.YValue(height_of(labels["level"], labels))
        layers.append(flat.encode(y=y).transform_filter(grid.FIRST))
    return layers


def _marks(scale: alt.Scale, labels: Labels, tokens: Tokens) -> alt.Chart:
    dot = alt.Chart().mark_point(
        filled=True,
        shape="circle",
        opacity=grid.choose(grid.FOCUS, 0.9, 0.6),
        fill=grid.focus_colour(tokens.severity.moderate, tokens.primary),
        size={"expr": "datum.area"},
        stroke=grid.focus_colour(tokens.ink, tokens.paper),
        strokeWidth=grid.choose(grid.FOCUS, 2, 1),
    )
    return dot.encode(
        x=grid.across("x", scale, None),
        y=grid.pixels(),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(dict(labels.get("tooltip", {}))),
    )


def _names(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    style = {
        "color": grid.focus_colour(tokens.ink, tokens.muted),
        "fontWeight": grid.focus_weight(),
        "dx": {"expr": "datum.shift"},
        "opacity": {"expr": f"{grid.FOCUS} || width > {_NARROW} ? 1 : 0"},
    }
    return [
        grid.words("text", x=grid.across("x", scale, None), y="text_y", where=where, align=side, **style)
        for where, side in (("datum.left", "right"), ("!datum.left", "left"))
    ]
