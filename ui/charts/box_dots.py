"""What a room gave to each of several things: a box of its middle half, and where there are eight or more, a dot each.

A dot is a place on one scale, rounded; nothing joins the dots of two rows.
"""

from __future__ import annotations

import altair as alt

from ui.charts import grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours, mix

TOP = 6
STEP = 96  # from one row to the next, where nothing else is asked for
PLAIN = 46  # of a row without dots
DOTTED, HIGHEST = 64, 110  # of a row with dots, at least and at most
BOX = 20
DOT = 7  # from one dot of a pile to the next, at most
NAMES = 190
EDGE = 10
FOOT = 24
FIRST_DOT = "datum.dot === 0"


def box_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per dot, one at least per thing, in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, lower, median, upper (points), low, high (may be missing), median_text, dots (pairs: place, how
        many), and whatever ``labels["tooltip"]`` names.
    labels : mapping
        Optional key step: the pixels of a row.
    """
    given = records([{key: value for key, value in row.items() if key != "dots"} for row in _mappings(rows)])
    piles = [tuple(row["dots"]) for row in _mappings(rows)]
    step = step_of(labels, piles)
    laid: list[Row] = []
    for at, (row, dots) in enumerate(zip(given, piles, strict=True)):
        top = TOP + at * step
        room = step - BOX - 26
        most = max((count for _, count in dots), default=1)
        apart = min(DOT, room / most)
        row.update(row=at, y=top + 6 + BOX / 2, top=top + 6, bottom=top + 6 + BOX, at=str(at))
        row["name_lines"] = wrapping.wrapped(str(row["name"]), NAMES, bold=True)
        lines = row["name_lines"].count(wrapping.BREAK)
        row["word"] = row["y"] - wrapping.raised(row["name_lines"]) + 8 * lines
        row["below"] = row["y"] + 18 + 16 * lines
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
        places = [(place, level) for place, count in dots for level in range(count)] or [(None, 0)]
        for number, (place, level) in enumerate(places):
            laid.append({**row, "dot": number, "place": place, "dot_y": row["bottom"] + 9 + apart * level})
    return laid


def _mappings(rows: Rows) -> list[Row]:
    return [dict(row) for row in (rows.to_dict("records") if hasattr(rows, "to_dict") else rows)]


def step_of(labels: Labels, piles: list[tuple[object, ...]]) -> float:
    """Return the pixels from one row to the next."""
    return float(labels.get("step") or (STEP if any(piles) else PLAIN))


def box_dots(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw boxes and dots on one axis of points.

    Parameters
    ----------
    rows : frame
        See `box_rows`.
    labels : mapping
        last (end of the axis, a multiple of ten). Optional keys: step, tooltip, title, subtitle, footer, description.
    """
    laid = box_rows(rows, labels=labels)
    count = max((row["row"] for row in laid), default=-1) + 1
    height = TOP + count * step_of(labels, [row["dots"] for row in _mappings(rows)]) + FOOT
    lines = (line for row in laid for line in row["name_lines"].split(wrapping.BREAK))
    medians = grid.column((row["median_text"] for row in laid), cap=NAMES, bold=False)
    names = max(grid.column(lines, cap=NAMES), medians) + 18 + 12
    left = f"min({names}, width * 0.42)"
    last = int(labels["last"])
    ends = [{"expr": left}, {"expr": f"width - {EDGE}"}]
    scale = alt.Scale(domain=[0, last], range=ends, nice=False)
    colours = {str(at): colour for at, colour in enumerate(dimension_colours(max(count, 1), tokens))}
    pale = {at: mix(colour, tokens.paper, 0.62) for at, colour in colours.items()}
    layers = [
        *_axis(scale, last, tokens),
        *_boxes(scale, colours, pale, tokens),
        _dots(scale, colours, tokens),
        *_names(left, colours, tokens),
        grid.target(dict(labels.get("tooltip", {})), where=FIRST_DOT),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)


def _axis(scale: alt.Scale, last: int, tokens: Tokens) -> list[alt.Chart]:
    step = 10 if last <= 70 else 20
    rows = alt.Data(values=[{"tick": tick, "text": f"{tick}"} for tick in range(0, last + 1, step)])
    x = grid.across("tick", scale, None)
    line = alt.Chart(rows).mark_rule(y=TOP, y2=grid.at(f"height - {FOOT}"), color=tokens.line, aria=False)
    word = alt.Chart(rows).mark_text(y=grid.at("height - 9"), color=tokens.muted, aria=False)
    return [line.encode(x=x), word.encode(x=x, text=alt.Text("text", type="nominal"))]


def _boxes(
    scale: alt.Scale, colours: dict[str, str], pale: dict[str, str], tokens: Tokens
) -> list[alt.Chart]:
    colour = grid.lookup(colours, "at")
    whisker = alt.Chart().mark_rule(color=colour, strokeWidth=1.5, aria=False)
    box = alt.Chart().mark_rect(fill=grid.lookup(pale, "at"), stroke=colour, strokeWidth=1.5, aria=False)
    middle = alt.Chart().mark_rule(color=tokens.ink, strokeWidth=3, aria=False)
    ends = {"y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    return [
        whisker.encode(x=grid.across("low", scale, None), x2="high", y=grid.pixels()).transform_filter(
            f"{FIRST_DOT} && isValid(datum.low)"
        ),
        box.encode(x=grid.across("lower", scale, None), x2="upper", **ends).transform_filter(FIRST_DOT),
        middle.encode(x=grid.across("median", scale, None), **ends).transform_filter(FIRST_DOT),
    ]


def _dots(scale: alt.Scale, colours: dict[str, str], tokens: Tokens) -> alt.Chart:
    dot = alt.Chart().mark_point(
        shape="circle",
        filled=True,
        opacity=1,
        size=44,
        fill=grid.lookup(colours, "at"),
        stroke=tokens.paper,
        strokeWidth=0.8,
        aria=False,
    )
    encoded = dot.encode(x=grid.across("place", scale, None), y=grid.pixels("dot_y"))
    return encoded.transform_filter("isValid(datum.place)")


def _names(left: str, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    swatch = alt.Chart().mark_point(
        shape="square", filled=True, opacity=1, size=110, x=6, fill=grid.lookup(colours, "at"), aria=False
    )
    room = {"expr": f"{left} - 24"}
    return [
        swatch.encode(y=grid.pixels("word")).transform_filter(FIRST_DOT),
        grid.words(
            "name_lines",
            x=18,
            y="word",
            where=FIRST_DOT,
            limit=room,
            fontWeight="bold",
            lineBreak=wrapping.BREAK,
            lineHeight=wrapping.LEADING,
        ),
        grid.words("median_text", x=18, y="below", where=FIRST_DOT, limit=room, color=tokens.muted),
    ]
