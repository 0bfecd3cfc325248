"""How severe every shortcoming would be under milder and stricter thresholds: one strip of cells per item."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Severity, Tokens, label_on, severity_colour

HEAD = 40  # the words over the cells
STEP = 36
GAP = 2
NARROW = "width < 560"  # then names stand over their cells, and not every column has words
LINE = 15


def strip_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per item x threshold, the items in the order given.

    Parameters
    ----------
    rows : frame
        Columns item, name, column (from 0), now (true at the rule's own threshold), head (the words over the column),
        level (none, mild, moderate, severe, insufficient), severity_text, and whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    place = {item: at for at, item in enumerate(dict.fromkeys(row["item"] for row in laid))}
    for row in laid:
        at = row["row"] = place[row["item"]]
        y = grid.middle(at, top=HEAD, step=STEP)
        row.update(y=y, top=y - STEP / 2 + GAP, bottom=y + STEP / 2 - GAP)
        grid.fill_texts(row, "severity_text", "head")
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    return laid


def threshold_strips(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the severity of every item under every threshold as a cell in the colour of its level, its number in it.

    Parameters
    ----------
    rows : frame
        See `strip_rows`.
    labels : mapping
        columns (how many thresholds). Optional keys: milder, stricter (words at the two ends), tooltip, title,
        subtitle, footer, description.
    """
    laid = strip_rows(rows, labels=labels)
    columns = max(1, int(labels.get("columns") or 1))
    names = grid.column((row["name"] for row in laid), cap=330) + 16
    left = f"({NARROW} ? 0 : min({names}, width * 0.42))"
    cell = f"((width - {left}) / {columns})"
    x, x2 = f"{left} + datum.column * {cell} + 1", f"{left} + (datum.column + 1) * {cell} - 1"
    middle = f"{left} + (datum.column + 0.5) * {cell}"
    fills = {level: severity_colour(level, tokens) for level in Severity._fields}
    inks = {level: label_on(colour) for level, colour in fills.items()}
    height = HEAD + STEP * (max((row["row"] for row in laid), default=-1) + 1) + 2
    layers = [
        _cells(x, x2, fills),
        _frame(x, x2, height, tokens),
        grid.words(
            "name",
            x=1,
            y="word",
            limit={"expr": f"{NARROW} ? width - 2 : {left} - 12"},
            where="datum.column === 0",
        ),
        grid.words(
            "severity_text",
            x=middle,
            y="figure",
            align="center",
            color=grid.lookup(inks, "level"),
            fontWeight=_now("bold", "normal"),
        ),
        grid.words(
            "head",
            x=middle,
            y="heads",
            align="center",
            where=f"{grid.FIRST} && (!({NARROW}) || datum.now || datum.column === 0 || datum.column === {columns - 1})",
            color=_now(tokens.ink, tokens.muted),
            fontWeight=_now("bold", "normal"),
        ),
        *_ends(left, labels, tokens),
        _target(x, x2, labels),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        heads=str(HEAD - 12),
        word=f"{NARROW} ? datum.top + 6 : datum.y",
        cell_top=f"datum.top + ({NARROW} ? {LINE} : 0)",
        figure=f"datum.y + ({NARROW} ? {LINE / 2} : 0)",
    )


def _now(yes: str, no: str) -> dict[str, str]:
    return grid.choose("datum.now", yes, no)


def _cells(x: str, x2: str, fills: dict[str, str]) -> alt.Chart:
    cell = alt.Chart().mark_rect(
        x=grid.at(x), x2=grid.at(x2), fill=grid.lookup(fills, "level"), cornerRadius=3, aria=False
    )
    return cell.encode(y=grid.pixels("cell_top"), y2=alt.Y2("bottom"))


def _frame(x: str, x2: str, height: float, tokens: Tokens) -> alt.Chart:
    """Frame the column of the rule's own thresholds."""
    frame = alt.Chart().mark_rect(
        x=grid.at(f"{x} - 1"),
        x2=grid.at(f"{x2} + 1"),
        y=HEAD - 1,
        y2=height - 1,
        fill=None,
        stroke=tokens.ink,
        strokeWidth=1.5,
        cornerRadius=4,
        aria=False,
    )
    return frame.transform_filter(
        f"{grid.FIRST} && datum.now && !({NARROW})"
    )  # there it would cross the names


def _ends(left: str, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    ends = ((labels.get("milder"), left, "left"), (labels.get("stricter"), "width - 1", "right"))
    return [
        grid.caption(text, x=x, y=9, align=side, color=tokens.muted).transform_filter("datum.column === 0")
        for text, x, side in ends
        if text
    ]


def _target(x: str, x2: str, labels: Labels) -> alt.Chart:
    cell = alt.Chart().mark_rect(x=grid.at(x), x2=grid.at(x2), fill="transparent", aria=True)
    return cell.encode(
        y=grid.pixels("top"),
        y2=alt.Y2("bottom"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(dict(labels.get("tooltip", {}))),
    )
