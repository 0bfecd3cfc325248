"""What is short: the shortcoming items of one region by severity, word and number beside each bar."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Severity, Tokens, mix, severity_colour

STEP = 38
TOP = 2
BAR = 10
PICK = "pick"  # the selection that a click on a row makes
# Below this width a name and its word stand over the bar instead of beside it.
NARROW = "width < 480"


def severity_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per item, the most severe first, those without evidence last.

    Parameters
    ----------
    rows : frame
        Columns item, name, severity (0-100; missing: not enough evidence), level (none, mild, moderate, severe or
        insufficient), word (the level and number as text, or the word for no evidence), indicative; focus if one
        item is chosen, and whatever ``labels["tooltip"]`` names.
    """
    ordered = sorted(
        records(rows), key=lambda r: (r["severity"] is None, -(r["severity"] or 0), str(r["item"]))
    )
    laid = grid.stack_rows(ordered, top=TOP, step=STEP)
    for row in laid:
        row["tested"] = row["severity"] is not None and row["level"] != "insufficient"
        row["indicative"] = bool(row.get("indicative")) and row["tested"]
        row["focus"] = bool(row.get("focus"))
        row["word_width"] = round(grid.text_width(row.get("word") or "", bold=row["focus"]))
        grid.fill_texts(row, "word")
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"word": labels.get("severity", "")}))


def severity_bars(
    rows: Rows, *, labels: Labels, tokens: Tokens, cuts: Sequence[float] = ()
) -> alt.LayerChart:
    """Draw shortcoming items as bars of severity; indicative ones are outlined, untested ones have no bar.

    Parameters
    ----------
    rows : frame
        See `severity_rows`.
    labels : mapping
        Optional keys: severity (tooltip title), tooltip, title, subtitle, footer, description.
    cuts : sequence of float
        Limits of the levels; the track is cut there.
    """
    laid = severity_rows(rows, labels=labels)
    names = grid.column((row["name"] for row in laid), cap=320) + 24
    figures = grid.column(row.get("word") for row in laid) + 20
    beside = f"min({names}, width * 0.5)"
    ends = [f"{NARROW} ? 1 : {beside}", f"width - ({NARROW} ? 1 : {figures})"]
    scale = alt.Scale(domain=[0, 100], range=[{"expr": end} for end in ends], nice=False)
    layers = [
        grid.band(tokens.tint, cornerRadius=4),
        *_bars(scale, tokens),
        *_cuts(cuts, scale, tokens),
        _outline(scale, tokens),
        *_texts(beside, tokens),
        grid.target(_titles(labels)).add_params(
            alt.selection_point(name=PICK, fields=["item"], on="click", toggle="false")
        ),
    ]
    chart = grid.assemble(layers, laid, height=TOP + STEP * len(laid) + 2, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        bar=f"datum.y + ({NARROW} ? 9 : 0)", text=f"datum.y - ({NARROW} ? 8 : 0)"
    )


def _drawn(x: alt.X | alt.XDatum) -> dict[str, alt.SchemaBase]:
    return {"x": x, "x2": alt.X2Datum(0), "y": grid.pixels("bar")}


def _fixed(value: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(value, type="quantitative", scale=scale, axis=None, title=None)


def _bars(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    full = {level: severity_colour(level, tokens) for level in Severity._fields}
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    track = alt.Chart().mark_bar(color=tokens.track, **bar)
    value = alt.Chart().mark_bar(fill=grid.lookup(full, "level"), **bar)
    return [
        track.encode(**_drawn(_fixed(100, scale))).transform_filter("datum.tested"),
        value.encode(**_drawn(grid.across("severity", scale, None))).transform_filter(
            "datum.tested && !datum.indicative"
        ),
    ]


def _outline(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    full = {level: severity_colour(level, tokens) for level in Severity._fields}
    pale = {level: mix(colour, tokens.paper, 0.8) for level, colour in full.items()}
    bar = alt.Chart().mark_bar(
        orient="horizontal",
        fill=grid.lookup(pale, "level"),
        stroke=grid.lookup(full, "level"),
        strokeWidth=1.5,
        strokeDash=[4, 2],
        size=BAR - 1.5,
        aria=False,
    )
    return bar.encode(**_drawn(grid.across("severity", scale, None))).transform_filter("datum.indicative")


def _cuts(cuts: Sequence[float], scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    tick = {"orient": "vertical", "size": BAR, "thickness": 1.5, "opacity": 1, "aria": False}
    colour = grid.focus_colour(tokens.tint, tokens.paper)
    return [
        alt.Chart()
        .mark_tick(color=colour, **tick)
        .encode(x=_fixed(cut, scale), y=grid.pixels("bar"))
        .transform_filter("datum.tested")
        for cut in cuts
    ]


def _texts(beside: str, tokens: Tokens) -> list[alt.Chart]:
    style = {
        "y": "text",
        "color": grid.choose("datum.tested", tokens.ink, tokens.muted),
        "fontWeight": grid.focus_weight(),
    }
    limit = {"expr": f"{NARROW} ? width - datum.word_width - 12 : {beside} - 16"}
    edge = f"width - ({NARROW} ? 1 : 8)"
    return [
        grid.words("name", x=f"{NARROW} ? 1 : 8", limit=limit, **style),
        grid.words("word", x=edge, align="right", **style),
    ]
