"""A ladder: its rungs from the highest to the lowest, the status on a rail, and how ready for each."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 4
STEP = 56
BAR = 8
RAIL = 11
INDENT = 32


def rung_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per rung, in the order given: the highest first.

    Parameters
    ----------
    rows : frame
        Columns name, detail (beside the name), readiness (0-100; missing: not assessable), readiness_text, mark
        ("status", "next" or missing), and whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    for row in laid:
        row["mark"] = row.get("mark") or ""
        row["focus"] = row["mark"] == "status"
        row["known"] = row["readiness"] is not None
        row["word"], row["bar"] = row["y"] - 11, row["y"] + 11
        row["beside"] = INDENT + round(grid.text_width(row["name"], bold=True)) + 12
        grid.fill_texts(row, "detail", "readiness_text")
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"readiness_text": labels.get("readiness", "")}))


def rung_ladder(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the ladder: a filled mark where the lists put the unit, a ring at the next rung, a bar for readiness.

    Parameters
    ----------
    rows : frame
        See `rung_rows`.
    labels : mapping
        Optional keys: readiness (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = rung_rows(rows, labels=labels)
    figures = grid.column((row["readiness_text"] for row in laid), cap=190, bold=False) + 12
    right = f"width - min({figures}, width * 0.45)"
    scale = alt.Scale(domain=[0, 100], range=[INDENT, {"expr": right}], nice=False)
    height = TOP + STEP * len(laid)
    layers = [
        grid.band(tokens.tint, cornerRadius=4),
        *_rail(height, tokens),
        *_bars(scale, tokens),
        grid.words(
            "name",
            x=INDENT,
            y="word",
            limit={"expr": f"width - {INDENT}"},
            fontWeight=grid.choose("datum.mark !== ''", "bold", "normal"),
        ),
        _detail(tokens),
        grid.words(
            "readiness_text",
            x=f"{right} + 8",
            y="bar",
            limit={"expr": f"width - ({right}) - 8"},
            color=grid.choose("datum.known", tokens.ink, tokens.muted),
        ),
        grid.target(_titles(labels)),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)


def _rail(height: float, tokens: Tokens) -> list[alt.Chart]:
    line = alt.Chart().mark_rule(
        y=TOP + STEP / 2, y2=height - STEP / 2, color=tokens.quiet, strokeWidth=2, aria=False
    )
    knot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        x=RAIL,
        fill=grid.focus_colour(tokens.focus, tokens.paper),
        stroke=grid.choose("datum.mark !== ''", tokens.focus, tokens.quiet),
        strokeWidth=grid.choose("datum.mark === 'next'", 3, 2),
        size=grid.choose("datum.mark !== ''", 200, 90),
        aria=False,
    )
    return [line.encode(x=alt.XValue(RAIL)).transform_filter(grid.FIRST), knot.encode(y=grid.pixels())]


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    place = {"x2": alt.X2Datum(0), "y": grid.pixels("bar")}
    full = alt.XDatum(100, type="quantitative", scale=scale, axis=None, title=None)
    value = alt.Chart().mark_bar(
        fill=grid.choose("datum.mark !== ''", tokens.focus, tokens.severity.mild), **bar
    )
    return [
        alt.Chart().mark_bar(color=tokens.track, **bar).encode(x=full, **place),
        value.encode(x=grid.across("readiness", scale, None), **place).transform_filter("datum.known"),
    ]


def _detail(tokens: Tokens) -> alt.Chart:
    mark = alt.Chart().mark_text(
        align="left",
        baseline="middle",
        aria=False,
        color=tokens.muted,
        limit={"expr": "width - datum.beside"},
    )
    x = alt.X("beside", type="quantitative", scale=None, axis=None)
    return mark.encode(x=x, y=grid.pixels("word"), text=alt.Text("detail", type="nominal"))
