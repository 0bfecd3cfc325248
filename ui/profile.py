"""What one region is good at, what holds it back and who is like it: everything its page says, worked out once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cluster_core.assess.compare import indicators_below
from cluster_core.assess.coupling import SYNCHRONOUS
from cluster_core.assess.gaps import gaps
from cluster_core.assess.importance import IMPORTANCES, Quadrants, quadrants
from cluster_core.assess.obstacle import obstacles
from cluster_core.assess.strengths import INSUFFICIENT, STANDARD, STRENGTH, WEAKNESS, strengths
from cluster_core.assess.twins import Twin, twins
from cluster_core.model.assessment import Assessment
from ui import data, sentences, state, view_state
from ui.text import join, number, percent, plain, t
from ui.widget_keys import Key

_TWINS = 3
_TWINS_NAMED = 2
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Profile:
    """The diagnosis of the focus region.

    told: its row per indicator of `strengths`; percent_rank: indicators x units (0-100); places: quadrants by measure
    of importance; shares: percent of its shortfall by indicator, and by node; gaps: its rows of `gaps`.
    """

    focus: str
    told: pd.DataFrame
    percent_rank: pd.DataFrame
    places: Mapping[str, Quadrants]
    shares: Mapping[str, float]
    node_shares: Mapping[str, float]
    unhindered: bool
    gaps: pd.DataFrame
    twins: tuple[Twin, ...]

    def those(self, kind: str) -> pd.DataFrame:
        """Return the strengths, best first, or the weaknesses, worst first."""
        found = self.told[self.told["strength"] == kind]
        return found.sort_values(["percent_rank", "goodness"], ascending=kind == WEAKNESS, kind="stable")

    @property
    def judged(self) -> bool:
        """Whether any indicator could be told a strength, a weakness or neither."""
        return bool((self.told["strength"] != INSUFFICIENT).any())

    @property
    def hindering(self) -> dict[str, float]:
        """The indicators that take something of the shortfall, the most first."""
        known = {one: share for one, share in self.shares.items() if math.isfinite(share) and share > 0}
        return dict(sorted(known.items(), key=lambda pair: -pair[1]))


def of(assessment: Assessment) -> Profile | None:
    """Return the profile of the region in focus; None without one."""
    focus = sentences.focus_of(assessment)
    if focus is None:
        return None
    key = ("profile", assessment.dataset.fingerprint, assessment.scenario.encode())
    return data.remember(key, lambda: _of(assessment, focus))


def _of(assessment: Assessment, focus: str) -> Profile:
    told, behind, held = strengths(assessment), gaps(assessment), obstacles(assessment)
    row = assessment.units.index(focus)
    return Profile(
        focus=focus,
        told=told[told["region"] == focus].set_index("indicator"),
        percent_rank=told.pivot_table("percent_rank", "indicator", "region", dropna=False),
        places={one: quadrants(assessment, focus, importance=one) for one in IMPORTANCES},
        shares=dict(zip(held.names, held.indicators[row].tolist(), strict=True)),
        node_shares=dict(zip(held.node_names, held.nodes[row].tolist(), strict=True)),
        unhindered=bool(held.unhindered[row]),
        gaps=behind[behind["region"] == focus],
        twins=twins(assessment, focus, _TWINS),
    )


def dimension_of(assessment: Assessment) -> dict[str, str]:
    """Return the first dimension that each indicator stands under."""
    found: dict[str, str] = {}
    for dimension in assessment.framework.dimensions:
        for indicator in indicators_below(assessment.framework, dimension):
            found.setdefault(indicator, dimension)
    return found


# ---- sentences


def headline(assessment: Assessment, profile: Profile | None) -> str:
    """Return how many strengths and weaknesses, what holds back most, and who is most alike."""
    if profile is None:
        return t("profile.headline_nobody")
    parts = [_counts(profile), _drag(assessment, profile), _alike(assessment, profile)]
    said = t("profile.and").join(part for part in parts if part)
    return t("profile.headline", place=sentences.region(assessment, profile.focus), parts=said)


def _counts(profile: Profile) -> str:
    if not profile.judged:
        return t("profile.counts_unknown")
    strong, weak = (len(profile.those(kind)) for kind in (STRENGTH, WEAKNESS))
    return t(
        "profile.counts",
        strengths=t("profile.count_strengths", count=strong),
        weaknesses=t("profile.count_weaknesses", count=weak),
    )


def _drag(assessment: Assessment, profile: Profile) -> str:
    if profile.unhindered:
        return t("profile.unhindered")
    if not profile.hindering:
        return ""
    worst, share = next(iter(profile.hindering.items()))
    return t("profile.drag", name=sentences.node_name(assessment, worst), share=percent(share / 100))


def _alike(assessment: Assessment, profile: Profile) -> str:
    named = [sentences.region(assessment, one.unit) for one in profile.twins[:_TWINS_NAMED]]
    return t("profile.alike", names=join(named)) if named else ""


def lag_line(assessment: Assessment, profile: Profile) -> str:
    """Return whether the dimensions move together or which one lags; empty where nobody can tell."""
    row = sentences.coupling_of(assessment)
    known = profile.unhindered or bool(profile.hindering)
    kind = str(row["lag_type"]) if row is not None and known else ""
    facts = {"dimensions": sentences.dimensions(assessment.framework)}
    if kind == SYNCHRONOUS:
        return t("profile.synchronous", **facts)
    names = [sentences.node_name(assessment, one) for one in kind.split(";") if one]
    return t("profile.lagging", names=join(names), **facts) if names else ""


# ---- controls


def weights_alike(places: Quadrants) -> bool:
    """Tell whether all indicators shown weigh the same, so that weight tells nothing of importance."""
    levels = [point.importance for point in places.points if point.quadrant]
    return bool(levels) and max(levels) - min(levels) < _SAME


def importance(profile: Profile) -> str:
    """Draw the switch of what importance means, and return it: by default weight, where weights differ."""
    alike = weights_alike(profile.places["weight"])
    correlated = any(point.quadrant for point in profile.places["correlation"].points)
    picked = view_state.picked(Key.IMPORTANCE)
    chosen = picked if picked in IMPORTANCES else "correlation" if alike and correlated else "weight"
    state.show(Key.IMPORTANCE, chosen)
    st.segmented_control(
        t("profile.importance"),
        list(IMPORTANCES),
        format_func=lambda one: t(f"profile.by_{one}"),
        required=True,
        key=Key.IMPORTANCE,
        on_change=_on_importance,
        help=t("profile.importance_help"),
    )
    if alike:
        st.caption(t("profile.weights_alike"))
    return chosen


def _on_importance() -> None:
    if chosen := state.widget(Key.IMPORTANCE):
        view_state.pick(Key.IMPORTANCE, str(chosen))


def rule() -> None:
    """Draw, behind one button, when an indicator counts as a strength or a weakness, and whose rule that is."""
    facts = {
        "share": percent(STANDARD.share, 1),
        "least": STANDARD.least_units,
        "part": percent(STANDARD.least_share),
        "group": STANDARD.least_group,
        "deviations": number(STANDARD.deviations, 0),
    }
    with st.popover(t("profile.rule_button"), key=Key.RULE, width="stretch"):
        st.markdown(f"**{plain(t('profile.rule_title'))}**")
        for line in ("strength", "weakness", "group", "never", "source"):
            st.caption(plain(t(f"profile.rule_{line}", **facts)))
