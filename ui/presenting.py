"""Presenter mode: entered, moved in, frozen and left; the frame asks here what to draw, the bar's keys end here."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Notice
from cluster_core.userdata import stories
from cluster_core.userdata.stories import Step, Story
from ui import data, presenting_bar, presenting_desk, presenting_state, sentences, state, tray, view_link
from ui.presenting_state import Frozen, Show
from ui.text import isolated, t
from ui.widget_keys import Key

STORY = "story"  # the page of stories, which is not walked through


# ---- entering and leaving


def button() -> None:
    """Draw the button that begins to present the page that is open."""
    st.button(
        t("present.button"),
        key=Key.PRESENT,
        icon=":material/slideshow:",
        on_click=presenting_state.set_show,
        args=(Show(),),
        help=t("present.button_hint"),
        width="stretch",
    )


def begin(story: Story, at: int = 0) -> None:
    """Begin to present a story from one of its steps; called from a callback."""
    presenting_state.set_told(story)
    presenting_state.set_show(Show(story.id, at))
    go(at)


def leave() -> None:
    """End the presentation, of a story back on its page; nothing is frozen any more."""
    running = presenting_state.show()
    if running is not None and running.story:
        presenting_desk.end(running.story)
        presenting_state.set_page(STORY)
    presenting_state.set_show(None)


# ---- moving


def story() -> Story | None:
    """Return the story that is presented: as it was when it began, after a reload of the page as it is stored."""
    running = presenting_state.show()
    if running is None or not running.story:
        return None
    known = presenting_state.told()
    if known is None or known.id != running.story:
        try:
            known = stories.read(tray.store(), running.story)
        except ClusterError:
            known = None
        presenting_state.set_told(known)
    return known


def go(at: int) -> None:
    """Show one step of the story that is presented; what of it is gone is said in a note."""
    told = story()
    if told is None or not 0 <= at < len(told.steps):
        return
    presenting_state.set_show(Show(told.id, at))
    try:
        open_(told.steps[at])
    except ClusterError as refused:
        state.add_note(Notice("ignored", ("code",), str(refused)))


def open_(step: Step) -> None:
    """Make what a step pins the session's; `ScenarioError` where its code cannot be read."""
    scenario, notices = state.fitted(step.scenario(), data.bundles(), data.dataset)
    tray.begin(scenario)
    for notice in (*notices, *view_link.open_saved(step.page, step.view)):
        state.add_note(notice)


def walk(by: int) -> None:
    """Move to the next or previous step, or page where no story is presented; at either end nothing happens."""
    running = presenting_state.show()
    if running is None:
        return
    if story() is not None:
        go(running.at + by)
    elif 0 <= running.at + by < len(walked()):
        presenting_state.set_show(Show(at=running.at + by))


def walked() -> list[str]:
    """Return the pages in the order of the menu, without the one of stories."""
    return [one for one in state.pages() if one != STORY]


def follow() -> None:
    """Go to the page that the presentation stands at, before anything is drawn; the script ends here if it must.

    Keys may come faster than pages are drawn, hence where to go is looked up, never remembered from one key.
    """
    running, here = presenting_state.show(), state.page()
    if running is not None and story() is None and (running.story or running.at < 0):  # or its story is gone
        presenting_state.set_show(Show(at=walked().index(here) if here in walked() else -1))
        return
    wanted = _page()
    if wanted is not None and wanted != here and wanted in state.pages():
        st.switch_page(state.pages()[wanted])
    presenting_state.set_page(None)


def _page() -> str | None:
    """Return the page of the step, or the place in the menu, that is presented; None for the one that is open."""
    running, told = presenting_state.show(), story()
    if running is None:
        return presenting_state.page()
    if told is not None:
        return told.steps[running.at].page if 0 <= running.at < len(told.steps) else None
    return walked()[running.at] if 0 <= running.at < len(walked()) else None


# ---- freezing


def freeze() -> None:
    """Hold on to the data as they are now, or follow them again."""
    if presenting_state.frozen() is not None:
        presenting_state.set_frozen(None)
        return
    presenting_state.set_frozen(Frozen(data.hold(), datetime.now(UTC)))


# ---- the bar


def draw(assessment: Assessment) -> None:
    """Draw the bar, and tell a speaker's window what is on the screen."""
    running = presenting_state.show()
    if running is None:
        return
    told, frozen = story(), presenting_state.frozen()
    titles = [isolated(one.title) for one in told.steps] if told else []
    at = running.at
    if told and at < len(told.steps):
        since = frozen.since if frozen else None
        presenting_desk.show(told.id, told.steps[at].id, datetime.now(UTC), since)
    count = len(told.steps) if told else len(walked())
    presenting_bar.draw(
        words(assessment, at, count, frozen),
        [(f"{place + 1}  {title}", place == at) for place, title in enumerate(titles)],
        ways=(at > 0, at + 1 < count),
        frozen=frozen is not None,
        on_press=_on_press,
    )


def words(assessment: Assessment, at: int, count: int, frozen: Frozen | None) -> dict[str, str]:
    """Return what the bar says: what the numbers are about, where the presentation stands, and its buttons."""
    focus = sentences.focus_of(assessment)
    about = t("app.name")
    if focus is not None:
        about = t("present.about", app=about, place=sentences.region(assessment, focus))
    when = tray.local_time(frozen.since) if frozen else ""
    return {
        "about": about,
        "place": t("present.place", at=at + 1, count=count) if count and at >= 0 else "",
        "freeze": t("present.frozen", time=when[-5:]) if frozen else t("present.freeze"),
        "freeze_hint": t("present.frozen_hint", when=when) if frozen else t("present.freeze_hint"),
        "leave": t("present.leave"),
        "leave_hint": t("present.leave_hint"),
        "previous": t("present.previous"),
        "previous_hint": t("present.previous_hint"),
        "next": t("present.next"),
        "next_hint": t("present.next_hint"),
    }


def _on_press() -> None:
    act = presenting_bar.pressed()
    if act == "next":
        walk(1)
    elif act == "previous":
        walk(-1)
    elif act == "freeze":
        freeze()
    elif act == "leave":
        leave()
