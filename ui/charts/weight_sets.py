"""Weights of several origins side by side: one row per set, one panel per dimension, all on one scale."""

from __future__ import annotations

import math

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

LINE = 16  # of a head, which is broken into as many as three
LINES = 3
FITS = 78  # pixels of a head's line
STEP = 38
GAP = 14  # between panels
NAMES = 150
SWATCH = 9
DOWN = 7  # a dot stands this much below the middle of its row, its number above it
FIRST_SET = "datum.panel === 0"


def weight_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per set x dimension, in the order given.

    Parameters
    ----------
    rows : frame
        Columns set, name (of the set), child, child_name, share (0-1), low, high (may be missing), share_text, focus
        (true: the set in force), and whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    sets, children = ([*dict.fromkeys(row[key] for row in laid)] for key in ("set", "child"))
    top, head = ceiling(laid), head_height(laid)
    for row in laid:
        row["child_lines"] = "\n".join(broken(str(row["child_name"])))
        row["row"], row["panel"] = sets.index(row["set"]), children.index(row["child"])
        y = grid.middle(row["row"], top=head, step=STEP)
        row.update(y=y, dot=y + DOWN, word=y - DOWN, top=y - STEP / 2 + 1, bottom=y + STEP / 2 - 1)
        for field in ("share", "low", "high"):
            known = row[field] is not None
            row[f"{field}_at"] = row[field] / top if known else None
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
    return laid


def ceiling(rows: list[Row]) -> float:
    """Return where every panel ends: the largest weight or end of an interval, up to the next tenth."""
    largest = max((row[field] or 0 for row in rows for field in ("share", "high")), default=0)
    return max(math.ceil(round(largest * 10, 6)), 1) / 10


def head_height(rows: list[Row]) -> float:
    """Return the pixels that the heads of the panels need."""
    return 14 + LINE * max((len(broken(str(row["child_name"]))) for row in rows), default=1)


def broken(text: str) -> list[str]:
    """Break a name into lines that fit over a panel: between words, a long Chinese name between characters."""
    parts = text.split(" ") if " " in text else list(text) if not text.isascii() else [text]
    space = " " if " " in text else ""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}{space}{part}" if lines[-1] else part
        if lines[-1] and len(lines) < LINES and grid.text_width(longer, bold=True) > FITS:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def weight_dots(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw every set's weight of every dimension as a dot with its interval, the set in force on a band.

    Parameters
    ----------
    rows : frame
        See `weight_rows`.
    labels : mapping
        Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = weight_rows(rows, labels=labels)
    panels = max((row["panel"] for row in laid), default=0) + 1
    heads = [*dict.fromkeys(row["child"] for row in laid)]
    colours = dict(zip(heads, dimension_colours(panels, tokens), strict=False))
    names = f"min({grid.column((row['name'] for row in laid), cap=NAMES) + 10}, width * 0.34)"
    cell = f"((width - {names}) / {panels})"
    head = head_height(laid)
    height = head + STEP * (max((row["row"] for row in laid), default=-1) + 1) + 2
    even = 1 / panels / ceiling(laid)
    layers = [
        grid.band(tokens.tint, where=f"{grid.FOCUS} && {FIRST_SET}", cornerRadius=4),
        *_panels(head, height, tokens),
        *_marks(colours, tokens),
        grid.words(
            "name",
            x=6,
            where=FIRST_SET,
            limit={"expr": f"{names} - 10"},
            fontWeight=grid.focus_weight(),
        ),
        *_heads(cell, colours),
        _target(labels),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    start = f"({names} + datum.panel * {cell})"
    return chart.transform_calculate(
        left=start,
        right=f"{start} + {cell} - {GAP}",
        even=f"{start} + {even} * ({cell} - {GAP})",
        **{
            f"{field}_x": f"{start} + datum.{field}_at * ({cell} - {GAP})"
            for field in ("share", "low", "high")
        },
    )


def _panels(head: float, height: float, tokens: Tokens) -> list[alt.Chart]:
    """Draw the scale of every panel as a quiet line, and where all dimensions would weigh the same."""
    scale = alt.Chart().mark_rule(color=tokens.line, strokeWidth=1, aria=False)
    even = alt.Chart().mark_rule(
        color=tokens.quiet, strokeDash=[2, 3], y=head, y2=height - 2, opacity=0.8, aria=False
    )
    return [
        scale.encode(x=grid.pixels_x("left"), x2="right", y=grid.pixels("dot")),
        even.encode(x=grid.pixels_x("even")).transform_filter(grid.FIRST),
    ]


def _marks(colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    colour = grid.lookup(colours, "child")
    interval = alt.Chart().mark_rule(color=colour, strokeWidth=3, opacity=0.5, aria=False)
    dot = alt.Chart().mark_point(
        shape="circle", filled=True, fill=colour, opacity=1, size=62, stroke=tokens.paper, strokeWidth=1
    )
    number = grid.words(
        "share_text", x=grid.pixels_x("share_x"), y="word", align="center", fontWeight=grid.focus_weight()
    )
    return [
        interval.encode(x=grid.pixels_x("low_x"), x2="high_x", y=grid.pixels("dot")).transform_filter(
            "isValid(datum.low)"
        ),
        dot.encode(x=grid.pixels_x("share_x"), y=grid.pixels("dot")),
        number,
    ]


def _heads(cell: str, colours: dict[str, str]) -> list[alt.Chart]:
    swatch = alt.Chart().mark_square(
        size=SWATCH**2, opacity=1, y=LINE / 2 + 3, color=grid.lookup(colours, "child"), aria=False
    )
    head = alt.Chart().mark_text(
        align="left",
        baseline="middle",
        lineBreak="\n",
        lineHeight=LINE,
        dx=SWATCH,
        y=LINE / 2 + 3,
        fontWeight="bold",
        limit={"expr": f"{cell} - {SWATCH + 6}"},
        aria=False,
    )
    return [
        swatch.encode(x=grid.pixels_x("left")).transform_filter(grid.FIRST),
        head.encode(x=grid.pixels_x("left"), text=alt.Text("child_lines", type="nominal")).transform_filter(
            grid.FIRST
        ),
    ]


def _target(labels: Labels) -> alt.Chart:
    """Lay an unseen mark over every cell that carries its tooltip and its description."""
    cell = alt.Chart().mark_rect(fill="transparent", aria=True)
    return cell.encode(
        x=grid.pixels_x("left"),
        x2="right",
        y=grid.pixels("top"),
        y2=alt.Y2("bottom"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(labels.get("tooltip", {})),
    )
