"""Of so many that took part, so many won: a bar for both on one scale, the success rate as words beside it."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

STEP = 34
BAR = 14
NAME = 190


def bar_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per line, in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, entrants, winners (either may be missing), value_text (both and the rate in words), and whatever
        ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=2, step=STEP)
    for row in laid:
        row["known"] = row["entrants"] is not None
        row["entrants"], row["winners"] = row["entrants"] or 0, row["winners"] or 0
        row["title_y"], row["bar_y"] = row["y"] - 8, row["y"] + 8
        grid.fill_texts(row, "value_text")
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
    return laid


def contest_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the bars: the whole bar is who took part, its filled part who won.

    Parameters
    ----------
    rows : frame
        See `bar_rows`.
    labels : mapping
        Optional keys: most (the end of the scale; default: the most entrants), tooltip, title, subtitle, footer,
        description.
    """
    laid = bar_rows(rows, labels=labels)
    most = labels.get("most") or max((row["entrants"] for row in laid), default=1) or 1
    values = grid.column((row["value_text"] for row in laid), cap=260, bold=False) + 10
    names = grid.column((row["name"] for row in laid), cap=NAME, bold=False) + 12
    height = 4 + STEP * len(laid)
    start = f"(width < {names + values + 160} ? 0 : {names})"
    right = f"width - (width < {names + values + 160} ? 0 : {values})"
    chart = grid.assemble(
        [
            _bar("entrants", tokens.quiet, most),
            _bar("winners", tokens.focus, most),
            *_texts(values, tokens),
            _target(labels),
        ],
        laid,
        height=height,
        labels=labels,
        tokens=tokens,
    )
    chart.params = [
        alt.VariableParameter(name="bar_left", expr=start),
        alt.VariableParameter(name="bar_right", expr=right),
        alt.VariableParameter(name="stacked", expr=f"width < {names + values + 160}"),
    ]
    return chart.transform_calculate(
        left="bar_left",
        word_y="stacked ? datum.title_y : datum.y",
        middle="stacked ? datum.bar_y : datum.y",
        entrants_end=f"bar_left + (bar_right - bar_left) * datum.entrants / {most}",
        winners_end=f"bar_left + (bar_right - bar_left) * datum.winners / {most}",
        value_x="stacked ? width : datum.entrants_end + 8",
    )


def _bar(field: str, colour: str, most: float) -> alt.Chart:
    bar = alt.Chart().mark_rule(color=colour, strokeWidth=BAR, aria=False)
    x2 = f"{field}_end"
    placed = bar.encode(x=grid.pixels_x("left"), x2=x2, y=grid.pixels("middle"))
    return placed.transform_filter(f"datum.{field} > 0 && {most} > 0")


def _texts(values: int, tokens: Tokens) -> list[alt.Chart]:
    side = alt.Chart().mark_text(baseline="middle", align="left", aria=False, color=tokens.ink)
    narrow = alt.Chart().mark_text(baseline="middle", align="right", aria=False, color=tokens.ink)
    place = {
        "x": grid.pixels_x("value_x"),
        "y": grid.pixels("word_y"),
        "text": alt.Text("value_text", type="nominal"),
    }
    name = grid.words("name", x=0, y="word_y", limit={"expr": f"stacked ? width - {values} : {NAME}"})
    return [
        name,
        side.encode(**place).transform_filter("!stacked"),
        narrow.encode(**place).transform_filter("stacked"),
    ]


def _target(labels: Labels) -> alt.Chart:
    return grid.target(labels.get("tooltip", {}))
