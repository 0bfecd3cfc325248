"""The criteria of one unit as bars, held against two thresholds."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP = 26  # room for the words of the thresholds
STEP = 44
BAR = 12


def criterion_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per criterion, in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, score (0-100, or missing), score_text, reached (0 below both thresholds, 1 at the lower, 2 at the
        higher), rated (set by the reader), mid and high (0-100, the same in each row), mid_text, high_text, and
        whatever ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    for row in laid:
        row["known"] = row["score"] is not None
        row["rated"] = bool(row.get("rated"))
        row["bar"], row["word"] = row["y"] + 10, row["y"] - 9
        grid.fill_texts(row, "score_text", "mid_text", "high_text")
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"score_text": labels.get("score", "")}))


def criterion_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the criteria as bars on a 0-100 track, the thresholds across them; a rating of the reader's is outlined.

    Parameters
    ----------
    rows : frame
        See `criterion_rows`.
    labels : mapping
        Optional keys: score (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = criterion_rows(rows, labels=labels)
    scale = alt.Scale(domain=[0, 100], range=[1, {"expr": "width - 1"}], nice=False)
    height = TOP + STEP * len(laid) + 4
    layers = [
        *_bars(scale, tokens),
        *_threshold("mid", scale, tokens),
        *_threshold("high", scale, tokens),
        grid.words("name", x=1, y="word", limit={"expr": "width * 0.62"}, fontWeight="bold"),
        grid.words(
            "score_text",
            x="width - 1",
            y="word",
            align="right",
            limit={"expr": "width * 0.37"},
            color=grid.choose("datum.known", tokens.ink, tokens.muted),
            fontWeight=grid.choose("datum.known", "bold", "normal"),
        ),
        grid.target(_titles(labels)),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    fills = {"0": tokens.quiet, "1": tokens.severity.mild, "2": tokens.focus}
    bar = {"orient": "horizontal", "aria": False}
    place = {"x2": alt.X2Datum(0), "y": grid.pixels("bar")}
    full = alt.XDatum(100, type="quantitative", scale=scale, axis=None, title=None)
    value = grid.across("score", scale, None)
    own = alt.Chart().mark_bar(
        fill=tokens.paper, stroke=grid.lookup(fills, "reached"), strokeWidth=2, size=BAR - 2, **bar
    )
    drawn = alt.Chart().mark_bar(fill=grid.lookup(fills, "reached"), size=BAR, **bar)
    return [
        alt.Chart().mark_bar(color=tokens.track, size=BAR, **bar).encode(x=full, **place),
        drawn.encode(x=value, **place).transform_filter("datum.known && !datum.rated"),
        own.encode(x=value, **place).transform_filter("datum.known && datum.rated"),
    ]


def _threshold(which: str, scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    """Draw one threshold across every bar; of two near each other the words run apart."""
    x = grid.across(which, scale, None)
    tick = alt.Chart().mark_tick(
        orient="vertical", size=BAR + 10, thickness=2, color=tokens.ink, opacity=1, aria=False
    )
    near = "datum.mid < 25" if which == "mid" else "datum.high <= 75"
    side = {"expr": f"({near}) ? 'left' : 'right'"}
    shift = {"expr": f"({near}) ? -1 : 1"}
    word = alt.Chart().mark_text(y=9, align=side, dx=shift, baseline="middle", color=tokens.muted, aria=False)
    return [
        tick.encode(x=x, y=grid.pixels("bar")),
        word.encode(x=x, text=alt.Text(f"{which}_text", type="nominal")).transform_filter(grid.FIRST),
    ]
