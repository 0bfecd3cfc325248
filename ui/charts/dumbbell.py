"""How far apart regions are in each dimension and its parts: their scores on one axis, and the median of all."""

from __future__ import annotations

import altair as alt

from ui.charts import compared, grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

TOP = 34  # the heads of the columns, above the axis
STEP = 40
PART_STEP = 34
SWATCH = 11
INDENT = 18
LEAST = 170  # an axis shorter than this says little: then the name stands over it
NARROW_CELL = 46
NARROW_COLUMNS = 3  # more regions have no room for their values in a narrow picture
EDGE = 9
FIRST_DOT = "datum.dot === 0"


def dumbbell_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per node x region; the nodes keep their order, the first region is painted last.

    Parameters
    ----------
    rows : frame
        Columns node, name, dimension (the dimension that the node is or belongs to), part (true: a part of a
        dimension, drawn smaller), region, place (the region's name), mark ("1" for the first region compared, and so
        on), score (0-100, may be missing), value_text, median (of all regions, may be missing), and whatever
        ``labels["tooltip"]`` names.
    """
    lines: dict[str, list[Row]] = {}
    for row in records(rows):
        lines.setdefault(row["node"], []).append(row)
    laid: list[Row] = []
    edge = float(TOP)
    for index, dots in enumerate(lines.values()):
        step = PART_STEP if dots[0].get("part") else STEP
        laid += _line(dots, index, edge + step / 2, labels)
        edge += step
    return laid


def _line(dots: list[Row], index: int, y: float, labels: Labels) -> list[Row]:
    known = [dot["score"] for dot in dots if dot["score"] is not None]
    low, high = (min(known), max(known)) if known else (None, None)
    ordered = sorted(dots, key=lambda dot: str(dot["mark"]), reverse=True)
    for place, dot in enumerate(ordered):
        dot.update(row=index, dot=place, y=y, low=low, high=high, part=bool(dot.get("part")))
        compared.place(dot)
        grid.fill_texts(dot, "value_text")
        dot["spoken"] = grid.spoken(dot, _titles(labels))
    return ordered


def _titles(labels: Labels) -> dict[str, str]:
    default = {"place": labels.get("region", ""), "value_text": labels.get("score", "")}
    return dict(labels.get("tooltip", default))


def dumbbells(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the scores of regions in every dimension and its parts on one 0-100 axis, the median as an ink tick.

    Parameters
    ----------
    rows : frame
        See `dumbbell_rows`.
    labels : mapping
        columns (how many regions are compared). Optional keys: cell (the pixels of a region's column), median (text
        at the first tick), region, score (tooltip titles), tooltip, title, subtitle, footer, description.
    """
    laid = dumbbell_rows(rows, labels=labels)
    columns = int(labels.get("columns") or 1)
    names = grid.column((row["name"] for row in laid), cap=190) + INDENT + 10
    pixels = int(labels.get("cell") or compared.VALUE)
    room = columns * pixels + EDGE
    narrow = f"width < {names + room + LEAST}"
    kept = columns * NARROW_CELL + EDGE if columns <= NARROW_COLUMNS else EDGE
    left, right = f"({narrow} ? {EDGE} : {names + EDGE})", f"(width - ({narrow} ? {kept} : {room}))"
    scale = alt.Scale(domain=[0, 100], range=[{"expr": left}, {"expr": right}], nice=False)
    dimensions = list(dict.fromkeys(row["dimension"] for row in laid))
    colours = dict(zip(dimensions, dimension_colours(len(dimensions), tokens), strict=True))
    height = _height(laid)
    layers = [
        *_grid(scale, height, tokens),
        _span(scale, colours, tokens),
        *_median(scale, labels, tokens),
        _dots(scale, labels, tokens),
        *_names(names, narrow, colours, tokens),
        *_columns((columns, pixels), narrow, tokens),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        axis=f"datum.y + ({narrow} ? 8 : 0)",
        word=f"datum.y - ({narrow} ? 9 : 0)",
        values=f"datum.y + ({narrow} ? 8 : 0)",
    )


def _height(laid: list[Row]) -> float:
    steps = {row["row"]: PART_STEP if row["part"] else STEP for row in laid}
    return TOP + sum(steps.values()) + 20


def _fixed(value: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(value, type="quantitative", scale=scale, axis=None, title=None)


def _grid(scale: alt.Scale, height: float, tokens: Tokens) -> list[alt.Chart]:
    """Draw the axis by hand: its words stand below, as the heads of the columns stand above."""
    layers: list[alt.Chart] = []
    for value in (0, 25, 50, 75, 100):
        line = alt.Chart().mark_rule(y=TOP, y2=height - 18, color=tokens.line, aria=False)
        word = alt.Chart().mark_text(text=str(value), y=height - 8, color=tokens.muted, aria=False)
        layers += [mark.encode(x=_fixed(value, scale)).transform_filter(_ONCE) for mark in (line, word)]
    return layers


_ONCE = f"{grid.FIRST} && {FIRST_DOT}"


def _span(scale: alt.Scale, colours: dict[str, str], tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_rule(
        color=grid.lookup(colours, "dimension"),
        strokeWidth=grid.choose("datum.part", 2, 4),
        opacity=0.45,
        aria=False,
    )
    encoded = line.encode(x=grid.across("low", scale, None), x2="high", y=grid.pixels("axis"))
    return encoded.transform_filter(f"{FIRST_DOT} && isValid(datum.low)")


def _median(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x, where = grid.across("median", scale, None), f"{FIRST_DOT} && isValid(datum.median)"
    tick = alt.Chart().mark_tick(
        orient="vertical",
        size=grid.choose("datum.part", 13, 20),
        thickness=2,
        color=tokens.ink,
        opacity=1,
        aria=False,
    )
    text = alt.Chart().mark_text(
        text=labels.get("median", ""),
        align={"expr": "datum.median > 50 ? 'right' : 'left'"},
        dx={"expr": "datum.median > 50 ? -2 : 2"},
        y=TOP - 5,
        baseline="middle",
        color=tokens.muted,
        aria=False,
    )
    return [
        tick.encode(x=x, y=grid.pixels("axis")).transform_filter(where),
        text.encode(x=x).transform_filter(f"{grid.FIRST} && {where}"),
    ]


def _dots(scale: alt.Scale, labels: Labels, tokens: Tokens) -> alt.Chart:
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=compared.shape(),
        fill=grid.lookup(compared.tones(tokens), "mark"),
        size=grid.choose("datum.part", 70, 150),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    encoded = dot.encode(
        x=grid.across("score", scale, None),
        y=grid.pixels("axis"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(_titles(labels)),
    )
    return encoded.transform_filter("isValid(datum.score)")


def _names(names: int, narrow: str, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=1,
        size=SWATCH**2,
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    name = grid.words(
        "name",
        x=INDENT,
        y="word",
        where=FIRST_DOT,
        limit={"expr": f"{narrow} ? width - {INDENT} : {names - INDENT - 8}"},
        color=grid.choose("datum.part", tokens.muted, tokens.ink),
        fontWeight=grid.choose("datum.part", "normal", "bold"),
    )
    return [
        swatch.encode(y=grid.pixels("word")).transform_filter(f"{FIRST_DOT} && !datum.part"),
        name,
    ]


def _columns(width: tuple[int, int], narrow: str, tokens: Tokens) -> list[alt.Chart]:
    few = width[0] <= NARROW_COLUMNS
    cell = str(NARROW_CELL) if few else f"width / {width[0]}"
    head, swatch, value = compared.columns(
        width, narrow, tokens, known="isValid(datum.score)", cell=cell, bold="!datum.part"
    )
    if not few:
        value = value.transform_filter(f"!({narrow})")
    return [head, swatch, value]
