"""Regions by dimension or indicator: a cell each with its number, the darker the higher, dashed without data."""

from __future__ import annotations

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.panels import share
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours, label_on

STEP, TALL_STEP = 30, 46  # a tall row has its name over its cells
CELL, MOST = 48, 150  # pixels of a cell
SHORT = 40  # narrower cells have numbers without a decimal
NAME = 250  # names longer than this stand on two lines
INDENT = 18
HEAD, SLANTED = 26, 84  # the room above the cells for names side by side, and for slanted ones
SLANT = -55
LONGEST = 92  # of a slanted name, in pixels along it
FIRST_CELL = "datum.cell === 0"
NO_DATA = "–"


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
    lines: dict[str, list[Row]] = {}
    for row in records(rows):
        lines.setdefault(str(row["node"]), []).append(row)
    laid: list[Row] = []
    for index, cells in enumerate(lines.values()):
        known = [cell["score"] for cell in cells if cell["score"] is not None]
        for place, cell in enumerate(cells):
            at = share(cell["score"], labels)
            cell.update(row=index, cell=place, part=bool(cell.get("part")), tone=tone(at))
            cell["best"] = at is not None and len(known) > 1 and cell["score"] == max(known)
            cell["name_lines"] = wrapping.wrapped(str(cell["name"]), NAME, bold=not cell["part"])
            cell["raised"] = wrapping.raised(cell["name_lines"])
            compared.place(cell)
            for field in ("value_text", "short_text"):
                cell[field] = cell.get(field) if at is not None else NO_DATA
            cell["spoken"] = grid.spoken(cell, compared.titles(labels))
        laid += cells
    return laid


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
    columns = max(int(labels.get("columns") or 1), 1)
    count = max((row["row"] for row in laid), default=-1) + 1
    lines = (line for row in laid for line in row["name_lines"].split(wrapping.BREAK))
    names = grid.column(lines, cap=NAME) + INDENT + 12
    order = list(labels.get("dimensions") or dict.fromkeys(row["dimension"] for row in laid))
    colours = dict(zip(order, dimension_colours(len(order), tokens), strict=True))
    widest = int(labels.get("head") or grid.column(row["place"] for row in laid))
    layers = [
        *_cells(labels, tokens),
        *_numbers(tokens),
        *_names(names, colours, tokens),
        *_heads(),
    ]
    chart = grid.assemble(layers, laid, height=SLANTED + STEP * count, labels=labels, tokens=tokens)
    chart = compared.with_signals(
        chart,
        {
            "tall": f"width < {names + CELL * columns}",
            "cell_left": f"tall ? 0 : {names}",
            "cell_width": f"min({MOST}, (width - cell_left) / {columns})",
            "slanted": f"cell_width < {widest + 6}",
            "head": f"slanted ? {SLANTED} : {HEAD}",
            "step": f"tall ? {TALL_STEP} : {STEP}",
            "height": f"head + step * {count}",
        },
    )
    steps = {
        "top": f"head + step * datum.row + (tall ? {TALL_STEP - STEP + 4} : 1)",
        "bottom": "head + step * (datum.row + 1) - 1",
        "y": "(datum.top + datum.bottom) / 2",
        "left": "cell_left + cell_width * datum.cell + 1",
        "right": "datum.left + cell_width - 2",
        "centre": "(datum.left + datum.right) / 2",
        "word": "tall ? datum.top - 11 : datum.y - datum.raised",
        "swatch": "tall ? datum.top - 11 : datum.y",
    }
    return chart.transform_calculate(**steps)


def _cells(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    place = {"x": grid.pixels_x("left"), "x2": "right", "y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    fills = {str(step): colour for step, colour in enumerate(tokens.sequential)}
    full = alt.Chart().mark_rect(
        fill=grid.lookup(fills, "tone"),
        stroke=grid.choose("datum.best", tokens.ink, "transparent"),
        strokeWidth=1.5,
        cornerRadius=2,
        aria=False,
    )
    gap = alt.Chart().mark_rect(
        fill="transparent", stroke=tokens.quiet, strokeDash=[3, 3], cornerRadius=2, aria=False
    )
    target = alt.Chart().mark_rect(fill="transparent", aria=True)
    return [
        full.encode(**place).transform_filter("datum.tone >= 0"),
        gap.encode(**place).transform_filter("datum.tone < 0"),
        target.encode(
            **place,
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(compared.titles(labels)),
        ),
    ]


def _numbers(tokens: Tokens) -> list[alt.Chart]:
    inks = {str(step): label_on(colour) for step, colour in enumerate(tokens.sequential)}
    return [
        grid.words(
            {"expr": f"cell_width < {SHORT} ? datum.short_text : datum.value_text"},
            x=grid.pixels_x("centre"),
            align="center",
            color=grid.lookup({**inks, "-1": tokens.muted}, "tone"),
            fontWeight=grid.choose("datum.best", "bold", "normal"),
        )
    ]


def _names(names: int, colours: dict[str, str], tokens: Tokens) -> list[alt.Chart]:
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=grid.choose("datum.part", 0.55, 1),
        size=grid.choose("datum.part", 40, 121),
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    name = grid.words(
        {"expr": "tall ? datum.name : datum.name_lines"},
        x=INDENT,
        y="word",
        where=FIRST_CELL,
        limit={"expr": f"tall ? width - {INDENT} : {names - INDENT - 8}"},
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
        fontWeight=grid.choose("datum.part", "normal", "bold"),
    )
    return [swatch.encode(y=grid.pixels("swatch")).transform_filter(FIRST_CELL), name]


def _heads() -> list[alt.Chart]:
    weight = grid.choose("datum.column === 0", "bold", "normal")
    shared = {"baseline": "middle", "fontWeight": weight, "aria": False}
    text = alt.Text("place", type="nominal")
    level = alt.Chart().mark_text(align="center", y=HEAD / 2 - 2, **shared)
    slanted = alt.Chart().mark_text(align="left", angle=360 + SLANT, y=SLANTED - 10, limit=LONGEST, **shared)
    return [
        level.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && !slanted"),
        slanted.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && slanted"),
    ]
