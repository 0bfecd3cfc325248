"""A cell for every line and column, coloured by class: the darker the higher, dashed and empty where missing."""

from __future__ import annotations

import altair as alt

from ui.charts import cell_grid, class_legend, grid
from ui.charts.spec import Labels, Row, Rows
from ui.theme import Tokens, label_on

CELL = (30, 110)
SHORT = 44  # narrower cells have the shorter number
BELOW = 8  # pixels between the legend and the heads of the columns
NO_DATA = "–"


def matrix_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell.

    Parameters
    ----------
    rows : frame
        As for `cell_grid.cell_rows`, and: tone (0 to 4, -1 for a missing value, -2 for a cell that cannot have one),
        framed (whether the cell has an outline), value_text and short_text (empty where missing).
    """
    laid = cell_grid.cell_rows(rows, labels=labels)
    for cell in laid:
        cell["framed"] = bool(cell.get("framed"))
        for field in ("value_text", "short_text"):
            cell[field] = cell.get(field) or ("" if cell["tone"] == -2 else NO_DATA)
    return laid


def matrix(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the cells under a legend of their five classes.

    Parameters
    ----------
    rows : frame
        See `matrix_rows`.
    labels : mapping
        columns, classes (five texts, from the least; an empty one is left out), missing (words of its swatch; empty:
        none). Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = matrix_rows(rows, labels=labels)
    legend = {"classes": labels["classes"], "missing": labels.get("missing", "")}
    paint = [*class_legend.legend_layers(legend, tokens, top=0), *_cells(tokens), _numbers(tokens)]
    above = class_legend.height(legend, tokens) + BELOW
    return cell_grid.cell_grid(paint, laid, labels={**labels, "above": above}, tokens=tokens, cell=CELL)


def _cells(tokens: Tokens) -> list[alt.Chart]:
    place = {"x": grid.pixels_x("left"), "x2": "right", "y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    fills = {str(step): colour for step, colour in enumerate(tokens.sequential)}
    full = alt.Chart().mark_rect(
        fill=grid.lookup(fills, "tone"),
        stroke=grid.choose("datum.framed", tokens.ink, "transparent"),
        strokeWidth=1.5,
        cornerRadius=2,
        aria=False,
    )
    gap = alt.Chart().mark_rect(
        fill="transparent", stroke=tokens.quiet, strokeDash=[3, 3], cornerRadius=2, aria=False
    )
    return [
        full.encode(**place).transform_filter("datum.tone >= 0"),
        gap.encode(**place).transform_filter("datum.tone === -1"),
    ]


def _numbers(tokens: Tokens) -> alt.Chart:
    inks = {str(step): label_on(colour) for step, colour in enumerate(tokens.sequential)}
    return grid.words(
        {"expr": f"cell_width < {SHORT} ? datum.short_text : datum.value_text"},
        x=grid.pixels_x("centre"),
        align="center",
        color=grid.lookup({**inks, "-1": tokens.muted, "-2": tokens.muted}, "tone"),
        fontWeight=grid.choose("datum.framed", "bold", "normal"),
    )
