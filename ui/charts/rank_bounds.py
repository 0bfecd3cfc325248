"""From the best to the worst rank that weights can give: a thick bar within the limits, a thin line without any."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import WHITE, Tokens

NAMES = 150
HEAD = 22  # pixels above the first row
BAR = 11
TICK = 4  # half the height of the end of a thin line
TEXT = 42  # pixels of the last column, its head apart
APART = 18  # between the last rank's number and that head
MARKS = 5  # ranks that are written above


def bound_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region, in the order given.

    Parameters
    ----------
    rows : frame
        Columns region, name, best, worst, free_best, free_worst, rank (each may be missing), bounds_text, focus, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=HEAD)
    for row in laid:
        row.update(tick_top=row["y"] - TICK, tick_bottom=row["y"] + TICK)
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
    return laid


def marked(first: int, last: int) -> list[int]:
    """Return the ranks that are written above, the first and the last among them.

    >>> marked(1, 13), marked(5, 5)
    ([1, 4, 7, 10, 13], [5])
    """
    steps = min(MARKS - 1, last - first)
    return [first + round(at * (last - first) / steps) for at in range(steps + 1)] if steps else [first]


def rank_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw how far up and down each region can go, and where it is.

    Parameters
    ----------
    rows : frame
        See `bound_rows`.
    labels : mapping
        first, last (ends of the scale), bounds (head of the last column). Optional: tooltip, title, subtitle, footer,
        description.
    """
    laid = bound_rows(rows, labels=labels)
    first, last = int(labels["first"]), int(labels["last"])
    height = HEAD + grid.STEP * len(laid) + 2
    names = f"min({grid.column((row['name'] for row in laid), cap=NAMES) + 18}, width * 0.34)"
    text = max(TEXT, grid.column([labels["bounds"]], bold=False)) + APART - BAR
    # Half a bar's round end on either side of the scale.
    scale = f"(width - {names} - {text} - {2 * BAR})"

    def place(value: str) -> str:
        return f"{names} + {BAR} + ({value} - {first}) / {max(last - first, 1)} * {scale}"

    ranks = marked(first, last)
    heads = [
        grid.caption(str(rank), x=place(str(rank)), y=HEAD / 2, align="center", color=tokens.muted)
        for rank in ranks
    ]
    line = alt.Chart().mark_rule(y=HEAD, y2=height, color=tokens.line, aria=False)
    layers = [
        *[line.encode(x=grid.pixels_x(f"mark_{rank}")).transform_filter(grid.FIRST) for rank in ranks],
        *heads,
        grid.caption(labels["bounds"], x="width", y=HEAD / 2, align="right", color=tokens.muted),
        *_marks(tokens),
        grid.words("name", x=8, limit={"expr": f"{names} - 10"}, fontWeight=grid.focus_weight()),
        grid.words("bounds_text", x="width", align="right", fontWeight=grid.focus_weight()),
        grid.target(labels.get("tooltip", {})),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    # A bar of one rank still has a length, or its round ends would not be drawn.
    return chart.transform_calculate(
        **{f"{field}_x": place(f"datum.{field}") for field in ("best", "free_best", "free_worst", "rank")},
        **{f"mark_{rank}": place(str(rank)) for rank in ranks},
        worst_x=f"{place('datum.worst')} + 0.01",
    )


def _marks(tokens: Tokens) -> list[alt.Chart]:
    colour = grid.focus_colour(tokens.focus, tokens.quiet)
    y = grid.pixels("y")
    line = alt.Chart().mark_rule(strokeWidth=1.5, color=colour, aria=False)
    bar = alt.Chart().mark_rule(strokeWidth=BAR, strokeCap="round", color=colour, aria=False)
    dot = alt.Chart().mark_point(
        shape="circle",
        filled=True,
        size=52,
        fill=WHITE,
        stroke=colour,
        strokeWidth=1.5,
        opacity=1,
        aria=False,
    )
    focus = alt.Chart().mark_rect(x=0, x2=4, fill=tokens.focus, aria=False)
    known = "isValid(datum.free_best)"
    return [
        focus.encode(y=grid.pixels("top"), y2=alt.Y2("bottom")).transform_filter(grid.FOCUS),
        line.encode(x=grid.pixels_x("free_best_x"), x2="free_worst_x", y=y).transform_filter(known),
        *[
            line.encode(
                x=grid.pixels_x(end), y=grid.pixels("tick_top"), y2=alt.Y2("tick_bottom")
            ).transform_filter(known)
            for end in ("free_best_x", "free_worst_x")
        ],
        bar.encode(x=grid.pixels_x("best_x"), x2="worst_x", y=y).transform_filter("isValid(datum.best)"),
        dot.encode(x=grid.pixels_x("rank_x"), y=y).transform_filter("isValid(datum.rank)"),
    ]
