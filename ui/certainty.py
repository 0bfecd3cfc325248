"""How sure a rank is, in plain words beside it: its range in nine of ten weightings, and how often it is a top five.

No number is made here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from cluster_core.explore.acceptability import DRAWS
from cluster_core.explore.certainty import TOP, Certainty, certainty, floor_for
from cluster_core.model.assessment import Assessment
from ui import data, sentences
from ui.text import number, percent, plain, t
from ui.widget_keys import Key

ROBUSTNESS = "../pages/robustness.py"  # the page with the whole picture
LAST_PART = 0.75  # below this part of the ranking a place reads as room to rise


@dataclass(frozen=True)
class Standing:
    """One region's rank among `total`, the bounds of nine of ten weightings, and its share (0-1) of top fives."""

    rank: int
    low: int
    high: int
    share: float
    total: int


def of(assessment: Assessment) -> Certainty | None:
    """Return how sure the ranks are; None where other weights mean nothing.

    The root's own weights do not matter, nor does who is in focus: one answer serves every move of their sliders.
    """
    root = assessment.framework.id
    ranked = int((assessment.scored.ranks[:, 0] > 0).sum())
    if ranked < 2 or _alone(assessment) or _own_weights(assessment):
        return None
    told = replace(assessment.scenario.with_points(root, None), focus="")
    key = ("certainty", assessment.dataset.fingerprint, assessment.dataset.id, told, assessment.units)
    found = data.remember(key, lambda: certainty(assessment))
    return replace(found, own=assessment.scored.ranks[:, 0])


def _alone(assessment: Assessment) -> bool:
    return len(assessment.framework.root.children) < 2


def _own_weights(assessment: Assessment) -> bool:
    return assessment.scored.weights[assessment.framework.id].ndim > 1


def standings(assessment: Assessment) -> dict[str, Standing]:
    """Return where the regions stand that have a rank, here and under other weights."""
    found = of(assessment)
    if found is None:
        return {}
    total = int((found.own > 0).sum())
    columns = (
        found.own.tolist(),
        found.rank_p05.tolist(),
        found.rank_p95.tolist(),
        found.share_top5.tolist(),
    )
    return {
        unit: Standing(rank, low, high, share, total)
        for unit, rank, low, high, share in zip(found.units, *columns, strict=True)
        if rank > 0 and low > 0
    }


# ---- words


def chip(assessment: Assessment, unit: str) -> str:
    """Return a region's rank and how sure it is, or why nobody can tell; empty for a region without a rank."""
    if not assessment.scored.ranks[assessment.units.index(unit), 0]:
        return ""
    one = standings(assessment).get(unit)
    return unknown(assessment) if one is None else t("certainty.stop").join((rank_text(one), support(one)))


def unknown(assessment: Assessment) -> str:
    """Return why other weights mean nothing here; empty where they do, or where nobody is there to compare."""
    if _own_weights(assessment):
        return t("certainty.own_weights")
    return t("certainty.one_part") if len(assessment.framework.root.children) == 1 else ""


def rank_text(one: Standing) -> str:
    """Return the rank; a place among the last reads as room to rise."""
    return t("certainty.rank_rise" if one.rank > one.total * LAST_PART else "certainty.rank", rank=one.rank)


def support(one: Standing) -> str:
    """Return the range and the share of top fives, as they stand behind a rank."""
    if one.low < one.high:
        said = t("certainty.between", low=one.low, high=one.high)
    else:
        said = t("certainty.same" if one.low == one.rank else "certainty.other", rank=one.low)
    if one.total <= TOP:  # everybody is
        return said
    return t("certainty.stop").join((said, t("certainty.top", count=TOP, share=share_text(one.share))))


def share_text(share: float) -> str:
    """Return a share that says never and always only where that is so."""
    if 0 < share < 0.005:
        return t("certainty.least")
    return t("certainty.most") if 0.995 <= share < 1 else percent(share)


def range_text(one: Standing | None) -> str:
    """Return the range alone, as it stands in a column."""
    if one is None:
        return ""
    return str(one.low) if one.low == one.high else t("certainty.range", low=one.low, high=one.high)


def premise(assessment: Assessment) -> str:
    """Return what the weightings are."""
    children = len(assessment.framework.root.children)
    return t(
        "certainty.premise",
        parts=number(children, 0),
        floor=percent(floor_for(children), 0 if children < 10 else 1),
        draws=number(DRAWS, 0),
    )


# ---- for charts and tables


def fields(one: Standing | None) -> dict[str, Any]:
    """Return what the row of a ranked chart says of its certainty."""
    if one is None:
        return {"rank_p05": None, "rank_p95": None, "range_text": "", "certainty_text": ""}
    return {
        "rank_p05": one.low,
        "rank_p95": one.high,
        "range_text": range_text(one),
        "certainty_text": support(one),
    }


def labels(known: Mapping[str, Standing]) -> dict[str, Any]:
    """Return what a ranked chart writes over the ranges; nothing where there are none."""
    if not known:
        return {}
    last = max(max(one.rank, one.high) for one in known.values())
    return {"range": t("certainty.column_range"), "last": last}


def columns(assessment: Assessment, units: Sequence[str]) -> dict[str, Any]:
    """Return the columns of a table, a cell per unit; none where no rank has a range. The share is in percent."""
    known = standings(assessment)
    if not known:
        return {}
    found = [known.get(unit) for unit in units]
    shown = {
        t("certainty.column_p05"): pd.array([one and one.low for one in found], dtype="Int64"),
        t("certainty.column_p95"): pd.array([one and one.high for one in found], dtype="Int64"),
    }
    top = pd.array([one and one.share * 100 for one in found], dtype="Float64")
    return {**shown, t("certainty.column_top", count=TOP): top}


def formats() -> dict[str, str]:
    """Return the patterns of the numbers in `columns`."""
    return {t("certainty.column_top", count=TOP): "%.1f%%"}


# ---- on a page


def draw(assessment: Assessment) -> None:
    """Write how sure the rank of the region in focus is, or without one the leader's; the premise is one click away."""
    focus, ranks = sentences.focus_of(assessment), sentences.rank_by_unit(assessment)
    unit = focus or min(ranks, key=lambda one: ranks[one], default="")
    said = chip(assessment, unit) if unit else ""
    if not said:
        return
    if focus is None:
        said = t("certainty.of_place", place=sentences.region(assessment, unit), said=said)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(plain(said), width="content")
        if unit in standings(assessment):
            with st.popover(t("certainty.how"), key=Key.CERTAINTY, type="tertiary", icon=":material/help:"):
                st.caption(plain(premise(assessment)))
                link()


def link() -> None:
    """Draw the way to the whole picture, where this version has the page."""
    if (Path(__file__).parent / ROBUSTNESS).is_file():
        st.page_link(ROBUSTNESS, label=t("certainty.link"), icon=":material/arrow_forward:")
