"""A chart as a picture that leaves the page: of one fixed size, with its title, legend, notes and origin on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import altair as alt

from ui.charts import class_legend, grid
from ui.charts.spec import Labels, Row
from ui.theme import TEXT_SIZE, Tokens

WIDTH = 1000
MARGIN = 28
INNER = WIDTH - 2 * MARGIN
GAP = 16
TITLE, SUBTITLE, NOTE = 22, 15, 13
LEADING, BETWEEN = 1.4, 3
# A full-width sign or a word, with the punctuation that may not begin a line; a long code breaks after its parts.
_PIECES = re.compile(r"(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef~]{1,30}~*|~+)[，。；：、！？）》”]*\s*")


def picture(chart: alt.LayerChart, *, height: int, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Put title and subtitle over a chart, legend and notes under it, all in one view at fixed places.

    Parameters
    ----------
    chart : layered chart
        As wide as its container, of the given height.
    labels : mapping
        title, subtitle, warning (empty: none; stands over the title), notes (texts, one below the other), and
        legend (what `class_legend.legend_rows` takes).
    """
    severe = tokens.severity.severe
    head, top = _lines(
        [
            (labels.get("warning", ""), SUBTITLE, "bold", severe),
            (labels["title"], TITLE, "bold", tokens.ink),
            (labels["subtitle"], SUBTITLE, "normal", tokens.muted),
        ]
    )
    foot, low = _lines([(note, NOTE, "normal", tokens.muted) for note in labels["notes"]])
    above, legend = top + GAP, height + GAP
    below = legend + class_legend.height(labels["legend"], tokens) + GAP
    texts = [{**row, "y": row["y"] - above} for row in head] + [
        {**row, "y": row["y"] + below} for row in foot
    ]
    made = chart.copy(deep=False)
    made.layer = [
        *chart.layer,
        *class_legend.legend_layers(labels["legend"], tokens, top=legend),
        _texts(texts),
    ]
    made.width, made.autosize = INNER, alt.AutoSizeParams(type="none")
    made.padding = {
        "left": MARGIN,
        "right": MARGIN,
        "top": int(above + MARGIN),
        "bottom": int(below + low - height + MARGIN),
    }
    return made


def wrap(text: str, size: float, width: float = INNER, *, bold: bool = False) -> list[str]:
    """Break a text into lines: between words, and anywhere between full-width signs.

    >>> wrap("one two three", 13, 60)
    ['one two', 'three']
    """
    lines, line = list[str](), ""
    for piece in _PIECES.findall(text):
        if line and grid.text_width(f"{line}{piece}".rstrip(), bold=bold) * size / TEXT_SIZE > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line else lines


def _lines(texts: Iterable[tuple[str, int, str, str]]) -> tuple[list[Row], float]:
    """Lay texts of a size, weight and colour below each other; their lines and the height of all."""
    rows, y = list[Row](), 0.0
    for text, size, weight, colour in texts:
        for line in wrap(text, size, bold=weight == "bold"):
            rows.append({"line": line, "y": y, "size": size, "weight": weight, "colour": colour})
            y += size * LEADING
        y += BETWEEN if text else 0
    return rows, y


def _texts(rows: list[Row]) -> alt.Chart:
    style = {name: {"expr": f"datum.{field}"} for name, field in _STYLE.items()}
    mark = alt.Chart(alt.Data(values=rows)).mark_text(x=0, align="left", baseline="top", **style)
    return mark.encode(y=grid.pixels(), text=alt.Text("line", type="nominal"))


_STYLE = {"fontSize": "size", "fontWeight": "weight", "color": "colour"}
