"""The picture of the weights page: ranks before and now, and what each dimension contributes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cluster_core.model.assessment import Assessment
from ui import data, figures, flips, notice_words, sentences, state, weight_board
from ui.charts import grid
from ui.charts import weights as charts
from ui.charts.spec import packed
from ui.figures import Figure
from ui.text import number, plain, score, t
from ui.widget_keys import Key

MOST = 40  # regions that are all drawn; of more, a window
WINDOW, TOP = 20, 10
_ID = "what_changed"


def switch(now: Assessment) -> bool:
    """Draw the line below the picture: what it leaves out, and the switch to its table; return where that is."""
    return figures.switch(_ID, note=window_note(now))


def show(now: Assessment, before: Assessment, label: str, table: DeltaGenerator | None) -> None:
    """Draw the picture between its takeaway and what else is said of the weights, and the table into its place."""
    figure = what_changed(now, before, label)
    figures.heading(sentences.moves_takeaway(now, before), figure.subtitle)
    st.vega_lite_chart(
        spec=packed(figure.chart), theme=None, width="stretch", alt=figure.alt, key=Key.CHART.of(_ID)
    )
    if said := below(now):
        st.caption("  \n".join(plain(line) for line in said))
    if table is not None:
        with table:
            figures.table(figure)


def below(now: Assessment) -> tuple[str, ...]:
    """Return what is said of the weights below the picture, one sentence a line."""
    return (*flips.flip_lines(now), *notice_words.lines(now, notice_words.OF_WEIGHTS))


def what_changed(now: Assessment, before: Assessment, label: str) -> Figure:
    """Return slope and bars as one figure.

    Its title, and with it the text that is read aloud, holds no number: the browser would build the whole picture
    anew whenever that text changes. The takeaway stands above it, and every row tells its own numbers.
    `label` is what the weights are called.
    """
    return Figure(
        _ID,
        t("weights.alt"),
        t("weights.subtitle"),
        picture(now, before, label),
        lambda: _table(now, before),
        dict.fromkeys([t("column.score"), *_dimension_names(now)], "%.1f"),
    )


# ---- which regions are drawn


def window(now: Assessment, before: Assessment) -> tuple[str, ...]:
    """Return the regions that are drawn: all, or of many the focus, the first ten and those that move furthest."""
    units = now.units
    if len(units) <= MOST:
        return units
    after, former = sentences.rank_by_unit(now), sentences.rank_by_unit(before)
    last = len(units) + 1

    def urgency(unit: str) -> tuple[bool, bool, int, int]:
        rank = after.get(unit, last)
        moved = abs(rank - former[unit]) if unit in after and unit in former else 0
        return (unit != sentences.focus_of(now), rank > TOP, -moved, rank)

    drawn = set(sorted(units, key=urgency)[:WINDOW])
    return tuple(unit for unit in units if unit in drawn)


def window_note(now: Assessment) -> str:
    """Return which regions the picture leaves to the table; empty where it shows all."""
    total = len(now.units)
    if total <= MOST:
        return ""
    regions = sentences.regions(now.dataset, total, now.scenario.unit)
    return t("weights.window", shown=WINDOW, top=TOP, regions=regions)


# ---- the picture


def picture(now: Assessment, before: Assessment, label: str) -> dict[str, Any]:
    """Return every region's rank under the document's weights and now, and what each dimension adds to its score."""
    ranks_before, ranks_now = sentences.rank_by_unit(before), sentences.rank_by_unit(now)
    focus, root, dimensions = sentences.focus_of(now), now.framework.id, now.framework.dimensions
    totals, parts = now.scored.scores[:, 0].tolist(), now.scored.contributions[root].tolist()
    drawn, head = set(window(now, before)), t("weights.now") if label == t("preset.default") else label
    rows = [
        {
            "region": unit,
            "name": sentences.region(now, unit),
            "rank_before": ranks_before.get(unit),
            "rank_now": ranks_now.get(unit),
            "focus": unit == focus,
            "head": head,
            "total_text": score(totals[at]) if unit in ranks_now else t("ranking.not_ranked"),
            "parts": [
                (child, part if unit in ranks_now and math.isfinite(part) else None, number(part, 0))
                for child, part in zip(dimensions, parts[at], strict=True)
            ],
        }
        for at, unit in enumerate(now.units)
        if unit in drawn
    ]
    labels: Mapping[str, Any] = {
        "before": t("preset.default"),
        "now": t("weights.now"),
        "dimensions": {child: weight_board.child_name(now, child) for child in dimensions},
        "dimension": t("column.dimension"),
        "contribution": t("column.contribution"),
        "total": t("column.score"),
    }
    names = _name_room(now)
    ends = charts.ends(rows)
    digits = len(str(len(now.units)))
    draw = figures.with_options(charts.lab_chart, names=names, digits=digits, ends=ends)
    fits = (str(names), str(digits), str(ends), str(len(rows)))
    return figures.drawn("lab", rows, labels, lay=charts.lab_rows, draw=draw, fits=fits)


def _name_room(now: Assessment) -> int:
    """Return the room of the longest name of all regions: which of them are drawn may change with every move."""
    scenario = now.scenario
    key = ("names", now.dataset.fingerprint, state.language(), scenario.unit, scenario.peers)
    return data.remember(key, lambda: grid.column(sentences.region(now, unit) for unit in now.units))


def _dimension_names(now: Assessment) -> list[str]:
    return [sentences.node_name(now, child) for child in now.framework.dimensions]


def _table(now: Assessment, before: Assessment) -> pd.DataFrame:
    root, parts = now.framework.id, now.contributions()
    order = now.ranks[root].sort_values(na_position="last", kind="stable").index
    return pd.DataFrame(
        {
            t("column.region"): [sentences.region(now, unit) for unit in order],
            t("column.rank_before"): before.ranks[root].reindex(order).to_numpy(),
            t("column.rank_now"): now.ranks[root].loc[order].to_numpy(),
            t("column.score"): now.scores[root].loc[order].to_numpy(),
            **{
                sentences.node_name(now, child): parts.loc[order, child].to_numpy() for child in parts.columns
            },
        }
    )
