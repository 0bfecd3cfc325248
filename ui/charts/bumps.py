"""Ranks under several scenarios: one column of places per scenario, one line per region through all of them."""

from __future__ import annotations

from typing import Any

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, context

DISC = 22  # pixels across, wide enough for three digits
MOVED = "datum.moved !== 0"
LAST = "datum.last"
NARROW = "width < 520"  # there the names stand once, at the right


def bump_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region x scenario, in painting order: still, moved, focus.

    Parameters
    ----------
    rows : frame
        Columns region, name, column (0 for the first scenario), rank (may be missing), moved (-1 down, 0, 1 up, 2 there
        and back, the same in all rows of a region), move_text, focus, and whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    last = max((row["column"] for row in laid), default=0)
    for column in range(last + 1):
        of_column = [row for row in laid if row["column"] == column]
        grid.stack_rows(grid.ranked(of_column, "rank"), top=grid.HEADER)
    for row in laid:
        row["along"] = row["column"] / last if last else 0.0
        row.update(last=row["column"] == last, start=row["column"] == 0, ranked=row["rank"] is not None)
        if not row["start"]:
            row["row"] = -1  # what is drawn once, at the first row, is not drawn once a column
        row["place"] = f"{row['rank']:g}" if row["ranked"] else "–"
        grid.fill_texts(row, "move_text")
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
    return sorted(laid, key=lambda row: (bool(row["focus"]), row["moved"] != 0))


def rank_bumps(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw every region's rank under each scenario; movers coloured, dashed where they end lower, the focus bold.

    Parameters
    ----------
    rows : frame
        See `bump_rows`.
    labels : mapping
        heads (one text per scenario). Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = bump_rows(rows, labels=labels)
    names = grid.column(row["name"] for row in laid)
    shown = f"min({names}, width * 0.28)"
    left, right = f"({NARROW} ? {DISC / 2 + 2} : {shown} + {DISC})", f"width - ({shown} + 68)"
    scale = alt.Scale(domain=[0, 1], range=[{"expr": left}, {"expr": right}], nice=False)
    layers = [
        grid.band(tokens.tint, where=f"{grid.FOCUS} && {LAST}", cornerRadius=4),
        _lines(scale, tokens),
        *_places(scale, tokens),
        *_names(shown, right, tokens),
        *_heads(list(labels.get("heads", ())), left, right, tokens),
        grid.target(labels.get("tooltip", {}), where=LAST),
    ]
    count = sum(row["last"] for row in laid)
    return grid.assemble(layers, laid, height=grid.rows_height(count), labels=labels, tokens=tokens)


def _colour(still: str, tokens: Tokens) -> dict[str, str]:
    return grid.choose(grid.FOCUS, tokens.focus, grid.choose(MOVED, tokens.primary, still))


def _lines(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_line(
        interpolate="monotone",
        stroke=_colour(context(tokens.quiet, tokens), tokens),
        strokeWidth=grid.choose(grid.FOCUS, 3, 1.6),
        strokeDash=grid.choose("datum.moved === -1", [4, 3], [1, 0]),
        aria=False,
    )
    return line.encode(
        x=grid.across("along", scale, None),
        y=grid.pixels(),
        detail=alt.Detail("region", type="nominal"),
        order=alt.Order("column", type="quantitative"),
    ).transform_filter("datum.ranked")


def _places(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    x = grid.across("along", scale, None)
    disc = alt.Chart().mark_circle(
        size=DISC**2,
        opacity=1,
        fill=grid.choose(grid.FOCUS, tokens.focus, tokens.paper),
        stroke=_colour(tokens.line, tokens),
        strokeWidth=1.2,
        aria=False,
    )
    return [
        disc.encode(x=x, y=grid.pixels()),
        grid.words(
            "place",
            x=x,
            align="center",
            color=grid.choose(grid.FOCUS, tokens.paper, grid.choose(MOVED, tokens.ink, tokens.muted)),
            fontWeight=grid.choose(f"{grid.FOCUS} || {MOVED}", "bold", "normal"),
        ),
    ]


def _names(shown: str, right: str, tokens: Tokens) -> list[alt.Chart]:
    weight = grid.choose(f"{grid.FOCUS} || {MOVED}", "bold", "normal")
    colour = grid.choose(f"{grid.FOCUS} || {MOVED}", tokens.ink, tokens.muted)
    # Hidden text is empty, not transparent: text beyond the edge would narrow the picture.
    first = {"expr": f"{NARROW} ? '' : datum.name"}
    style: dict[str, Any] = {"limit": {"expr": shown}, "color": colour, "fontWeight": weight}
    return [
        grid.words(first, x=shown, align="right", where="datum.start", **style),
        grid.words("name", x=f"{right} + {DISC / 2 + 7}", where=LAST, **style),
        grid.words(
            "move_text", x="width - 4", align="right", where=LAST, color=tokens.primary, fontWeight="bold"
        ),
    ]


def _heads(heads: list[str], left: str, right: str, tokens: Tokens) -> list[alt.Chart]:
    """Write the scenarios' names over their columns; the first and the last stay inside the picture."""
    span, ends = f"(({right}) - ({left}))", len(heads) - 1
    drawn = []
    for at, head in enumerate(heads):
        x = f"({left}) + {span} * {at / ends if ends else 0:.4f}"
        room = {"expr": f"{span} / {max(ends, 1)} - 10"}
        if at == 0:
            align, x = {"expr": f"{NARROW} ? 'left' : 'center'"}, f"{NARROW} ? 1 : {x}"
        else:
            align = {"expr": "'center'"}
        drawn.append(
            grid.caption(
                head,
                x=x,
                y=grid.HEADER / 2 - 3,
                align=align,
                limit=room,
                fontWeight="bold" if at else "normal",
                color=tokens.ink if at else tokens.muted,
            )
        )
    return drawn
