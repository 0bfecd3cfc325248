"""Does every part go with the whole that it belongs to? Dots with their intervals on one scale from -1 to 1."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

TOP = 46  # the words of the band, below them the numbers of the scale
STEP = 21
APART = 9  # above every dimension
INDENT = 14
SWATCH = 11
EDGE = 8
TICKS = ("−1", "−0.5", "0", "0.5", "1")
NARROW = "width < 520"
HEAD = "datum.head"


def correlation_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per part, in the order given; a dimension stands a little apart from the one before.

    Parameters
    ----------
    rows : frame
        Columns part (a key of its own for every row), name, dimension (the dimension that the part is or belongs to),
        depth (0: a dimension), r, low, high (-1 to 1, may be missing), told (whether r is told from none), word (what
        is wrong with the part; may be empty), alarm (whether the word is a warning), and whatever
        ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    edge = float(TOP)
    for index, row in enumerate(laid):
        head = not row["depth"]
        edge += APART if head and index else 0
        row.update(row=index, head=head, y=edge + STEP / 2, top=edge + 1, bottom=edge + STEP - 1)
        row["x"] = INDENT * max(int(row["depth"]), 1) + 4  # a dimension's own name stands beside its swatch
        edge += STEP
        grid.fill_texts(row, "word")
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    return laid


def correlations(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw every part's correlation as a dot with its interval; a hollow dot is not told from none.

    Parameters
    ----------
    rows : frame
        See `correlation_rows`.
    labels : mapping
        dimensions (their ids in the framework's order), critical (the least abs(r) told from none: the half width of
        the grey band; missing: no band), band (words over it). Optional keys: tooltip, title, subtitle, footer,
        description.
    """
    laid = correlation_rows(rows, labels=labels)
    names = (
        max((row["x"] + grid.column([row["name"]], cap=262, bold=row["head"]) for row in laid), default=0) + 8
    )
    figures = grid.column(row["word"] for row in laid) + EDGE + 4
    beside = f"min({int(names)}, width * ({NARROW} ? 0.44 : 0.5))"
    ends = [{"expr": f"{beside} + {EDGE}"}, {"expr": f"width - {figures}"}]
    scale = alt.Scale(domain=[-1, 1], range=ends, nice=False)
    height = (laid[-1]["bottom"] if laid else TOP) + 3
    colours = dict(
        zip(labels["dimensions"], dimension_colours(len(labels["dimensions"]), tokens), strict=True)
    )
    layers = [
        *_band(scale, height, labels, tokens),
        *_grid(scale, height, tokens),
        *_marks(scale, colours, tokens),
        *_names(beside, colours, tokens),
        grid.target(dict(labels.get("tooltip", {}))),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)


def _fixed(value: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(value, type="quantitative", scale=scale, axis=None, title=None)


def _band(scale: alt.Scale, height: float, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    critical = labels.get("critical")
    if critical is None:
        return []
    fill = alt.Chart().mark_rect(y=TOP - 6, y2=height, fill=tokens.track, opacity=0.75, aria=False)
    word = alt.Chart().mark_text(
        text=labels.get("band", ""), y=10, baseline="middle", color=tokens.muted, aria=False
    )
    return [
        fill.encode(x=_fixed(-critical, scale), x2=alt.X2Datum(critical)).transform_filter(grid.FIRST),
        word.encode(x=_fixed(0, scale)).transform_filter(grid.FIRST),
    ]


def _grid(scale: alt.Scale, height: float, tokens: Tokens) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    for place, text in enumerate(TICKS):
        x, zero = _fixed(place / 2 - 1, scale), text == "0"
        line = alt.Chart().mark_rule(
            y=TOP - 6, y2=height, color=tokens.quiet if zero else tokens.line, aria=False
        )
        word = alt.Chart().mark_text(text=text, y=TOP - 15, color=tokens.muted, aria=False)
        layers += [mark.encode(x=x).transform_filter(grid.FIRST) for mark in (line, word)]
    return layers


def _marks(scale: alt.Scale, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    colour = grid.lookup(colours, "dimension")
    span = alt.Chart().mark_rule(color=colour, strokeWidth=grid.choose(HEAD, 3, 2), opacity=0.5, aria=False)
    dot = alt.Chart().mark_circle(
        opacity=1,
        fill=grid.choose("datum.told", colour, tokens.paper),
        stroke=colour,
        strokeWidth=1.8,
        size=grid.choose(HEAD, 95, 55),
        aria=False,
    )
    y = grid.pixels()
    return [
        span.encode(x=grid.across("low", scale, None), x2="high", y=y).transform_filter("isValid(datum.low)"),
        dot.encode(x=grid.across("r", scale, None), y=y).transform_filter("isValid(datum.r)"),
    ]


def _names(beside: str, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=1,
        size=SWATCH**2,
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    return [
        swatch.encode(y=grid.pixels()).transform_filter(HEAD),
        grid.words(
            "name",
            x="datum.x",
            limit={"expr": f"{beside} - datum.x"},
            fontWeight=grid.choose(HEAD, "bold", "normal"),
        ),
        grid.words(
            "word",
            x="width - 1",
            align="right",
            color=grid.choose("datum.alarm", tokens.severity.severe, tokens.muted),
            fontWeight=grid.choose("datum.alarm", "bold", "normal"),
        ),
    ]
