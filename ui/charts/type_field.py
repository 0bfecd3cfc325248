"""All units in the field of two criteria, each type with a colour and a shape, the thresholds as rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import COMPARED, Tokens

TOP = 58  # the words of types and of the vertical criterion
SIDE = 300  # the height of the field
BELOW = 40
LEFT, RIGHT = 30, 12
SHAPES = ("cross", "triangle-down", "diamond", "circle")  # from no type to the highest
_USUAL = 560  # the width of the field for which names are placed
_NARROW = 480  # below this width the names of the others would run into each other
_LIFTS = (0, -15, 15)  # pixels by which a name may stand higher or lower than its mark
_TICKS = (0, 25, 50, 75, 100)


def field_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per unit that has both criteria; the focus is painted last, names go where there is room.

    Parameters
    ----------
    rows : frame
        Columns name, x and y (0-100, or missing: left out), place (0 no type, 1 the lowest, 2, 3 the highest), focus,
        mid and high (the thresholds, the same in each row), and whatever ``labels["tooltip"]`` names.
    """
    known = [row for row in records(rows) if row["x"] is not None and row["y"] is not None]
    laid = sorted(known, key=lambda row: (bool(row.get("focus")), -row["place"], row["x"]))
    _name(laid)
    for index, row in enumerate(laid):
        row.update(row=index, focus=bool(row.get("focus")), y=_down(row["y"]), mark=str(row["place"]))
        row.update(mid_y=_down(row["mid"]), high_y=_down(row["high"]))
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _down(value: float) -> float:
    return TOP + SIDE * (1 - value / 100)


Box = tuple[float, float, float, float]


def _name(rows: list[Row]) -> None:
    """Give each row the text beside its mark where there is room; the focus chooses first and always has one."""
    marks = [_box(row, 14, left=side) for row in rows for side in (True, False)]
    written: list[Box] = []
    for row in sorted(rows, key=lambda row: not row.get("focus")):
        width = grid.text_width(str(row["name"]), bold=bool(row.get("focus"))) + 12
        first = row["x"] > 60
        places = [(side, lift) for lift in _LIFTS for side in (first, not first)]
        own = {_box(row, 14, left=side) for side in (True, False)}
        taken = [*written, *(box for box in marks if box not in own)]
        free = [one for one in places if _is_free(_box(row, width, left=one[0], lift=one[1]), taken)]
        row["left"], lift = free[0] if free else places[0]
        row["text"] = str(row["name"]) if free or row.get("focus") else ""
        row["text_y"] = _down(row["y"]) + lift
        if row["text"]:
            written.append(_box(row, width, left=row["left"], lift=lift))


def _box(row: Row, width: float, *, left: bool, lift: float = 0) -> Box:
    """Return left, top, right and bottom of what stands beside a mark."""
    x, y = row["x"] / 100 * _USUAL, _down(row["y"]) + lift
    return (x - width if left else x, y - 8, x if left else x + width, y + 8)


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= -LEFT and box[2] <= _USUAL + RIGHT
    return inside and all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {}))


def type_field(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the units in the field of two criteria.

    Parameters
    ----------
    rows : frame
        See `field_rows`.
    labels : mapping
        across, upwards (names of the criteria), types (place as text -> words). Optional keys: tooltip, title,
        subtitle, footer, description.
    """
    laid = field_rows(rows, labels=labels)
    scale = alt.Scale(domain=[0, 100], range=[LEFT, {"expr": f"width - {RIGHT}"}], nice=False)
    layers = [
        *_grid(scale, labels, tokens),
        *_thresholds(scale, tokens),
        *_types(labels.get("types", {}), tokens),
        _marks(scale, labels, tokens),
        *_names(scale, tokens),
    ]
    return grid.assemble(layers, laid, height=TOP + SIDE + BELOW, labels=labels, tokens=tokens)


def _tones(tokens: Tokens) -> dict[str, str]:
    return {"0": tokens.quiet, "1": tokens.severity.moderate, "2": COMPARED[1], "3": tokens.severity.none}


def _grid(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    for tick in _TICKS:
        y = _down(tick)
        x = alt.XDatum(tick, type="quantitative", scale=scale, axis=None, title=None)
        line = alt.Chart().mark_rule(y=TOP, y2=TOP + SIDE, color=tokens.line, aria=False)
        word = alt.Chart().mark_text(text=str(tick), y=TOP + SIDE + 12, color=tokens.muted, aria=False)
        layers += [mark.encode(x=x).transform_filter(grid.FIRST) for mark in (line, word)]
        flat = alt.Chart().mark_rule(x=LEFT, x2={"expr": f"width - {RIGHT}"}, color=tokens.line, aria=False)
        layers += [
            flat.encode(y=alt.YValue(y)).transform_filter(grid.FIRST),
            grid.caption(str(tick), x=LEFT - 6, y=y, align="right", color=tokens.muted),
        ]
    limit = {"expr": "width - 8"}
    return [
        *layers,
        grid.caption(labels.get("upwards", ""), x=1, y=TOP - 16, limit=limit, fontWeight="bold"),
        grid.caption(
            labels.get("across", ""),
            x=f"width - {RIGHT}",
            y=TOP + SIDE + 32,
            align="right",
            limit=limit,
            fontWeight="bold",
        ),
    ]


def _thresholds(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    style = {"color": tokens.ink, "strokeDash": [4, 3], "strokeWidth": 1.2, "aria": False}
    layers: list[alt.Chart] = []
    for which in ("mid", "high"):
        upright = alt.Chart().mark_rule(y=TOP, y2=TOP + SIDE, **style)
        flat = alt.Chart().mark_rule(x=LEFT, x2={"expr": f"width - {RIGHT}"}, **style)
        layers += [
            upright.encode(x=grid.across(which, scale, None)).transform_filter(grid.FIRST),
            flat.encode(y=grid.pixels(f"{which}_y")).transform_filter(grid.FIRST),
        ]
    return layers


def _types(types: Mapping[str, str], tokens: Tokens) -> list[alt.Chart]:
    """Write, over the field, the mark and the words of every type."""
    layers: list[alt.Chart] = []
    x = 7.0
    for place, words in types.items():
        mark = alt.Chart().mark_point(
            filled=True,
            opacity=1,
            shape=SHAPES[int(place)],
            fill=_tones(tokens)[place],
            size=90,
            y=10,
            aria=False,
        )
        layers += [
            mark.encode(x=alt.XValue(x)).transform_filter(grid.FIRST),
            grid.caption(words, x=x + 11, y=10, color=tokens.muted),
        ]
        x += grid.text_width(words) + 34
    return layers


def _marks(scale: alt.Scale, labels: Labels, tokens: Tokens) -> alt.Chart:
    shapes = {str(place): shape for place, shape in enumerate(SHAPES)}
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=grid.lookup(shapes, "mark"),
        fill=grid.lookup(_tones(tokens), "mark"),
        size=grid.choose(grid.FOCUS, 220, 90),
        stroke=grid.focus_colour(tokens.ink, tokens.paper),
        strokeWidth=grid.choose(grid.FOCUS, 2, 1),
    )
    return dot.encode(
        x=grid.across("x", scale, None),
        y=grid.pixels(),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(_titles(labels)),
    )


def _names(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    side = {"expr": "datum.left ? 'right' : 'left'"}
    style = {
        "align": side,
        "color": grid.focus_colour(tokens.ink, tokens.muted),
        "fontWeight": grid.focus_weight(),
        "opacity": {"expr": f"{grid.FOCUS} || width > {_NARROW} ? 1 : 0"},
    }
    return [
        grid.words("text", x=grid.across("x", scale, None), y="text_y", dx=shift, where=where, **style)
        for where, shift in (("datum.left", -11), ("!datum.left", 11))
    ]
