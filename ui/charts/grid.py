"""Shared layout of the row charts: fixed row steps, text columns at pixel positions, responsive by expression.

Vertical positions are pixels worked out here and stored with the rows; horizontal ones are Vega expressions of
the view's ``width``, so one specification serves every width and new rows need no new specification.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from ui.charts.spec import DATASET, Labels, Row
from ui.theme import TEXT_SIZE, Tokens

STEP = 28
HEADER = 30
PADDING = {"left": 1, "right": 1, "top": 4, "bottom": 4}
FOCUS = "datum.focus"
FIRST = "datum.row === 0"


@lru_cache(maxsize=4096)  # a move of a slider asks for every region's name again
def text_width(text: str, *, bold: bool = False) -> float:
    """Estimate the width in pixels of a text at the charts' one size; a full-width character is one em."""
    ems = sum(1.0 if unicodedata.east_asian_width(c) in "WF" else _latin(c) for c in str(text))
    return ems * TEXT_SIZE * (1.06 if bold else 1.0)


def _latin(character: str) -> float:
    if character in "iljtfr.,;:'!|()[] ":
        return 0.35
    return 0.85 if character in "mwMW%@" else 0.61


def column(texts: Iterable[Any], *, cap: float = 170, bold: bool = True) -> int:
    """Give the width in pixels of a text column: its longest text, at most `cap`."""
    return int(min(max((text_width(t, bold=bold) for t in texts if t), default=0), cap)) + 1


def ranked(rows: Sequence[Row], rank: str) -> list[Row]:
    """Sort by rank, those without one last; ties and the unranked keep their order of region id."""
    return sorted(rows, key=lambda r: (r.get(rank) is None, r.get(rank) or 0, str(r.get("region", ""))))


def middle(index: float, *, top: float, step: float = STEP) -> float:
    """Give the vertical middle of row `index` in pixels."""
    return top + (index + 0.5) * step


def rows_height(count: int) -> int:
    """Give the height of a chart of `count` rows under the shared head."""
    return HEADER + STEP * count + 2


def spoken(row: Row, titles: Mapping[str, str]) -> str:
    """Describe one row for a screen reader: its name, then title and text of each given field."""
    parts = [f"{title} {row[field]}".strip() for field, title in titles.items() if row.get(field)]
    return "; ".join([str(row.get("name", "")), *parts])


def fill_texts(row: Row, *fields: str) -> None:
    """Put an empty text where one is missing; Vega would write the word null."""
    for field in fields:
        row[field] = row.get(field) or ""


def choose(test: str, yes: Any, no: Any) -> dict[str, str]:
    """Build an expression that is `yes` where `test` holds and `no` elsewhere."""
    return {"expr": f"({test}) ? {literal(yes)} : {literal(no)}"}


def lookup(table: Mapping[str, Any], field: str) -> dict[str, str]:
    """Build an expression that maps a field through a table."""
    return {"expr": f"({json.dumps(table)})[datum.{field}]"}


def literal(value: Any) -> str:
    """Write a value as part of an expression."""
    return value["expr"] if isinstance(value, dict) else json.dumps(value)


def at(position: float | str) -> Any:
    """Give a pixel position: a number, or an expression of ``width``."""
    return {"expr": position} if isinstance(position, str) else position


def pixels(field: str = "y") -> alt.Y:
    """Encode a vertical pixel position without a scale."""
    return alt.Y(field, type="quantitative", scale=None, axis=None)


def pixels_x(field: str) -> alt.X:
    """Encode a horizontal pixel position without a scale."""
    return alt.X(field, type="quantitative", scale=None, axis=None)


def across(field: str, scale: alt.Scale, axis: alt.Axis | None) -> alt.X:
    """Encode a horizontal value on the chart's one scale; every layer needs the same axis, or none is drawn."""
    return alt.X(field, type="quantitative", scale=scale, axis=axis, title=None)


def words(
    field: str | dict[str, str],
    *,
    x: float | str | alt.X,
    where: str | None = None,
    y: str = "y",
    **mark: Any,
) -> alt.Chart:
    """Write a text column: a field, or an expression, at a pixel position or at a value of the scale.

    Silent to screen readers: the row's own mark speaks.
    """
    encoding: dict[str, Any] = {"y": pixels(y)}
    if isinstance(field, str):
        encoding["text"] = alt.Text(field, type="nominal")
    else:
        mark["text"] = field
    if isinstance(x, alt.X):
        encoding["x"] = x
    else:
        mark["x"] = at(x)
    chart = (
        alt.Chart().mark_text(baseline="middle", aria=False, **{"align": "left", **mark}).encode(**encoding)
    )
    return chart.transform_filter(where) if where else chart


def caption(text: str | dict[str, str], *, x: float | str, y: float, **mark: Any) -> alt.Chart:
    """Write one text that no row changes, such as the head of a column."""
    mark = {"align": "left", "baseline": "middle", **mark}
    return alt.Chart().mark_text(text=text, x=at(x), y=y, aria=False, **mark).transform_filter(FIRST)


def band(fill: Any, *, x: float | str = 0, where: str | None = FOCUS, **mark: Any) -> alt.Chart:
    """Fill whole rows from `x` to the right edge, by default behind the focus."""
    chart = (
        alt.Chart()
        .mark_rect(x=at(x), x2="width", fill=fill, aria=False, **mark)
        .encode(y=pixels("top"), y2=alt.Y2("bottom"))
    )
    return chart.transform_filter(where) if where else chart


def target(titles: Mapping[str, str], *, where: str | None = None) -> alt.Chart:
    """Lay an unseen mark over each row that carries its tooltip and its description."""
    layer = band("transparent", where=where)
    layer.mark.aria = True
    return layer.encode(description=alt.Description("spoken", type="nominal"), tooltip=tooltip(titles))


def tooltip(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    """Build a tooltip of ready texts: the name as its heading, then title and text of each given field."""
    fields = {"name": "title", **titles}
    return [alt.Tooltip(field, type="nominal", title=title) for field, title in fields.items() if title]


def stack_rows(rows: list[Row], *, top: float, step: float = STEP, inset: float = 1) -> list[Row]:
    """Add to each row its index and its pixels: middle, top and bottom."""
    for index, row in enumerate(rows):
        y = middle(index, top=top, step=step)
        row.update(row=index, y=y, top=y - step / 2 + inset, bottom=y + step / 2 - inset)
    return rows


def assemble(
    layers: Sequence[alt.Chart],
    rows: list[Row],
    *,
    height: float,
    labels: Labels,
    tokens: Tokens,
    below: float = 0,
) -> alt.LayerChart:
    """Lay the layers over each other on one named dataset, as wide as the container.

    Title, subtitle and footer are drawn only if given: a page writes them as text of its own. `below` is what the
    chart itself draws under its view, in pixels.
    """
    extra: dict[str, Any] = {}
    if labels.get("title"):
        extra["title"] = alt.TitleParams(labels["title"], **_given(subtitle=labels.get("subtitle")))
    if labels.get("description"):
        extra["description"] = labels["description"]
    if labels.get("footer"):
        foot = caption(labels["footer"], x=1, y=height + below + 16, color=tokens.muted)
        layers = [*layers, foot]
    return alt.LayerChart(
        layer=list(layers),
        data=alt.NamedData(DATASET),
        datasets={DATASET: rows},
        width="container",
        height=height,
        padding=PADDING,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        **extra,
    )


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def focus_weight() -> dict[str, str]:
    """Give the weight of a row's text: bold in the focus row."""
    return choose(FOCUS, "bold", "normal")


def focus_colour(focus: str, rest: str) -> dict[str, str]:
    """Give the colour of a row's text or mark: one for the focus row, one for the rest."""
    return choose(FOCUS, focus, rest)


def ranked_colour(tokens: Tokens) -> dict[str, str]:
    """Give the colour of a row's text: ink, or muted where the row has no rank."""
    return choose("datum.ranked", tokens.ink, tokens.muted)
