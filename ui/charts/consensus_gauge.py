"""How far a room agrees: its number on the scale of five bands, and where it stood a round before."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 30  # pixels above the scale: the marker and its number
BAR = 18
FOOT = 30
EDGE = 14


def gauge_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per band, then one per marker.

    Parameters
    ----------
    rows : frame
        Bands: name, low, high (0-100), band (its place, 0 is the lowest). Markers: name, value (0-100), value_text,
        now (false: of the round before).
    """
    laid = records(rows)
    for at, row in enumerate(laid):
        row.update(row=at, top=TOP, bottom=TOP + BAR, word=TOP + BAR + 15, mark=TOP - 6, number=TOP - 19)
        row["spoken"] = grid.spoken(row, {"value_text": ""})
        if "low" in row:
            row["middle"] = (row["low"] + row["high"]) / 2
            row["value"] = None
    return laid


def gauge(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the bands from left to right, their names below, and a marker above for each round.

    Parameters
    ----------
    rows : frame
        See `gauge_rows`.
    labels : mapping
        Optional keys: title, subtitle, footer, description.
    """
    laid = gauge_rows(rows, labels=labels)
    ends = [EDGE, {"expr": f"width - {EDGE}"}]
    scale = alt.Scale(domain=[0, 100], range=ends, nice=False)
    colours = dict(enumerate(tokens.sequential))
    band = alt.Chart().mark_rect(
        fill=grid.lookup({str(key): colour for key, colour in colours.items()}, "band"),
        stroke=tokens.paper,
        strokeWidth=2,
        aria=False,
    )
    marker = alt.Chart().mark_point(
        shape="triangle-down",
        filled=True,
        opacity=1,
        size=150,
        fill=grid.choose("datum.now", tokens.ink, tokens.paper),
        stroke=tokens.ink,
        strokeWidth=1.5,
    )
    stem = alt.Chart().mark_rule(color=tokens.ink, strokeWidth=2, aria=False)
    is_mark, is_band = "isValid(datum.value)", "isValid(datum.low)"
    value = grid.across("value", scale, None)
    layers = [
        band.encode(
            x=grid.across("low", scale, None), x2="high", y=grid.pixels("top"), y2=alt.Y2("bottom")
        ).transform_filter(is_band),
        stem.encode(x=value, y=grid.pixels("mark"), y2=alt.Y2("bottom")).transform_filter(
            f"{is_mark} && datum.now"
        ),
        marker.encode(
            x=value, y=grid.pixels("mark"), description=alt.Description("spoken", type="nominal")
        ).transform_filter(is_mark),
        grid.words("name", x=grid.across("middle", scale, None), y="word", where=is_band, align="center"),
        grid.words(
            "value_text",
            x=value,
            y="number",
            where=is_mark,
            align="center",
            fontWeight=grid.choose("datum.now", "bold", "normal"),
            color=grid.choose("datum.now", tokens.ink, tokens.muted),
        ),
    ]
    return grid.assemble(layers, laid, height=TOP + BAR + FOOT, labels=labels, tokens=tokens)
