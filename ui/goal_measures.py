"""Which measures of the documents move the indicators of a plan."""

from __future__ import annotations

import streamlit as st

from cluster_core.explore.goal_seek import GoalSeek
from cluster_core.model.assessment import Assessment
from ui import figures, remedies, sentences
from ui.text import join, name, plain, t

SHOWN = 6


def measures_of(assessment: Assessment, found: GoalSeek) -> list[tuple[str, list[str]]]:
    """Return (measure, the moving indicators that it is meant to move), the largest effort first.

    Measures of the rule set's own document go before others of the same effort.
    """
    effort = {step.lever.indicator: step.effort for step in found.moved}
    own = {measure for item in assessment.rules.items for measure in item.countermeasures}
    linked = [
        (one.id, [indicator for indicator in effort if indicator in one.whatif])
        for one in assessment.dataset.countermeasures.values()
    ]
    return sorted(
        ((measure, moved) for measure, moved in linked if moved),
        key=lambda pair: (-sum(effort[one] for one in pair[1]), pair[0] not in own, pair[0]),
    )


def draw(assessment: Assessment, found: GoalSeek) -> None:
    """List the measures, each with the indicators of the plan that it moves, and the way to the shortcomings."""
    linked = measures_of(assessment, found)
    if not linked:
        return
    measure, _ = linked[0]
    figures.heading(
        t("goal.measures", measure=remedies.measure_name(assessment, measure)), t("goal.measures_how")
    )
    st.markdown("\n".join(f"1. {_line(assessment, found, *one)}" for one in linked[:SHOWN]))
    if len(linked) > SHOWN:
        st.caption(plain(t("goal.measures_more", count=len(linked) - SHOWN)))
    st.page_link(
        st.Page("../pages/shortcomings.py", title=t("page.shortcomings"), url_path="shortcomings"),
        label=t("goal.to_shortcomings"),
        icon=":material/arrow_forward:",
    )


def _line(assessment: Assessment, found: GoalSeek, measure: str, moved: list[str]) -> str:
    known = assessment.dataset.countermeasures[measure]
    names = join(name(assessment.dataset.indicators[one].name) for one in moved)
    moves = t("goal.moves", names=names) if len(found.moved) > 1 else ""
    rest = " · ".join(part for part in (moves, sentences.citation(known.cite)) if part)
    return f"**{plain(remedies.measure_name(assessment, measure))}** :gray[· {plain(rest)}]"
