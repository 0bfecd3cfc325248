"""The weights laboratory: ranks before and now, and what each dimension contributes.

Both charts share head, row step and order, so that they stand side by side as one picture.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from ui.charts import grid
from ui.charts.contributions import contribution_bars, contribution_rows
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, context

__all__ = ["contribution_bars", "contribution_rows", "rank_slope", "slope_rows"]

MOVED = "datum.moved !== 0"


def slope_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region, in painting order: still, moved, focus.

    Parameters
    ----------
    rows : frame
        Columns region, name, rank_before, rank_now (either may be missing), moved (-1 down, 0, 1 up), focus, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(grid.ranked(records(rows), "rank_now"), top=grid.HEADER)
    for index, row in enumerate(grid.ranked(laid, "rank_before")):
        start, end = grid.middle(index, top=grid.HEADER), row["y"]
        row.update(y_before=start, bend_a=start, bend_b=start, bend_c=end, bend_d=end)
    for row in laid:
        before, now = row.get("rank_before"), row.get("rank_now")
        row["linked"] = before is not None and now is not None
        row["moved"] = int(row.get("moved") or 0) if row["linked"] else 0
        row["move"] = f"{'↑' if row['moved'] > 0 else '↓'}{abs(now - before):g}" if row["moved"] else ""
        row["before"], row["now"] = (f"{rank:g}" if rank is not None else "–" for rank in (before, now))
        row["spoken"] = grid.spoken(row, _slope_titles(labels))
    return sorted(laid, key=lambda r: (bool(r.get("focus")), r["moved"] != 0))


def _slope_titles(labels: Labels) -> dict[str, str]:
    default = {"before": labels.get("before", ""), "now": labels.get("now", "")}
    return dict(labels.get("tooltip", default))


def rank_slope(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw each region's rank before and now as a slope; movers coloured, solid up and dashed down.

    Parameters
    ----------
    rows : frame
        See `slope_rows`.
    labels : mapping
        Optional keys: before, now (heads of the two sides and tooltip titles), tooltip, title, subtitle, footer,
        description.
    """
    laid = slope_rows(rows, labels=labels)
    names = grid.column(row["name"] for row in laid)
    one_side = f"width < {2 * names + 184}"  # no room for the names on the left as well
    shown = f"min({names}, width * ({one_side} ? 0.4 : 0.3))"
    # Where the lines would get too short, as on a phone, the names stand once: at their right.
    names_left = f"({one_side} ? 0 : {shown})"
    left, right = f"{names_left} + 34", f"width - ({shown} + 80)"
    scale = alt.Scale(domain=[0, 1], range=[{"expr": left}, {"expr": right}], nice=False)
    layers = [
        grid.band(tokens.tint, x=f"{right} + 6", cornerRadius=4),
        *_lines(scale, tokens),
        *_before(names_left, tokens),
        *_now(shown, right, tokens),
        *_slope_heads(labels, left, right, tokens),
        grid.target(_slope_titles(labels)),
    ]
    return grid.assemble(layers, laid, height=grid.rows_height(len(laid)), labels=labels, tokens=tokens)


def _mover_colour(still: str, tokens: Tokens) -> dict[str, str]:
    return grid.choose(grid.FOCUS, tokens.focus, grid.choose(MOVED, tokens.primary, still))


def _lines(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    colour = _mover_colour(context(tokens.quiet, tokens), tokens)
    x = grid.across("along", scale, None)
    curve = (
        alt.Chart()
        .mark_line(
            interpolate="basis",
            stroke=colour,
            strokeWidth=grid.choose(grid.FOCUS, 2.6, 1.6),
            strokeDash=grid.choose("datum.moved < 0", [4, 3], [1, 0]),
            aria=False,
        )
        .encode(x=x, y=grid.pixels("bend"), detail=alt.Detail("region", type="nominal"))
        .transform_filter("datum.linked")
        .transform_fold(["bend_a", "bend_b", "bend_c", "bend_d"], as_=["knot", "bend"])
        .transform_calculate(along="({bend_a: 0, bend_b: 0.4, bend_c: 0.6, bend_d: 1})[datum.knot]")
    )
    dot = {"opacity": 1, "fill": _mover_colour(tokens.quiet, tokens), "size": 34, "aria": False}
    ends = [
        alt.Chart()
        .mark_circle(**dot)
        .encode(x=alt.XDatum(end, type="quantitative", scale=scale, axis=None), y=grid.pixels(y))
        .transform_filter("datum.linked")
        for end, y in ((0, "y_before"), (1, "y"))
    ]
    return [curve, *ends]


def _text_style(tokens: Tokens) -> dict[str, Any]:
    return {
        "color": grid.choose(f"{grid.FOCUS} || {MOVED}", tokens.ink, tokens.muted),
        "fontWeight": grid.focus_weight(),
    }


def _before(names_left: str, tokens: Tokens) -> list[alt.Chart]:
    style = {"y": "y_before", "align": "right", **_text_style(tokens)}
    # Hidden text is empty, not transparent: text beyond the edge would narrow the picture.
    name = {"expr": f"{names_left} > 0 ? datum.name : ''"}
    return [
        grid.words(name, x=names_left, limit={"expr": names_left}, **style),
        grid.words("before", x=f"{names_left} + 25", **style),
    ]


def _now(shown: str, right: str, tokens: Tokens) -> list[alt.Chart]:
    style = _text_style(tokens)
    bold = {"fontWeight": grid.choose(f"{grid.FOCUS} || {MOVED}", "bold", "normal")}
    return [
        grid.words("now", x=f"{right} + 28", align="right", **style),
        grid.words(
            "name", x=f"{right} + 38", limit={"expr": shown}, **{**style, "color": tokens.ink, **bold}
        ),
        grid.words("move", x="width - 8", align="right", color=tokens.primary, fontWeight="bold"),
    ]


def _slope_heads(labels: Labels, left: str, right: str, tokens: Tokens) -> list[alt.Chart]:
    y, heads = grid.HEADER / 2 - 2, []
    if labels.get("before"):
        narrow, limit = f"{left} < 36", {"expr": f"{right} + 10"}
        align = {"expr": f"{narrow} ? 'left' : 'right'"}
        x = f"{narrow} ? 1 : {left} - 9"
        heads.append(grid.caption(labels["before"], x=x, y=y, align=align, limit=limit, color=tokens.muted))
    if labels.get("now"):
        head = {"fontWeight": "bold", "limit": {"expr": f"width - ({right}) - 10"}}
        heads.append(grid.caption(labels["now"], x=f"{right} + 38", y=y, **head))
    return heads
