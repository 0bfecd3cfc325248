"""If the figures are a little off: how far ranks move when values are drawn with the errors that they state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cluster_core.explore.acceptability import DRAWS, Acceptability
from cluster_core.explore.data_errors import data_errors
from cluster_core.explore.data_uncertainty import data_uncertainty
from cluster_core.explore.draws import SEED
from cluster_core.explore.progress import Cancelled, Progress, part
from cluster_core.model.assessment import Assessment
from ui import data, figures, jobs, robustness, sentences
from ui import robustness_words as words
from ui.charts.spec import Row
from ui.figures import Figure
from ui.robustness import USUAL, Options
from ui.robustness_figures import rank_bars
from ui.text import join, number, ordinal, plain, t
from ui.widget_keys import Key

LISTED = 6  # indicators that are named
_GONE = "–"


@dataclass(frozen=True, eq=False, slots=True)
class Ranges:
    """The ranks that nine of ten draws keep, by region: of the data alone, and with the weights; 0 without a rank."""

    units: tuple[str, ...]
    own: NDArray[np.int64]
    alone: tuple[NDArray[np.int64], NDArray[np.int64]]
    both: tuple[NDArray[np.int64], NDArray[np.int64]]
    kept: NDArray[np.float64]  # share of the draws of the data in which a region keeps its rank


def draw(assessment: Assessment, options: Options, found: Acceptability) -> None:
    """Draw, in a part that opens, what errors of the data do to the ranks; where none is stated, say so."""
    names = uncertain(assessment)
    if not names:
        st.caption(t("sure.data_none"))
        return
    part = st.expander(t("sure.data"), key=Key.SURE_DATA, on_change="rerun")
    if not part.open:
        return
    with part:
        ranges = jobs.result(
            repr(("data", data.fingerprint(), assessment.scenario.encode(), options.encode())),
            lambda progress, cancelled: work(assessment, options, progress, cancelled),
            t("sure.working_data"),
        )
        if ranges is not None:
            figures.show(figure(assessment, ranges, robustness.window(assessment, found)))
            st.caption(plain(note(assessment, names)))


def uncertain(assessment: Assessment) -> tuple[str, ...]:
    """Return the indicators of the framework whose values state an error."""
    key = ("data_errors", data.fingerprint(), assessment.scenario.without_weights().encode())
    return data.remember(key, lambda: data_errors(assessment).names)


def work(
    assessment: Assessment, options: Options, progress: Progress | None, cancelled: Cancelled | None
) -> Ranges:
    """Draw the data alone, then together with the weights chosen; what is kept of the draws is small."""
    alone = data_uncertainty(assessment, progress=part(progress, 0, 0.5), cancelled=cancelled)
    spaces = robustness.spaces(assessment, options)
    both = data_uncertainty(assessment, spaces, progress=part(progress, 0.5, 1), cancelled=cancelled)
    return Ranges(
        alone.units,
        alone.own,
        (alone.percentile(USUAL), alone.percentile(1 - USUAL)),
        (both.percentile(USUAL), both.percentile(1 - USUAL)),
        (alone.ranks == alone.own[:, None]).mean(axis=1),
    )


def takeaway(assessment: Assessment, found: Ranges) -> str:
    """Return between which ranks the region in focus, else the first, stays in nine of ten draws of the data."""
    focus = sentences.focus_of(assessment)
    ranked = [row for row, rank in enumerate(found.own) if rank > 0]
    if not ranked:
        return t("sure.headline_nobody")
    row = found.units.index(focus) if focus else min(ranked, key=lambda at: int(found.own[at]))
    low, high = (int(end[row]) for end in found.alone)
    place = sentences.region(assessment, found.units[row])
    if not low:
        return t("sure.data_unranked", place=place)
    kept = words.share_text(float(found.kept[row]))
    if low == high:
        return t("sure.data_same", place=place, rank=ordinal(low), share=kept)
    return t("sure.data_title", place=place, low=ordinal(low), high=ordinal(high), share=kept)


def note(assessment: Assessment, names: tuple[str, ...]) -> str:
    """Return which indicators state an error, what is assumed, and how many draws there are."""
    total = len(dict.fromkeys(assessment.framework.indicators))
    named = [sentences.node_name(assessment, name) for name in names[:LISTED]]
    if len(names) > LISTED:
        named.append(t("sure.data_more", count=len(names) - LISTED))
    return t(
        "sure.data_note",
        stated=len(names),
        total=total,
        names=join(named),
        draws=number(DRAWS, 0),
        seed=SEED,
    )


def figure(assessment: Assessment, found: Ranges, rows: list[int]) -> Figure:
    """Return, for some rows of regions, the ranges under errors of the data, alone and with the weights."""
    focus = sentences.focus_of(assessment)
    laid: list[Row] = [
        {
            "region": found.units[row],
            "name": sentences.region(assessment, found.units[row]),
            **_ends("best", "worst", found.alone, row),
            **_ends("free_best", "free_worst", found.both, row),
            "rank": int(found.own[row]) or None,
            "bounds_text": _text(found.alone, row),
            "free_text": _text(found.both, row),
            "rank_text": str(found.own[row]) if found.own[row] else t("ranking.not_ranked"),
            "kept_text": words.share_text(float(found.kept[row])) if found.own[row] else _GONE,
            "focus": found.units[row] == focus,
        }
        for row in rows
    ]
    ends = [
        row[end] for row in laid for end in ("best", "worst", "free_best", "free_worst", "rank") if row[end]
    ]
    labels = {
        "first": min(ends, default=1),
        "last": max(ends, default=1),
        "bounds": t("sure.column_data_short"),
        "tooltip": {
            "rank_text": t("sure.column_now"),
            "bounds_text": t("sure.column_data"),
            "free_text": t("sure.column_data_weights"),
            "kept_text": t("sure.column_kept"),
        },
    }
    return rank_bars("sure_data", takeaway(assessment, found), t("sure.data_drawn"), laid, labels)


def _ends(
    best: str, worst: str, ends: tuple[NDArray[np.int64], NDArray[np.int64]], row: int
) -> dict[str, int | None]:
    return {best: int(ends[0][row]) or None, worst: int(ends[1][row]) or None}


def _text(ends: tuple[NDArray[np.int64], NDArray[np.int64]], row: int) -> str:
    low, high = (int(end[row]) for end in ends)
    if not low:
        return _GONE
    return str(low) if low == high else f"{low}–{high}"
