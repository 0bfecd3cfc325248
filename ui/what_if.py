"""The two charts of the weights page: ranks before and now, and what each dimension contributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cluster_core.model.assessment import Assessment
from ui import figures, sentences, weight_board
from ui.charts import weights as charts
from ui.charts.spec import packed
from ui.figures import Figure
from ui.text import number, score, t

_ID = "what_changed"


@dataclass(frozen=True)
class Places:
    """Where the charts and their words go; drawn once, filled at every move of a slider."""

    top: DeltaGenerator
    left: DeltaGenerator
    right: DeltaGenerator
    below: DeltaGenerator
    as_table: bool


def places() -> Places:
    """Make room for slope and bars side by side, and draw the switch to their one table."""
    top = st.container()
    left, right = st.columns([9, 11], gap="small")
    as_table = figures.switch(_ID)
    return Places(top, left, right, st.container(), as_table)


def show(now: Assessment, before: Assessment, label: str, room: Places) -> None:
    """Draw slope and bars under one takeaway, the charts first, as they take longest to appear."""
    title = sentences.moves_takeaway(now, before)
    figure = Figure(
        _ID,
        title,
        t("weights.subtitle"),
        slope_chart(now, before, label),
        lambda: _table(now, before),
        dict.fromkeys([t("column.score"), *_dimension_names(now)], "%.1f"),
    )
    room.left.vega_lite_chart(
        spec=packed(figure.chart), theme=None, width="stretch", alt=figure.alt, key="chart_slope"
    )
    words = t("figure.alt", title=contribution_takeaway(now), subtitle=t("weights.bars_alt"))
    room.right.vega_lite_chart(
        spec=packed(contribution_chart(now)),
        theme=None,
        width="stretch",
        alt=words,
        key="chart_contributions",
    )
    with room.top:
        figures.heading(title, figure.subtitle)
    if room.as_table:
        with room.below:
            figures.table(figure)


def slope_chart(now: Assessment, before: Assessment, label: str) -> dict[str, Any]:
    """Return every region's rank under the document's weights and now."""
    ranks_before, ranks_now = sentences.rank_by_unit(before), sentences.rank_by_unit(now)
    focus = sentences.focus_of(now)
    rows = [
        {
            "region": unit,
            "name": sentences.region(now, unit),
            "rank_before": ranks_before.get(unit),
            "rank_now": ranks_now.get(unit),
            "moved": _direction(ranks_before.get(unit), ranks_now.get(unit)),
            "focus": unit == focus,
        }
        for unit in now.units
    ]
    labels = {
        "before": t("preset.default"),
        "now": t("weights.now") if label == t("preset.default") else label,
    }
    return figures.drawn("slope", rows, labels, lay=charts.slope_rows, draw=charts.rank_slope)


def _direction(before: int | None, now: int | None) -> int:
    return 0 if before is None or now is None else int(before > now) - int(before < now)


def contribution_chart(now: Assessment) -> dict[str, Any]:
    """Return what each dimension adds to each region's score."""
    focus, ranks = sentences.focus_of(now), sentences.rank_by_unit(now)
    totals = dict(zip(now.units, now.scored.scores[:, 0].tolist(), strict=True))
    parts = now.contributions().to_dict()
    rows = [
        {
            "region": unit,
            "name": sentences.region(now, unit),
            "rank": ranks.get(unit),
            "dimension": child,
            "contribution": parts[child][unit] if unit in ranks else None,
            "contribution_text": number(parts[child][unit], 0),
            "total_text": score(totals[unit]) if unit in ranks else t("ranking.not_ranked"),
            "focus": unit == focus,
        }
        for unit in now.units
        for child in parts
    ]
    labels: Mapping[str, Any] = {
        "dimensions": {
            child: weight_board.short_name(now.framework, child) for child in now.framework.dimensions
        },
        "dimension": t("column.dimension"),
        "contribution": t("column.contribution"),
        "total": t("column.score"),
    }
    draw = figures.with_options(charts.contribution_bars, beside_slope=True)
    return figures.drawn("contributions", rows, labels, lay=charts.contribution_rows, draw=draw)


def contribution_takeaway(now: Assessment) -> str:
    """Return what makes up most of the score of the region in focus, else of the first.

    No number that moves with every weight stands here: the browser draws a chart anew when its spoken text changes.
    """
    unit = sentences.focus_of(now) or now.units[0]
    place = sentences.region(now, unit)
    parts = now.scored.contributions[now.framework.id][now.units.index(unit)]
    if np.isnan(parts).all():
        return t("weights.bars_missing", place=place)
    most = now.framework.dimensions[int(np.nanargmax(parts))]
    return t("weights.bars_takeaway", place=place, name=sentences.node_name(now, most))


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
