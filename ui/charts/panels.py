"""One small panel per dimension: the regions one below the other, the highest first, on one scale for all panels."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

LEAST = 244  # pixels of a panel, at least
GAP, BELOW = 28, 18  # between panels beside and below each other
HEAD, FOOT = 42, 18  # the name of a panel, the words of its axis
STEP = 20
TITLE = LEAST - 20
NAMES_MOST = 120
VALUE = 48
EDGE = 8
TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)
FIRST_DOT = "datum.dot === 0"


def panel_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per node x region: a panel per node, in it the highest score first, missing ones last.

    Parameters
    ----------
    rows : frame
        Columns node, name, region, place (the region's name), mark ("1" for the first region compared, and so on),
        score (may be missing), value_text, median (of all regions, may be missing), and whatever
        ``labels["tooltip"]`` names.
    labels : mapping
        Optional key ticks (the scale's round numbers, ascending; default 0 to 100).
    """
    panels: dict[str, list[Row]] = {}
    for row in records(rows):
        panels.setdefault(str(row["node"]), []).append(row)
    laid: list[Row] = []
    for panel, dots in enumerate(panels.values()):
        ordered = sorted(dots, key=lambda dot: (dot["score"] is None, -(dot["score"] or 0), int(dot["mark"])))
        for place, dot in enumerate(ordered):
            dot.update(
                panel=panel, dot=place, at=share(dot["score"], labels), cut=share(dot["median"], labels)
            )
            dot["title"] = wrapping.wrapped(str(dot["name"]), TITLE, bold=True)
            dot["title_y"] = HEAD / 2 - 4 - wrapping.raised(dot["title"])
            compared.place(dot)
            grid.fill_texts(dot, "value_text")
            dot["spoken"] = grid.spoken(dot, compared.titles(labels))
        laid += ordered
    return laid


def share(score: float | None, labels: Labels) -> float | None:
    """Return where on the scale a score lies: 0 at its first tick, 1 at its last."""
    ticks = labels.get("ticks") or TICKS
    return None if score is None else (score - ticks[0]) / (ticks[-1] - ticks[0])


def panels(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the panels side by side, as many as the picture's width has room for.

    Parameters
    ----------
    rows : frame
        See `panel_rows`.
    labels : mapping
        Optional keys: ticks, names (the pixels of the regions' names), region, score
        (tooltip titles), tooltip, title, subtitle, footer, description.
    """
    laid = panel_rows(rows, labels=labels)
    nodes = list(dict.fromkeys(row["node"] for row in laid))
    count, lines = max(len(nodes), 1), max((row["dot"] for row in laid), default=0) + 1
    colours = dict(zip(nodes, dimension_colours(len(nodes), tokens), strict=True))
    names = min(int(labels.get("names") or grid.column(row["place"] for row in laid)), NAMES_MOST)
    tall = HEAD + STEP * lines + FOOT + BELOW
    layers = [
        *_axis(labels, tokens),
        _median(tokens),
        *_dots(labels, colours, tokens),
        *_texts(names, colours, tokens),
    ]
    chart = grid.assemble(layers, laid, height=tall, labels=labels, tokens=tokens)
    chart = compared.with_signals(chart, _signals(count, tall))
    steps: Mapping[str, str] = {
        "x0": "(datum.panel % panel_columns) * (panel_width + " + f"{GAP})",
        "y0": f"floor(datum.panel / panel_columns) * {tall}",
        "left": f"datum.x0 + {names + EDGE}",
        "right": f"datum.x0 + panel_width - {VALUE + EDGE}",
        "y": f"datum.y0 + {HEAD} + {STEP} * (datum.dot + 0.5)",
        "x": "isValid(datum.at) ? datum.left + datum.at * (datum.right - datum.left) : null",
        "median_x": "isValid(datum.cut) ? datum.left + datum.cut * (datum.right - datum.left) : null",
        "top": f"datum.y0 + {HEAD}",
        "bottom": f"datum.y0 + {HEAD + STEP * lines}",
        "word": "datum.y0 + datum.title_y",
        "foot": f"datum.y0 + {HEAD + STEP * lines + FOOT / 2}",
    }
    return chart.transform_calculate(**steps)


def _signals(count: int, tall: int) -> dict[str, str]:
    """Return the columns of panels, evened out over their lines, the width of one and the height of all."""
    fits = f"max(1, min({count}, floor((width + {GAP}) / {LEAST + GAP})))"
    columns = f"ceil({count} / ceil({count} / {fits}))"
    return {
        "panel_columns": columns,
        "panel_width": f"(width - {GAP} * (panel_columns - 1)) / panel_columns",
        "height": f"ceil({count} / panel_columns) * {tall} - {BELOW}",
    }


def _axis(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    ticks = labels.get("ticks") or TICKS
    layers: list[alt.Chart] = []
    for tick in ticks:
        at = f"datum.left + {share(tick, labels)} * (datum.right - datum.left)"
        line = alt.Chart().mark_rule(x=grid.at(at), color=tokens.line, aria=False)
        layers.append(line.encode(y=grid.pixels("top"), y2=alt.Y2("bottom")).transform_filter(FIRST_DOT))
        if tick in {ticks[0], ticks[-1], ticks[len(ticks) // 2]}:
            text = f"{tick:g}".replace("-", "−")
            word = alt.Chart().mark_text(
                text=text, x=grid.at(at), baseline="middle", color=tokens.muted, aria=False
            )
            layers.append(word.encode(y=grid.pixels("foot")).transform_filter(FIRST_DOT))
    return layers


def _median(tokens: Tokens) -> alt.Chart:
    rule = alt.Chart().mark_rule(color=tokens.ink, strokeWidth=1.5, strokeDash=[3, 3], aria=False)
    encoded = rule.encode(x=grid.pixels_x("median_x"), y=grid.pixels("top"), y2=alt.Y2("bottom"))
    return encoded.transform_filter(f"{FIRST_DOT} && isValid(datum.cut)")


def _dots(labels: Labels, colours: Mapping[str, str], tokens: Tokens) -> list[alt.Chart]:
    known = "isValid(datum.at)"
    stem = alt.Chart().mark_rule(color=grid.lookup(colours, "node"), strokeWidth=3, opacity=0.35, aria=False)
    dot = alt.Chart().mark_point(
        filled=True,
        opacity=1,
        shape=compared.shape(),
        fill=grid.lookup(compared.tones(tokens), "mark"),
        size=grid.choose("datum.column === 0", 120, 80),
        stroke=tokens.paper,
        strokeWidth=1,
    )
    return [
        stem.encode(x=grid.pixels_x("left"), x2="x", y=grid.pixels()).transform_filter(known),
        dot.encode(
            x=grid.pixels_x("x"),
            y=grid.pixels(),
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(compared.titles(labels)),
        ).transform_filter(known),
    ]


def _texts(names: int, colours: Mapping[str, str], tokens: Tokens) -> list[alt.Chart]:
    weight = grid.choose("datum.column === 0", "bold", "normal")
    colour = grid.choose("isValid(datum.at)", tokens.ink, tokens.muted)
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=1,
        size=100,
        x=grid.at("datum.x0 + 6"),
        fill=grid.lookup(colours, "node"),
        aria=False,
    )
    title = grid.words(
        "title",
        x="datum.x0 + 17",
        y="word",
        where=FIRST_DOT,
        fontWeight="bold",
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
    )
    return [
        swatch.encode(y=grid.pixels("word")).transform_filter(FIRST_DOT),
        title,
        grid.words("place", x="datum.x0 + 1", limit=names, fontWeight=weight, color=colour),
        grid.words(
            "value_text", x="datum.x0 + panel_width - 1", align="right", fontWeight=weight, color=colour
        ),
    ]
