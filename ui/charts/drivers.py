"""How much each choice moves a rank: dark by itself, light together with others, their bounds as lines."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 4
STEP = 34
BAR = 16
INNER = 8
EDGE = 8
NAMES = 150


def driver_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per choice, in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, first, first_low, first_high, total, total_low, total_high (0-1; a first index may be estimated
        below 0), total_text, and whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    for row in laid:
        for field in ("first", "first_low", "first_high", "total", "total_low", "total_high"):
            row[field] = min(max(float(row[field]), 0.0), 1.0)
        grid.fill_texts(row, "total_text")
        row["upper"], row["lower"] = row["y"] - BAR / 2 - 3, row["y"] + BAR / 2 + 3
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    return laid


def driver_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw a bar a choice: the light one is its total share, the dark one in it what it does by itself.

    Parameters
    ----------
    rows : frame
        See `driver_rows`.
    labels : mapping
        Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = driver_rows(rows, labels=labels)
    names = f"min({grid.column((row['name'] for row in laid), cap=NAMES) + 12}, width * 0.34)"
    texts = grid.column(row["total_text"] for row in laid) + EDGE
    scale = alt.Scale(
        domain=[0, 1], range=[{"expr": names}, {"expr": f"width - {texts} - {EDGE}"}], nice=False
    )
    layers = [
        *_bars(scale, tokens),
        grid.words("name", x=1, limit={"expr": f"{names} - 10"}),
        grid.words("total_text", x="width - 1", align="right", fontWeight="bold"),
        grid.target(dict(labels.get("tooltip", {}))),
    ]
    return grid.assemble(layers, laid, height=TOP + STEP * len(laid) + 2, labels=labels, tokens=tokens)


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    y = grid.pixels()
    full = alt.XDatum(1, type="quantitative", scale=scale, axis=None, title=None)
    bar = {"orient": "horizontal", "aria": False}
    track = alt.Chart().mark_bar(color=tokens.track, size=BAR, **bar)
    total = alt.Chart().mark_bar(color=tokens.quiet, size=BAR, **bar)
    first = alt.Chart().mark_bar(color=tokens.primary, size=INNER, **bar)
    bounds = alt.Chart().mark_rule(color=tokens.ink, strokeWidth=1.5, aria=False)
    return [
        track.encode(x=full, x2=alt.X2Datum(0), y=y),
        total.encode(x=grid.across("total", scale, None), x2=alt.X2Datum(0), y=y),
        first.encode(x=grid.across("first", scale, None), x2=alt.X2Datum(0), y=y),
        bounds.encode(x=grid.across("total_low", scale, None), x2="total_high", y=grid.pixels("upper")),
        bounds.encode(x=grid.across("first_low", scale, None), x2="first_high", y=grid.pixels("lower")),
    ]
