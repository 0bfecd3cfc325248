"""Which colour means what: five classes as wide swatches with their limits, readable from a projector."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row
from ui.theme import Tokens

SWATCH = 92
HIGH = 18
TEXT = 15
GAP = 14
KEY = 22
HEIGHT = HIGH + 24
INK = {"fontSize": TEXT, "baseline": "top", "aria": False}


def legend_rows(labels: Labels, tokens: Tokens) -> list[Row]:
    """Lay out one row a swatch: the classes, then the class without data (if any), then the outline of the focus.

    Parameters
    ----------
    labels : mapping
        classes (one text a colour, from the least; an empty one is left out), missing, focus (empty: no swatch).
    """
    named = [
        (text, fill, "") for text, fill in zip(labels["classes"], tokens.sequential, strict=True) if text
    ]
    named += [(labels["missing"], tokens.paper, tokens.muted)] if labels.get("missing") else []
    named += [(labels["focus"], tokens.paper, tokens.focus)] if labels.get("focus") else []
    rows: list[Row] = []
    for index, (text, fill, line) in enumerate(named):
        rows.append({"row": index, "name": text, "fill": fill, "line": line, "key": bool(line)})
    return rows


def class_legend(labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the swatches side by side, each a share of the width, none wider than 92 pixels."""
    rows = legend_rows(labels, tokens)
    return grid.assemble(_layers(len(rows), tokens), rows, height=HEIGHT, labels={}, tokens=tokens)


def legend_layers(labels: Labels, tokens: Tokens, top: float) -> list[alt.Chart]:
    """Draw the swatches as layers with rows of their own, for a picture that has them at `top` of its one view."""
    rows = legend_rows(labels, tokens)
    return [layer.properties(data=alt.Data(values=rows)) for layer in _layers(len(rows), tokens, top)]


def _layers(count: int, tokens: Tokens, top: float = 0) -> Sequence[alt.Chart]:
    step = f"min({SWATCH}, width / {max(count, 1)})"
    left = f"datum.row * ({step})"
    start = f"(datum.key ? {left} + {GAP} : {left})"
    swatch = alt.Chart().mark_rect(
        x={"expr": start},
        x2={"expr": f"{start} + (datum.key ? {KEY} : ({step}) - 2)"},
        y=top + 2,
        y2=top + HIGH + 2,
        fill={"expr": "datum.fill"},
        stroke={"expr": "datum.line || datum.fill"},
        strokeWidth={"expr": f"datum.line === '{tokens.focus}' ? 3 : 1"},
        aria=False,
    )
    text = alt.Chart().mark_text(
        text={"expr": "datum.name"},
        x={"expr": f"datum.key ? {left} + {GAP} : {left} + (({step}) - 2) / 2"},
        y=top + HIGH + 7,
        align={"expr": "datum.key ? 'left' : 'center'"},
        limit={"expr": f"({step}) + {GAP}"},
        color=tokens.ink,
        **INK,
    )
    return [swatch, text]
