"""Where regions stand in one indicator after another: a strip per indicator, its ends the lowest and highest value.

The page of comparisons marks up to ten regions on each strip, the page of shortcomings one region and a threshold.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from ui.charts import compared, grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Severity, Tokens, severity_colour

STEP = 64
NAMES = 300  # pixels of the longest name
VERDICT = 84
LEAST = 190  # a strip shorter than this says little: then the name stands over it
EDGE = 9
FIRST_DOT = "datum.dot === 0"


def strip_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per indicator x region; the indicators keep their order, marked regions are painted last.

    Parameters
    ----------
    rows : frame
        Per dot: name (the indicator), region, place (the region's name), value (in the indicator's own unit;
        missing: no dot, and `value_text` says so), value_text, mark.

        `mark` is what makes a dot more than a quiet one: missing for a quiet dot; "1" to "10" for the n-th region
        compared, in that region's colour and shape; a severity level ("none" to "severe", "insufficient") for a
        dot in that level's colour.

        Per indicator, the same in each of its rows, all optional: detail (below the name: unit and year),
        threshold (a value, drawn as a rule), threshold_text (below the rule), low_text and high_text (below the
        ends of the strip), verdict (at the right edge, in the colour of the marked dot), verdict_detail (below
        the verdict), and whatever ``labels["tooltip"]`` names.
    """
    strips: dict[str, list[Row]] = {}
    for row in records(rows):
        strips.setdefault(str(row["name"]), []).append(row)
    top = _top(labels)
    return [
        row
        for index, dots in enumerate(strips.values())
        for row in _strip(dots, index, grid.middle(index, top=top, step=STEP), labels)
    ]


def _strip(dots: list[Row], index: int, y: float, labels: Labels) -> list[Row]:
    threshold = dots[0].get("threshold")
    known = [dot["value"] for dot in dots if dot["value"] is not None]
    ends = [*known, threshold] if threshold is not None else known
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    cut = _share(threshold, low, high)
    # Painted in this order: quiet dots, then the marked ones, the first compared on top.
    ordered = sorted(dots, key=lambda dot: str(dot.get("mark") or "~"), reverse=True)
    for place, dot in enumerate(ordered):
        dot.update(row=index, dot=place, y=y, rule=y + STEP / 2, cut=cut, at=_share(dot["value"], low, high))
        compared.place(dot)
        dot["verdict_mark"] = ordered[-1].get("mark") or ""
        grid.fill_texts(
            dot,
            "value_text",
            "detail",
            "threshold_text",
            "low_text",
            "high_text",
            "verdict",
            "verdict_detail",
        )
        if cut is not None and dot["threshold_text"]:  # the threshold's text needs the place
            dot["low_text"] = dot["low_text"] if cut > 0.5 else ""
            dot["high_text"] = dot["high_text"] if cut < 0.5 else ""
        dot["spoken"] = grid.spoken(dot, _titles(labels))
    return ordered


def _share(value: float | None, low: float, high: float) -> float | None:
    if value is None:
        return None
    return (value - low) / (high - low) if high > low else 0.5


def _titles(labels: Labels) -> dict[str, str]:
    default = {
        "place": labels.get("region", ""),
        "value_text": labels.get("value", ""),
        "detail": labels.get("detail", ""),
    }
    return dict(labels.get("tooltip", default))


def _top(labels: Labels) -> float:
    return grid.HEADER if labels.get("columns") else 4


def strip_plots(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw a strip of dots per indicator, each on its own scale from the lowest to the highest value.

    Parameters
    ----------
    rows : frame
        See `strip_rows`.
    labels : mapping
        Optional keys: columns (how many regions are compared: up to three get a column of their values each, headed
        by mark and name, more a legend; without it the value stands over the marked dot), cell (the pixels of such a
        column), head (those of a name in the legend),
        verdicts (true: keep room at the right for verdicts), region, value, detail (tooltip titles), tooltip,
        title, subtitle, footer, description.
    """
    laid = strip_rows(rows, labels=labels)
    regions = int(labels.get("columns") or 0)
    many = regions > compared.FEW
    columns = 0 if many else regions
    top = f"{compared.LINE} * ({compared.LEGEND['lines']} - 1)" if many else "0"
    names = grid.column([text for row in laid for text in (row["name"], row["detail"])], cap=NAMES) + 16
    cell = int(labels.get("cell") or compared.VALUE)
    room = columns * cell + (VERDICT if labels.get("verdicts") else 0) + EDGE
    narrow = f"width < {names + room + LEAST}"
    kept = EDGE + (VERDICT if labels.get("verdicts") else 0)
    left, right = f"({narrow} ? {EDGE} : {names + EDGE})", f"(width - ({narrow} ? {kept} : {room}))"
    scale = alt.Scale(domain=[0, 1], range=[{"expr": left}, {"expr": right}], nice=False)
    tones = _tones(tokens)
    layers = [
        _track(scale, tokens),
        _separator(tokens),
        *_threshold(scale, tokens),
        *_ends(left, right, "false" if not columns else narrow, tokens),
        *_dots(scale, tones, labels, tokens),
        *_names(names, narrow, tokens),
        *_verdicts(tones, tokens),
    ]
    legend, signals = compared.legend(regions, int(labels.get("head") or 120), _MARKED, tokens)
    if many:
        layers += legend
    else:
        layers += _columns((columns, cell), narrow, tokens) if columns else [_value(scale)]
    height = _top(labels) + STEP * len({row["row"] for row in laid})
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    if many:
        chart = compared.with_signals(chart, {**signals, "height": f"{height} + {top}"})
    return chart.transform_calculate(
        strip=f"datum.y + {top} + ({narrow} ? {0 if columns else 8} : 0)",
        word=f"datum.y + {top} - ({narrow} ? 22 : 9)",
        below=f"datum.y + {top} + ({narrow} && {str(not columns).lower()} ? 26 : 21)",
        values=f"datum.y + ({narrow} ? 20 : 0)",
        line=f"datum.rule + {top}",
    )


_MARKED = f"{grid.FIRST} && datum.column >= 0"


def _tones(tokens: Tokens) -> dict[str, str]:
    levels = {level: severity_colour(level, tokens) for level in Severity._fields}
    return {"": tokens.quiet, **compared.tones(tokens), **levels}


def _fixed(value: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(value, type="quantitative", scale=scale, axis=None, title=None)


def _track(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_rule(color=tokens.line, strokeWidth=2, aria=False)
    encoded = line.encode(x=_fixed(0, scale), x2=alt.X2Datum(1), y=grid.pixels("strip"))
    return encoded.transform_filter(FIRST_DOT)


def _separator(tokens: Tokens) -> alt.Chart:
    line = alt.Chart().mark_rule(x=0, x2="width", color=tokens.line, aria=False)
    return line.encode(y=grid.pixels("line")).transform_filter(FIRST_DOT)


def _threshold(scale: alt.Scale, tokens: Tokens) -> list[alt.Chart]:
    where = f"{FIRST_DOT} && isValid(datum.cut)"
    x = grid.across("cut", scale, None)
    tick = alt.Chart().mark_tick(
        orient="vertical", size=24, thickness=2, color=tokens.ink, opacity=1, aria=False
    )
    # Near an end the text runs inwards, so that it never leaves the picture.
    side = {"expr": "datum.cut < 0.25 ? 'left' : datum.cut > 0.75 ? 'right' : 'center'"}
    return [
        tick.encode(x=x, y=grid.pixels("strip")).transform_filter(where),
        grid.words("threshold_text", x=x, y="below", where=where, align=side, color=tokens.muted),
    ]


def _ends(left: str, right: str, hidden: str, tokens: Tokens) -> list[alt.Chart]:
    style = {"y": "below", "where": FIRST_DOT, "color": tokens.muted}
    return [
        grid.words({"expr": f"{hidden} ? '' : datum.low_text"}, x=f"{left} - 5", **style),
        grid.words({"expr": f"{hidden} ? '' : datum.high_text"}, x=f"{right} + 5", align="right", **style),
    ]


def _dots(scale: alt.Scale, tones: Mapping[str, str], labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    marked = "datum.mark !== ''"
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=compared.shape(),
        fill=grid.lookup(tones, "mark"),
        fillOpacity=grid.choose(marked, 1, 0.55),
        size=grid.choose(marked, 130, 62),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    encoded = dot.encode(
        x=grid.across("at", scale, None),
        y=grid.pixels("strip"),
        description=alt.Description("spoken", type="nominal"),
        tooltip=grid.tooltip(_titles(labels)),
    )
    return [encoded.transform_filter("isValid(datum.at)")]


def _names(names: int, narrow: str, tokens: Tokens) -> list[alt.Chart]:
    limit = {"expr": f"{narrow} ? width * 0.62 : {names - 12}"}
    style = {"y": "word", "where": FIRST_DOT}
    beside = {"align": {"expr": f"{narrow} ? 'right' : 'left'"}, "dy": {"expr": f"{narrow} ? 0 : 18"}}
    return [
        grid.words("name", x=1, limit=limit, fontWeight="bold", **style),
        grid.words(
            "detail",
            x=f"{narrow} ? width - 1 : 1",
            limit={"expr": f"{narrow} ? width * 0.36 : {names - 12}"},
            color=tokens.muted,
            **beside,
            **style,
        ),
    ]


def _verdicts(tones: Mapping[str, str], tokens: Tokens) -> list[alt.Chart]:
    right = {"x": "width - 1", "align": "right", "where": FIRST_DOT}
    colour = grid.lookup(dict(tones), "verdict_mark")
    return [
        grid.words("verdict", y="strip", dy=-8, color=colour, fontWeight="bold", **right),
        grid.words("verdict_detail", y="strip", dy=10, color=tokens.muted, **right),
    ]


def _value(scale: alt.Scale) -> alt.Chart:
    side = {"expr": "datum.at < 0.1 ? 'left' : datum.at > 0.9 ? 'right' : 'center'"}
    return grid.words(
        "value_text",
        x=grid.across("at", scale, None),
        y="strip",
        where="datum.mark !== '' && isValid(datum.at)",
        dy=-15,
        align=side,
        fontWeight="bold",
    )


def _columns(width: tuple[int, int], narrow: str, tokens: Tokens) -> list[alt.Chart]:
    """Write the values in columns; under the strip, as wide as the picture, where that is narrow."""
    return compared.columns(width, narrow, tokens, known="isValid(datum.at)", cell=f"width / {width[0]}")
