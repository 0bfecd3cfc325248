"""Regions over the years: a line each, broken where a year has no score, dashed where a definition changes."""

from __future__ import annotations

import math
from collections.abc import Sequence

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
        names. ``labels["ticks"]`` and ``labels["breaks"]`` are read here too.
    """
    ticks = labels.get("ticks") or (0.0, 100.0)
    breaks = [int(year) for year in labels.get("breaks") or ()]
    lines: dict[str, list[Row]] = {}
    for row in records(rows):
        lines.setdefault(row["region"], []).append(row)
    laid: list[Row] = []
    for dots in lines.values():
        before: Row | None = None
        for dot in sorted(dots, key=lambda row: row["year"]):
            _point(dot, before, ticks, breaks, labels)
            before = dot if dot["score"] is not None else None
            laid.append(dot)
    laid.sort(key=lambda row: str(row["mark"]), reverse=True)
    for index, row in enumerate(laid):
        row["row"] = index
    _name_the_last(laid)
    return laid


def _point(
    dot: Row, before: Row | None, ticks: Sequence[float], breaks: Sequence[int], labels: Labels
) -> None:
    compared.place(dot)
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
        years (the first and the last year shown), ticks (see `score_ticks`). Optional keys: breaks (years from
        which a new definition holds, each with the text over its rule), year, score (tooltip titles), tooltip, title,
        subtitle, footer, description.
    """
    laid = trend_rows(rows, labels=labels)
    first, last = labels["years"]
    names = grid.column(f"{row['name']} {row['score_text']}" for row in laid) + 20
    ends = [{"expr": f"{LEFT + EDGE}"}, {"expr": f"width - min({names}, width * 0.4)"}]
    scale = alt.Scale(domain=[first, last], range=ends, nice=False, zero=False)
    layers = [
        *_axes((first, last), labels.get("ticks") or (0.0, 100.0), scale, names, tokens),
        *_breaks(labels.get("breaks") or {}, first, last, scale, tokens),
        *_lines(scale, labels, tokens),
        *_names(scale, names, tokens),
    ]
    return grid.assemble(layers, laid, height=HEIGHT, labels=labels, tokens=tokens)


def _at(year: float, scale: alt.Scale) -> alt.XDatum:
    return alt.XDatum(year, type="quantitative", scale=scale, axis=None, title=None)


def _axes(
    years: tuple[int, int], ticks: Sequence[float], scale: alt.Scale, names: int, tokens: Tokens
) -> list[alt.Chart]:
    right = f"width - min({names}, width * 0.4) + 6"
    layers: list[alt.Chart] = []
    for tick in ticks:
        y = _pixel(tick, ticks)
        line = alt.Chart().mark_rule(x=LEFT, x2=grid.at(right), color=tokens.line, aria=False)
        layers += [
            line.encode(y=alt.value(y)).transform_filter(grid.FIRST),
            grid.caption(f"{tick:g}".replace("-", "−"), x=LEFT - 8, y=y, align="right", color=tokens.muted),
        ]
    for year in range(years[0], years[1] + 1):
        word = alt.Chart().mark_text(text=str(year), y=BOTTOM + 17, color=tokens.muted, aria=False)
        layers.append(word.encode(x=_at(year, scale)).transform_filter(grid.FIRST))
    return layers


def _breaks(
    breaks: dict[int, str], first: int, last: int, scale: alt.Scale, tokens: Tokens
) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    for year, text in breaks.items():
        if not first < year <= last:
            continue
        rule = alt.Chart().mark_rule(y=TOP - 8, y2=BOTTOM, color=tokens.muted, strokeDash=[2, 3], aria=False)
        word = alt.Chart().mark_text(text=text, y=TOP - 16, color=tokens.muted, baseline="middle", aria=False)
        x = _at(year - 0.5, scale)
        layers += [mark.encode(x=x).transform_filter(grid.FIRST) for mark in (rule, word)]
    return layers


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
        ).transform_filter("isValid(datum.y)"),
    ]


def _names(scale: alt.Scale, names: int, tokens: Tokens) -> list[alt.Chart]:
    return [
        grid.words(
            {"expr": "datum.name + '  ' + datum.score_text"},
            x=grid.across("year", scale, None),
            y="y_name",
            where="datum.last",
            dx=12,
            limit={"expr": f"min({names}, width * 0.4) - 14"},
            fontWeight=grid.choose("datum.column === 0", "bold", "normal"),
        )
    ]
