"""What holds the whole back: the shares of a shortfall as bars, by dimension above and by indicator below."""

from __future__ import annotations

import altair as alt

from ui.charts import grid
from ui.charts.compared import names_width
from ui.charts.spec import Labels, Row, Rows, records
from ui.theme import Tokens, dimension_colours

STEP = 26
BAR = 11
HEAD = 26  # above each section, for its caption
INDENT = 18
FIGURES = 48  # room for a percentage behind the longest bar
NARROW = "width < 420"


def obstacle_rows(rows: Rows, *, labels: Labels) -> list[Row]:
    """Lay out one row per dimension, then one per indicator, each in the order given.

    Parameters
    ----------
    rows : frame
        Columns name, dimension (id), share (percent), share_text, whole (true: a dimension), section (the caption over
        the first row of its section, the same in each row of it), and whatever ``labels["tooltip"]`` names.
    """
    laid = sorted(records(rows), key=lambda row: not row["whole"])
    edge, before = 0.0, None
    for index, row in enumerate(laid):
        first = row["whole"] != before
        edge += (HEAD if before is None else HEAD + 8) if first else 0
        row.update(row=index, y=edge + STEP / 2, top=edge + 1, bottom=edge + STEP - 1)
        row["caption"] = row["section"] if first else ""
        row["over"] = edge - HEAD / 2
        row["spoken"] = grid.spoken(row, _titles(labels))
        edge, before = edge + STEP, row["whole"]
    return laid


def _titles(labels: Labels) -> dict[str, str]:
    return dict(labels.get("tooltip", {"share_text": labels.get("share", "")}))


def obstacle_bars(rows: Rows, *, labels: Labels, tokens: Tokens) -> alt.LayerChart:
    """Draw shares of the shortfall as bars in the colours of the dimensions, all on one scale from 0.

    Parameters
    ----------
    rows : frame
        See `obstacle_rows`.
    labels : mapping
        dimensions (ids in the order of their colours). Optional keys: names (the pixels of their column), share
        (tooltip title), tooltip, title, subtitle, footer, description.
    """
    laid = obstacle_rows(rows, labels=labels)
    names = int(labels.get("names") or names_width([row["name"] for row in laid])) + INDENT + 12
    beside = f"min({names}, width * ({NARROW} ? 0.56 : 0.5))"
    scale = alt.Scale(range=[{"expr": beside}, {"expr": f"width - {FIGURES}"}], nice=False, zero=True)
    ids = list(labels.get("dimensions", ()))
    colours = dict(zip(ids, dimension_colours(len(ids), tokens), strict=True))
    weight = grid.choose("datum.whole", "bold", "normal")
    bar = alt.Chart().mark_bar(
        orient="horizontal", size=BAR, fill=grid.lookup(colours, "dimension"), aria=False
    )
    swatch = alt.Chart().mark_point(
        shape="square",
        filled=True,
        opacity=1,
        size=100,
        x=6,
        fill=grid.lookup(colours, "dimension"),
        aria=False,
    )
    layers = [
        bar.encode(x=grid.across("share", scale, None), x2=alt.X2Datum(0), y=grid.pixels()),
        swatch.encode(y=grid.pixels()).transform_filter("datum.whole"),
        grid.words("caption", x=1, y="over", where="datum.caption !== ''", color=tokens.muted),
        grid.words(
            "name",
            x=1,
            dx=grid.choose("datum.whole", INDENT, 0),
            limit={"expr": f"{beside} - (datum.whole ? {INDENT} : 0) - 8"},
            fontWeight=weight,
        ),
        grid.words("share_text", x=grid.across("share", scale, None), dx=6, fontWeight=weight),
        grid.target(_titles(labels)),
    ]
    height = laid[-1]["bottom"] + 4 if laid else HEAD
    return grid.assemble(layers, laid, height=height, labels=labels, tokens=tokens)
