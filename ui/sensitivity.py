"""What drives a shortcoming: its severity under milder and stricter thresholds, and against other peers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from cluster_core.explore.threshold_sensitivity import ThresholdSensitivity, threshold_sensitivity
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import level
from ui import data, figures, sentences, shortfalls
from ui.charts import threshold_strip
from ui.figures import Figure, drawn
from ui.text import join, name, number, percent, plain, quantity, t
from ui.widget_keys import Key

NAMED = 3


def draw(assessment: Assessment) -> None:
    """Draw, behind a heading that opens, how far the shortcomings of the focus depend on thresholds and peers."""
    expander = st.expander(t("sensitivity.title"), key=Key.SENSITIVITY, on_change="rerun")
    if not expander.open:
        return
    with expander:
        if not _ordered(assessment):
            st.info(plain(t("sensitivity.takeaway_none")))
            return
        found = tried(assessment)
        figures.show(strips(assessment, found))
        lines = [*turning(assessment, found), *peers(assessment, found)]
        if lines:
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        st.caption(plain(t("sensitivity.how")))


def tried(assessment: Assessment) -> ThresholdSensitivity:
    """Return the rule set tried with other thresholds and peers; it does not depend on weights."""
    key = ("sensitivity", assessment.dataset.fingerprint, assessment.scenario.without_weights().encode())
    return data.remember(key, lambda: threshold_sensitivity(assessment))


def _own(assessment: Assessment, found: ThresholdSensitivity) -> pd.DataFrame:
    return found.summary[found.summary["region"] == sentences.focus_of(assessment)].set_index("item")


def _ordered(assessment: Assessment) -> list[str]:
    """Return the items that can be told, the most severe first."""
    rows = shortfalls.items_of(assessment)
    return [str(item) for item in rows["item"][rows["severity"].notna()]]


def _title(assessment: Assessment, item: str) -> str:
    return name(shortfalls.item(assessment, item).name)


def strips(assessment: Assessment, found: ThresholdSensitivity) -> Figure:
    """Return one strip a shortcoming: its severity from half of every threshold to half as much again."""
    row = assessment.units.index(str(sentences.focus_of(assessment)))
    at = {item.id: column for column, item in enumerate(assessment.rules.items)}
    cells: list[dict[str, Any]] = []
    for item in _ordered(assessment):
        for column, scale in enumerate(found.scales):
            severity = float(found.together[row, at[item], column])
            cells.append(
                {
                    "item": item,
                    "name": _title(assessment, item),
                    "column": column,
                    "now": scale == 0,
                    "head": head(scale),
                    "level": level(severity),
                    "severity": severity,
                    "severity_text": number(severity, 0),
                    "word": shortfalls.word(severity, level(severity)),
                }
            )
    labels = {
        "columns": len(found.scales),
        "milder": t("sensitivity.milder"),
        "stricter": t("sensitivity.stricter"),
        "tooltip": {"head": t("sensitivity.column_threshold"), "word": t("shortfalls.column_severity")},
    }
    rows = pd.DataFrame(
        cells, columns=["item", "name", "column", "now", "head", "level", "severity", "severity_text", "word"]
    )
    return Figure(
        "sensitivity",
        takeaway(assessment, found),
        t("sensitivity.drawn"),
        drawn(
            "sensitivity", rows, labels, lay=threshold_strip.strip_rows, draw=threshold_strip.threshold_strips
        ),
        lambda: _table(rows),
        dict.fromkeys((head(scale) for scale in found.scales), "%.0f"),
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the severities as they are drawn, a column a threshold."""
    names = dict(zip(rows["item"], rows["name"], strict=True))
    columns = {text: list(part["severity"]) for text, part in rows.groupby("head", sort=False)}
    return pd.DataFrame({t("shortfalls.column_shortcoming"): list(names.values()), **columns})


def head(scale: float) -> str:
    """Return the words over a column: "as is", "+20%", "−50%"."""
    if scale == 0:
        return t("sensitivity.as_is")
    return ("+" if scale > 0 else "") + percent(scale)


def takeaway(assessment: Assessment, found: ThresholdSensitivity) -> str:
    """Return how many findings hold whatever single threshold or peer changes."""
    own = _own(assessment, found).loc[_ordered(assessment)]
    firm = int((~own["flips"]).sum())
    return t("sensitivity.takeaway", firm=firm, count=len(own))


def turning(assessment: Assessment, found: ThresholdSensitivity) -> list[str]:
    """Return, for the findings that turn at the nearest threshold, where that is."""
    own = _own(assessment, found).loc[_ordered(assessment)]
    near = own[own["share"].abs() <= max(found.scales)].sort_values("share", key=lambda share: share.abs())
    lines: list[str] = []
    for item, row in near.head(NAMED).iterrows():
        indicator = assessment.dataset.indicators[row["nearest"]]
        lines.append(
            t(
                f"sensitivity.turns_{'off' if row['level'] != 'none' else 'on'}",
                item=_title(assessment, str(item)),
                indicator=name(indicator.name),
                threshold=quantity(float(row["threshold"]), indicator.unit),
                way=t(
                    f"sensitivity.{'stricter' if row['share'] > 0 else 'milder'}_by",
                    share=percent(abs(row["share"]), 1 if abs(row["share"]) < 0.01 else 0),
                ),
            )
        )
    return lines


def peers(assessment: Assessment, found: ThresholdSensitivity) -> list[str]:
    """Return which findings turn when one region is left out, or with the own group as the only peers."""
    flips = found.flips[found.flips["region"] == sentences.focus_of(assessment)]
    lines: list[str] = []
    left_out = flips[flips["cause"] == "peer"]
    for item, rows in left_out.groupby("item", sort=False):
        names = [sentences.region(assessment, unit) for unit in rows["which"]]
        first = (
            join(names)
            if len(names) <= NAMED
            else t("noun.and_others", names=join(names[:NAMED]), count=len(names) - NAMED)
        )
        lines.append(t("sensitivity.peer", item=_title(assessment, str(item)), names=first, count=len(names)))
    grouped = flips[flips["cause"] == "group"]
    if len(grouped):
        names = join(_title(assessment, str(item)) for item in grouped["item"])
        lines.append(t("sensitivity.group", names=names, count=len(grouped)))
    return lines
