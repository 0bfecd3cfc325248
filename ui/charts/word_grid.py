"""Rows by columns, a word or two in each cell: darker the higher, empty where there is nothing, linked if shared."""

from __future__ import annotations

import altair as alt

from ui.charts import cell_grid, grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

FRAME = cell_grid.Frame(cell=(26, 168), step=(42, 62), name=240, indent=0, phone=480)
LINE = 8  # how far the two lines of a cell are from its middle


def word_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell; lines and columns keep their order.

    Parameters
    ----------
    rows : frame
        As for `cell_grid.cell_rows` (tone missing for an empty cell), and: word and below (its two lines), short (one
        of them where cells are narrow), link (the same for cells that belong together within a line; empty for none).
    """
    laid = cell_grid.cell_rows(records(rows), labels=labels, frame=FRAME)
    last: dict[tuple[int, str], Row] = {}
    for cell in laid:
        grid.fill_texts(cell, "word", "below", "short", "link")
        cell["tone"] = -1 if cell["tone"] is None else cell["tone"]
        cell["spoken"] = cell["spoken"] if cell["word"] else ""
        cell["link_to"] = -1
        if cell["link"]:
            if before := last.get((cell["row"], cell["link"])):
                before["link_to"] = cell["cell"]
            last[cell["row"], cell["link"]] = cell
    return laid


def word_grid(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the cells in steps of one hue, each with its words; a line joins the cells that share something.

    Parameters
    ----------
    rows : frame
        See `word_rows`.
    labels : mapping
        columns (how many). Optional keys: tooltip (field -> title), title, subtitle, footer, description.
    """
    laid = word_rows(rows, labels=labels)
    room = grid.column(
        (row[text] for row in laid for text in ("word", "below")), cap=FRAME.cell[1], bold=False
    )
    full = f"cell_width >= {room + 6}"
    limit = {"expr": "cell_width"}
    paint = [
        _links(tokens),
        cell_grid.outlines("datum.tone < 0 && datum.link_to < 0", tokens.line),
        cell_grid.fills(tokens),
        cell_grid.texts(f"{full} ? datum.word : datum.short", tokens, y="upper", limit=limit),
        cell_grid.texts(f"{full} ? datum.below : ''", tokens, y="lower", limit=limit),
    ]
    chart = cell_grid.cell_grid(paint, laid, labels=labels, tokens=tokens, frame=FRAME)
    return chart.transform_calculate(
        upper=f"datum.below && {full} ? datum.y - {LINE} : datum.y",
        lower=f"datum.y + {LINE}",
        partner="datum.centre + cell_width * (datum.link_to - datum.cell)",
    )


def _links(tokens: Tokens) -> alt.Chart:
    rule = alt.Chart().mark_rule(color=tokens.muted, strokeWidth=2, strokeDash=[5, 3], aria=False)
    place = {"x": grid.pixels_x("centre"), "x2": "partner", "y": grid.pixels("y")}
    return rule.encode(**place).transform_filter("datum.link_to >= 0")
