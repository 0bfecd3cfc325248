"""The legend of two measures at once: a square of three by three fields, each with its meaning in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from ui.charts import grid
from ui.charts.spec import Row
from ui.theme import Tokens, label_on

SIDE = 3
CELL = 36
TEXT, WORD = 15, 14
HEAD = 46  # the first measure's title and the bounds of its thirds
HEIGHT = HEAD + SIDE * CELL + 8
SHARE = 0.31  # of the width, for the second measure's title and bounds
WIDEST = 170  # pixels of a field


def pair_rows(labels: Mapping[str, Any], colours: Sequence[str], top: float = 0) -> list[Row]:
    """Lay out one row a field: the first measure grows to the right, the second upwards.

    Parameters
    ----------
    labels : mapping
        titles (of both measures), bounds (three texts a measure, from the last third), fields (nine texts: the last
        third of the second measure first, within it from the last third of the first).
    colours : the nine colours, in the order of the fields
    """
    rows: list[Row] = []
    for field, (word, fill) in enumerate(zip(labels["fields"], colours, strict=True)):
        column, line = field % SIDE, SIDE - 1 - field // SIDE
        y = top + HEAD + line * CELL
        rows.append({"column": column, "name": word, "fill": fill, "ink": label_on(fill), "y": y})
        rows[-1].update(low=y + CELL - 2, middle=y + CELL / 2 - 1)
    return rows


def layers(
    labels: Mapping[str, Any], colours: Sequence[str], tokens: Tokens, top: float = 0
) -> list[alt.Chart]:
    """Draw the square with its titles at `top` of a view, as layers with rows of their own."""
    rows = pair_rows(labels, colours, top)
    first, second = labels["bounds"]
    heads = [
        {"text": labels["titles"][0], "column": 0, "y": top + 10, "weight": "bold", "wide": SIDE},
        *(
            {"text": text, "column": at, "y": top + 32, "weight": "normal", "wide": 1}
            for at, text in enumerate(first)
        ),
    ]
    sides = [
        {"text": labels["titles"][1], "y": top + 32, "weight": "bold"},
        *(
            {"text": text, "y": top + HEAD + (SIDE - 1 - at + 0.5) * CELL, "weight": "normal"}
            for at, text in enumerate(second)
        ),
    ]
    return [*_fields(rows), _heads(heads, tokens), _sides(sides, tokens)]


_STEP = f"min({WIDEST}, width * {1 - SHARE} / {SIDE})"
_LEFT = f"(width * {SHARE} + datum.column * {_STEP})"


def _fields(rows: list[Row]) -> list[alt.Chart]:
    data = alt.Data(values=rows)
    cell = (
        alt.Chart(data)
        .mark_rect(
            x={"expr": _LEFT},
            x2={"expr": f"{_LEFT} + {_STEP} - 2"},
            fill={"expr": "datum.fill"},
            aria=False,
        )
        .encode(y=grid.pixels(), y2=alt.Y2("low"))
    )
    word = (
        alt.Chart(data)
        .mark_text(
            text={"expr": "datum.name"},
            x={"expr": f"{_LEFT} + {_STEP} / 2 - 1"},
            align="center",
            baseline="middle",
            fontSize={"expr": f"min({WORD}, {_STEP} / 6.5)"},
            limit={"expr": f"{_STEP} - 6"},
            color={"expr": "datum.ink"},
            aria=False,
        )
        .encode(y=grid.pixels("middle"))
    )
    return [cell, word]


def _heads(rows: list[Row], tokens: Tokens) -> alt.Chart:
    mark = alt.Chart(alt.Data(values=rows)).mark_text(
        text={"expr": "datum.text"},
        x={"expr": _LEFT},
        align="left",
        baseline="middle",
        fontSize={"expr": f"datum.wide > 1 ? {TEXT} : min({TEXT}, {_STEP} / 7)"},
        fontWeight={"expr": "datum.weight"},
        limit={"expr": f"{_STEP} * datum.wide - 4"},
        color=tokens.ink,
        aria=False,
    )
    return mark.encode(y=grid.pixels())


def _sides(rows: list[Row], tokens: Tokens) -> alt.Chart:
    mark = alt.Chart(alt.Data(values=rows)).mark_text(
        text={"expr": "datum.text"},
        x={"expr": f"width * {SHARE} - 8"},
        align="right",
        baseline="middle",
        fontSize={"expr": f"min({TEXT}, width / 34)"},
        fontWeight={"expr": "datum.weight"},
        limit={"expr": f"width * {SHARE} - 8"},
        color=tokens.ink,
        aria=False,
    )
    return mark.encode(y=grid.pixels())
