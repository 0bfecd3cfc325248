"""The profiles of a few regions as polygons on one spoke per dimension: an option for readers who expect it.

Names and numbers stand at the spokes; a narrow picture has a key below it instead, and the key's numbers at the spokes.
"""

from __future__ import annotations

import math

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.panels import TICKS, share
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

MOST = 4  # more polygons than these nobody can follow
LEAST = 3  # spokes: fewer make no polygon
RADIUS = 165
NAME = 160
KEY_NAME, KEY_STEP = 170, 34
NUMBERS = " · "
NARROW = "width < 520"
ABOVE, BELOW = 52, 54  # room for the names of the spokes
CLOSE = 26  # room for the key's numbers
NO_DATA = "–"


def radar_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out the rings, the spokes and one row per region x spoke: a point, and the edge that leads to the next.

    Parameters
    ----------
    rows : frame
        Columns node, name, region, place (the region's name), mark ("1" for the first region compared, and so on),
        score (may be missing: no point, and no edge from or to it), value_text, and whatever ``labels["tooltip"]``
        names.
    labels : mapping
        Optional key ticks (the scale's round numbers, ascending; default 0 to 100).

    Notes
    -----
    A row's `s` and `c` are the sine and cosine of its spoke, clockwise from the top, `s_next` and `c_next` those of
    the next one; `at` is the share of the radius, `at_next` that at the next spoke.
    """
    given = records(rows)
    nodes = {str(row["node"]): str(row["name"]) for row in given}
    numbers = {
        node: NUMBERS.join(
            NO_DATA if row["score"] is None else str(row["value_text"])
            for row in given
            if row["node"] == node
        )
        for node in nodes
    }
    turns = {node: _turn(place, len(nodes)) for place, node in enumerate(nodes)}
    ticks = labels.get("ticks") or TICKS
    after = dict(zip(nodes, [*nodes][1:] + [*nodes][:1], strict=True))
    laid: list[Row] = [
        {
            "kind": "ring",
            "at": share(tick, labels),
            "at_next": share(tick, labels),
            **turns[node],
            **_next(turns[after[node]]),
        }
        for tick in ticks[1:]
        for node in nodes
    ]
    laid += [
        {**_spoke(place, name, numbers[node]), **turns[node], **_side(turns[node])}
        for place, (node, name) in enumerate(nodes.items())
    ]
    laid += [
        {"kind": "tick", "at": share(tick, labels), "text": f"{tick:g}".replace("-", "−")} for tick in ticks
    ]
    at = {(row["region"], str(row["node"])): share(row["score"], labels) for row in given}
    for row in sorted(given, key=lambda row: -int(row["mark"])):
        node = str(row["node"])
        compared.place(row)
        row.update(kind="point", at=at[row["region"], node], at_next=at[row["region"], after[node]])
        row.update({**turns[node], **_next(turns[after[node]])})
        row["joined"] = row["at"] is not None and row["at_next"] is not None
        row["named"] = node == next(iter(nodes))
        grid.fill_texts(row, "value_text")
        row["spoken"] = grid.spoken(row, compared.titles(labels))
        laid.append(row)
    return laid


def _turn(place: int, count: int) -> Row:
    angle = 2 * math.pi * place / max(count, 1)
    return {"s": round(math.sin(angle), 9), "c": round(math.cos(angle), 9)}


def _next(turn: Row) -> Row:
    return {"s_next": turn["s"], "c_next": turn["c"]}


def _spoke(place: int, name: str, numbers: str) -> Row:
    """Return a spoke with its name wrapped over its numbers, and its line of the key."""
    lines = wrapping.BREAK.join((wrapping.wrapped(name, NAME), numbers))
    in_key = wrapping.wrapped(name, KEY_NAME)
    return {
        "kind": "spoke",
        "at": 1.0,
        "order": place,
        "lines": lines,
        "drop": wrapping.raised(lines),
        "short": str(place + 1),
        "in_key": in_key,
        "key_drop": wrapping.raised(in_key),
        "numbers": numbers,
    }


def _side(turn: Row) -> Row:
    """Return on which side of its place a name stands, and how far up its lines are moved: none, or all of them."""
    side = "center" if abs(turn["s"]) < 0.2 else "left" if turn["s"] > 0 else "right"
    return {"side": side, "lift": 1 if abs(turn["c"]) < 0.5 else 2 if turn["c"] > 0 else 0}


def radar(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the polygons over rings at the ticks, the first region bold; the numbers stand below the spokes' names.

    Parameters
    ----------
    rows : frame
        See `radar_rows`; at most `MOST` regions and at least `LEAST` nodes are worth it.
    labels : mapping
        columns (how many regions). Optional keys: head (the pixels of a name in the legend), ticks, region, score
        (tooltip titles), tooltip, title, subtitle, footer, description.
    """
    laid = radar_rows(rows, labels=labels)
    columns = max(int(labels.get("columns") or 1), 1)
    legend, signals = compared.legend(columns, int(labels.get("head") or 120), "datum.named", tokens)
    count = len({str(row["node"]) for row in laid if row["kind"] == "point"})
    layers = [*legend, *_web(tokens), *_key(tokens), *_polygons(labels, tokens)]
    chart = grid.assemble(layers, laid, height=2 * RADIUS + ABOVE + BELOW, labels=labels, tokens=tokens)
    chart = compared.with_signals(
        chart,
        {
            **signals,
            "narrow": NARROW,
            "radius": f"max(40, min({RADIUS}, width / 2 - (narrow ? {CLOSE} : {NAME + 14})))",
            "middle": f"{compared.LINE} * {compared.LEGEND['lines']} + (narrow ? {CLOSE} : {ABOVE}) + radius",
            "height": f"middle + radius + (narrow ? {CLOSE + KEY_STEP * count} : {BELOW})",
        },
    )
    steps = {
        "x": "width / 2 + radius * datum.at * datum.s",
        "y": "middle - radius * datum.at * datum.c",
        "x_next": "width / 2 + radius * datum.at_next * datum.s_next",
        "y_next": "middle - radius * datum.at_next * datum.c_next",
        "x_name": "width / 2 + (radius + 12) * datum.s",
        "y_name": "middle - (radius + 14) * datum.c - (narrow ? 0 : datum.drop * datum.lift)",
        "y_key": f"middle + radius + {CLOSE} + {KEY_STEP} * (datum.order + 0.5)",
        "y_in_key": "datum.y_key - datum.key_drop",
        "y_tick": "middle - radius * datum.at",
    }
    return chart.transform_calculate(**steps)


def _web(tokens: Tokens) -> list[alt.Chart]:
    line = {"color": tokens.line, "aria": False}
    ring = (
        alt.Chart()
        .mark_rule(**line)
        .encode(x=grid.pixels_x("x"), x2="x_next", y=grid.pixels(), y2=alt.Y2("y_next"))
    )
    spoke = alt.Chart().mark_rule(x2={"expr": "width / 2"}, y2={"expr": "middle"}, **line)
    name = grid.words(
        {"expr": "narrow ? datum.short : datum.lines"},
        x=grid.pixels_x("x_name"),
        y="y_name",
        where="datum.kind === 'spoke'",
        align={"expr": "narrow ? 'center' : datum.side"},
        fontWeight={"expr": "narrow ? 'bold' : 'normal'"},
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
    )
    tick = grid.words(
        "text",
        x="width / 2 + 4",
        y="y_tick",
        where="datum.kind === 'tick'",
        color=tokens.muted,
        fontSize=11,
    )
    return [
        ring.transform_filter("datum.kind === 'ring'"),
        spoke.encode(x=grid.pixels_x("x"), y=grid.pixels()).transform_filter("datum.kind === 'spoke'"),
        name,
        tick,
    ]


def _key(tokens: Tokens) -> list[alt.Chart]:
    where = "narrow && datum.kind === 'spoke'"
    return [
        grid.words("short", x=1, y="y_key", where=where, fontWeight="bold"),
        grid.words(
            "in_key",
            x=22,
            y="y_in_key",
            where=where,
            lineBreak=wrapping.BREAK,
            lineHeight=wrapping.LEADING,
        ),
        grid.words("numbers", x="width - 1", y="y_key", where=where, align="right", color=tokens.muted),
    ]


def _polygons(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    colour = grid.lookup(compared.tones(tokens), "mark")
    edge = alt.Chart().mark_rule(
        stroke=colour, strokeWidth=grid.choose("datum.column === 0", 3, 1.8), aria=False
    )
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=compared.shape(),
        fill=colour,
        size=grid.choose("datum.column === 0", 120, 90),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    known = "datum.kind === 'point' && isValid(datum.at)"
    return [
        edge.encode(x=grid.pixels_x("x"), x2="x_next", y=grid.pixels(), y2=alt.Y2("y_next")).transform_filter(
            "datum.kind === 'point' && datum.joined"
        ),
        dot.encode(
            x=grid.pixels_x("x"),
            y=grid.pixels(),
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(compared.titles(labels)),
        ).transform_filter(known),
    ]
