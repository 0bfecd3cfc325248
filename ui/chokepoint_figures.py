"""The priorities of chokepoint technologies as a picture: each part of the product as a bar, and what they make."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Chokepoints, Lane, Rated
from ui import chokepoint_words as words
from ui import chokepoints
from ui.charts import bar_columns
from ui.figures import Figure, drawn
from ui.subjects import Subject
from ui.text import name, number, percent, t

HEADS = ("lack", "criticality", "feasible", "priority")


def priorities(
    assessment: Assessment, register: Chokepoints, lanes: Sequence[Lane], own: set[str]
) -> Figure | None:
    """Return all entries shown in the order of their priority, those in `own` (with ratings of the reader's) marked."""
    entries = chokepoints.ordered(lanes)
    if not entries:
        return None
    lane_of = {one.entry.id: lane_name(lane) for lane in lanes for one in lane.entries}
    region = assessment.scenario.focus or next(iter(assessment.dataset.regions))
    rows: list[dict[str, Any]] = []
    for rated in entries:
        shares = (rated.lack, _criticality(rated), rated.feasible, rated.priority / 100)
        for head, share in zip(HEADS, shares, strict=True):
            known = math.isfinite(share)
            rows.append(
                {
                    "line": rated.entry.id,
                    "name": name(rated.entry.name),
                    "strong": rated.entry.id in own,
                    "marked": rated.entry.id in own,
                    "region": region,
                    "about": chokepoints.TECHNOLOGY + rated.entry.id,
                    "place": t(f"choke.head_{head}"),
                    "share": share if known else None,
                    "value_text": _text(rated, head, share) if known else t("choke.not_known"),
                    "result": head == "priority",
                    "lane_text": lane_of[rated.entry.id],
                    "claim_text": words.claim(rated.entry),
                }
            )
    titles = {
        "place": t("choke.part"),
        "value_text": t("choke.value"),
        "lane_text": t("choke.column_lane"),
        "claim_text": t("choke.column_claim"),
    }
    labels = {"columns": len(HEADS), "tooltip": titles}
    return Figure(
        "priorities",
        words.takeaway(entries, register),
        t("choke.drawn"),
        drawn("priorities", rows, labels, lay=bar_columns.bar_rows, draw=bar_columns.bar_columns),
        lambda: table(lanes),
        {t("choke.column_priority"): "%.0f"},
        [Subject(region, chokepoints.TECHNOLOGY + one.entry.id) for lane in lanes for one in lane.entries],
    )


def table(lanes: Sequence[Lane]) -> pd.DataFrame:
    """Return all entries in the order of lanes and places; what is not known stays empty."""
    return pd.DataFrame(
        [
            {
                t("choke.column_lane"): lane_name(lane),
                t("choke.column_place"): place,
                t("choke.column_entry"): name(rated.entry.name),
                t("choke.column_claim"): rated.entry.import_dependence,
                t("choke.column_year"): str(rated.entry.dependence_year or ""),
                t("choke.column_criticality"): rated.entry.criticality,
                t("choke.head_feasible"): rated.feasible,
                t("choke.column_priority"): rated.priority,
                t("choke.column_cite"): rated.entry.cite,
            }
            for lane in lanes
            for place, rated in enumerate(lane.entries, 1)
        ]
    )


def lane_name(lane: Lane) -> str:
    """Return a lane's name."""
    return name(lane.category.name) if lane.category else t("choke.unclassified")


def _criticality(rated: Rated) -> float:
    return math.nan if rated.entry.criticality is None else rated.entry.criticality / 100


def _text(rated: Rated, head: str, share: float) -> str:
    if head in ("criticality", "priority"):
        return number(100 * share, 0)
    assumed = head == "feasible" and not words.in_time_known(rated.entry)
    return percent(share) + (" ?" if assumed else "")
