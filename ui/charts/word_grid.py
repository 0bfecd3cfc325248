"""Rows by columns, a word or two in each cell: darker the higher, empty where there is nothing, linked if shared."""

from __future__ import annotations

import altair as alt

from ui.charts import compared, grid, wrapping
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, label_on

STEP, TALL_STEP = 42, 62  # a tall row has its name over its cells
NARROW, MOST = 26, 168  # pixels of a cell
NAME = 240  # names longer than this stand on two lines
HEAD, SLANTED = 28, 86  # the room above the cells for names side by side, and for slanted ones
SLANT = -55
LONGEST = 92  # of a slanted name, in pixels along it
LINE = 8  # how far the two lines of a cell are from its middle
FIRST_CELL = "datum.cell === 0"


def word_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell; rows and columns stand in the order in which they come.

    Parameters
    ----------
    rows : frame
        Columns line, line_name, column, column_name, tone (0-4, the higher the darker; missing for an empty cell), word
        and below (its two lines), short (one of them where cells are narrow), link (the same for cells that belong
        together within a line; empty for none), line_focus and column_focus (bold names), name (heading of the
        tooltip), and whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    downwards = {key: at for at, key in enumerate(dict.fromkeys(row["line"] for row in laid))}
    across = {key: at for at, key in enumerate(dict.fromkeys(row["column"] for row in laid))}
    last: dict[tuple[int, str], Row] = {}
    for row in sorted(laid, key=lambda row: across[row["column"]]):
        row["row"], row["cell"] = downwards[row["line"]], across[row["column"]]
        row["tone"] = -1 if row["tone"] is None else row["tone"]
        row["line_focus"], row["column_focus"] = bool(row.get("line_focus")), bool(row.get("column_focus"))
        row["link_to"] = -1
        grid.fill_texts(row, "word", "below", "short", "link")
        row["name_lines"] = wrapping.wrapped(str(row["line_name"]), NAME, bold=row["line_focus"])
        row["raised"] = wrapping.raised(row["name_lines"])
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
        if row["link"]:
            if before := last.get((row["row"], row["link"])):
                before["link_to"] = row["cell"]
            last[row["row"], row["link"]] = row
    return laid


def word_grid(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the cells in steps of one hue, each with its words; a line joins the cells that share something.

    Parameters
    ----------
    rows : frame
        See `word_rows`.
    labels : mapping
        Optional keys: tooltip (field -> title), title, subtitle, footer, description.
    """
    laid = word_rows(rows, labels=labels)
    columns = max((row["cell"] for row in laid), default=0) + 1
    count = max((row["row"] for row in laid), default=-1) + 1
    lines = (line for row in laid for line in row["name_lines"].split(wrapping.BREAK))
    names = grid.column(lines, cap=NAME) + 14
    widest = grid.column((row["column_name"] for row in laid), cap=LONGEST)
    room = grid.column((row[text] for row in laid for text in ("word", "below")), cap=MOST, bold=False) + 6
    chart = grid.assemble(
        [_links(tokens), *_cells(labels, tokens), *_words(tokens), _names(names), *_heads()],
        laid,
        height=SLANTED + STEP * count,
        labels=labels,
        tokens=tokens,
    )
    chart = compared.with_signals(
        chart,
        {
            "tall": f"width < {names + NARROW * columns} || width < 480",
            "cell_left": f"tall ? 0 : {names}",
            "cell_width": f"min({MOST}, (width - cell_left) / {columns})",
            "slanted": f"cell_width < {widest + 6}",
            "head": f"slanted ? {SLANTED} : {HEAD}",
            "step": f"tall ? {TALL_STEP} : {STEP}",
            "full": f"cell_width >= {room}",
            "height": f"head + step * {count}",
        },
    )
    steps = {
        "top": f"head + step * datum.row + (tall ? {TALL_STEP - STEP + 4} : 1)",
        "bottom": "head + step * (datum.row + 1) - 1",
        "y": "(datum.top + datum.bottom) / 2",
        "upper": f"datum.below && full ? datum.y - {LINE} : datum.y",
        "lower": f"datum.y + {LINE}",
        "left": "cell_left + cell_width * datum.cell + 1",
        "right": "datum.left + cell_width - 2",
        "centre": "(datum.left + datum.right) / 2",
        "partner": "datum.centre + cell_width * (datum.link_to - datum.cell)",
        "title_y": "tall ? datum.top - 11 : datum.y - datum.raised",
    }
    return chart.transform_calculate(**steps)


def _links(tokens: Tokens) -> alt.Chart:
    rule = alt.Chart().mark_rule(color=tokens.muted, strokeWidth=2, strokeDash=[5, 3], aria=False)
    place = {"x": grid.pixels_x("centre"), "x2": "partner", "y": grid.pixels("y")}
    return rule.encode(**place).transform_filter("datum.link_to >= 0")


def _cells(labels: Labels, tokens: Tokens) -> list[alt.Chart]:
    place = {"x": grid.pixels_x("left"), "x2": "right", "y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    fills = {str(step): colour for step, colour in enumerate(tokens.sequential)}
    full = alt.Chart().mark_rect(fill=grid.lookup(fills, "tone"), cornerRadius=3, aria=False)
    empty = alt.Chart().mark_rect(fill="transparent", stroke=tokens.line, cornerRadius=3, aria=False)
    target = alt.Chart().mark_rect(fill="transparent", aria=True)
    return [
        empty.encode(**place).transform_filter("datum.tone < 0 && datum.link_to < 0"),
        full.encode(**place).transform_filter("datum.tone >= 0"),
        target.encode(
            **place,
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(labels.get("tooltip", {})),
        ).transform_filter("datum.word !== ''"),
    ]


def _words(tokens: Tokens) -> list[alt.Chart]:
    inks = {str(step): label_on(colour) for step, colour in enumerate(tokens.sequential)}
    ink = grid.lookup({**inks, "-1": tokens.muted}, "tone")
    style = {"align": "center", "color": ink, "limit": {"expr": "cell_width"}}
    first = {"expr": "full ? datum.word : datum.short"}
    second = {"expr": "full ? datum.below : ''"}
    return [
        grid.words(first, x=grid.pixels_x("centre"), y="upper", **style),
        grid.words(second, x=grid.pixels_x("centre"), y="lower", **style),
    ]


def _names(names: int) -> alt.Chart:
    return grid.words(
        {"expr": "tall ? datum.line_name : datum.name_lines"},
        x=0,
        y="title_y",
        where=FIRST_CELL,
        limit={"expr": f"tall ? width : {names - 8}"},
        lineBreak=wrapping.BREAK,
        lineHeight=wrapping.LEADING,
        fontWeight=grid.choose("datum.line_focus", "bold", "normal"),
    )


def _heads() -> list[alt.Chart]:
    weight = grid.choose("datum.column_focus", "bold", "normal")
    shared = {"baseline": "middle", "fontWeight": weight, "aria": False}
    text = alt.Text("column_name", type="nominal")
    level = alt.Chart().mark_text(align="center", y=HEAD / 2 - 2, **shared)
    slanted = alt.Chart().mark_text(align="left", angle=360 + SLANT, y=SLANTED - 10, limit=LONGEST, **shared)
    return [
        level.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && !slanted"),
        slanted.encode(x=grid.pixels_x("centre"), text=text).transform_filter(f"{grid.FIRST} && slanted"),
    ]
