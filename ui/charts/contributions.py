"""What each dimension contributes to a score, as stacked bars: the right-hand half of the weights laboratory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row
from ui.theme import Tokens, context, dimension_colours, label_on

DATASET = "parts"
BAR = 18
TOTAL_ROOM = 46
SWATCH = 13
SPACE = 12
FITS = 24
ONCE = "datum.part === 0"


def part_rows(regions: Sequence[Row], *, labels: Labels) -> list[Row]:
    """Lay out one row per region x dimension; positive parts stack to the right of zero, negative to the left.

    Parameters
    ----------
    regions : laid rows
        With id, y, row, focus, name, ranked, total_text, spoken and ``parts``: (dimension, contribution or None,
        its text) in the framework's order.
    """
    names = labels.get("dimensions", {})
    return [part for region in regions for part in _stack(region, names)]


def _stack(region: Row, names: Mapping[str, str]) -> list[Row]:
    above = below = 0.0
    laid: list[Row] = []
    for place, (dimension, contribution, text) in enumerate(region["parts"]):
        value = contribution or 0.0
        start = above if value >= 0 else below
        laid.append({"part": place, "x0": start, "x1": start + value, "mid": start + value / 2})
        above, below = (above + value, below) if value >= 0 else (above, below + value)
        laid[-1] |= {
            "contribution_text": text or "",
            "dimension_name": names.get(dimension, dimension),
            "tone": dimension + ("*" if region.get("focus") else ""),
        }
    told = {field: region[field] for field in ("y", "row", "name", "focus", "ranked", "total_text", "spoken")}
    return [{**part, "id": f"{region['id']} {part['part']}", "end": above, **told} for part in laid]


def part_titles(labels: Labels) -> dict[str, str]:
    """Return the tooltip of one part: which dimension, how much, of what total."""
    titles = {"dimension_name": "dimension", "contribution_text": "contribution", "total_text": "total"}
    return {field: labels.get(label, "") for field, label in titles.items()}


def bar_layers(
    dimensions: Sequence[str],
    *,
    left: str,
    ends: tuple[float, float] | None,
    labels: Labels,
    tokens: Tokens,
) -> list[alt.Chart]:
    """Return the layers that draw the parts from pixel `left` to the right edge, their numbers and the totals.

    The scale has these `ends`, without any those that the rows need at each moment.
    """
    tones = _tones(dimensions, tokens)
    domain = list(ends) if ends else alt.Undefined
    right = {"expr": f"width - {TOTAL_ROOM}"}
    scale = alt.Scale(domain=domain, range=[{"expr": left}, right], nice=False, zero=True)
    reach = {"x": grid.across("x0", scale, None), "x2": "x1", "y": grid.pixels()}
    hover = grid.tooltip(part_titles(labels))
    # Silent: the row's own mark tells all its parts, and a stop at each would make four of one.
    bar = alt.Chart().mark_bar(
        orient="horizontal",
        size=BAR,
        fill=grid.lookup(tones, "tone"),
        stroke=tokens.paper,
        strokeWidth=1,
        aria=False,
    )
    zero = alt.Chart().mark_rule(
        y=grid.HEADER,
        y2="height",
        color=tokens.ink,
        aria=False,
        opacity={"expr": "domain('x')[0] < 0 ? 1 : 0"},
    )
    origin = alt.XDatum(0, type="quantitative", scale=scale, axis=None)
    layers = [
        bar.encode(**reach, tooltip=hover).transform_filter("datum.x0 !== datum.x1"),
        zero.encode(x=origin).transform_filter(f"{grid.FIRST} && {ONCE}"),
        # The number lies over its part and must not hide the tooltip.
        _numbers(scale, tones).encode(tooltip=hover),
        grid.words(
            "total_text",
            x=grid.across("end", scale, None),
            where=ONCE,
            dx=8,
            color=grid.ranked_colour(tokens),
            fontWeight=grid.focus_weight(),
        ),
    ]
    return [_of_parts(layer) for layer in [*layers, *_heads(dimensions, left, labels, tones)]]


def _of_parts(layer: alt.Chart) -> alt.Chart:
    return layer.properties(data=alt.NamedData(DATASET))


def _tones(dimensions: Sequence[str], tokens: Tokens) -> dict[str, str]:
    full = dict(zip(dimensions, dimension_colours(len(dimensions), tokens), strict=True))
    quiet = {dimension: context(colour, tokens) for dimension, colour in full.items()}
    return {**quiet, **{f"{dimension}*": colour for dimension, colour in full.items()}}


def _numbers(scale: alt.Scale, tones: Mapping[str, str]) -> alt.Chart:
    room = f"{FITS} + 7 * max(0, length(datum.contribution_text) - 2)"
    fits = f"abs(scale('x', datum.x1) - scale('x', datum.x0)) >= {room}"
    return grid.words(
        {"expr": f"{fits} ? datum.contribution_text : ''"},
        x=grid.across("mid", scale, None),
        align="center",
        color=grid.lookup({tone: label_on(colour) for tone, colour in tones.items()}, "tone"),
        fontWeight=grid.focus_weight(),
    )


def _heads(dimensions: Sequence[str], left: str, labels: Labels, tones: Mapping[str, str]) -> list[alt.Chart]:
    """Write the dimensions' names over the bars, one after the other, where all of them have room."""
    names = labels.get("dimensions", {})
    widths = [grid.text_width(names.get(one, one)) + SWATCH + 4 for one in dimensions]
    starts = [round(sum(widths[:k]) + SPACE * k) for k in range(len(widths))]
    fits = f"width - ({left}) >= {sum(widths) + SPACE * len(widths):.0f}"
    x = f"{left} + {starts}[datum.part]"
    full = {one: tones[f"{one}*"] for one in dimensions}
    fill = {"expr": f"{list(full.values())}[datum.part]"}
    middle = grid.HEADER / 2 - 2
    square = {"shape": "square", "filled": True, "size": 64, "aria": False}
    swatch = alt.Chart().mark_point(
        x={"expr": f"{x} + 4"},
        y=middle,
        fill=fill,
        opacity=grid.choose(fits, 1, 0),
        **square,
    )
    name = {"expr": f"{fits} ? datum.dimension_name : ''"}
    words = grid.words(name, x=f"{x} + {SWATCH}", where=grid.FIRST).encode(y=alt.value(middle))
    return [swatch.transform_filter(grid.FIRST), words]
