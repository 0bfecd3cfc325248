"""Who is ahead: the regions as dots on one score axis, in the order of their rank."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 4
# Right of the axis: room for the score text at 100, then the rank; where ranges are known, a lane of places from the
# first to the last, and the range in figures. A narrow chart has no room for the lane.
SCORE_ROOM = 44
RANK_ROOM = 40
LANE_GAP = 16
LANE = "(width > 440 ? width * 0.16 : 0)"
BAR = 2  # half the thickness of a range
SCORES = (0, 100)
AXIS = alt.Axis(orient="top", values=[0, 25, 50, 75, 100], labelFlush=False)
FREE_AXIS = alt.Axis(orient="top", tickCount=4, labelFlush=False)


def ranking_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region, sorted by rank, the unranked last.

    Parameters
    ----------
    rows : frame
        Columns region, name, score (0-100), rank, score_text, rank_text, focus; median (the same in every row)
        if it is to be drawn, and whatever ``labels["tooltip"]`` names. A missing score or rank means not
        ranked: the row keeps its place at the bottom with `rank_text` as the word. With ``labels["range"]`` also
        rank_p05, rank_p95 and range_text, missing where a row has no range.
    """
    laid = grid.stack_rows(grid.ranked(records(rows), "rank"), top=TOP)
    for row in laid:
        row["ranked"] = row.get("rank") is not None and row.get("score") is not None
        grid.fill_texts(row, "score_text", "rank_text", "range_text")
        row["ranged"] = row["ranked"] and row.get("rank_p05") is not None
        if row["ranged"]:
            _lay_range(row, labels)
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _lay_range(row: Row, labels: Labels) -> None:
    """Add the places of a range on the lane, 0-1 from its left end, and the pixels of its bar."""
    steps = max(labels.get("last", 1) - 1, 1)
    row["lane_at"], row["lane_low"], row["lane_high"] = (
        (row[field] - 1) / steps for field in ("rank", "rank_p05", "rank_p95")
    )
    row["bar_top"], row["bar_bottom"] = row["y"] - BAR, row["y"] + BAR


def _titles(labels: Labels) -> dict[str, str]:
    default = {"score_text": labels.get("score", ""), "rank_text": labels.get("rank", "")}
    return dict(labels.get("tooltip", default))


def ranked_dots(
    rows: Rows, *, labels: Labels, tokens: Tokens, domain: Sequence[float] = SCORES
) -> alt.LayerChart:
    """Draw the regions as dots on one axis with score and rank, sorted by rank.

    Parameters
    ----------
    rows : frame
        See `ranking_rows`.
    labels : mapping
        Optional keys: rank (head of the rank column and tooltip title), score (tooltip title), median (text at
        the reference line), range (head of the ranges, which are drawn with it only) and last (the last place
        of their lane), tooltip (column to title), title, subtitle, footer, description.
    domain : two numbers
        Ends of the axis, 0 and 100 unless something other than a score is drawn.
    """
    laid = ranking_rows(rows, labels=labels)
    names = grid.column(row["name"] for row in laid)
    left = f"min({names}, width * 0.3) + 24"
    ranged = bool(labels.get("range"))
    last = labels.get("last", 1)
    room = max(grid.column([f"{last}–{last}"]), grid.column([labels.get("range")]))
    lane_end = f"width - {12 + room + LANE_GAP}"
    rank_at = f"{lane_end} - {LANE} - {LANE_GAP}" if ranged else "width - 12"
    right = f"{rank_at} - {SCORE_ROOM + RANK_ROOM - 12}"
    scale = alt.Scale(domain=list(domain), range=[{"expr": left}, {"expr": right}], nice=False)
    axis = AXIS if tuple(domain) == SCORES else FREE_AXIS
    height = TOP + grid.STEP * len(laid) + 4
    has_median = any(row.get("median") is not None for row in laid)
    layers = [
        grid.band(tokens.tint, cornerRadius=4),
        *_columns(names, rank_at, tokens),
        *(_ranges(lane_end, labels, tokens) if ranged else []),
        *(_median(scale, axis, height, labels, tokens) if has_median else []),
        *_marks(scale, axis, tokens),
        *([_head(labels["rank"], rank_at, tokens)] if labels.get("rank") else []),
        grid.target(_titles(labels)),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens, below=24)


def _columns(names: int, rank_at: str, tokens: Tokens) -> list[alt.Chart]:
    colour, weight = grid.ranked_colour(tokens), grid.focus_weight()
    limit = {"expr": f"min({names}, width * 0.3) + 4"}
    return [
        grid.words("name", x=8, limit=limit, color=colour, fontWeight=weight),
        grid.words("rank_text", x=rank_at, align="right", color=colour, fontWeight=weight),
    ]


def _marks(scale: alt.Scale, axis: alt.Axis, tokens: Tokens) -> list[alt.Chart]:
    score = grid.across("score", scale, axis)
    dots = alt.Chart().mark_circle(
        opacity=1,
        aria=False,
        fill=grid.focus_colour(tokens.focus, tokens.muted),
        size=grid.choose(grid.FOCUS, 120, 72),
    )
    beside = {"x": score, "where": "datum.ranked", "dx": 11, "fontWeight": grid.focus_weight()}
    ground = grid.focus_colour(tokens.tint, tokens.paper)
    # The first text is a halo that keeps the hairlines out of the figures.
    return [
        grid.words("score_text", stroke=ground, strokeWidth=5, strokeJoin="round", **beside),
        dots.encode(x=score, y=grid.pixels()).transform_filter("datum.ranked"),
        grid.words("score_text", color=grid.focus_colour(tokens.ink, tokens.muted), **beside),
    ]


def _median(
    scale: alt.Scale, axis: alt.Axis, height: float, labels: Labels, tokens: Tokens
) -> list[alt.Chart]:
    x = grid.across("median", scale, axis)
    line = alt.Chart().mark_rule(y=TOP, y2=height, color=tokens.muted, strokeDash=[1, 3], aria=False)
    tick = alt.Chart().mark_rule(y=height, y2=height + 10, color=tokens.ink, strokeWidth=2, aria=False)
    text = alt.Chart().mark_text(
        text=labels.get("median", ""),
        y=height + 14,
        dx={"expr": "datum.median > 50 ? -7 : 7"},
        align={"expr": "datum.median > 50 ? 'right' : 'left'"},
        baseline="middle",
        color=tokens.muted,
        aria=False,
    )
    return [mark.encode(x=x).transform_filter(grid.FIRST) for mark in (line, tick, text)]


def _ranges(lane_end: str, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    """Draw each range as a bar on the lane of places, the rank as a dot on it, and the range in figures."""
    start, wide = f"{lane_end} - {LANE}", f"{LANE} > 0"
    colour = grid.focus_colour(tokens.focus, tokens.muted)

    def along(field: str) -> dict[str, str]:
        return {"expr": f"{start} + datum.{field} * {LANE}"}

    bar = alt.Chart().mark_rect(
        x=along("lane_low"),
        x2=along("lane_high"),
        fill=colour,
        opacity=grid.choose(wide, 0.5, 0),
        cornerRadius=BAR,
        aria=False,
    )
    dot = alt.Chart().mark_circle(
        x=along("lane_at"), fill=colour, size=40, opacity=grid.choose(wide, 1, 0), aria=False
    )
    shown = {"y": -6, "baseline": "bottom", "color": tokens.muted}
    return [
        bar.encode(y=grid.pixels("bar_top"), y2=alt.Y2("bar_bottom")).transform_filter("datum.ranged"),
        dot.encode(y=grid.pixels()).transform_filter("datum.ranged"),
        grid.words(
            "range_text", x="width - 12", align="right", color=tokens.muted, fontWeight=grid.focus_weight()
        ),
        *(
            grid.caption(str(place), x=x, align="center", opacity=grid.choose(wide, 1, 0), **shown)
            for place, x in ((1, start), (labels["last"], lane_end))
        ),
        _head(labels["range"], "width - 12", tokens),
    ]


def _head(text: str, x: str, tokens: Tokens) -> alt.Chart:
    return grid.caption(text, x=x, y=-6, align="right", baseline="bottom", color=tokens.muted)
