"""How far regions are apart over the years: Theil's T as columns, between and within groups, and the variation."""

from __future__ import annotations

import math

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP, BOTTOM = 56, 236  # above: the legend and the numbers over the columns; below: years and variation
YEAR, VARIATION = BOTTOM + 16, BOTTOM + 38
HEIGHT = VARIATION + 12
HALF = 0.31  # of a column, in years
NUMBER = 38  # pixels that a number over a column needs
SWATCH = 11


def disparity_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per year: a column, and what stands above and below it.

    Parameters
    ----------
    rows : frame
        Columns year, theil (0 or more; missing: no column), between, within (its parts, missing where there are no
        groups), theil_text, cv_text, year_text, partial (whether units are missing in this year), and whatever
        ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    top = max((row["theil"] for row in laid if row["theil"] is not None), default=0) or 1
    for index, row in enumerate(laid):
        theil, between = row["theil"], row.get("between")
        known = theil is not None
        row.update(
            row=index,
            x_from=row["year"] - HALF,
            x_to=row["year"] + HALF,
            y_top=_pixel(theil, top) if known else None,
            y_cut=_pixel(between, top) if known and between is not None else BOTTOM,
            y_base=BOTTOM,
            partial=bool(row.get("partial")),
        )
        row["y_text"] = (row["y_top"] if known else BOTTOM) - 9
        grid.fill_texts(row, "theil_text", "cv_text", "year_text")
        row["name"] = row["year_text"]
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    return laid


def _pixel(value: float, top: float) -> float:
    # Between can fall below 0 by rounding alone.
    return BOTTOM - (BOTTOM - TOP) * max(value, 0.0) / top


def disparity_columns(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw Theil's T a year as a column: between groups below, within them above; the variation as a line of numbers.

    Parameters
    ----------
    rows : frame
        See `disparity_rows`.
    labels : mapping
        years (the first and the last), theil, cv (heads of the lines of numbers), between, within (the legend; both
        empty: no groups, and columns of one piece). Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = disparity_rows(rows, labels=labels)
    first, last = labels["years"]
    heads = grid.column([labels["theil"], labels["cv"]], cap=110, bold=False) + 10
    # A lone year or two would fill the width with one column.
    spare = max(0, 4 - (last - first + 1))
    scale = alt.Scale(
        domain=[first - 0.5, last + 0.5 + spare],
        range=[{"expr": str(heads)}, {"expr": "width - 2"}],
        nice=False,
        zero=False,
    )
    every = math.ceil(NUMBER * (last - first + 1 + spare))
    layers = [
        *_columns(scale, labels, tokens),
        *_numbers(scale, f"width - {heads} > {every} || (datum.year - {first}) % 2 === 0", tokens),
        *_heads(labels, tokens),
        *_legend(labels, tokens),
    ]
    return grid.assemble(layers, laid, height=HEIGHT, labels=labels, tokens=tokens)


def _columns(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x = {"x": grid.across("x_from", scale, None), "x2": "x_to"}
    pale = grid.choose("datum.partial", 0.45, 1)
    style = {"opacity": pale, "aria": False}
    within = alt.Chart().mark_rect(fill=tokens.sequential[2], **style)
    between = alt.Chart().mark_rect(fill=tokens.primary, **style)
    base = alt.Chart().mark_rule(x=0, x2="width", color=tokens.line, aria=False)
    target = (
        alt.Chart()
        .mark_rect(y=TOP - 22, y2=HEIGHT, fill="transparent")
        .encode(
            **x,
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(dict(labels.get("tooltip", {}))),
        )
    )
    known = "isValid(datum.y_top)"
    return [
        base.encode(y=grid.pixels("y_base")).transform_filter(grid.FIRST),
        within.encode(**x, y=grid.pixels("y_top"), y2=alt.Y2("y_cut")).transform_filter(known),
        between.encode(**x, y=grid.pixels("y_cut"), y2=alt.Y2("y_base")).transform_filter(known),
        target,
    ]


def _numbers(scale: alt.Scale, room: str, tokens: Tokens) -> list[alt.Chart]:
    x = grid.across("year", scale, None)
    style = {"align": "center", "where": room}
    return [
        grid.words("theil_text", x=x, y="y_text", fontWeight="bold", **style),
        grid.words("year_text", x=x, color=tokens.muted, **style).encode(y=alt.value(YEAR)),
        grid.words("cv_text", x=x, **style).encode(y=alt.value(VARIATION)),
    ]


def _heads(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    lines = ((labels["theil"], BOTTOM - 9), (labels["cv"], VARIATION))
    return [grid.caption(text, x=1, y=y, color=tokens.muted) for text, y in lines if text]


def _legend(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x, layers = 1.0, list[alt.Chart]()
    for text, colour in (
        (labels.get("between"), tokens.primary),
        (labels.get("within"), tokens.sequential[2]),
    ):
        if text:
            square = (
                alt.Chart()
                .mark_point(
                    shape="square", filled=True, opacity=1, size=SWATCH**2, x=x + 6, fill=colour, aria=False
                )
                .encode(y=alt.value(10))
            )
            layers += [square.transform_filter(grid.FIRST), grid.caption(text, x=x + 18, y=10)]
            x += 18 + grid.text_width(text) + 20
    return layers
