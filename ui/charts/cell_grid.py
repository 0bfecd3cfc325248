"""Rows by columns of cells: names at the left, heads above; on a phone the names stand over their cells."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens

STEP, TALL_STEP = 30, 46  # a tall row has its name over its cells
NAME = 190  # names longer than this stand on two lines
HEAD, SLANTED = 24, 84  # the room above the cells for heads side by side, and for slanted ones
SLANT = -55
LONGEST = 92  # of a slanted head, in pixels along it
FIRST_CELL = "datum.cell === 0"


def cell_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell; lines and columns keep their order.

    Parameters
    ----------
    rows : frame
        Columns line (id), name (of the line), place (the column's head), and optionally strong (a line in bold),
        bold (a column in bold), and whatever ``labels["tooltip"]`` names.
    """
    lines: dict[str, list[Row]] = {}
    for row in records(rows):
        lines.setdefault(str(row["line"]), []).append(row)
    laid: list[Row] = []
    for index, cells in enumerate(lines.values()):
        for place, cell in enumerate(cells):
            cell.update(row=index, cell=place, strong=bool(cell.get("strong")), bold=bool(cell.get("bold")))
            cell["name_lines"] = wrapping.wrapped(str(cell["name"]), NAME, bold=cell["strong"])
            cell["raised"] = wrapping.raised(cell["name_lines"])
            cell["spoken"] = grid.spoken(cell, dict(labels.get("tooltip", {})))
        laid += cells
    return laid


def cell_grid(
    paint: Sequence[alt.Chart],
    laid: list[Row],
    *,
    labels: Labels,
    tokens: Tokens,
    cell: tuple[int, int],
) -> alt.LayerChart:
    """Put painted cells under their heads and beside their names.

    Parameters
    ----------
    paint : layers
        They place marks at the fields left, right, centre, top, bottom and y of a cell.
    labels : mapping
        columns (how many). Optional keys: above (pixels left free over the heads), tooltip, title, subtitle, footer,
        description.
    cell : the least and the greatest width of a cell in pixels
    """
    columns, above = max(int(labels.get("columns") or 1), 1), int(labels.get("above") or 0)
    least, most = cell
    count = max((row["row"] for row in laid), default=-1) + 1
    names = grid.column((line for row in laid for line in row["name_lines"].split("\n")), cap=NAME) + 14
    widest = grid.column((row["place"] for row in laid), cap=400)
    place = {"x": grid.pixels_x("left"), "x2": "right", "y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    target = (
        alt.Chart()
        .mark_rect(fill="transparent", aria=True)
        .encode(
            **place,
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(dict(labels.get("tooltip", {}))),
        )
    )
    layers = [*paint, _names(names), *_heads(above), target]
    chart = grid.assemble(layers, laid, height=above + SLANTED + STEP * count, labels=labels, tokens=tokens)
    chart = compared.with_signals(
        chart,
        {
            "tall": f"width < {names + least * columns}",
            "cell_left": f"tall ? 0 : {names}",
            "cell_width": f"min({most}, (width - cell_left) / {columns})",
            "slanted": f"cell_width < {widest + 6}",
            "head": f"{above} + (slanted ? {SLANTED} : {HEAD})",
            "step": f"tall ? {TALL_STEP} : {STEP}",
            "height": f"head + step * {count}",
        },
    )
    return chart.transform_calculate(
        top=f"head + step * datum.row + (tall ? {TALL_STEP - STEP + 4} : 1)",
        bottom="head + step * (datum.row + 1) - 1",
        y="(datum.top + datum.bottom) / 2",
        left="cell_left + cell_width * datum.cell + 1",
        right="datum.left + cell_width - 2",
        centre="(datum.left + datum.right) / 2",
        word="tall ? datum.top - 11 : datum.y - datum.raised",
    )


def _names(names: int) -> alt.Chart:
    return grid.words(
        {"expr": "tall ? datum.name : datum.name_lines"},
        x=1,
        y="word",
        where=FIRST_CELL,
        limit={"expr": f"tall ? width - 4 : {names - 8}"},
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
        fontWeight=grid.choose("datum.strong", "bold", "normal"),
    )


def _heads(above: int) -> list[alt.Chart]:
    shared = {
        "baseline": "middle",
        "fontWeight": grid.choose("datum.bold", "bold", "normal"),
        "aria": False,
    }
    text = alt.Text("place", type="nominal")
    level = alt.Chart().mark_text(align="center", y=above + HEAD / 2 - 2, **shared)
    slanted = alt.Chart().mark_text(
        align="left", angle=360 + SLANT, y=above + SLANTED - 10, limit=LONGEST, **shared
    )
    return [
        level.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && !slanted"),
        slanted.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && slanted"),
    ]
