"""Ranks under other choices as a table: one row per region, one column per set of weights and per method."""

from __future__ import annotations

from typing import Any

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, label_on, mix

GROUPS = 18  # the heads of the groups of columns
HEAD = 100  # where the rows begin
SLANT = -60
LONGEST = 88  # of a slanted head, in pixels along it
STEP = 27
APART = 8  # between the groups of columns
SPAN = 50
NARROW = 26  # cells narrower than this have no room for the sign of a shared place
FAR = 4  # places: from here on the stronger of two colours
NOTED = 2
FIRST_COLUMN = "datum.column === 0"


def table_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region x column, in the order given.

    Parameters
    ----------
    rows : frame
        Columns region, name, column (from 0; 0 is the ranking in force), group (0, 1, ...: columns of one kind stand
        together), head, group_head, rank_text, rank_short (without the sign of a shared place), shift (places lost
        against column 0, may be missing), span_text (of the region), agreement_text (of the column), focus, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    regions = [*dict.fromkeys(row["region"] for row in laid)]
    place = {region: at for at, region in enumerate(regions)}
    starts: dict[int, int] = {}
    for row in laid:
        starts[row["group"]] = min(row["column"], starts.get(row["group"], row["column"]))
    for row in laid:
        at = row["row"] = place[row["region"]]
        y = grid.middle(at, top=HEAD, step=STEP)
        row.update(y=y, top=y - STEP / 2 + 1, bottom=y + STEP / 2 - 1)
        row["tone"] = tone(row.get("shift"))
        row["opens"] = row["column"] == starts[row["group"]]
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
        grid.fill_texts(row, "rank_text", "rank_short", "span_text", "agreement_text", "group_head")
    return laid


def tone(shift: float | None) -> str:
    """Return which of the five colours a shift has: "near" below two places."""
    if shift is None or abs(shift) < NOTED:
        return "near"
    return ("up" if shift < 0 else "down") + ("_far" if abs(shift) >= FAR else "")


def tones(tokens: Tokens) -> dict[str, str]:
    """Return the fill of every tone: blue where a region ranks better than in force, orange where worse."""
    better, worse = tokens.severity.none, tokens.severity.moderate
    return {
        "near": tokens.paper,
        "up": mix(better, tokens.paper, 0.62),
        "up_far": mix(better, tokens.paper, 0.15),
        "down": mix(worse, tokens.paper, 0.55),
        "down_far": mix(worse, tokens.paper, 0.05),
    }


def rank_table(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the ranks, those that differ clearly from the ranking in force on blue or orange.

    Parameters
    ----------
    rows : frame
        See `table_rows`.
    labels : mapping
        Optional keys: span (head of the last column), agreement (head of the last line), tooltip, title, subtitle,
        footer, description.
    """
    laid = table_rows(rows, labels=labels)
    columns = max((row["column"] for row in laid), default=0) + 1
    groups = max((row["group"] for row in laid), default=0)
    lines = max((row["row"] for row in laid), default=-1) + 1
    wanted = [*(row["name"] for row in laid), labels.get("agreement", "")]
    names = f"min({grid.column(wanted, cap=150) + 10}, width * 0.26)"
    shown = f"(width < 420 ? 0 : {SPAN})"
    cell = f"((width - {names} - {shown} - {APART * (groups + 1)}) / {columns})"
    foot = HEAD + STEP * lines + 16
    layers = [
        grid.band(tokens.tint, where=f"{grid.FOCUS} && {FIRST_COLUMN}", cornerRadius=4),
        _cells(tokens),
        grid.words(
            "name", x=4, where=FIRST_COLUMN, limit={"expr": f"{names} - 8"}, fontWeight=grid.focus_weight()
        ),
        _ranks(cell, tokens),
        *_heads(cell, tokens),
        *_spans(shown, labels, tokens),
        *_agreement((names, cell), foot, labels, tokens),
        _target(labels),
    ]
    chart = grid.assemble(layers, laid, height=foot + 12, labels=labels, tokens=tokens)
    left = f"({names} + datum.column * {cell} + datum.group * {APART})"
    return chart.transform_calculate(
        left=f"{left} + 0.5", right=f"{left} + {cell} - 0.5", centre=f"{left} + {cell} / 2"
    )


def _cells(tokens: Tokens) -> alt.Chart:
    cell = alt.Chart().mark_rect(fill=grid.lookup(tones(tokens), "tone"), cornerRadius=2, aria=False)
    return cell.encode(
        x=grid.pixels_x("left"), x2="right", y=grid.pixels("top"), y2=alt.Y2("bottom")
    ).transform_filter("datum.tone !== 'near'")


def _ranks(cell: str, tokens: Tokens) -> alt.Chart:
    inks = {one: label_on(colour) for one, colour in tones(tokens).items()} | {"near": tokens.ink}
    weight = grid.choose(f"{grid.FOCUS} || {FIRST_COLUMN}", "bold", "normal")
    text = {"expr": f"{cell} < {NARROW} ? datum.rank_short : datum.rank_text"}
    return grid.words(
        text, x=grid.pixels_x("centre"), align="center", color=grid.lookup(inks, "tone"), fontWeight=weight
    )


def _heads(cell: str, tokens: Tokens) -> list[alt.Chart]:
    head = alt.Chart().mark_text(
        angle={"expr": f"{cell} < {NARROW} ? 270 : {360 + SLANT}"},
        align="left",
        baseline="middle",
        y=HEAD - 8,
        limit=LONGEST,
        color=grid.choose(FIRST_COLUMN, tokens.ink, tokens.muted),
        fontWeight=grid.choose(FIRST_COLUMN, "bold", "normal"),
        aria=False,
    )
    group = alt.Chart().mark_text(
        align="left", baseline="middle", y=GROUPS / 2 - 2, fontWeight="bold", color=tokens.ink, aria=False
    )
    return [
        head.encode(x=grid.pixels_x("centre"), text=alt.Text("head", type="nominal")).transform_filter(
            grid.FIRST
        ),
        group.encode(x=grid.pixels_x("left"), text=alt.Text("group_head", type="nominal")).transform_filter(
            f"{grid.FIRST} && datum.opens && {cell} > 0"
        ),
    ]


def _spans(shown: str, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    text = grid.choose(shown, {"expr": "datum.span_text"}, "")
    span = grid.words(text, x="width - 4", where=FIRST_COLUMN, align="right", fontWeight=grid.focus_weight())
    head = alt.Chart().mark_text(
        text=grid.choose(shown, labels.get("span", ""), ""),
        x=grid.at(f"width - {SPAN - 12}"),
        y=HEAD - 8,
        angle=360 + SLANT,
        align="left",
        baseline="middle",
        limit=LONGEST,
        color=tokens.muted,
        aria=False,
    )
    return [span, head.transform_filter(_ONCE)]


_ONCE = f"{grid.FIRST} && {FIRST_COLUMN}"


def _agreement(widths: tuple[str, str], foot: float, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    names, cell = widths
    shared: dict[str, Any] = {"baseline": "middle", "y": foot, "color": tokens.muted, "aria": False}
    line = alt.Chart().mark_rule(x=0, x2="width", y=foot - 13, color=tokens.line, aria=False)
    line = line.encode(opacity=alt.value(1))  # Vega-Lite cannot compile a rule that encodes nothing
    value = alt.Chart().mark_text(align="center", fontSize=11, **shared)
    head = grid.caption(
        labels.get("agreement", ""), x=4, y=foot, color=tokens.muted, limit={"expr": f"{names} - 8"}
    )
    return [
        line.transform_filter(f"{_ONCE} && {cell} >= {NARROW}"),
        head.transform_filter(f"{_ONCE} && {cell} >= {NARROW}"),
        value.encode(
            x=grid.pixels_x("centre"), text=alt.Text("agreement_text", type="nominal")
        ).transform_filter(f"{grid.FIRST} && {cell} >= {NARROW}"),
    ]


def _target(labels: Labels) -> alt.Chart:
    """Lay an unseen mark over every cell that carries its tooltip and its description."""
    cell = alt.Chart().mark_rect(fill="transparent", aria=True)
    return cell.encode(
        x=grid.pixels_x("left"),
        x2="right",
        y=grid.pixels("top"),
        y2=alt.Y2("bottom"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(labels.get("tooltip", {})),
    )
