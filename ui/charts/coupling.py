"""How well the dimensions move together: coupling coordination D of every region on one graded scale."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, mix, ramp

TENTHS = tuple(i / 10 for i in range(11))
LANE = 74  # the middle of the lowest row of dots
LEVEL = 11
LEVELS = 4
STRIP = (86, 98)
GAP = 0.03  # dots nearer than this share of the scale stand on different levels
EDGE = 8


def grade_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region; dots that would hide each other stand on different levels.

    Parameters
    ----------
    rows : frame
        Columns region, name, d (0-1; missing: the region is left out), d_text, grade_text, focus, and whatever
        ``labels["tooltip"]`` names.
    """
    laid = sorted(
        records(rows), key=lambda r: (not r.get("focus"), r["d"] is None, r["d"] or 0, str(r.get("region")))
    )
    placed: list[tuple[float, int]] = []
    for index, row in enumerate(laid):
        level = _free_level(row["d"], placed) if row["d"] is not None else 0
        placed += [(row["d"], level)] if row["d"] is not None else []
        row.update(row=index, y=LANE - LEVEL * level, spoken=grid.spoken(row, _titles(labels)))
        row["callout"] = "  ".join(str(row[k]) for k in ("d_text", "grade_text") if row.get(k))
    return laid[::-1]  # the focus is painted last


def _free_level(value: float, placed: Sequence[tuple[float, int]]) -> int:
    taken = {level for other, level in placed if abs(other - value) < GAP}
    return next((level for level in range(LEVELS) if level not in taken), LEVELS - 1)


def _titles(labels: Labels) -> dict[str, str]:
    default = {"d_text": labels.get("d", ""), "grade_text": labels.get("grade", "")}
    return dict(labels.get("tooltip", default))


def grade_scale(
    rows: Rows, *, labels: Labels, tokens: Tokens, bounds: Sequence[float] = TENTHS
) -> alt.LayerChart:
    """Draw all regions on the scale of coupling coordination, its grades as bands, the focus named.

    Parameters
    ----------
    rows : frame
        See `grade_rows`.
    labels : mapping
        Optional keys: low, high (words at the ends of the scale), d, grade (tooltip titles), tooltip, title,
        subtitle, footer, description.
    bounds : sequence of float
        Limits of the grades, ascending, first and last are the ends of the scale.
    """
    laid = grade_rows(rows, labels=labels)
    scale = alt.Scale(
        domain=[bounds[0], bounds[-1]], range=[{"expr": str(EDGE)}, {"expr": f"width - {EDGE}"}], nice=False
    )
    axis = alt.Axis(
        orient="bottom", values=list(bounds), format="~g", grid=False, labelFlush=False, labelOverlap="parity"
    )
    layers = [
        _bands(bounds, scale, axis, tokens),
        *_marks(scale, axis, labels, tokens),
        *_callout(scale, axis, tokens),
        *_ends(labels, tokens),
    ]
    return grid.assemble(layers, laid, height=STRIP[1], labels=labels, tokens=tokens, below=40)


def _bands(bounds: Sequence[float], scale: alt.Scale, axis: alt.Axis, tokens: Tokens) -> alt.Chart:
    colours = ramp(
        [tokens.sequential[0], mix(tokens.sequential[2], tokens.sequential[3], 0.5)], len(bounds) - 1
    )
    values = [
        {"from": low, "to": high, "colour": colour}
        for low, high, colour in zip(bounds, bounds[1:], colours, strict=False)
    ]
    bands = alt.Chart(alt.InlineData(values=values)).mark_rect(
        y=STRIP[0], y2=STRIP[1], fill={"expr": "datum.colour"}, stroke=tokens.paper, strokeWidth=1, aria=False
    )
    return bands.encode(x=grid.across("from", scale, axis), x2="to")


def _marks(scale: alt.Scale, axis: alt.Axis, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x = grid.across("d", scale, axis)
    stem = alt.Chart().mark_rule(y=36, y2=STRIP[1], color=tokens.focus, strokeWidth=1.5, aria=False)
    dots = alt.Chart().mark_circle(
        opacity=1,
        fill=grid.focus_colour(tokens.focus, tokens.quiet),
        size=grid.choose(grid.FOCUS, 150, 80),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    return [
        stem.encode(x=x).transform_filter(f"{grid.FOCUS} && isValid(datum.d)"),
        dots.encode(
            x=x,
            y=grid.pixels(),
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(_titles(labels)),
        ).transform_filter("isValid(datum.d)"),
    ]


def _callout(scale: alt.Scale, axis: alt.Axis, tokens: Tokens) -> list[alt.Chart]:
    x, where = grid.across("d", scale, axis), f"{grid.FOCUS} && isValid(datum.d)"
    # Left of the middle the text runs right, right of it left, so that it never leaves the picture.
    side = {
        "align": {"expr": "scale('x', datum.d) > width / 2 ? 'right' : 'left'"},
        "dx": {"expr": "scale('x', datum.d) > width / 2 ? 1 : -1"},
    }
    lines = [("name", 8, tokens.focus, "bold"), ("callout", 26, tokens.ink, "normal")]
    return [
        grid.words(field, x=x, where=where, color=colour, fontWeight=weight, **side).encode(y=alt.value(y))
        for field, y, colour, weight in lines
    ]


def _ends(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    y, style = STRIP[1] + 30, {"color": tokens.muted}
    low = [grid.caption(labels["low"], x=EDGE, y=y, **style)] if labels.get("low") else []
    high = (
        [grid.caption(labels["high"], x=f"width - {EDGE}", y=y, align="right", **style)]
        if labels.get("high")
        else []
    )
    return low + high
