"""What makes the difference of two regions: from the score of one, part by part, to the score of the other."""

from __future__ import annotations

import altair as alt

from ui.charts import grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours, region_colours

STEP = 34
TOP = 2
BAR = 18
TEXT_ROOM = 50
NARROW = "width < 380"  # there names stand on two lines, so that the bars keep more room than they
NARROW_NAME = 128


def waterfall_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out the steps from one score to the other; every part starts where the one before it ends.

    Parameters
    ----------
    rows : frame
        In this order: the region to start from, the parts, the region to end at. Columns step ("start", "part" or
        "end"), node (the part's id; anything else for a region), name, value (the score, or how much the part adds,
        negative for less; missing: nothing is added), value_text, and whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    level = 0.0
    for row in laid:
        value = row["value"]
        whole = row["step"] != "part"
        row["x0"] = 0.0 if whole else level
        row["x1"] = row["x0"] + (value or 0.0)
        level = row["x1"]
        row.update(known=value is not None, whole=whole, right=max(row["x0"], row["x1"]))
        row["tone"] = row["step"] if whole else row["node"]
        row["link"], row["link_end"] = row["y"] + BAR / 2, row["y"] + STEP - BAR / 2
        row["linked"] = row["step"] != "end" and row["known"]
        grid.fill_texts(row, "value_text")
        row["name_lines"] = wrapping.wrapped(str(row["name"]), NARROW_NAME, bold=whole)
        row["y_name"] = row["y"] - wrapping.raised(row["name_lines"])
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"value_text": labels.get("value", "")}))


def waterfall(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the way from one region's score to the other's as bars, one below the other.

    Parameters
    ----------
    rows : frame
        See `waterfall_rows`.
    labels : mapping
        Optional keys: dimensions (the ids of the parts in the framework's order, which gives their colours), names
        (the pixels of the names), value (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = waterfall_rows(rows, labels=labels)
    parts = [row["node"] for row in laid if not row["whole"]]
    order = list(labels.get("dimensions") or parts)
    names = (labels.get("names") or grid.column((row["name"] for row in laid), cap=190)) + 16
    scale = alt.Scale(
        range=[
            {"expr": _beside(names)},
            {"expr": f"width - {TEXT_ROOM}"},
        ],
        nice=False,
        zero=True,
    )
    first, second = region_colours(tokens)[:2]
    tones = {
        "start": second,
        "end": first,
        **dict(zip(order, dimension_colours(len(order), tokens), strict=True)),
    }
    layers = [
        *_bars(scale, tones, tokens),
        *_texts(scale, names, tokens),
        grid.target(_titles(labels)),
    ]
    chart = grid.assemble(layers, laid, height=TOP + STEP * len(laid) + 2, labels=labels, tokens=tokens)
    return chart.transform_calculate(y_text=f"{NARROW} ? datum.y_name : datum.y")


def _beside(names: int) -> str:
    """Return the expression of where the bars begin."""
    return f"({NARROW} ? min({names}, {NARROW_NAME + 10}) : {names})"


def _bars(scale: alt.Scale, tones: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    bar = alt.Chart().mark_bar(orient="horizontal", size=BAR, fill=grid.lookup(tones, "tone"), aria=False)
    link = alt.Chart().mark_rule(color=tokens.muted, aria=False)
    zero = alt.Chart().mark_rule(y=TOP, y2="height", color=tokens.line, aria=False)
    origin = alt.XDatum(0, type="quantitative", scale=scale, axis=None, title=None)
    return [
        zero.encode(x=origin).transform_filter(grid.FIRST),
        bar.encode(x=grid.across("x0", scale, None), x2="x1", y=grid.pixels()).transform_filter(
            "datum.x0 !== datum.x1"
        ),
        link.encode(
            x=grid.across("x1", scale, None), y=grid.pixels("link"), y2=alt.Y2("link_end")
        ).transform_filter("datum.linked"),
    ]


def _texts(scale: alt.Scale, names: int, tokens: Tokens) -> list[alt.Chart]:
    weight = grid.choose("datum.whole", "bold", "normal")
    limit = {"expr": f"{_beside(names)} - 8"}
    colour = grid.choose("datum.known", tokens.ink, tokens.muted)
    return [
        grid.words(
            {"expr": f"{NARROW} ? datum.name_lines : datum.name"},
            x=1,
            y="y_text",
            limit=limit,
            fontWeight=weight,
            color=colour,
            lineBreak=wrapping.BREAK,
            lineHeight=wrapping.LEADING,
        ),
        grid.words("value_text", x=grid.across("right", scale, None), dx=7, fontWeight="bold", color=colour),
    ]
