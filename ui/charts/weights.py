"""The weights laboratory in one picture: ranks before and now as a slope, its right end the heads of stacked bars.

The left-hand half hangs on the rows of regions, the right-hand half on the parts of their scores: a move that changes
no rank leaves the first untouched, and the browser draws only the second anew.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from ui.charts import contributions, grid
from ui.charts.spec import DATASET, Labels, Row, Rows, records
from ui.theme import Tokens, context

MOVED = "datum.moved !== 0"
NUMBER, MOVE = 28, 34  # pixels: room of a rank, and of an arrow with its number


def lab_rows(rows: Rows, *, labels: Labels) -> dict[str, list[Row]]:
    """Lay out one row per region, in painting order (still, moved, focus), and one per region x dimension.

    Parameters
    ----------
    rows : records
        region, name, rank_before, rank_now (either may be missing), focus, total_text, head (over the ranks now, the
        same for all), and ``parts``: (dimension, contribution or None, its text) in the framework's order.

    Returns
    -------
    dict
        The rows of both named datasets of `lab_chart`.
    """
    laid = grid.stack_rows(grid.ranked(records(rows), "rank_now"), top=grid.HEADER)
    for index, row in enumerate(grid.ranked(laid, "rank_before")):
        row["y_before"] = grid.middle(index, top=grid.HEADER)
    for row in laid:
        before, now = row.pop("rank_before", None), row.pop("rank_now", None)
        row["ranked"], row["linked"] = now is not None, before is not None and now is not None
        row["moved"] = int(before > now) - int(before < now) if row["linked"] else 0
        row["move"] = f"{'↑' if row['moved'] > 0 else '↓'}{abs(now - before):g}" if row["moved"] else ""
        row["before"], row["now"] = (f"{rank:g}" if rank is not None else "–" for rank in (before, now))
        row["id"], row["spoken"] = row.pop("region"), _spoken(row, labels)
    parts = contributions.part_rows(laid, labels=labels)
    told = ("parts", "total_text", "spoken", "ranked")
    regions = [{field: row[field] for field in row if field not in told} for row in laid]
    return {
        DATASET: sorted(regions, key=lambda row: (bool(row["focus"]), row["moved"] != 0)),
        contributions.DATASET: parts,
    }


def _titles(labels: Labels) -> dict[str, str]:
    return {field: labels.get(field, "") for field in ("before", "now")}


def _spoken(row: Row, labels: Labels) -> str:
    names = labels.get("dimensions", {})
    told = grid.spoken(row, {**_titles(labels), "total_text": labels.get("total", "")})
    parts = [f"{names.get(dimension, dimension)} {text}" for dimension, _, text in row["parts"] if text]
    return "; ".join([told, *parts])


def ends(rows: Rows) -> tuple[int, int] | None:
    """Return 0 and 100 where all totals lie inside, else None: the bars' scale follows the rows."""
    above = below = 0.0
    for row in records(rows):
        values = [value or 0.0 for _, value, _ in row["parts"]]
        above = max(above, sum(value for value in values if value > 0))
        below = min(below, *values, 0.0)
    return (0, 100) if below >= 0 and above <= 100 else None


def lab_chart(
    rows: Rows,
    *,
    labels: Labels,
    tokens: Tokens,
    names: int | None = None,
    ends: tuple[int, int] | None = (0, 100),
) -> alt.LayerChart:
    """Draw each region's rank before and now, movers coloured, solid up and dashed down; at its right the bars.

    Where the picture gets too narrow the names at the left go first, then the lines; the arrow with its number stays.

    Parameters
    ----------
    rows : records
        See `lab_rows`.
    labels : mapping
        Optional keys: before (head of the left side), now (what a rank of the right side is called), dimensions (id
        to short name), dimension, contribution, total (tooltip titles), title, subtitle, footer, description.
    names : int
        Pixels for the names; by default the longest of these rows decides.
    ends : two numbers
        Of the bars' scale; by default as for scores of 0 to 100, with None as the rows need at each moment.
    """
    laid = lab_rows(rows, labels=labels)
    regions = laid[DATASET]
    dimensions = _dimensions(rows)
    names = grid.column(row["name"] for row in regions) if names is None else names
    layers = [
        grid.band(tokens.tint, x="right + 6", cornerRadius=4),
        _lines(tokens),
        *_ends(tokens),
        *_before(tokens),
        *_now(tokens),
        *_slope_heads(labels, tokens),
        _target(labels),
        *contributions.bar_layers(dimensions, left="bars", ends=ends, labels=labels, tokens=tokens),
    ]
    # Known by name, a mark is changed where it stands; else new rows would mean new marks, three times as slow.
    layers = [layer.encode(key=alt.Key("id", type="nominal")) for layer in layers]
    chart = grid.assemble(
        layers, regions, height=grid.rows_height(len(regions)), labels=labels, tokens=tokens
    )
    chart.datasets = laid
    return chart.add_params(*_places(names))


def _dimensions(rows: Rows) -> list[str]:
    first = next(iter(records(rows)), {"parts": []})
    return [dimension for dimension, *_ in first["parts"]]


def _places(names: int) -> list[alt.Parameter]:
    """Name the pixels at which columns stand: everything follows from the width."""
    shown = f"min({names}, width * 0.3)"
    wide = 2 * names + 2 * NUMBER + MOVE + 300
    expressions = {
        "named": f"width >= {wide}",  # the names stand at the left of the lines as well
        "lined": f"width >= {names + 380}",
        "shown": shown,
        "left": f"(named ? {names} : 0) + 34",
        "right": "lined ? left + clamp(width * 0.13, 56, 130) : -6",
        "bars": f"right + 38 + shown + {MOVE + 12}",
    }
    return [alt.param(name=name, expr=expression) for name, expression in expressions.items()]


def _mover_colour(still: str, tokens: Tokens) -> dict[str, str]:
    return grid.choose(grid.FOCUS, tokens.focus, grid.choose(MOVED, tokens.primary, still))


def _lines(tokens: Tokens) -> alt.Chart:
    """Draw each line as one symbol of its own shape: a line mark would make a group of every region."""
    length, bend = "(right - left)", "0.5 * (right - left)"
    path = (
        f"'M0,' + datum.y_before + 'C' + {bend} + ',' + datum.y_before + ' ' + {bend} + ',' + datum.y"
        f" + ' ' + {length} + ',' + datum.y"
    )
    line = alt.Chart().mark_point(
        x={"expr": "left"},
        y=0,
        shape={"expr": path},
        size=4,  # at which a shape keeps its own pixels
        filled=False,
        opacity=grid.choose("lined", 1, 0),
        stroke=_mover_colour(context(tokens.quiet, tokens), tokens),
        strokeWidth=grid.choose(grid.FOCUS, 2.6, 1.6),
        strokeDash=grid.choose("datum.moved < 0", [4, 3], [1, 0]),
        aria=False,
    )
    return line.transform_filter("datum.linked")


def _ends(tokens: Tokens) -> list[alt.Chart]:
    style = {"fill": _mover_colour(tokens.quiet, tokens), "size": 34, "aria": False}
    return [
        alt.Chart()
        .mark_circle(x={"expr": end}, opacity=grid.choose("lined", 1, 0), **style)
        .encode(y=grid.pixels(y))
        .transform_filter("datum.linked")
        for end, y in (("left", "y_before"), ("right", "y"))
    ]


def _text_style(tokens: Tokens) -> dict[str, Any]:
    return {
        "color": grid.choose(f"{grid.FOCUS} || {MOVED}", tokens.ink, tokens.muted),
        "fontWeight": grid.focus_weight(),
    }


def _before(tokens: Tokens) -> list[alt.Chart]:
    style = {"y": "y_before", "align": "right", **_text_style(tokens)}
    # Hidden text is empty, not transparent: text beyond the edge would narrow the picture.
    return [
        grid.words({"expr": "named ? datum.name : ''"}, x="left - 34", limit={"expr": "shown"}, **style),
        grid.words({"expr": "lined ? datum.before : ''"}, x="left - 9", **style),
    ]


def _now(tokens: Tokens) -> list[alt.Chart]:
    style = _text_style(tokens)
    bold = {"fontWeight": grid.choose(f"{grid.FOCUS} || {MOVED}", "bold", "normal")}
    ink = {**style, "color": tokens.ink, **bold}
    return [
        grid.words("now", x="right + 28", align="right", **style),
        grid.words("name", x="right + 38", limit={"expr": "shown"}, **ink),
        grid.words("move", x="bars - 12", align="right", color=tokens.primary, fontWeight="bold"),
    ]


def _slope_heads(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    y, heads = grid.HEADER / 2 - 2, []
    if labels.get("before"):
        text = {"expr": f"lined ? {grid.literal(labels['before'])} : ''"}
        # Right above the ranks where the names leave room, else from the edge.
        style = {"align": {"expr": "named ? 'right' : 'left'"}, "limit": {"expr": "right + 10"}}
        heads.append(grid.caption(text, x="named ? left - 9 : 1", y=y, color=tokens.muted, **style))
    # Of the rows, not of the specification: what the weights are called changes with the first move.
    style = {"fontWeight": "bold", "limit": {"expr": "bars - right - 44"}}
    heads.append(grid.caption({"expr": "datum.head"}, x="right + 38", y=y, **style))
    return heads


def _target(labels: Labels) -> alt.Chart:
    """Lay an unseen mark over each row that speaks for it; the bars lie above it with tooltips of their own."""
    titles = {"total_text": labels.get("total", "")}
    where = contributions.ONCE
    layer = alt.Chart().mark_bar(
        orient="horizontal", size=grid.STEP - 2, x=0, x2="width", fill="transparent", aria=True
    )
    told = {"description": alt.Description("spoken", type="nominal"), "tooltip": grid.tooltip(titles)}
    return (
        layer.encode(y=grid.pixels(), **told)
        .transform_filter(where)
        .properties(data=alt.NamedData(contributions.DATASET))
    )
