"""The own profile: one bar per stave, the shortest first, and the line below which one stands out."""

from __future__ import annotations

import altair as alt

from ui.charts import grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 24  # room for the text of the line
STEP = 32
BAR = 12
NAME = 215  # names longer than this stand on two lines
# Below this width the names take less room.
NARROW = "width < 460"
NARROW_NAME = 165


def stave_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per stave that is known, the shortest first; one without data has no row.

    Parameters
    ----------
    rows : frame
        Columns node, name, score (0-100, or missing), score_text, focus (the weakest), limit (0-100, or missing; the
        same in each row), and whatever ``labels["tooltip"]`` names.
    """
    known = [row for row in records(rows) if row["score"] is not None]
    ordered = sorted(known, key=lambda r: (r["score"], str(r["node"])))
    laid = grid.stack_rows(ordered, top=TOP, step=STEP)
    for row in laid:
        row["focus"] = bool(row.get("focus"))
        row["name_lines"] = wrapping.wrapped(str(row["name"]), NAME, bold=row["focus"])
        row["narrow_lines"] = wrapping.wrapped(str(row["name"]), NARROW_NAME, bold=row["focus"])
        row["raised"], row["narrow_raised"] = (
            wrapping.raised(row[one]) for one in ("name_lines", "narrow_lines")
        )
        grid.fill_texts(row, "score_text")
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"score_text": labels.get("score", "")}))


def stave_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the staves as bars on a 0-100 track, the weakest in the colour of the focus.

    Parameters
    ----------
    rows : frame
        See `stave_rows`.
    labels : mapping
        Optional keys: limit (text at the line), score (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = stave_rows(rows, labels=labels)
    names = grid.column((row["name"] for row in laid), cap=NAME) + 14
    figures = grid.column(row["score_text"] for row in laid) + 12
    beside = f"({NARROW} ? {min(names, NARROW_NAME + 14)} : {names})"
    ends = [{"expr": beside}, {"expr": f"width - {figures}"}]
    scale = alt.Scale(domain=[0, 100], range=ends, nice=False)
    weight = grid.focus_weight()
    layers = [
        *_bars(scale, tokens),
        *_limit(scale, laid, labels, tokens),
        grid.words(
            {"expr": f"{NARROW} ? datum.narrow_lines : datum.name_lines"},
            x=1,
            y="word",
            limit={"expr": f"{beside} - 12"},
            fontWeight=weight,
            lineBreak=wrapping.BREAK,
            lineHeight=wrapping.LEADING,
        ),
        grid.words("score_text", x="width - 1", align="right", fontWeight=weight),
        grid.target(_titles(labels)),
    ]
    chart = grid.assemble(layers, laid, height=TOP + STEP * len(laid), labels=labels, tokens=tokens)
    return chart.transform_calculate(word=f"datum.y - ({NARROW} ? datum.narrow_raised : datum.raised)")


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    place = {"x2": alt.X2Datum(0), "y": grid.pixels()}
    full = alt.XDatum(100, type="quantitative", scale=scale, axis=None, title=None)
    value = alt.Chart().mark_bar(color=grid.focus_colour(tokens.severity.moderate, tokens.quiet), **bar)
    return [
        alt.Chart().mark_bar(color=tokens.track, **bar).encode(x=full, **place),
        value.encode(x=grid.across("score", scale, None), **place),
    ]


def _limit(scale: alt.Scale, laid: list[Row], labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    if not any(row.get("limit") is not None for row in laid):
        return []
    x = grid.across("limit", scale, None)
    rule = alt.Chart().mark_rule(
        y=TOP - 4, y2=TOP + STEP * len(laid), color=tokens.ink, strokeDash=[4, 3], strokeWidth=1.5, aria=False
    )
    text = alt.Chart().mark_text(
        text=labels.get("limit", ""),
        y=8,
        align={"expr": "datum.limit > 60 ? 'right' : 'left'"},
        baseline="middle",
        color=tokens.muted,
        aria=False,
    )
    return [mark.encode(x=x).transform_filter(grid.FIRST) for mark in (rule, text)]
