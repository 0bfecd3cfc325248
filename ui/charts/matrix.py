"""A cell for every line and column, coloured by class: the darker the higher, dashed and empty where missing."""

from __future__ import annotations

import altair as alt

from ui.charts import cell_grid, class_legend
from ui.charts.spec import Labels, Row, Rows
from ui.theme import Tokens

FRAME = cell_grid.Frame()
SHORT = 44  # narrower cells have the shorter number
BELOW = 8  # pixels between the legend and the heads of the columns


def matrix_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell.

    Parameters
    ----------
    rows : frame
        As for `cell_grid.cell_rows`, and: value_text and short_text (empty where missing).
    """
    laid = cell_grid.cell_rows(rows, labels=labels, frame=FRAME)
    for cell in laid:
        for field in ("value_text", "short_text"):
            cell[field] = cell.get(field) or ("" if cell["tone"] == -2 else cell_grid.NO_DATA)
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
    paint = [*class_legend.legend_layers(legend, tokens, top=0), *cell_grid.numbers(tokens, short=SHORT)]
    above = class_legend.height(legend, tokens) + BELOW
    return cell_grid.cell_grid(paint, laid, labels={**labels, "above": above}, tokens=tokens, frame=FRAME)
