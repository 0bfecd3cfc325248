"""Region by rank: in which share of the weightings each region takes each rank, as a heat map."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import WHITE, Tokens, label_on, ramp

NAMES = 150
HEAD = 22  # pixels above the first row
GAP = 10  # between the names and the first rank
LEAST_CELL = 19  # pixels; a narrower cell has no number
HEADS = 16  # as many heads of columns at most
STEPS = 101


def cell_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per region x rank that is to be seen, regions in the order given.

    Parameters
    ----------
    rows : frame
        Columns region, name, column (from 0), share (0-1), text (empty where no number is written), now (true: the rank
        in force), focus, spoken (of the region, said once), and whatever ``labels["tooltip"]`` names. The first region
        has every column.
    """
    laid = records(rows)
    order = {region: at for at, region in enumerate(dict.fromkeys(row["region"] for row in laid))}
    for row in laid:
        y = grid.middle(order[row["region"]], top=HEAD)
        row.update(row=order[row["region"]], y=y, top=y - grid.STEP / 2, bottom=y + grid.STEP / 2)
        row["leads"] = row["column"] == 0
    return laid


def heads(labels: Labels) -> list[str]:
    """Return the heads of the columns; of very many only some are written, evenly spread."""
    written: Sequence[str] = labels["columns"]
    every = -(-len(written) // HEADS)
    return [head if at % every == 0 else "" for at, head in enumerate(written)]


def light_text_from(tokens: Tokens) -> float:
    """Return the share from which white reads better than black, or black than white, on the colour of a cell."""
    colours = ramp(tokens.sequential, STEPS)
    first = label_on(colours[0])
    return next((at / (STEPS - 1) for at, one in enumerate(colours) if label_on(one) != first), 2.0)


def rank_cells(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the share of every region and rank as a shade of blue, the rank in force in a frame.

    Parameters
    ----------
    rows : frame
        See `cell_rows`.
    labels : mapping
        columns (heads of the ranks). Optional: tooltip, title, subtitle, footer, description.
    """
    laid = cell_rows(rows, labels=labels)
    count = len(labels["columns"])
    regions = max((row["row"] for row in laid), default=-1) + 1
    names = f"min({grid.column((row['name'] for row in laid), cap=NAMES) + GAP + 8}, width * 0.3)"
    cell = f"((width - {names}) / {max(count, 1)})"
    height = HEAD + grid.STEP * regions + 2
    first, last = label_on(tokens.sequential[0]), label_on(tokens.sequential[-1])
    ink = grid.choose(f"datum.share < {light_text_from(tokens)}", first, last)
    layers = [
        *_ground(names, tokens),
        _cells(tokens),
        _frame(tokens),
        grid.words(
            "text",
            x=grid.pixels_x("middle"),
            where="datum.text",
            align="center",
            color=ink,
            fontWeight=grid.focus_weight(),
            fontSize={"expr": f"{cell} < 26 ? 11 : 13"},
            opacity={"expr": f"{cell} < {LEAST_CELL} ? 0 : 1"},
        ),
        grid.words(
            "name",
            x=8,
            where="datum.leads",
            limit={"expr": f"{names} - {GAP}"},
            fontWeight=grid.focus_weight(),
        ),
        _heads(labels, tokens),
        _speech(),
        _targets(labels),
    ]
    chart = grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        left=f"{names} + datum.column * {cell}",
        right=f"{names} + (datum.column + 1) * {cell}",
        middle=f"{names} + (datum.column + 0.5) * {cell}",
    )


def _ground(names: str, tokens: Tokens) -> list[alt.Chart]:
    """Lay a quiet ground behind each row's ranks, and a bar before the focus."""
    ground = alt.Chart().mark_rect(
        x={"expr": names}, x2="width", fill=tokens.track, opacity=0.5, stroke=tokens.paper, aria=False
    )
    bar = alt.Chart().mark_rect(x=0, x2=4, fill=tokens.focus, aria=False)
    rows = {"y": grid.pixels("top"), "y2": alt.Y2("bottom")}
    return [
        ground.encode(**rows).transform_filter("datum.leads"),
        bar.encode(**rows).transform_filter(f"datum.leads && {grid.FOCUS}"),
    ]


def _cells(tokens: Tokens) -> alt.Chart:
    even = [at / (len(tokens.sequential) - 1) for at in range(len(tokens.sequential))]
    colour = alt.Scale(domain=even, range=list(tokens.sequential), interpolate="rgb", clamp=True)
    return (
        alt.Chart()
        .mark_rect(stroke=tokens.paper, strokeWidth=1, aria=False)
        .encode(
            x=grid.pixels_x("left"),
            x2="right",
            y=grid.pixels("top"),
            y2=alt.Y2("bottom"),
            fill=alt.Fill("share", type="quantitative", scale=colour, legend=None),
        )
        .transform_filter("datum.share > 0")
    )


def _frame(tokens: Tokens) -> alt.Chart:
    frame = alt.Chart().mark_rect(fill="transparent", stroke=tokens.ink, strokeWidth=1.5, aria=False)
    return frame.encode(
        x=grid.pixels_x("left"), x2="right", y=grid.pixels("top"), y2=alt.Y2("bottom")
    ).transform_filter("datum.now")


def _heads(labels: Labels, tokens: Tokens) -> alt.Chart:
    head = grid.lookup({str(at): text for at, text in enumerate(heads(labels))}, "column")
    text = alt.Chart().mark_text(
        text=head, y=HEAD / 2, align="center", baseline="middle", color=tokens.muted, aria=False
    )
    return text.encode(x=grid.pixels_x("middle")).transform_filter(grid.FIRST)


def _speech() -> alt.Chart:
    """Say each region once, not each of its cells."""
    layer = grid.band("transparent", where="datum.leads")
    layer.mark.aria = True
    return layer.encode(description=alt.Description("spoken", type="nominal"))


def _targets(labels: Labels) -> alt.Chart:
    cell = alt.Chart().mark_rect(fill=WHITE, fillOpacity=0, aria=False)
    return cell.encode(
        x=grid.pixels_x("left"),
        x2="right",
        y=grid.pixels("top"),
        y2=alt.Y2("bottom"),
        tooltip=grid.tooltip(labels.get("tooltip", {})),
    )
