"""Where the focus region stands: its score in each dimension against the median of its peers."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

STEP = 40
TOP = 2
BAR = 12
# Below this width a name stands over its bar instead of beside it.
NARROW = "width < 420"
# There the head of the figures stands where the axis would say 100.
AXIS = alt.Axis(
    orient="top",
    values=[0, 100],
    grid=False,
    labelFlush=False,
    labelAlign={"expr": "datum.value > 0 ? 'right' : 'left'"},
    labelExpr=f"{NARROW} && datum.value > 0 ? '' : datum.value",
)


def dimension_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per dimension, in the order given (the framework's).

    Parameters
    ----------
    rows : frame
        Columns dimension, name, score, median (0-100, either may be missing), score_text, median_text, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    for row in laid:
        grid.fill_texts(row, "score_text")
        row["spoken"] = grid.spoken(row, _titles(labels))
        row["last"] = row["row"] == len(laid) - 1
        row["beside"] = f"/ {row['median_text']}" if row.get("median_text") else ""
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    default = {"score_text": labels.get("score", ""), "median_text": labels.get("median", "")}
    return dict(labels.get("tooltip", default))


def dimensions_against_median(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the focus region's dimension scores as bars on a 0-100 track with the median as an ink tick.

    Parameters
    ----------
    rows : frame
        See `dimension_rows`.
    labels : mapping
        Optional keys: head (over the figures, as "Yancheng / median"), median (text at the last tick and
        tooltip title), score (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = dimension_rows(rows, labels=labels)
    names = grid.column((row["name"] for row in laid), cap=200) + 20
    figures = grid.column((row["beside"] for row in laid), bold=False) + 6
    wide = max(figures + 44, grid.column([labels.get("head")]) + 16)
    ends = [f"{NARROW} ? 1 : {names}", f"width - ({NARROW} ? {figures + 44} : {wide})"]
    scale = alt.Scale(domain=[0, 100], range=[{"expr": end} for end in ends], nice=False)
    colours = dimension_colours(len(laid), tokens)
    layers = [
        *_bars(scale, dict(zip((row["dimension"] for row in laid), colours, strict=True)), tokens),
        *_median(scale, labels, tokens),
        *_texts(names, figures, tokens),
        *([_head(labels["head"], tokens)] if labels.get("head") else []),
        grid.target(_titles(labels)),
    ]
    chart = grid.assemble(layers, laid, height=TOP + STEP * len(laid), labels=labels, tokens=tokens, below=12)
    return chart.transform_calculate(
        bar=f"datum.y + ({NARROW} ? 8 : 0)", word=f"datum.y - ({NARROW} ? 11 : 0)"
    )


def _bars(scale: alt.Scale, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    y = grid.pixels("bar")
    track = alt.Chart().mark_bar(color=tokens.track, **bar)
    value = alt.Chart().mark_bar(color=grid.lookup(colours, "dimension"), **bar)
    return [
        track.encode(**_ends(scale, 100), y=y),
        value.encode(x=grid.across("score", scale, AXIS), x2=alt.X2Datum(0), y=y).transform_filter(
            "isValid(datum.score)"
        ),
    ]


def _ends(scale: alt.Scale, end: float) -> dict[str, alt.SchemaBase]:
    return {
        "x": alt.XDatum(0, type="quantitative", scale=scale, axis=AXIS, title=None),
        "x2": alt.X2Datum(end),
    }


def _median(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x = grid.across("median", scale, AXIS)
    tick = alt.Chart().mark_tick(
        orient="vertical", size=20, thickness=2, color=tokens.ink, opacity=1, aria=False
    )
    layers = [tick.encode(x=x, y=grid.pixels("bar")).transform_filter("isValid(datum.median)")]
    if labels.get("median"):
        text = alt.Chart().mark_text(
            text=labels["median"],
            align={"expr": "datum.median > 50 ? 'right' : 'left'"},
            dy=22,
            baseline="middle",
            color=tokens.muted,
            aria=False,
        )
        layers.append(
            text.encode(x=x, y=grid.pixels("bar")).transform_filter("datum.last && isValid(datum.median)")
        )
    return layers


def _texts(names: int, figures: int, tokens: Tokens) -> list[alt.Chart]:
    wide = {"expr": f"{NARROW} ? width : {names - 12}"}
    return [
        grid.words("name", x=1, y="word", limit=wide, fontWeight="bold"),
        grid.words("score_text", x=f"width - {figures}", y="bar", align="right", fontWeight="bold"),
        grid.words("beside", x=f"width - {figures}", y="bar", dx=4, color=tokens.muted),
    ]


def _head(text: str, tokens: Tokens) -> alt.Chart:
    return grid.caption(text, x="width", y=-6, align="right", baseline="bottom", color=tokens.muted)
