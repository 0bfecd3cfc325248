"""How far each lever must go: from today to what is needed, with the best other region and the own pace as ticks."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, mix

TOP = 30  # the legend
STEP = 50
BAR = 10
WORD, DRAWN = -10, 11  # where the words and the bar of a row stand, from its middle
ENTRY = 14  # between a mark of the legend and its words


def lever_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per lever, in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, start and end (scores today and needed), peer and pace (scores of the best other region's value
        and of where the own pace leads; may be missing), values_text ("3.0 → 4.7%"), and whatever
        ``labels["tooltip"]`` names.
    """
    laid = grid.stack_rows(records(rows), top=TOP, step=STEP)
    for row in laid:
        row["bar"], row["word"] = row["y"] + DRAWN, row["y"] + WORD
        grid.fill_texts(row, "values_text")
        row["spoken"] = grid.spoken(row, _titles(labels))
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"values_text": labels.get("values", "")}))


def lever_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw every lever as a bar that grows from today's score to the one needed.

    Parameters
    ----------
    rows : frame
        See `lever_rows`.
    labels : mapping
        low, high (the ends of the scale), legend (texts for today, needed, peer, pace). Optional keys: values (tooltip
        title), tooltip, title, subtitle, footer, description.
    """
    laid = lever_rows(rows, labels=labels)
    domain = [float(labels.get("low", 0)), float(labels.get("high", 100))]
    scale = alt.Scale(domain=domain, range=[1, {"expr": "width - 1"}], nice=False, clamp=True)
    height = TOP + STEP * len(laid) + 2
    layers = [
        *_bars(scale, domain, tokens),
        _tick("peer", scale, tokens.ink, 2),
        _tick("pace", scale, tokens.severity.moderate, 3),
        grid.words("name", x=1, y="word", limit={"expr": "width * 0.55"}, fontWeight="bold"),
        grid.words("values_text", x="width - 1", y="word", align="right", limit={"expr": "width * 0.44"}),
        *_legend(labels, tokens),
        grid.target(_titles(labels)),
    ]
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)


def _bars(scale: alt.Scale, domain: list[float], tokens: Tokens) -> list[alt.Chart]:
    bar = {"orient": "horizontal", "size": BAR, "aria": False}
    high = alt.XDatum(domain[1], type="quantitative", scale=scale, axis=None, title=None)
    y = grid.pixels("bar")
    from_low = {"x2": alt.X2Datum(domain[0]), "y": y}
    return [
        alt.Chart().mark_bar(color=tokens.track, **bar).encode(x=high, **from_low),
        alt.Chart()
        .mark_bar(color=_today(tokens), **bar)
        .encode(x=grid.across("start", scale, None), **from_low),
        alt.Chart()
        .mark_bar(color=tokens.focus, **bar)
        .encode(x=grid.across("end", scale, None), x2="start", y=y)
        .transform_filter("datum.end > datum.start"),
    ]


def _today(tokens: Tokens) -> str:
    return mix(tokens.focus, tokens.track, 0.62)


def _tick(field: str, scale: alt.Scale, colour: str, thickness: float) -> alt.Chart:
    tick = alt.Chart().mark_tick(
        orient="vertical", size=BAR + 8, thickness=thickness, color=colour, opacity=1, aria=False
    )
    encoded = tick.encode(x=grid.across(field, scale, None), y=grid.pixels("bar"))
    return encoded.transform_filter(f"isValid(datum.{field})")


def _legend(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    """Write what the colours and ticks are, one beside the other; those without a text are left out."""
    marks = {
        "today": _today(tokens),
        "needed": tokens.focus,
        "peer": tokens.ink,
        "pace": tokens.severity.moderate,
    }
    layers: list[alt.Chart] = []
    x = 1.0
    for name, colour in marks.items():
        text = dict(labels.get("legend", {})).get(name)
        if not text:
            continue
        tick = name in ("peer", "pace")
        mark = alt.Chart().mark_rect(
            x=x + (4 if tick else 0), x2=x + (7 if tick else 10), y=3, y2=15, color=colour, aria=False
        )
        layers += [
            mark.transform_filter(grid.FIRST),
            grid.caption(text, x=x + ENTRY, y=9, color=tokens.muted),
        ]
        x += ENTRY + grid.text_width(text) + 16
    return layers
