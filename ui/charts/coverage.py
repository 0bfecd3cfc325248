"""What is known: a matrix of indicators and regions, each cell in the colour of its state with its year."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Severity, Tokens, label_on, mix

STEP = 24
HEADER = 28
# Below this width of a cell neither a year nor a short name fits in a line.
TIGHT = 46
# Height of the names of the regions where they stand upright because the cells are narrow.
UPRIGHT = 84


def coverage_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per cell, indicators downwards and regions across in the order in which they come.

    Parameters
    ----------
    rows : frame
        Columns indicator, indicator_name, region, region_name, state (vintage, other_year or missing), year_text (empty
        where missing), name (heading of the tooltip), focus (of the region), and whatever ``labels["tooltip"]`` names.
    """
    laid = records(rows)
    downwards = {key: at for at, key in enumerate(dict.fromkeys(row["indicator"] for row in laid))}
    across = {key: at for at, key in enumerate(dict.fromkeys(row["region"] for row in laid))}
    for row in laid:
        row["row"], row["column"] = downwards[row["indicator"]], across[row["region"]]
        row["end"] = row["column"] + 1
        row["middle"] = row["column"] + 0.5
        row["index"] = row["row"] * STEP
        row["focus"] = bool(row.get("focus"))
        grid.fill_texts(row, "year_text", "indicator_name", "region_name")
        row["spoken"] = grid.spoken(row, labels.get("tooltip", {}))
    return laid


def coverage_matrix(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw the matrix; where cells are narrow the years are left to the tooltip and the regions' names stand upright.

    Parameters
    ----------
    rows : frame
        See `coverage_rows`.
    labels : mapping
        Optional keys: tooltip (field -> title), title, subtitle, footer, description.
    """
    laid = coverage_rows(rows, labels=labels)
    count = max((row["end"] for row in laid), default=1)
    lines = max((row["row"] for row in laid), default=-1) + 1
    names = f"min({grid.column((row['indicator_name'] for row in laid), cap=330) + 16}, width * 0.4)"
    widest = grid.column((row["region_name"] for row in laid), cap=UPRIGHT)
    tight = f"(width - {names}) / {count} < {max(widest + 6, TIGHT)}"
    head = HEADER if widest <= TIGHT else UPRIGHT + 8
    scale = alt.Scale(domain=[0, count], range=[{"expr": names}, {"expr": "width"}], nice=False)
    layers = [
        _cells(scale, tokens),
        _years(scale, f"(width - {names}) / {count} < {TIGHT}", tokens),
        _names(names, tokens),
        *_heads(scale, tight, head, tokens),
        _targets(scale, dict(labels.get("tooltip", {}))),
    ]
    chart = grid.assemble(layers, laid, height=head + STEP * lines + 2, labels=labels, tokens=tokens)
    return chart.transform_calculate(
        top=f"datum.index + {head} + 1",
        bottom=f"datum.index + {head} + {STEP} - 1",
        y=f"datum.index + {head} + {STEP} / 2",
    )


def _fills(tokens: Tokens) -> dict[str, str]:
    orange = Severity._fields.index("moderate")
    return {
        "vintage": tokens.sequential[1],
        "other_year": mix(tokens.severity[orange], tokens.paper, 0.45),
        "missing": tokens.paper,
    }


def _cells(scale: alt.Scale, tokens: Tokens) -> alt.Chart:
    cell = alt.Chart().mark_rect(
        fill=grid.lookup(_fills(tokens), "state"),
        stroke=grid.choose("datum.state === 'missing'", tokens.quiet, tokens.paper),
        strokeDash=grid.choose("datum.state === 'missing'", [3, 3], [1, 0]),
        strokeWidth=1,
        cornerRadius=2,
        aria=False,
    )
    return cell.encode(**_place(scale))


def _targets(scale: alt.Scale, titles: dict[str, str]) -> alt.Chart:
    """Lay an unseen mark over each cell, its year included, that carries tooltip and description."""
    return (
        alt.Chart()
        .mark_rect(fill="transparent")
        .encode(
            **_place(scale),
            description=alt.Description("spoken", type="nominal"),
            tooltip=grid.tooltip(titles),
        )
    )


def _place(scale: alt.Scale) -> dict[str, alt.SchemaBase]:
    return {
        "x": grid.across("column", scale, None),
        "x2": alt.X2("end"),
        "y": grid.pixels("top"),
        "y2": alt.Y2("bottom"),
    }


def _years(scale: alt.Scale, tight: str, tokens: Tokens) -> alt.Chart:
    ink = {state: label_on(fill) for state, fill in _fills(tokens).items()}
    return grid.words(
        {"expr": f"{tight} ? '' : datum.year_text"},
        x=grid.across("middle", scale, None),
        align="center",
        color=grid.lookup(ink, "state"),
    )


def _names(names: str, tokens: Tokens) -> alt.Chart:
    limit = {"expr": f"{names} - 12"}
    return grid.words("indicator_name", x=1, where="datum.column === 0", limit=limit, color=tokens.ink)


def _heads(scale: alt.Scale, tight: str, head: int, tokens: Tokens) -> list[alt.Chart]:
    style = {
        "color": grid.focus_colour(tokens.focus, tokens.muted),
        "fontWeight": grid.focus_weight(),
        "limit": UPRIGHT,
    }
    texts = {"flat": f"{tight} ? '' : datum.region_name", "upright": f"{tight} ? datum.region_name : ''"}
    flat = alt.Chart().mark_text(
        text={"expr": texts["flat"]}, y=head - 6, baseline="bottom", align="center", aria=False, **style
    )
    upright = alt.Chart().mark_text(
        text={"expr": texts["upright"]},
        y=head - 6,
        angle=270,
        baseline="middle",
        align="left",
        aria=False,
        **style,
    )
    return [
        layer.encode(x=grid.across("middle", scale, None)).transform_filter(grid.FIRST)
        for layer in (flat, upright)
    ]
