"""A saved scenario as it was seen: which page it opens on, and what is chosen there."""

from __future__ import annotations

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.userdata.record import NAME_MAX, SavedScenario
from ui import data, goal, goal_view, sentences, state, tray, view_link
from ui.text import ordinal, score, t

LAB = "../pages/weights.py"
GOAL = "goal"
_NOT_KEPT = ("", "weights", "tray")  # what these show is the scenario itself, or the tray


def offered() -> bool:
    """Tell whether the page that is open can be saved as it is seen."""
    return state.page() in state.pages() and state.page() not in _NOT_KEPT


def usual() -> bool:
    """Tell whether saving keeps the page unless the reader says otherwise: where something was chosen on it."""
    return offered() and (state.page() == GOAL or bool(view_link.code()))


def here() -> tuple[str, str]:
    """Return the page that is open and the view on it; of a goal the whole question, defaults included."""
    assessment = data.assessment(state.scenario())
    region = goal.asked_of(assessment) if state.page() == GOAL and goal.possible(assessment) else None
    if region is not None:
        goal_view.pin(assessment, region)
    return state.page(), view_link.code()


def suggested_name(assessment: Assessment) -> str:
    """Return what a new entry could be called: of a goal the target, else what the scenario suggests."""
    region = goal.asked_of(assessment) if state.page() == GOAL and goal.possible(assessment) else None
    if region is None:
        return tray.suggested_name(assessment)
    asked = goal.question(assessment, region)
    return t(
        "goal.name_score" if asked.rank is None else "goal.name_rank",
        place=sentences.region(assessment, region),
        year=assessment.scenario.year,
        rank=ordinal(asked.rank or 0),
        score=score(asked.score or 0.0),
    )[:NAME_MAX]


def title(page: str) -> str:
    """Return what a page is called; empty for none, and for one that this release does not have."""
    found = state.pages().get(page)
    return found.title if page and found is not None else ""


def go(record: SavedScenario) -> None:
    """Lead to the page that a saved scenario opens on, else to the lab; the script ends here."""
    found = state.pages().get(record.page) if record.page else None
    st.switch_page(found if found is not None else LAB)
