"""Regions over the years: a line each, broken where a year has no score, dashed where a definition changes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt

from ui.charts import compared, grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

TOP, BOTTOM = 26, 236
HEIGHT = BOTTOM + 26
LEFT = 40
APART = 17  # pixels between the names at the right
EDGE = 10


def score_ticks(scores: Sequence[float]) -> tuple[float, ...]:
    """Return even, round ticks that enclose the scores; at least two.

    >>> score_ticks([16.0, 36.5])
    (10.0, 20.0, 30.0, 40.0)
    """
    low, high = (min(scores), max(scores)) if scores else (0.0, 100.0)
    step = next((size for size in (2, 5, 10, 20, 25, 50) if (high - low) / size <= 4), 100)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(float(step * k) for k in range(first, max(last, first + 1) + 1))


def trend_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region x year: a point, and the piece of line that leads to it.

    Parameters
    ----------
    rows : frame
        Columns region, name (of the region), mark ("1" for the first region compared, and so on), year, score
        (missing: no point, and the line is not joined across it), score_text, and whatever ``labels["tooltip"]``
        names. Every row of a year from which a new definition holds has the words for that as `broken_text`.

    Notes
    -----
    The axes are rows too (`kind` tick, year or break), so that one specification serves all regions and years.
    """
    given = records(rows)
    ticks = score_ticks([row["score"] for row in given if row["score"] is not None])
    first = min((row["year"] for row in given), default=0)
    breaks = {row["year"]: row["broken_text"] for row in given if row.get("broken_text")}
    lines: dict[str, list[Row]] = {}
    for row in given:
        lines.setdefault(row["region"], []).append(row)
    laid: list[Row] = []
    for dots in lines.values():
        before: Row | None = None
        for dot in sorted(dots, key=lambda row: row["year"]):
            _point(dot, before, ticks, breaks, labels)
            before = dot if dot["score"] is not None else None
            laid.append(dot)
    laid.sort(key=lambda row: str(row["mark"]), reverse=True)
    _name_the_last(laid)
    years = range(first, max((row["year"] for row in given), default=0) + 1)
    axes = [
        *(
            {"kind": "tick", "y": _pixel(tick, ticks), "text": f"{tick:g}".replace("-", "−")}
            for tick in ticks
        ),
        *({"kind": "year", "year": year, "text": str(year)} for year in years),
        *(
            {"kind": "break", "year": year - 0.5, "text": text}
            for year, text in breaks.items()
            if year > first
        ),
    ]
    return [*axes, *laid]


def _point(
    dot: Row, before: Row | None, ticks: Sequence[float], breaks: Mapping[int, str], labels: Labels
) -> None:
    compared.place(dot)
    dot["kind"] = "point"
    score, year = dot["score"], dot["year"]
    dot["y"] = None if score is None else _pixel(score, ticks)
    joined = before is not None and score is not None and before["year"] == year - 1
    dot["from"] = before["year"] if before is not None and joined else None
    dot["y_from"] = before["y"] if before is not None and joined else None
    dot["broken"] = joined and year in breaks
    dot["year_text"] = str(year)
    grid.fill_texts(dot, "score_text")
    dot["spoken"] = grid.spoken(dot, _titles(labels))


def _pixel(score: float, ticks: Sequence[float]) -> float:
    return BOTTOM - (BOTTOM - TOP) * (score - ticks[0]) / (ticks[-1] - ticks[0])


def _name_the_last(laid: list[Row]) -> None:
    """Put every region's name at its last point, pushed apart where names would touch."""
    last: dict[str, Row] = {}
    for row in laid:
        row.update(last=False, y_name=row["y"])
        if row["y"] is not None and (row["region"] not in last or row["year"] > last[row["region"]]["year"]):
            last[row["region"]] = row
    edge = -math.inf
    for row in sorted(last.values(), key=lambda row: row["y"]):
        row["last"] = True
        row["y_name"] = edge = max(row["y"], edge + APART)
    over = edge - (BOTTOM + 4)
    if over > 0:
        below = math.inf
        for row in sorted(last.values(), key=lambda row: -row["y_name"]):
            row["y_name"] = below = min(row["y_name"], BOTTOM + 4, below - APART)


def _titles(labels: Labels) -> dict[str, str]:
    default = {"year_text": labels.get("year", ""), "score_text": labels.get("score", "")}
    return dict(labels.get("tooltip", default))


def trend_lines(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw scores over the years, a line and a shape per region, named at its last point.

    Parameters
    ----------
    rows : frame
        See `trend_rows`.
    labels : mapping
        years (the first and the last year shown). Optional keys: names (the pixels of a region's name and score),
        year, score (tooltip titles), tooltip, title, subtitle, footer, description.
    """
    laid = trend_rows(rows, labels=labels)
    points = [row for row in laid if row["kind"] == "point"]
    room = labels.get("names") or grid.column(f"{row['name']} {row['score_text']}" for row in points)
    names = f"min({room + 24}, width * 0.4)"
    ends = [{"expr": f"{LEFT + EDGE}"}, {"expr": f"width - {names}"}]
    scale = alt.Scale(domain=list(labels["years"]), range=ends, nice=False, zero=False)
    layers = [*_axes(scale, names, tokens), *_lines(scale, labels, tokens), *_names(scale, names)]
    return grid.assemble(layers, laid, height=HEIGHT, labels=labels, tokens=tokens)


def _axes(scale: alt.Scale, names: str, tokens: Tokens) -> list[alt.Chart]:
    tick, year, broken = (f"datum.kind === '{kind}'" for kind in ("tick", "year", "break"))
    x = grid.across("year", scale, None)
    line = alt.Chart().mark_rule(x=LEFT, x2=grid.at(f"width - {names} + 6"), color=tokens.line, aria=False)
    rule = alt.Chart().mark_rule(y=TOP - 8, y2=BOTTOM, color=tokens.muted, strokeDash=[2, 3], aria=False)
    words = [
        grid.words("text", x=x, where=where, align="center", color=tokens.muted).encode(y=alt.value(y))
        for where, y in ((year, BOTTOM + 17), (broken, TOP - 16))
    ]
    return [
        line.encode(y=grid.pixels()).transform_filter(tick),
        grid.words("text", x=LEFT - 8, where=tick, align="right", color=tokens.muted),
        rule.encode(x=x).transform_filter(broken),
        *words,
    ]


def _lines(scale: alt.Scale, labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    colour = grid.lookup(compared.tones(tokens), "mark")
    piece = alt.Chart().mark_rule(
        stroke=colour,
        strokeWidth=grid.choose("datum.column === 0", 2.6, 1.8),
        strokeDash=grid.choose("datum.broken", [4, 4], [1, 0]),
        aria=False,
    )
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=compared.shape(),
        fill=colour,
        size=110,
        stroke=tokens.paper,
        strokeWidth=1,
    )
    return [
        piece.encode(
            x=grid.across("from", scale, None),
            x2="year",
            y=grid.pixels("y_from"),
            y2=alt.Y2("y"),
        ).transform_filter("isValid(datum.from)"),
        dot.encode(
            x=grid.across("year", scale, None),
            y=grid.pixels(),
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(_titles(labels)),
        ).transform_filter("datum.kind === 'point' && isValid(datum.y)"),
    ]


def _names(scale: alt.Scale, names: str) -> list[alt.Chart]:
    return [
        grid.words(
            {"expr": "datum.score_text + '  ' + datum.name"},
            x=grid.across("year", scale, None),
            y="y_name",
            where="datum.last",
            dx=12,
            limit={"expr": f"{names} - 14"},
            fontWeight=grid.choose("datum.column === 0", "bold", "normal"),
        )
    ]
