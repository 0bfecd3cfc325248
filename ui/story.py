"""Stories as pages use them: which one is worked on, pinning a view, and what a step is called and shows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cluster_core.errors import ClusterError, UserDataError
from cluster_core.model.assessment import Assessment
from cluster_core.userdata import stories
from cluster_core.userdata.record import NAME_MAX
from cluster_core.userdata.stories import Step, Story
from cluster_core.userdata.tray import Draft
from ui import (
    data,
    presenting_state,
    scenario_columns,
    state,
    tray,
    tray_state,
    tray_views,
)
from ui.text import isolated, plain, t
from ui.widget_keys import Key


def everything() -> tuple[Story, ...]:
    """Return the stories, changed last first; none, with the reason kept, where they cannot be read."""
    try:
        return stories.list_(tray.store())
    except UserDataError as failed:
        tray_state.set_problem(tray.problem(failed))
        return ()


def current(every: Sequence[Story]) -> Story | None:
    """Return the story that the reader works on, else the one that was changed last."""
    wanted = presenting_state.edited()
    return next((one for one in every if one.id == wanted), every[0] if every else None)


def current_step(known: Story) -> Step | None:
    """Return the step that the reader works on, else the first."""
    return known.step(presenting_state.step()) or (known.steps[0] if known.steps else None)


# ---- pinning


def pin_button() -> None:
    """Draw the button that puts the page as it is now at the end of the story that is worked on."""
    if st.button(
        t("story.pin"),
        key=Key.STORY_PIN,
        icon=":material/keep:",
        help=t("story.pin_hint"),
        width="stretch",
    ):
        pin(data.assessment(state.scenario()))


def pin(assessment: Assessment) -> None:
    """Pin what is on screen; the first pin begins a story."""
    try:
        known = current(stories.list_(tray.store()))
        page, view = tray_views.here()
        draft = Draft(suggested_title(assessment), assessment.scenario, page=page, view=view)
        after = (
            stories.pin(tray.store(), known.id, draft)
            if known
            else stories.add(tray.store(), t("story.first"), [draft])
        )
    except ClusterError as failed:
        st.toast(plain(tray.problem(failed)), icon=":material/warning:")
        return
    presenting_state.set_edited(after.id)
    presenting_state.set_step(after.steps[-1].id)
    st.toast(
        plain(t("story.pinned", title=isolated(after.title), at=len(after.steps))), icon=":material/keep:"
    )


def suggested_title(assessment: Assessment) -> str:
    """Return what a step could be called: its page, then weights, region and year."""
    said = t(
        "story.step_title",
        page=page_title(state.page()),
        scenario=tray_views.suggested_name(assessment),
    )
    return said[:NAME_MAX].strip()


# ---- words


def page_title(page: str) -> str:
    """Return what the page of a step is called; its address where this release does not have it."""
    found = state.pages().get(page)
    return found.title if found is not None else page


def line(step: Step) -> str:
    """Return what a step shows: its page, and what the scenario comes to, or why that cannot be told."""
    page = page_title(step.page)
    try:
        scenario, notices = state.fitted(step.scenario(), data.bundles(), data.dataset)
        parts = [page, scenario_columns.summary(data.assessment(scenario)), str(scenario.year)]
    except ClusterError:
        return t("tray.dot").join([page, t("tray.unreadable")])
    if any(notice.ids != ("bundle_version",) for notice in notices):
        parts.append(t("tray.partly"))
    return t("tray.dot").join(parts)


def headline(known: Story | None) -> str:
    """Return the sentence that the page opens with: what the story has and where it leads."""
    if known is None:
        return t("story.headline_none")
    title = isolated(known.title)
    if not known.steps:
        return t("story.headline_empty", title=title)
    return t(
        "story.headline",
        title=title,
        count=len(known.steps),
        first=page_title(known.steps[0].page),
        last=page_title(known.steps[-1].page),
    )
