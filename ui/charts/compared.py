"""Regions side by side: the colour and shape of each, and a column of its values under its name.

Shared by the charts that compare regions. A row's `mark` is "1" to "10" for the n-th region, its `column` n - 1.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row
from ui.theme import SHAPES, Tokens, region_colours

HEAD = 12  # the middle of the heads
VALUE = 66  # pixels of one region's column, at least
SWATCH = 10
FEW = 3  # more regions have no room for columns: a legend names them
LINE = 20  # from one line of the legend to the next
LEGEND = {"per": "legend_columns", "lines": "legend_lines"}


def place(row: Row) -> None:
    """Add to a row which column its region has, -1 for none, and the width of the region's name."""
    mark = row["mark"] = row.get("mark") or ""
    row["column"] = int(mark) - 1 if mark.isdigit() else -1
    row["place_width"] = round(grid.text_width(row.get("place") or "", bold=True))


def titles(labels: Labels) -> dict[str, str]:
    """Return the fields of a tooltip about one region's score, with their titles."""
    default = {"place": labels.get("region", ""), "value_text": labels.get("score", "")}
    return dict(labels.get("tooltip", default))


def cell_width(places: Sequence[str]) -> int:
    """Return the pixels of a column that the regions' names fit into, in few sizes; the more columns the less."""
    widest = max((grid.text_width(place, bold=True) for place in places), default=0) + 26
    return int(min(max(VALUE, math.ceil(widest / 12) * 12), 120 if len(places) <= 3 else 84))


def names_width(names: Sequence[str]) -> int:
    """Return the pixels of a column that names fit into, in few sizes."""
    return math.ceil(grid.column(names, cap=190) / 24) * 24


def head_width(places: Sequence[str]) -> int:
    """Return the pixels that a mark and any of the names take in a legend, in few sizes."""
    return names_width([f"{place}mm" for place in places])


def legend(count: int, head: int, where: str, tokens: Tokens) -> tuple[list[alt.Chart], dict[str, str]]:
    """Write every region's mark and name above the picture, on as many lines as its width needs.

    Parameters
    ----------
    count, head
        How many regions, and the pixels of one (`head_width`).
    where
        The expression that holds in one row per region. The rows have place and what `place` adds.

    Returns
    -------
    layers, signals
        The signals belong into the chart: ``legend_columns`` and ``legend_lines``, how many names stand on a line and
        how many lines there are.
    """
    per, lines = LEGEND["per"], LEGEND["lines"]
    signals = {per: f"max(1, min({count}, floor(width / {head})))", lines: f"ceil({count} / {per})"}
    x, y = f"(datum.column % {per}) * {head}", f"{HEAD} + floor(datum.column / {per}) * {LINE}"
    swatch = alt.Chart().mark_point(
        x=grid.at(f"{x} + 7"),
        y=grid.at(y),
        filled=True,
        opacity=1,
        size=80,
        shape=shape(),
        fill=grid.lookup(tones(tokens), "mark"),
        aria=False,
    )
    name = alt.Chart().mark_text(
        x=grid.at(f"{x} + 18"),
        y=grid.at(y),
        align="left",
        baseline="middle",
        fontWeight=grid.choose("datum.column === 0", "bold", "normal"),
        limit=head - 20,
        aria=False,
    )
    name = name.encode(text=alt.Text("place", type="nominal"))
    return [swatch.transform_filter(where), name.transform_filter(where)], signals


def with_signals(chart: alt.LayerChart, signals: Mapping[str, str]) -> alt.LayerChart:
    """Give a chart named expressions of its ``width``; one named ``height`` lets its height follow them."""
    chart.params = [alt.VariableParameter(name=name, expr=expression) for name, expression in signals.items()]
    return chart


def tones(tokens: Tokens) -> dict[str, str]:
    """Return the colour of every mark."""
    return {str(n): colour for n, colour in enumerate(region_colours(tokens), 1)}


def shape() -> dict[str, str]:
    """Build the expression that gives a row's shape; a row without a region is a circle."""
    return {"expr": f"datum.column < 0 ? 'circle' : {json.dumps(SHAPES)}[datum.column]"}


def columns(
    width: tuple[int, int],
    narrow: str,
    tokens: Tokens,
    *,
    known: str,
    cell: str,
    bold: str = "datum.column === 0",
) -> list[alt.Chart]:
    """Write the regions' values in columns at the right edge, each headed by its mark and name.

    Parameters
    ----------
    width, narrow
        How many regions and the pixels of a column; the expression that holds where the picture is too narrow for
        that: there the heads share its whole width.
    known
        The expression that holds where a value is not missing.
    cell
        The width of a column in a narrow picture, an expression of `width`.
    bold
        Which values are bold.

    Notes
    -----
    Rows have value_text, place and what `place` adds. The chart calculates `values`, the pixel of a value's middle.
    """
    count, pixels = width
    size, room = f"({narrow} ? {cell} : {pixels})", f"({narrow} ? width / {count} : {pixels})"
    x, over = (f"width - {one} * ({count - 1} - datum.column) - 1" for one in (size, room))
    here, first = "datum.column >= 0", "datum.column >= 0 && datum.row === 0"
    first_region = grid.choose("datum.column === 0", "bold", "normal")
    head = grid.words(
        "place", x=over, where=first, align="right", limit={"expr": f"{room} - 22"}, fontWeight=first_region
    )
    swatch = alt.Chart().mark_point(
        x=grid.at(f"{over} - min({room} - 22, datum.place_width) - {SWATCH}"),
        y=HEAD,
        filled=True,
        opacity=1,
        size=80,
        shape=shape(),
        fill=grid.lookup(tones(tokens), "mark"),
        aria=False,
    )
    value = grid.words(
        "value_text",
        x=x,
        y="values",
        where=here,
        align="right",
        color=grid.choose(known, tokens.ink, tokens.muted),
        fontWeight=grid.choose(bold, "bold", "normal"),
        limit={"expr": f"{size} - 4"},
    )
    return [head.encode(y=alt.value(HEAD)), swatch.transform_filter(first), value]
