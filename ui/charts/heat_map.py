"""Regions by dimension or indicator: a cell each with its number, the darker the higher, dashed without data."""

from __future__ import annotations

import altair as alt

from ui.charts import cell_grid, compared, grid
from ui.charts.panels import share
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

FRAME = cell_grid.Frame(cell=(48, 150), name=250, indent=18)
SHORT = 40  # narrower cells have numbers without a decimal


def heat_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per node x region; nodes and regions keep their order.

    Parameters
    ----------
    rows : frame
        Columns node, name, dimension (the dimension that the node is or belongs to), part (true: smaller than a
        dimension), region, place (the region's name), mark ("1" for the first region compared, and so on), score (may
        be missing), value_text and short_text (the number with and without its decimal; empty where missing), and
        whatever ``labels["tooltip"]`` names.
    labels : mapping
        Optional key ticks (the scale's round numbers, ascending; default 0 to 100).
    """
    laid = records(rows)
    known: dict[str, list[float]] = {}
    for cell in laid:
        at = share(cell["score"], labels)
        compared.place(cell)
        cell.update(line=cell["node"], part=bool(cell.get("part")), tone=tone(at))
        cell.update(strong=not cell["part"], bold=cell["column"] == 0)
        if at is None:
            cell["value_text"] = cell["short_text"] = cell_grid.NO_DATA
        else:
            known.setdefault(str(cell["line"]), []).append(cell["score"])
    for cell in laid:
        others = known.get(str(cell["line"]), [])
        cell["framed"] = cell["tone"] >= 0 and len(others) > 1 and cell["score"] == max(others)
    return cell_grid.cell_rows(laid, labels={"tooltip": compared.titles(labels)}, frame=FRAME)


def tone(at: float | None) -> int:
    """Return the class of a share of the scale: 0 to 4 in fifths, -1 for a missing one.

    >>> [tone(at) for at in (0.0, 0.19, 0.2, 0.99, 1.0, 1.4, -0.3, None)]
    [0, 0, 1, 4, 4, 4, 0, -1]
    """
    return -1 if at is None else max(0, min(4, int(at * 5 + 1e-9)))


def heat_map(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the cells in five steps of one hue; the best of a row has an outline, a missing one is dashed and empty.

    Parameters
    ----------
    rows : frame
        See `heat_rows`.
    labels : mapping
        columns (how many regions). Optional keys: head (the pixels of the widest region's name), dimensions (ids in
        the framework's order, which gives their colours), ticks, region, score (tooltip titles), tooltip, title,
        subtitle, footer, description.
    """
    laid = heat_rows(rows, labels=labels)
    order = list(labels.get("dimensions") or dict.fromkeys(row["dimension"] for row in laid))
    colours = dict(zip(order, dimension_colours(len(order), tokens), strict=True))
    paint = [*cell_grid.numbers(tokens, short=SHORT), _swatch(colours)]
    labels = {**labels, "tooltip": compared.titles(labels)}
    chart = cell_grid.cell_grid(paint, laid, labels=labels, tokens=tokens, frame=FRAME)
    return chart.transform_calculate(swatch="tall ? datum.top - 11 : datum.y")


def _swatch(colours: dict[str, str]) -> alt.Chart:
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=grid.choose("datum.part", 0.55, 1),
        size=grid.choose("datum.part", 40, 121),
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    return swatch.encode(y=grid.pixels("swatch")).transform_filter(cell_grid.FIRST_CELL)
