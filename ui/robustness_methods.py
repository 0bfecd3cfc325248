"""How much of a rank is method: every combination tried, each single switch beside the methods in force."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from cluster_core.errors import MethodError
from cluster_core.explore.method_uncertainty import MethodUncertainty, method_uncertainty
from cluster_core.explore.methods import FACTORS
from cluster_core.index.aggregate import check_scale
from cluster_core.model.assessment import Assessment
from ui import data, figures, jobs, method_words, sentences, weight_board
from ui import robustness_words as words
from ui.text import join, ordinal, percent, plain, t
from ui.widget_keys import Key

_GONE = "–"


def draw(assessment: Assessment) -> None:
    """Draw, in a part that opens, what the methods do to the ranks; the work is done when it is opened."""
    part = st.expander(t("sure.methods"), key=Key.SURE_METHODS, on_change="rerun")
    if not part.open:
        return
    with part:
        key = repr(("methods", data.fingerprint(), assessment.scenario.encode()))
        found = jobs.result(
            key,
            lambda progress, cancelled: method_uncertainty(
                assessment, progress=progress, cancelled=cancelled
            ),
            t("sure.working_methods"),
        )
        if found is not None:
            _show(assessment, found)


def _show(assessment: Assessment, found: MethodUncertainty) -> None:
    figures.heading(takeaway(assessment, found), t("sure.methods_drawn", count=len(found.runs)))
    st.dataframe(table(assessment, found), hide_index=True, height="content", alt=takeaway(assessment, found))
    st.caption(plain(drivers(found)))
    for line in refusals(found):
        st.caption(plain(line))


def takeaway(assessment: Assessment, found: MethodUncertainty) -> str:
    """Return between which ranks the methods carry the region in focus, and how often it keeps its own."""
    row = words.subject(assessment, found.distribution)
    if row is None:
        return t("sure.headline_nobody")
    ranks = found.ranks[row][found.ranks[row] > 0]
    return t(
        "sure.methods_title",
        place=sentences.region(assessment, found.units[row]),
        low=ordinal(int(ranks.min())),
        high=ordinal(int(ranks.max())),
        share=words.share_text(float((found.ranks[row] == found.own[row]).mean())),
        rank=ordinal(int(found.own[row])) if found.own[row] else t("ranking.not_ranked"),
    )


def switches(found: MethodUncertainty) -> dict[tuple[str, str], int]:
    """Return the runs that differ from the methods in force in one factor: (factor, level) -> row of the runs."""
    own = found.runs.iloc[0]
    single: dict[tuple[str, str], int] = {}
    for at in range(1, len(found.runs)):
        other = [factor for factor in FACTORS if found.runs.iloc[at][factor] != own[factor]]
        if len(other) == 1:
            single[other[0], str(found.runs.iloc[at][other[0]])] = at
    return single


def table(assessment: Assessment, found: MethodUncertainty) -> pd.DataFrame:
    """Return every region's rank now, its range over all combinations, and its rank after each single switch.

    Switches that change no rank at all share no column: there is nothing to see.
    """
    rows = sorted(
        np.flatnonzero((found.ranks > 0).any(axis=1)).tolist(),
        key=lambda row: (found.own[row] or len(found.units) + 1, found.units[row]),
    )
    columns: dict[str, list[str]] = {
        t("column.region"): [sentences.region(assessment, found.units[row]) for row in rows],
        t("sure.column_now"): [_rank(found.own[row]) for row in rows],
        t("sure.column_all_methods"): [_range(found.ranks[row]) for row in rows],
    }
    for (factor, level), at in switches(found).items():
        if (found.ranks[:, at] != found.own).any():
            columns[level_text(assessment, factor, level)] = [_rank(found.ranks[row, at]) for row in rows]
    return pd.DataFrame(columns)


def _rank(rank: int) -> str:
    return str(rank) if rank else _GONE


def _range(ranks: np.ndarray) -> str:
    low, high = int(ranks[ranks > 0].min()), int(ranks.max())
    return str(low) if low == high else f"{low}–{high}"


def level_text(assessment: Assessment, factor: str, level: str) -> str:
    """Return what a level of a factor is called."""
    if factor == "weighting":
        return t("sure.weights_of", name=weight_board.preset_name(assessment.framework, level))
    return method_words.value_text(factor, level)


def drivers(found: MethodUncertainty) -> str:
    """Return how much of the differences each choice explains by itself, the largest first; what explains none is left.

    The measure is the mean shift of ranks.
    """
    shares = dict(zip(found.variance["factor"], found.variance["shift"], strict=True))
    said = [
        t("strip.part", name=t(f"sure.factor_{factor}"), weight=percent(share))
        for factor, share in sorted(shares.items(), key=lambda one: -one[1])
        if share >= 0.005
    ]
    return t("sure.drivers", factors=join(said)) if said else t("sure.drivers_none")


def refusals(found: MethodUncertainty) -> list[str]:
    """Return how many combinations were refused and why, one line a reason."""
    counts: dict[str, int] = {}
    for _, run in found.refused.iterrows():
        why = _why(str(run["normalise"]), str(run["aggregate"]))
        counts[why] = counts.get(why, 0) + 1
    order = sorted(counts.items(), key=lambda one: -one[1])
    return [t(f"sure.refused_{why}", count=count) for why, count in order]


def _why(normalise: str, aggregate: str) -> str:
    try:
        check_scale(aggregate, normalise)
    except MethodError:
        return "scale"
    return normalise if normalise in {"target", "best"} else "other"
