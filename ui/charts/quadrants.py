"""What matters and how well it goes: indicators by performance and importance, four quadrants named in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours, mix

HEIGHT = 400
TOP, BOTTOM = 34, 366  # the points lie between: above and below stand the quadrants' names
EDGE = 12
RADIUS = 7
LINE = 16  # the height of a label
LIMIT = 180
MOST = 8
# Labels are placed for these widths; what fits there fits in a wider picture too, as points only move apart.
NARROW, WIDE = 300, 500
NAMED = ("priority", "keep", "low_priority", "overkill")
_WIDE = f"width >= {WIDE}"


@dataclass(frozen=True)
class _Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def quadrant_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per indicator: its pixels, and where its label has room; the priority ones are painted last.

    Parameters
    ----------
    rows : frame
        Columns name, dimension (id), performance (0-100), importance (0 or more), quadrant (keep, priority,
        low_priority or overkill), line_x (0-100) and line_y (as importance; both the same in each row), line_text, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    levels = [row[key] for row in laid for key in ("importance", "line_y")]
    low, high = (min(levels), max(levels)) if levels else (0.0, 0.0)
    for row in laid:
        row["y"], row["rule"] = _height(row["importance"], low, high), _height(row["line_y"], low, high)
        row["urgent"] = row["quadrant"] == "priority"
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
        grid.fill_texts(row, "line_text")
    laid.sort(key=_urgency)
    for kind, width in (("narrow", NARROW), ("wide", WIDE)):
        _label(laid, kind, width, top=float(labels.get("top", 100)))
    for index, row in enumerate(laid):
        row["row"] = index
    return laid


def _urgency(row: Row) -> tuple[bool, float]:
    return row["urgent"], row["importance"] * (100 - row["performance"])


def _height(importance: float, low: float, high: float) -> float:
    share = (importance - low) / (high - low) if high > low else 0.5
    return BOTTOM - share * (BOTTOM - TOP)


def _label(laid: Sequence[Row], kind: str, width: int, *, top: float) -> None:
    """Write into each row where its label stands in a picture of this width: beside, above or below, or nowhere."""
    taken = [_around(row, width, top) for row in laid]
    for row in laid:
        row.update({f"{kind}_align": "", f"{kind}_dx": 0, f"{kind}_dy": 0})
    urgent = [row for row in reversed(laid) if row["urgent"]][:MOST]
    # From right to left, so that a label further down hangs from a point left of the labels above it.
    for row in sorted(urgent, key=lambda one: -one["performance"]):
        others = [box for box in taken if box != _around(row, width, top)]
        for align, dx, dy in _places():
            boxes = _boxes(row, (width, top), align, dx, dy)
            if _inside(boxes[0], width) and not any(one.meets(box) for one in boxes for box in others):
                row.update({f"{kind}_align": align, f"{kind}_dx": dx, f"{kind}_dy": dy})
                taken += boxes
                break


def _places() -> Iterable[tuple[str, int, int]]:
    yield from (("left", RADIUS + 3, 0), ("right", -RADIUS - 3, 0))
    for dy in (LINE, -LINE, 2 * LINE, -2 * LINE, 3 * LINE, -3 * LINE, 4 * LINE):
        yield from (("left", -RADIUS, dy), ("right", RADIUS, dy))


def _x(row: Row, width: int, top: float) -> float:
    return EDGE + row["performance"] / top * (width - 2 * EDGE)


def _around(row: Row, width: int, top: float) -> _Box:
    x = _x(row, width, top)
    return _Box(x - RADIUS, row["y"] - RADIUS, x + RADIUS, row["y"] + RADIUS)


def _boxes(row: Row, size: tuple[int, float], align: str, dx: int, dy: int) -> tuple[_Box, ...]:
    """Return the place of a label and, where it hangs further from its point, of the thread between them."""
    wide, x = min(grid.text_width(row["name"]), LIMIT), _x(row, *size)
    left, middle = x + dx - (wide if align == "right" else 0), row["y"] + dy
    text = _Box(left, middle - LINE / 2, left + wide, middle + LINE / 2)
    if abs(dy) <= LINE:
        return (text,)
    ends = sorted((row["y"], middle - LINE / 2 if dy > 0 else middle + LINE / 2))
    return text, _Box(x - 2, ends[0], x + 2, ends[1])


def _inside(box: _Box, width: int) -> bool:
    return box.left >= 0 and box.right <= width and box.top >= TOP - LINE and box.bottom <= BOTTOM + LINE


def quadrant_points(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw indicators as dots, performance to the right and importance upwards, the quadrant to fix first tinted.

    Parameters
    ----------
    rows : frame
        See `quadrant_rows`.
    labels : mapping
        dimensions (ids in the order of their colours), quadrants (id to name). Optional keys: top (where the horizontal
        axis ends; 100), low, high (words at its ends), tooltip, title, subtitle, footer, description.
    """
    laid = quadrant_rows(rows, labels=labels)
    scale = alt.Scale(
        domain=[0, labels.get("top", 100)],
        range=[{"expr": str(EDGE)}, {"expr": f"width - {EDGE}"}],
        nice=False,
    )
    layers = [
        _tint(tokens),
        *_lines(scale, tokens),
        *_corners(labels, tokens),
        *_axis(labels, tokens),
        _threads(scale, tokens),
        _dots(scale, labels, tokens),
        _labels(scale, tokens),
    ]
    chart = grid.assemble(layers, laid, height=HEIGHT + 22, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        align=f"{_WIDE} ? datum.wide_align : datum.narrow_align",
        dx=f"{_WIDE} ? datum.wide_dx : datum.narrow_dx",
        dy=f"{_WIDE} ? datum.wide_dy : datum.narrow_dy",
    ).transform_calculate(hangs=f"datum.y + datum.dy + (datum.dy > 0 ? -{LINE // 2} : {LINE // 2})")


def _tint(tokens: Tokens) -> alt.Chart:
    area = alt.Chart().mark_rect(
        x=0,
        x2={"expr": "scale('x', datum.line_x)"},
        y=0,
        y2={"expr": "datum.rule"},
        fill=mix(tokens.severity.moderate, tokens.paper, 0.84),
        aria=False,
    )
    return area.transform_filter(grid.FIRST)


def _lines(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    style = {"color": tokens.quiet, "strokeDash": [4, 3], "aria": False}
    upright = alt.Chart().mark_rule(y=0, y2=HEIGHT, **style).encode(x=grid.across("line_x", scale, None))
    level = alt.Chart().mark_rule(x=0, x2="width", **style).encode(y=grid.pixels("rule"))
    text = grid.words(
        "line_text", x="width - 2", y="rule", where=grid.FIRST, align="right", dy=-9, color=tokens.muted
    )
    return [upright.transform_filter(grid.FIRST), level.transform_filter(grid.FIRST), text]


def _corners(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    names = dict(labels.get("quadrants", {}))
    right, low = {"x": "width - 8", "align": "right"}, HEIGHT - 14
    urgent = {"color": tokens.ink, "fontWeight": "bold"}
    quiet = {"color": tokens.muted}
    spots = (({"x": 8}, 14, urgent), (right, 14, quiet), ({"x": 8}, low, quiet), (right, low, quiet))
    return [
        grid.caption(names.get(one, ""), y=y, **place, **style)
        for one, (place, y, style) in zip(NAMED, spots, strict=True)
    ]


def _axis(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    style = {"y": HEIGHT + 12, "color": tokens.muted}
    frame = alt.Chart().mark_rect(x=0, x2="width", y=HEIGHT, y2=HEIGHT + 1, fill=tokens.line, aria=False)
    return [
        frame.transform_filter(grid.FIRST),
        grid.caption(labels.get("low", ""), x=0, **style),
        grid.caption(labels.get("high", ""), x="width - 1", align="right", **style),
    ]


def _dots(scale: alt.Scale, labels: Labels, tokens: Tokens) -> alt.Chart:
    ids = list(labels.get("dimensions", ()))
    colours = dict(zip(ids, dimension_colours(len(ids), tokens), strict=True))
    dot = alt.Chart().mark_circle(
        fill=grid.lookup(colours, "dimension"),
        size=grid.choose("datum.urgent", 130, 80),
        opacity=1,
        fillOpacity=grid.choose("datum.urgent", 1, 0.65),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    return dot.encode(
        x=grid.across("performance", scale, None),
        y=grid.pixels(),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(dict(labels.get("tooltip", {}))),
    )


def _threads(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_rule(color=tokens.quiet, aria=False)
    encoded = line.encode(x=grid.across("performance", scale, None), y=grid.pixels(), y2=alt.Y2("hangs"))
    return encoded.transform_filter(f"datum.align !== '' && abs(datum.dy) > {LINE}")


def _labels(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    return grid.words(
        "name",
        x=grid.across("performance", scale, None),
        where="datum.align !== ''",
        align={"expr": "datum.align"},
        dx={"expr": "datum.dx"},
        dy={"expr": "datum.dy"},
        limit=LIMIT,
        color=tokens.ink,
    )
