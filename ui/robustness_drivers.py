"""Which choice drives the rank of the region in focus: Sobol indices with their bounds, or why there are none."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cluster_core.explore.acceptability import Acceptability
from cluster_core.explore.sobol import SHIFT, WIDEST, SobolIndices, sobol
from cluster_core.model.assessment import Assessment
from ui import data, figures, jobs, robustness, robustness_methods, sentences
from ui import robustness_words as words
from ui.charts import drivers as drivers_chart
from ui.figures import Figure, drawn
from ui.robustness import Options
from ui.text import join, percent, plain, t
from ui.widget_keys import Key

WORDS = {"not always ranked": "sure.drives_unranked", "the rank never changes": "sure.drives_still"}


def draw(assessment: Assessment, options: Options, found: Acceptability) -> None:
    """Draw, in a part that opens, which choice moves the rank most; the work is done when it is opened."""
    row = words.subject(assessment, found)
    if row is None:
        return
    part = st.expander(t("sure.drives"), key=Key.SURE_DRIVES, on_change="rerun")
    if not part.open:
        return
    unit = found.units[row]
    with part:
        indices = jobs.result(
            repr(("drives", data.fingerprint(), assessment.scenario.encode(), options.encode(), unit)),
            lambda progress, cancelled: sobol(
                assessment,
                robustness.spaces(assessment, options),
                units=(unit,),
                progress=progress,
                cancelled=cancelled,
            ),
            t("sure.working_drives"),
        )
        if indices is not None:
            _show(assessment, indices, unit)


def _show(assessment: Assessment, found: SobolIndices, unit: str) -> None:
    said = refusal(assessment, found, unit)
    if said:
        st.markdown(plain(said))
    else:
        figures.show(figure(assessment, found, unit))
    for line in (overall(found), left_out(assessment, found)):
        if line:
            st.caption(plain(line))


def refusal(assessment: Assessment, found: SobolIndices, unit: str) -> str:
    """Return why a region has no shares; empty where it has."""
    reason = str(_of(found, unit)["refused"].iloc[0])
    if not reason:
        return ""
    key = WORDS.get(reason, "sure.drives_wide")
    return t(key, place=sentences.region(assessment, unit), points=round(WIDEST * 100))


def takeaway(assessment: Assessment, found: SobolIndices, unit: str) -> str:
    """Return which choice has a hand in the largest share of a region's differences in rank."""
    first = _of(found, unit).iloc[0]
    return t(
        "sure.drives_title",
        place=sentences.region(assessment, unit),
        name=_name(first["factor"]),
        share=percent(first["total"]),
    )


def figure(assessment: Assessment, found: SobolIndices, unit: str) -> Figure:
    """Return each choice's share of the differences in a region's rank, with its bounds."""
    table = _of(found, unit)
    rows = [
        {
            "name": _name(row["factor"]),
            **{kind + end: row[kind + end] for kind in ("first", "total") for end in ("", "_low", "_high")},
            "total_text": percent(row["total"]),
            "first_said": _bounded(row, "first"),
            "total_said": _bounded(row, "total"),
        }
        for _, row in table.iterrows()
    ]
    labels = {"tooltip": {"first_said": t("sure.column_first"), "total_said": t("sure.column_total")}}
    return Figure(
        "sure_drives",
        takeaway(assessment, found, unit),
        t("sure.drives_drawn"),
        drawn("sure_drives", rows, labels, lay=drivers_chart.driver_rows, draw=drivers_chart.driver_bars),
        lambda: pd.DataFrame(
            {
                t("sure.column_choice"): [row["name"] for row in rows],
                t("sure.column_first"): [row["first_said"] for row in rows],
                t("sure.column_total"): [row["total_said"] for row in rows],
            }
        ),
    )


def overall(found: SobolIndices) -> str:
    """Return the shares for the mean shift of all regions; empty where there are none."""
    table = _of(found, SHIFT)
    if table["refused"].iloc[0]:
        return ""
    said = [
        t("strip.part", name=_name(row["factor"]), weight=percent(row["total"]))
        for _, row in table.iterrows()
        if row["total"] >= 0.005
    ]
    return t("sure.drives_all", factors=join(said)) if said else ""


def left_out(assessment: Assessment, found: SobolIndices) -> str:
    """Return which levels took no part, as some other choice does not go with them; empty where all did."""
    levels = [robustness_methods.level_text(assessment, factor, level) for factor, level, _ in found.dropped]
    return t("sure.drives_dropped", levels=join(levels)) if levels else ""


def _of(found: SobolIndices, output: str) -> pd.DataFrame:
    """Return one output's rows, the largest total share first."""
    return found.table[found.table["output"] == output].sort_values("total", ascending=False, kind="stable")


def _name(factor: str) -> str:
    return t("sure.factor_weighting" if factor == "weights" else f"sure.factor_{factor}")


def _bounded(row: pd.Series, kind: str) -> str:
    """Return a share with its bounds, what is estimated below 0 as 0."""
    value, low, high = (percent(max(float(row[kind + end]), 0.0)) for end in ("", "_low", "_high"))
    return t("sure.bounded", share=value, low=low, high=high)
