"""A plan as a figure: how far every lever goes, beside the best other region and the own pace; and as a file."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.assess.measures import BOUNDED
from cluster_core.explore.goal_seek import GoalSeek
from cluster_core.explore.levers import PACE_YEARS, scores_at
from cluster_core.model.assessment import Assessment
from cluster_core.report.csv_file import render_csv
from cluster_core.report.table import Table, file_name
from ui import certainty, goal_words, sentences, tables
from ui.charts import goal as goal_chart
from ui.figures import Figure, drawn
from ui.subjects import Subject, of_indicator
from ui.text import name, number, quantity, t
from ui.widget_keys import Key

BARS_MOST = 12


def plan(assessment: Assessment, found: GoalSeek) -> Figure | None:
    """Return the levers that move, the largest effort first; None where none does."""
    if not found.moved:
        return None
    rows = pd.DataFrame(_rows(assessment, found)[:BARS_MOST])
    low, high = _ends(assessment, rows)
    legend = {
        "today": t("goal.legend_today"),
        "needed": t("goal.legend_most" if found.status == "out_of_reach" else "goal.legend_needed"),
        "peer": t("goal.legend_peer"),
        "pace": t("goal.legend_pace") if rows["pace"].notna().any() else "",
    }
    labels = {
        "low": low,
        "high": high,
        "legend": legend,
        "tooltip": {
            "values_text": t("goal.column_values"),
            "peer_text": t("goal.legend_peer"),
            "pace_text": t("goal.pace", years=PACE_YEARS),
            "effort_text": t("goal.column_effort"),
        },
    }
    rest = len(found.moved) - len(rows)
    subtitle = t("goal.drawn", place=sentences.region(assessment, found.region))
    return Figure(
        "goal",
        goal_words.takeaway(assessment, found),
        subtitle + (t("goal.drawn_rest", count=rest) if rest else ""),
        drawn("goal", rows, labels, lay=goal_chart.lever_rows, draw=goal_chart.lever_bars),
        lambda: table(assessment, found),
        dict.fromkeys((t("goal.column_points"), t("goal.column_cost"), t("goal.column_effort")), "%.1f"),
        [Subject(found.region, of_indicator(step.lever.indicator)) for step in found.steps],
    )


def _rows(assessment: Assessment, found: GoalSeek) -> list[dict[str, object]]:
    known = assessment.dataset.indicators
    levers = [step.lever for step in found.moved]
    peers, paces = (
        _scores(assessment, found.region, {one.indicator: getattr(one, field) for one in levers})
        for field in ("best_peer", "own_pace")
    )
    return [
        {
            "region": found.region,
            "about": of_indicator(step.lever.indicator),
            "name": name(known[step.lever.indicator].name),
            "start": step.lever.start,
            "end": step.end,
            "peer": peers.get(step.lever.indicator, math.nan),
            "pace": paces.get(step.lever.indicator, math.nan),
            "values_text": goal_words.values(assessment, step),
            "peer_text": _text(assessment, step.lever.indicator, step.lever.best_peer),
            "pace_text": _text(assessment, step.lever.indicator, step.lever.own_pace),
            "effort_text": number(step.effort, 1),
        }
        for step in found.moved
    ]


def _scores(assessment: Assessment, region: str, values: dict[str, float]) -> dict[str, float]:
    return scores_at(
        assessment, region, {one: value for one, value in values.items() if math.isfinite(value)}
    )


def _text(assessment: Assessment, indicator: str, value: float) -> str:
    return quantity(value, assessment.dataset.indicators[indicator].unit) if math.isfinite(value) else ""


def _ends(assessment: Assessment, rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: 0 and 100 where scores lie between them, else those of what is drawn."""
    drawn_values = rows[["start", "end", "peer"]].to_numpy(dtype=float)
    least, most = float(pd.Series(drawn_values.ravel()).min()), float(pd.Series(drawn_values.ravel()).max())
    if assessment.scenario.normalise in BOUNDED:
        return 0.0, max(100.0, math.ceil(most))
    return float(math.floor(least)), float(math.ceil(most))


def table(assessment: Assessment, found: GoalSeek) -> pd.DataFrame:
    """Return one row a lever under the reader's headings: the plan as a table and as a file."""
    known = assessment.dataset.indicators
    steps = found.steps
    return pd.DataFrame(
        {
            t("goal.column_lever"): [name(known[one.lever.indicator].name) for one in steps],
            t("goal.column_unit"): [name(known[one.lever.indicator].unit) for one in steps],
            t("goal.column_today"): [one.lever.current for one in steps],
            t("goal.column_needed"): [one.needed for one in steps],
            t("goal.column_change"): [one.change for one in steps],
            t("goal.column_bound"): [one.lever.bound for one in steps],
            t("goal.column_by"): [t(f"goal.bounds_{one.lever.bound_by}") for one in steps],
            t("goal.column_peer"): [one.lever.best_peer for one in steps],
            t("goal.pace", years=PACE_YEARS): [one.lever.own_pace for one in steps],
            t("goal.column_points"): [one.points for one in steps],
            t("goal.column_cost"): [one.lever.cost for one in steps],
            t("goal.column_effort"): [one.effort for one in steps],
        }
    )


def download(assessment: Assessment, found: GoalSeek) -> None:
    """Draw the button that takes the plan away as a file, with the goal, the verdict and the scenario's code in it."""
    notes = (
        (t("page.goal"), goal_words.headline(assessment, found)),
        (t("goal.note_verdict"), goal_words.verdict(assessment, found)),
    )
    if sure := certainty.chip(assessment, found.region):
        notes = (*notes, (t("certainty.title"), sure))
    provenance = tables.provenance(assessment)
    st.download_button(
        t("goal.download"),
        lambda: render_csv(Table(table(assessment, found), provenance, notes)),
        file_name(f"goal-{found.region}", provenance, "csv"),
        "text/csv",
        key=Key.DOWNLOAD.of("goal"),
        on_click="ignore",
        icon=":material/download:",
    )
