"""Why a region stands where it does: what each dimension contributes to its score, as stacked bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, context, dimension_colours, label_on

TOP = grid.HEADER
MIDDLE = TOP / 2 - 2
BAR = 18
TOTAL_ROOM = 46
SWATCH = 13
SPACE = 12
FITS = 24
ONCE = "datum.part === 0"
# Streamlit's columns stand under each other up to this window width. A picture file has no window and keeps names.
SIDE_BY_SIDE = "width > 0 && windowSize()[0] > 640"


def contribution_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region x dimension; positive parts stack to the right of zero, negative to the left.

    Parameters
    ----------
    rows : frame
        Columns region, name, rank (now), dimension, contribution (may be negative or missing),
        contribution_text, total_text, focus, and whatever ``labels["tooltip"]`` names. Within a region the
        dimensions stand in the framework's order.
    """
    by_region: dict[str, list[Row]] = {}
    for part in records(rows):
        by_region.setdefault(part["region"], []).append(part)
    order = grid.ranked([parts[0] for parts in by_region.values()], "rank")
    laid = [part for first in order for part in _stack(by_region[first["region"]])]
    centres = _centres(laid)
    for part in laid:
        part["dimension_name"] = labels.get("dimensions", {}).get(part["dimension"], part["dimension"])
        part.update(centres, spoken=grid.spoken(part, _part_titles(labels)))
    return _place(laid, [first["region"] for first in order])


def _stack(parts: list[Row]) -> list[Row]:
    above = below = 0.0
    for place, part in enumerate(parts):
        value = part.get("contribution") or 0.0
        start = above if value >= 0 else below
        part.update(part=place, x0=start, x1=start + value, mid=start + value / 2)
        above, below = (above + value, below) if value >= 0 else (above, below + value)
        part["ranked"] = part.get("rank") is not None
        part["rank_text"] = f"{part['rank']:g}" if part["ranked"] else "–"
        grid.fill_texts(part, "contribution_text", "total_text")
        part["tone"] = part["dimension"] + ("*" if part.get("focus") else "")
    for part in parts:
        part["end"] = above
    return parts


def _place(laid: list[Row], regions: Sequence[str]) -> list[Row]:
    index = {region: i for i, region in enumerate(regions)}
    for part in laid:
        row = index[part["region"]]
        y = grid.middle(row, top=TOP)
        part.update(row=row, y=y, top=y - grid.STEP / 2 + 1, bottom=y + grid.STEP / 2 - 1)
    return laid


def _centres(laid: Sequence[Row]) -> dict[str, float]:
    """Give the middles of the first row's parts, over which the dimensions' names stand."""
    first = laid[0]["region"] if laid else None
    return {f"c{part['part']}": part["mid"] for part in laid if part["region"] == first}


def _part_titles(labels: Labels) -> dict[str, str]:
    default = {
        "dimension_name": labels.get("dimension", ""),
        "contribution_text": labels.get("contribution", ""),
        "total_text": labels.get("total", ""),
    }
    return dict(labels.get("tooltip", default))


def contribution_bars(
    rows: Rows,
    *,
    labels: Labels,
    tokens: Tokens,
    beside_slope: bool = False,
    domain: Sequence[float] | None = None,
) -> alt.LayerChart:
    """Draw stacked bars of contributions by region, in the order and at the row step of the slope.

    Parameters
    ----------
    rows : frame
        See `contribution_rows`.
    labels : mapping
        Optional keys: dimensions (id to short name, written over the first row), dimension, contribution, total
        (tooltip titles), tooltip, title, subtitle, footer, description.
    beside_slope : bool
        The slope at the left names the rows: write no names unless the columns stand under each other.
    domain : two numbers
        Ends of the scale. By default 0-100 while all totals lie inside, else what the rows need at each moment.
    """
    laid = contribution_rows(rows, labels=labels)
    dimensions = list(dict.fromkeys(part["dimension"] for part in laid))
    tones = _tones(dimensions, tokens)
    names = grid.column(part["name"] for part in laid)
    shown = f"min({names}, width * 0.3) + 42"
    left = f"({SIDE_BY_SIDE}) ? 1 : {shown}" if beside_slope else shown
    scale = _scale(laid, left, domain)
    texts = [labels.get("dimensions", {}).get(dimension, dimension) for dimension in dimensions]
    layers = [
        grid.band(tokens.tint, where=f"{grid.FOCUS} && {ONCE}", cornerRadius=4),
        *_bars(scale, tones, tokens, labels),
        *_names(names, beside_slope, tokens),
        *_heads(texts, tones, dimensions),
    ]
    return grid.assemble(
        layers,
        laid,
        height=grid.rows_height(len(laid) // max(len(dimensions), 1)),
        labels=labels,
        tokens=tokens,
    )


def _scale(laid: Sequence[Row], left: str, domain: Sequence[float] | None) -> alt.Scale:
    inside = all(min(part["x0"], part["x1"]) >= 0 and part["end"] <= 100 for part in laid)
    ends = list(domain) if domain else [0, 100] if inside else alt.Undefined
    return alt.Scale(
        domain=ends, range=[{"expr": left}, {"expr": f"width - {TOTAL_ROOM}"}], nice=False, zero=True
    )


def _tones(dimensions: Sequence[str], tokens: Tokens) -> dict[str, str]:
    full = dict(zip(dimensions, dimension_colours(len(dimensions), tokens), strict=True))
    quiet = {dimension: context(colour, tokens) for dimension, colour in full.items()}
    return {**quiet, **{f"{dimension}*": colour for dimension, colour in full.items()}}


def _bars(scale: alt.Scale, tones: Mapping[str, str], tokens: Tokens, labels: Labels) -> list[alt.Chart]:
    bar = alt.Chart().mark_bar(
        orient="horizontal", size=BAR, fill=grid.lookup(tones, "tone"), stroke=tokens.paper, strokeWidth=1
    )
    zero = alt.Chart().mark_rule(
        y=TOP, y2="height", color=tokens.ink, aria=False, opacity={"expr": "domain('x')[0] < 0 ? 1 : 0"}
    )
    hover = grid.tooltip(_part_titles(labels))
    told = {"description": alt.Description("spoken", type="nominal"), "tooltip": hover}
    ends = {"x": grid.across("x0", scale, None), "x2": "x1", "y": grid.pixels()}
    origin = alt.XDatum(0, type="quantitative", scale=scale, axis=None)
    return [
        bar.encode(**ends, **told).transform_filter("datum.x0 !== datum.x1"),
        zero.encode(x=origin).transform_filter(grid.FIRST),
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


def _numbers(scale: alt.Scale, tones: Mapping[str, str]) -> alt.Chart:
    room = f"{FITS} + 7 * max(0, length(datum.contribution_text) - 2)"
    fits = f"abs(scale('x', datum.x1) - scale('x', datum.x0)) >= {room}"
    return grid.words(
        "contribution_text",
        x=grid.across("mid", scale, None),
        align="center",
        color=grid.lookup({tone: label_on(colour) for tone, colour in tones.items()}, "tone"),
        fontWeight=grid.focus_weight(),
        opacity=grid.choose(fits, 1, 0),
    )


def _names(names: int, beside_slope: bool, tokens: Tokens) -> list[alt.Chart]:
    hidden = SIDE_BY_SIDE if beside_slope else "false"
    style = {"where": ONCE, "color": grid.ranked_colour(tokens), "fontWeight": grid.focus_weight()}
    limit = {"expr": f"min({names}, width * 0.3)"}
    return [
        grid.words({"expr": f"{hidden} ? '' : datum.rank_text"}, x=22, align="right", **style),
        grid.words({"expr": f"{hidden} ? '' : datum.name"}, x=32, limit=limit, **style),
    ]


def _heads(texts: Sequence[str], tones: Mapping[str, str], dimensions: Sequence[str]) -> list[alt.Chart]:
    """Write the dimensions' names over the parts of the first row, pushed apart where they would touch.

    Name k starts over the middle of its part, but never before the end of name k-1 and never so late that the
    names after it would leave the picture. Where all names together are wider than the picture, each is cut by the
    same share.
    """
    widths = [grid.text_width(text) + SWATCH + 4 for text in texts]
    needed = sum(widths) + SPACE * len(widths)
    starts = [_start(k, widths) for k in range(len(widths))]
    fits, shares = f"width >= {needed:.0f}", [w / max(sum(widths), 1) for w in widths]
    even = [round(sum(shares[:k]), 4) for k in range(len(shares))]
    x = f"{fits} ? [{', '.join(starts)}][datum.part] : width * {even}[datum.part]"
    cut = f"width * {[round(share, 4) for share in shares]}[datum.part] - {SWATCH + 6}"
    limit = {"expr": f"{fits} ? 999 : {cut}"}
    full = {dimension: tones[f"{dimension}*"] for dimension in dimensions}
    square = {"shape": "square", "filled": True, "opacity": 1, "size": 64, "aria": False}
    swatch = alt.Chart().mark_point(
        x={"expr": f"({x}) + 4"}, y=MIDDLE, fill=grid.lookup(full, "dimension"), **square
    )
    name = grid.words("dimension_name", x=f"({x}) + {SWATCH}", where=grid.FIRST, limit=limit)
    name = name.encode(y=alt.value(MIDDLE))
    return [swatch.transform_filter(grid.FIRST), name]


def _start(k: int, widths: Sequence[float]) -> str:
    earliest = [f"{sum(widths[:k]) + SPACE * k:.0f}"]
    for j in range(k + 1):
        before = sum(widths[j:k]) + SPACE * (k - j) - widths[j] / 2
        earliest.append(f"scale('x', datum.c{j}) + {before:.0f}")
    after = sum(widths[k:]) + SPACE * (len(widths) - 1 - k)
    return f"min(width - {after:.0f}, max({', '.join(earliest)}))"
