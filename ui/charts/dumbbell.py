"""How far apart regions are in each dimension and its parts: their scores on one axis, and the median of all.

Up to three regions have their values in columns; more have a legend above, and who is ahead at the right.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.panels import TICKS
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

TOP = 34  # the heads of the columns, above the axis
STEP = 40
PART_STEP = 34
SWATCH = 11
INDENT = 18
LEAST = 170  # an axis shorter than this says little: then the name stands over it
NAME = 205  # names longer than this stand on two lines
NARROW_CELL = 54
FOOT = 20  # the words of the axis
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
        grid.fill_texts(dot, "value_text", "ahead")
        dot["name_lines"] = wrapping.wrapped(str(dot["name"]), NAME, bold=not dot["part"])
        dot["raised"] = wrapping.raised(dot["name_lines"])
        dot["spoken"] = grid.spoken(dot, compared.titles(labels))
    return ordered


def dumbbells(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the scores of regions in every dimension and its parts on one axis, the median as an ink tick.

    Parameters
    ----------
    rows : frame
        See `dumbbell_rows`.
    labels : mapping
        columns (how many regions are compared). Optional keys: ticks (of the axis, ascending; default 0 to 100), cell
        (the pixels of a region's column), head (those of a name in the legend), leader (those of the texts `ahead`),
        ahead (text over them), median (text at the first tick), region, score (tooltip titles), tooltip, title,
        subtitle, footer, description.
    """
    laid = dumbbell_rows(rows, labels=labels)
    columns = int(labels.get("columns") or 1)
    many = columns > compared.FEW
    lines = (line for row in laid for line in row["name_lines"].split(wrapping.BREAK))
    names = grid.column(lines, cap=NAME) + INDENT + 10
    pixels = int(labels.get("cell") or compared.VALUE)
    room = (int(labels.get("leader") or 120) if many else columns * pixels) + EDGE
    narrow = f"(width < {names + room + LEAST})"
    kept = EDGE if many else columns * NARROW_CELL + EDGE
    left, right = f"({narrow} ? {EDGE} : {names + EDGE})", f"(width - ({narrow} ? {kept} : {room}))"
    ticks = tuple(labels.get("ticks") or TICKS)
    scale = alt.Scale(domain=[ticks[0], ticks[-1]], range=[{"expr": left}, {"expr": right}], nice=False)
    dimensions = list(dict.fromkeys(row["dimension"] for row in laid))
    colours = dict(zip(dimensions, dimension_colours(len(dimensions), tokens), strict=True))
    height = TOP + sum({row["row"]: PART_STEP if row["part"] else STEP for row in laid}.values()) + FOOT
    legend, signals = compared.legend(columns, int(labels.get("head") or 120), _ONE_ROW, tokens)
    top = f"{compared.LINE} * ({compared.LEGEND['lines']} - 1)" if many else "0"
    layers = [
        *_grid(scale, ticks, top, tokens),
        _span(scale, colours, tokens),
        *_median(scale, top, labels, tokens),
        _dots(scale, labels, tokens),
        *_names(names, narrow, colours, tokens, many=many),
        *(
            [*legend, *_ahead(top, narrow, labels, tokens)]
            if many
            else _columns((columns, pixels), narrow, tokens)
        ),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    if many:
        chart = compared.with_signals(chart, {**signals, "height": f"{height} + {top}"})
    return chart.transform_calculate(
        axis=f"datum.y + {top} + ({narrow} ? 8 : 0)",
        over=f"datum.y + {top} - ({narrow} ? 9 : 0)",
        word=f"datum.y + {top} - ({narrow} ? 9 : datum.raised)",
        values=f"datum.y + ({narrow} ? 8 : 0)",
    )


def _grid(scale: alt.Scale, ticks: Sequence[float], top: str, tokens: Tokens) -> list[alt.Chart]:
    """Draw the axis by hand: its words stand below, as the heads of the columns stand above.

    From rows of its own, as every layer more makes a picture slower to draw.
    """
    rows = alt.Data(values=[{"tick": tick, "text": f"{tick:g}".replace("-", "−")} for tick in ticks])
    x = grid.across("tick", scale, None)
    line = alt.Chart(rows).mark_rule(
        y=grid.at(f"{TOP} + {top}"), y2=grid.at("height - 18"), color=tokens.line, aria=False
    )
    word = alt.Chart(rows).mark_text(y=grid.at("height - 8"), color=tokens.muted, aria=False)
    return [line.encode(x=x), word.encode(x=x, text=alt.Text("text", type="nominal"))]


_ONE_ROW = grid.FIRST
_ONCE = f"{_ONE_ROW} && {FIRST_DOT}"


def _span(scale: alt.Scale, colours: dict[str, str], tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_rule(
        color=grid.lookup(colours, "dimension"),
        strokeWidth=grid.choose("datum.part", 2, 4),
        opacity=0.45,
        aria=False,
    )
    encoded = line.encode(x=grid.across("low", scale, None), x2="high", y=grid.pixels("axis"))
    return encoded.transform_filter(f"{FIRST_DOT} && isValid(datum.low)")


def _median(scale: alt.Scale, top: str, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    x, where = grid.across("median", scale, None), f"{FIRST_DOT} && isValid(datum.median)"
    beyond = f"datum.median > {sum(scale.domain) / 2}"
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
        align=grid.choose(beyond, "right", "left"),
        dx=grid.choose(beyond, -2, 2),
        y=grid.at(f"{TOP - 5} + {top}"),
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
        tooltip=grid.tooltip(compared.titles(labels)),
    )
    return encoded.transform_filter("isValid(datum.score)")


def _names(
    names: int, narrow: str, colours: dict[str, str], tokens: Tokens, *, many: bool
) -> list[alt.Chart]:
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=1,
        size=SWATCH**2,
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    share = f"width * 0.6 - {INDENT}" if many else f"width - {INDENT}"
    name = grid.words(
        {"expr": f"{narrow} ? datum.name : datum.name_lines"},
        x=INDENT,
        y="word",
        where=FIRST_DOT,
        limit={"expr": f"{narrow} ? {share} : {names - INDENT - 8}"},
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
        color=grid.choose("datum.part", tokens.muted, tokens.ink),
        fontWeight=grid.choose("datum.part", "normal", "bold"),
    )
    return [
        swatch.encode(y=grid.pixels("over")).transform_filter(f"{FIRST_DOT} && !datum.part"),
        name,
    ]


def _columns(width: tuple[int, int], narrow: str, tokens: Tokens) -> list[alt.Chart]:
    return compared.columns(
        width,
        narrow,
        tokens,
        known="isValid(datum.score)",
        cell=str(NARROW_CELL),
        bold="!datum.part",
    )


def _ahead(top: str, narrow: str, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    """Write at the right who is ahead, beside the name where the picture is narrow."""
    right = {"x": "width - 1", "align": "right"}
    head = alt.Chart().mark_text(
        text=grid.choose(narrow, "", labels.get("ahead", "")),
        x=grid.at("width - 1"),
        y=grid.at(f"{TOP - 5} + {top}"),
        align="right",
        baseline="middle",
        color=tokens.muted,
        aria=False,
    )
    leader = grid.words(
        "ahead",
        y="over",
        where=FIRST_DOT,
        limit={"expr": f"{narrow} ? width * 0.4 : {int(labels.get('leader') or 120)}"},
        color=grid.choose("datum.part", tokens.muted, tokens.ink),
        fontWeight=grid.choose("datum.ahead_first", "bold", "normal"),
        **right,
    )
    return [head.transform_filter(_ONCE), leader]
