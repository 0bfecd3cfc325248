"""Which colour means what: wide swatches with their limits, or the square of two measures; below them the other marks.

Large enough for a projector, and the same on the page as in a picture file.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid, pair_legend
from ui.charts.spec import Labels, Row
from ui.theme import Tokens

SWATCH = 116
HIGH = 22
TEXT = 16
LINE = HIGH + 26  # of the classes with their limits
KEY, KEY_LINE = 24, 26
PER_LINE, PER_LOW_LINE = 3, 2  # marks side by side, on a desktop and on a phone
BUBBLE, STROKE = "bubble", "stroke"
INK = {"fontSize": TEXT, "aria": False}


def legend_rows(labels: Labels, tokens: Tokens) -> list[Row]:
    """Lay out one row a class, from the least; a class without a text holds nothing and is left out.

    Parameters
    ----------
    labels : mapping
        classes (one text a colour, from the least), colours (of the classes; without them the sequential ones).
    """
    colours = labels.get("colours") or tokens.sequential
    named = [(text, fill) for text, fill in zip(labels["classes"], colours, strict=True) if text]
    return [{"row": index, "name": text, "fill": fill} for index, (text, fill) in enumerate(named)]


def key_rows(labels: Labels, tokens: Tokens, *, low: bool = False) -> list[Row]:
    """Lay out one row a mark that is no class: no data, focus, neighbours, bubbles, lines; those with a text only.

    Parameters
    ----------
    labels : mapping
        missing, focus, near, bubble, lines (empty or left out: no such mark).
    """
    orange = tokens.severity.moderate
    marks = (
        ("missing", tokens.paper, tokens.muted, 1, ""),
        ("focus", tokens.paper, tokens.focus, 3, ""),
        ("near", tokens.paper, orange, 3, ""),
        ("bubble", orange, tokens.paper, 1, BUBBLE),
        ("lines", orange, orange, 0, STROKE),
    )
    per_line = PER_LOW_LINE if low else PER_LINE
    rows: list[Row] = []
    for mark, fill, line, width, kind in marks:
        if text := labels.get(mark):
            place = {"column": len(rows) % per_line, "line_at": len(rows) // per_line}
            rows.append({"name": text, "fill": fill, "line": line, "thick": width, "kind": kind, **place})
    return rows


def height(labels: Labels, tokens: Tokens, *, low: bool = False) -> int:
    """Return how many pixels high a legend is."""
    lines = 1 + max((row["line_at"] for row in key_rows(labels, tokens, low=low)), default=-1)
    return (pair_legend.HEIGHT if "pair" in labels else LINE) + lines * KEY_LINE


def class_legend(labels: Labels, tokens: Tokens, *, low: bool = False) -> alt.LayerChart:
    """Draw the legend as a chart of its own, `low` for a narrow one."""
    layers, high = legend_layers(labels, tokens, low=low), height(labels, tokens, low=low)
    return grid.assemble(layers, [], height=high, labels={}, tokens=tokens)


def legend_layers(labels: Labels, tokens: Tokens, top: float = 0, *, low: bool = False) -> list[alt.Chart]:
    """Draw the legend as layers with rows of their own, for a picture that has them at `top` of its one view."""
    if "pair" in labels:
        colours = labels["colours"]
        classes, below = pair_legend.layers(labels["pair"], colours, tokens, top), pair_legend.HEIGHT
    else:
        rows, below = legend_rows(labels, tokens), LINE
        classes = [layer.properties(data=alt.Data(values=rows)) for layer in _classes(len(rows), tokens, top)]
    keys = key_rows(labels, tokens, low=low)
    for row in keys:
        row["y"] = top + below + (row["line_at"] + 0.5) * KEY_LINE
    marks = _keys(PER_LOW_LINE if low else PER_LINE, tokens) if keys else []
    return [*classes, *(layer.properties(data=alt.Data(values=keys)) for layer in marks)]


def _classes(count: int, tokens: Tokens, top: float) -> Sequence[alt.Chart]:
    """Draw the swatches side by side, each a share of the width up to a limit, with its text below."""
    step = f"min({SWATCH}, width / {max(count, 1)})"
    left = f"datum.row * ({step})"
    swatch = alt.Chart().mark_rect(
        x={"expr": left},
        x2={"expr": f"{left} + ({step}) - 2"},
        y=top + 2,
        y2=top + HIGH + 2,
        fill={"expr": "datum.fill"},
        aria=False,
    )
    text = alt.Chart().mark_text(
        text={"expr": "datum.name"},
        x={"expr": f"{left} + (({step}) - 2) / 2"},
        y=top + HIGH + 7,
        align="center",
        baseline="top",
        limit={"expr": f"({step})"},
        color=tokens.ink,
        **INK,
    )
    return [swatch, text]


def _keys(per_line: int, tokens: Tokens) -> Sequence[alt.Chart]:
    """Draw the other marks as they look on the map, each with its text beside it."""
    step = f"(width / {per_line})"
    left = f"(datum.column * {step} + 2)"
    box = alt.Chart().mark_rect(
        x={"expr": left},
        x2={"expr": f"{left} + {KEY}"},
        yOffset=-7,
        y2Offset=7,
        fill={"expr": "datum.fill"},
        stroke={"expr": "datum.line"},
        strokeWidth={"expr": "datum.thick"},
        aria=False,
    )
    bubble = alt.Chart().mark_point(
        x={"expr": f"{left} + {KEY} / 2"},
        size=230,
        filled=True,
        fill={"expr": "datum.fill"},
        opacity=0.75,
        aria=False,
    )
    stroke = alt.Chart().mark_rect(
        x={"expr": left},
        x2={"expr": f"{left} + {KEY}"},
        yOffset=-1.5,
        y2Offset=1.5,
        fill={"expr": "datum.fill"},
        aria=False,
    )
    text = alt.Chart().mark_text(
        text={"expr": "datum.name"},
        x={"expr": f"{left} + {KEY + 7}"},
        align="left",
        baseline="middle",
        limit={"expr": f"{step} - {KEY + 12}"},
        color=tokens.ink,
        **INK,
    )
    at = {"y": grid.pixels()}
    both = {**at, "y2": alt.Y2("y")}
    return [
        box.encode(**both).transform_filter("datum.kind === ''"),
        bubble.encode(**at).transform_filter(f"datum.kind === '{BUBBLE}'"),
        stroke.encode(**both).transform_filter(f"datum.kind === '{STROKE}'"),
        text.encode(**at),
    ]
