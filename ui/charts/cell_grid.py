"""Rows by columns of cells: names at the left, heads above; on a phone the names stand over their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, label_on

HEAD, SLANTED = 26, 84  # the room above the cells for heads side by side, and for slanted ones
SLANT = -55
LONGEST = 92  # of a slanted head, in pixels along it
FIRST_CELL = "datum.cell === 0"
NO_DATA = "–"
FLAGS = ("strong", "bold", "framed")


@dataclass(frozen=True)
class Frame:
    """The pixels of a grid: of a cell, at least and at most; of a line, and of a tall one with its name over its cells.

    Names longer than `name` stand on two lines, `indent` from the left edge; below a width of `phone` all are tall.
    """

    cell: tuple[int, int] = (30, 110)
    step: tuple[int, int] = (30, 46)
    name: int = 190
    indent: int = 1
    phone: int = 0


def cell_rows(rows: Rows, *, labels: Labels, frame: Frame) -> list[Row]:
    """Lay out one row per cell; lines and columns keep their order.

    Parameters
    ----------
    rows : frame
        Columns line (id), name (of the line), place (the column's head), and optionally line_name (where name, the
        heading of the tooltip, says more than the line), strong (a line in bold), bold (a column in bold), tone (0 to
        4; -1 for a missing value, -2 for a cell that cannot have one), framed (whether the cell has an outline), and
        whatever ``labels["tooltip"]`` names.
    """
    lines: dict[str, list[Row]] = {}
    for row in records(rows):
        lines.setdefault(str(row["line"]), []).append(row)
    laid: list[Row] = []
    for index, cells in enumerate(lines.values()):
        for place, cell in enumerate(cells):
            cell.update(row=index, cell=place, **{one: bool(cell.get(one)) for one in FLAGS})
            cell.setdefault("line_name", cell["name"])
            cell["name_lines"] = wrapping.wrapped(str(cell["line_name"]), frame.name, bold=cell["strong"])
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
    frame: Frame,
) -> alt.LayerChart:
    """Put painted cells under their heads and beside their names.

    Parameters
    ----------
    paint : layers
        They place marks at the fields left, right, centre, top, bottom and y of a cell.
    labels : mapping
        columns (how many). Optional keys: above (pixels left free over the heads), head (those of the widest head),
        tooltip, title, subtitle, footer, description.
    """
    columns, above = max(int(labels.get("columns") or 1), 1), int(labels.get("above") or 0)
    (least, most), (step, tall_step) = frame.cell, frame.step
    count = max((row["row"] for row in laid), default=-1) + 1
    lines = (line for row in laid for line in row["name_lines"].split(wrapping.BREAK))
    names = grid.column(lines, cap=frame.name) + frame.indent + 13
    widest = int(labels.get("head") or grid.column((row["place"] for row in laid), cap=400))
    layers = [*paint, _names(names, frame.indent), *_heads(above), _target(labels)]
    chart = grid.assemble(layers, laid, height=above + SLANTED + step * count, labels=labels, tokens=tokens)
    chart = compared.with_signals(
        chart,
        {
            "tall": f"width < {max(names + least * columns, frame.phone)}",
            "cell_left": f"tall ? 0 : {names}",
            "cell_width": f"min({most}, (width - cell_left) / {columns})",
            "slanted": f"cell_width < {widest + 6}",
            "head": f"{above} + (slanted ? {SLANTED} : {HEAD})",
            "step": f"tall ? {tall_step} : {step}",
            "height": f"head + step * {count}",
        },
    )
    return chart.transform_calculate(
        top=f"head + step * datum.row + (tall ? {tall_step - step + 4} : 1)",
        bottom="head + step * (datum.row + 1) - 1",
        y="(datum.top + datum.bottom) / 2",
        left="cell_left + cell_width * datum.cell + 1",
        right="datum.left + cell_width - 2",
        centre="(datum.left + datum.right) / 2",
        title_y="tall ? datum.top - 11 : datum.y - datum.raised",
    )


def fills(tokens: Tokens) -> alt.Chart:
    """Fill the cells that have a tone: the darker the higher."""
    fill = grid.lookup({str(step): colour for step, colour in enumerate(tokens.sequential)}, "tone")
    stroke = grid.choose("datum.framed", tokens.ink, "transparent")
    full = alt.Chart().mark_rect(fill=fill, stroke=stroke, strokeWidth=1.5, cornerRadius=2, aria=False)
    return full.encode(**_place()).transform_filter("datum.tone >= 0")


def outlines(where: str, stroke: str, **mark: Any) -> alt.Chart:
    """Draw the cells of which `where` holds as empty ones."""
    empty = alt.Chart().mark_rect(fill="transparent", stroke=stroke, cornerRadius=2, aria=False, **mark)
    return empty.encode(**_place()).transform_filter(where)


def texts(first: str, tokens: Tokens, *, y: str = "y", **mark: Any) -> alt.Chart:
    """Write the text that an expression gives into the middle of every cell, in an ink that reads on its tone."""
    inks = {str(step): label_on(colour) for step, colour in enumerate(tokens.sequential)}
    ink = grid.lookup({**inks, "-1": tokens.muted, "-2": tokens.muted}, "tone")
    return grid.words({"expr": first}, x=grid.pixels_x("centre"), y=y, align="center", color=ink, **mark)


def numbers(tokens: Tokens, *, short: int) -> list[alt.Chart]:
    """Draw the cells with their numbers (value_text; short_text in cells narrower than `short`), dashed if missing."""
    text = f"cell_width < {short} ? datum.short_text : datum.value_text"
    return [
        fills(tokens),
        outlines("datum.tone === -1", tokens.quiet, strokeDash=[3, 3]),
        texts(text, tokens, fontWeight=grid.choose("datum.framed", "bold", "normal")),
    ]


def _place() -> dict[str, Any]:
    return {"x": grid.pixels_x("left"), "x2": "right", "y": grid.pixels("top"), "y2": alt.Y2("bottom")}


def _target(labels: Labels) -> alt.Chart:
    """Lay an unseen mark over each cell that speaks."""
    spoken, tooltip = alt.Description("spoken", type="nominal"), grid.tooltip(labels.get("tooltip", {}))
    target = alt.Chart().mark_rect(fill="transparent", aria=True)
    return target.encode(**_place(), description=spoken, tooltip=tooltip).transform_filter(
        "datum.spoken !== ''"
    )


def _names(names: int, indent: int) -> alt.Chart:
    return grid.words(
        {"expr": "tall ? datum.line_name : datum.name_lines"},
        x=indent,
        y="title_y",
        where=FIRST_CELL,
        limit={"expr": f"tall ? width - {indent} : {names - indent - 8}"},
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
