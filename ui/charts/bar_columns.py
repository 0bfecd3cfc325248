"""Several measures of every entry beside each other: a bar of each with its number, one column a measure."""

from __future__ import annotations

import altair as alt

from ui.charts import cell_grid, grid
from ui.charts.spec import Labels, Row, Rows
from ui.theme import Tokens

FRAME = cell_grid.Frame(cell=(84, 190))
BAR = 10
GAP = 12  # between a column and the next


def bar_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per entry and measure.

    Parameters
    ----------
    rows : frame
        As for `cell_grid.cell_rows`, and: share (0-1 of the column's bar; missing: an empty track), value_text,
        result (whether the column is what the others make together), marked (whether the entry stands out).
    """
    laid = cell_grid.cell_rows(rows, labels=labels, frame=FRAME)
    for cell in laid:
        cell.update(result=bool(cell.get("result")), marked=bool(cell.get("marked")))
        cell["filled"] = cell.get("share") is not None
        cell["share"] = min(max(float(cell.get("share") or 0), 0.0), 1.0)
        grid.fill_texts(cell, "value_text")
    return laid


def bar_columns(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the bars, each on a track; those of an entry that stands out in the colour of the focus.

    Parameters
    ----------
    rows : frame
        See `bar_rows`.
    labels : mapping
        columns (how many measures). Optional keys: text (pixels that a number takes at most, behind its bar), tooltip,
        title, subtitle, footer, description.
    """
    laid = bar_rows(rows, labels=labels)
    text = int(labels.get("text") or grid.column((row["value_text"] for row in laid), cap=90)) + 6
    end = f"datum.right - {GAP + text}"
    bar = {"height": BAR, "aria": False}
    y = {"y": grid.pixels()}
    track = alt.Chart().mark_rect(
        x={"expr": "datum.left"},
        x2={"expr": end},
        fill=tokens.track,
        stroke=grid.choose("datum.filled", "transparent", tokens.quiet),
        strokeDash=[3, 3],
        cornerRadius=2,
        **bar,
    )
    full = alt.Chart().mark_rect(
        x={"expr": "datum.left"},
        x2={"expr": f"datum.left + max(2, ({end} - datum.left) * datum.share)"},
        fill=grid.choose("datum.marked", tokens.severity.moderate, tokens.primary),
        opacity=grid.choose("datum.result", 1, 0.6),
        cornerRadius=2,
        **bar,
    )
    words = grid.words(
        "value_text",
        x=f"{end} + 6",
        color=grid.choose("datum.filled", tokens.ink, tokens.muted),
        fontWeight=grid.choose("datum.result", "bold", "normal"),
        limit=text,
    )
    paint = [track.encode(**y), full.encode(**y).transform_filter("datum.filled"), words]
    return cell_grid.cell_grid(paint, laid, labels=labels, tokens=tokens, frame=FRAME)
