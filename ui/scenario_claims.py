"""Who ranks above whom under two scenarios, and in how many weightings that holds."""

from __future__ import annotations

import streamlit as st

from cluster_core.explore.certainty import FLOOR, floor_for
from cluster_core.explore.claims import Claim, ScenarioComparison, compare_scenarios
from cluster_core.explore.draws import Mode
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.assessment import Assessment
from ui import certainty, data, figures, region_pair, sentences
from ui import scenario_comparison_words as words
from ui.scenario_columns import Column
from ui.scenario_comparison_words import Ranks
from ui.text import number, percent, plain, t
from ui.widget_keys import Key

KEYS = (Key.TRAY_ABOVE, Key.TRAY_BELOW)


def draw(first: Column, other: Column, ranks: Ranks) -> None:
    """Let the reader choose two regions, and say how often one ranks above the other under each scenario."""
    units = sorted(ranks[0], key=lambda unit: (ranks[0][unit], unit))
    assessment = first.assessment
    if len(units) < 2 or len(assessment.framework.root.children) < 2:
        return
    figures.heading(t("scenarios.claim_title"), premise(first, other))
    if pair := region_pair.draw(assessment, units, KEYS):
        st.markdown(plain(claim_text(first, other, *pair)))


def mode(first: Column, other: Column) -> Mode:
    """Return where weightings are drawn: any, but where weights are all that differs near each scenario's own."""
    return "any" if words.differences([first, other]) else "mine"


def premise(first: Column, other: Column) -> str:
    """Return what the weightings are."""
    if mode(first, other) == "mine":
        return t("scenarios.claim_mine")
    floor = _floor(first.assessment)
    return t("scenarios.claim_any", floor=percent(floor, 0 if floor >= FLOOR else 1))


def compared(first: Column, other: Column) -> ScenarioComparison:
    """Return both scenarios' ranks under 10,000 weightings."""
    drawn = mode(first, other)
    key = ("scenario_claims", data.fingerprint(), *(one.scenario.encode() for one in (first, other)))
    floor = _floor(first.assessment) if drawn == "any" else 0.0
    spaces = weight_spaces(first.assessment.framework, floor=floor)
    return data.remember_large(
        key, lambda: compare_scenarios(first.assessment, other.assessment, spaces, mode=drawn)
    )


def claim_text(first: Column, other: Column, above: str, below: str) -> str:
    """Return in how many weightings one region ranks above the other, under each scenario and under both."""
    one, two, both = compared(first, other).claim(above, below)
    said = t(
        "scenarios.claim",
        above=sentences.region(first.assessment, above),
        below=sentences.region(first.assessment, below),
        first=first.title,
        other=other.title,
        share=certainty.share_text(one.holds),
        other_share=certainty.share_text(two.holds),
        points=number(max(_points(one), _points(two)), 0),
    )
    # Around each scenario's own weights the draws of the two are not the same ones.
    return (
        said
        if mode(first, other) == "mine"
        else said + t("scenarios.claim_both", share=certainty.share_text(both))
    )


def _points(found: Claim) -> int:
    """Return twice the standard error of a share in whole percentage points, at least one."""
    return max(1, round(200 * found.error))


def _floor(assessment: Assessment) -> float:
    return floor_for(len(assessment.framework.root.children))
