"""What the ranking owes to one part: how far regions move without it, on the mean and at most."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

STEP = 27
TOP = 2
BAR = 10
EDGE = 6
# Below this width the column of who moves most goes: the table and the tooltip have it.
NARROW = "width < 400"


def shift_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per part left out, the largest mean shift first.

    Parameters
    ----------
    rows : frame
        Columns part, name, mean and most (places, 0 or more), mean_text, mover (who moves most, as text; may be
        empty), focus (whether that is the region in focus), and whatever ``labels["tooltip"]`` names.
    """
    ordered = sorted(records(rows), key=lambda row: (-row["mean"], -row["most"], str(row["part"])))
    laid = grid.stack_rows(ordered, top=TOP, step=STEP)
    # As shares of the largest, so that one specification serves all shifts.
    top = max((row["most"] for row in laid), default=0) or 1
    for row in laid:
        row.update(bar=row["mean"] / top, end=row["most"] / top, focus=bool(row.get("focus")))
        grid.fill_texts(row, "mean_text", "mover")
        row["spoken"] = grid.spoken(row, dict(labels.get("tooltip", {})))
    return laid


def shift_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the mean shift as a bar and the largest as a tick on the same track, who moves most beside them.

    Parameters
    ----------
    rows : frame
        See `shift_rows`.
    labels : mapping
        movers (the pixels of who moves most). Optional keys: tooltip, title, subtitle, footer, description.
    """
    laid = shift_rows(rows, labels=labels)
    names = grid.column((row["name"] for row in laid), cap=190, bold=False) + 12
    means = grid.column((row["mean_text"] for row in laid), bold=True) + 8
    movers = int(labels.get("movers") or 0)
    beside = f"min({names}, width * 0.42)"
    right = f"({NARROW} ? 0 : {movers})"
    ends = [{"expr": beside}, {"expr": f"width - {right} - {means} - {EDGE}"}]
    scale = alt.Scale(domain=[0, 1], range=ends, nice=False)
    layers = [
        *_bars(scale, tokens),
        grid.words("name", x=1, limit={"expr": f"{beside} - 10"}),
        grid.words("mean_text", x=f"width - {right} - 4", align="right", fontWeight="bold"),
        grid.words(
            {"expr": f"{NARROW} ? '' : datum.mover"},
            x=f"width - {right} + 8",
            limit=max(movers - 8, 1),
            color=grid.focus_colour(tokens.focus, tokens.muted),
            fontWeight=grid.focus_weight(),
        ),
        grid.target(dict(labels.get("tooltip", {}))),
    ]
    return grid.assemble(layers, laid, height=TOP + STEP * len(laid) + 2, labels=labels, tokens=tokens)


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    y = grid.pixels()
    full = alt.XDatum(1, type="quantitative", scale=scale, axis=None, title=None)
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    track = alt.Chart().mark_bar(color=tokens.track, **bar)
    value = alt.Chart().mark_bar(color=tokens.primary, **bar)
    tick = alt.Chart().mark_tick(
        orient="vertical", size=BAR + 6, thickness=2, color=tokens.ink, opacity=1, aria=False
    )
    return [
        track.encode(x=full, x2=alt.X2Datum(0), y=y),
        value.encode(x=grid.across("bar", scale, None), x2=alt.X2Datum(0), y=y),
        tick.encode(x=grid.across("end", scale, None), y=y),
    ]
