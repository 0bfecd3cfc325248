"""The speaker's window: notes of the step on the screen, what comes next, the clock; it follows by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from cluster_core.errors import UserDataError
from cluster_core.userdata import stories
from cluster_core.userdata.stories import Story
from ui import failures, presenting_desk, presenting_state, shell, tray
from ui.presenting_desk import Shown
from ui.text import isolated, plain, t

EVERY_S = 1.0


@st.fragment(run_every=EVERY_S)
def draw() -> None:
    """Draw the notes; every second they are drawn anew."""
    failures.guard(_draw)


def _draw() -> None:
    watched = presenting_state.speaker()
    try:
        known = stories.read(tray.store(), watched)
    except UserDataError as failed:
        st.warning(plain(tray.problem(failed)))
        return
    if known is None:
        shell.sentence(t("story.speaker_gone"))
        return
    shown, now = presenting_desk.shown(watched), datetime.now(UTC)
    at = place(known, shown)
    shell.sentence(heading(known, at))
    st.markdown(plain(times(shown, now)))
    if not known.steps:
        return
    with st.container(key="speaker_notes"):
        note = isolated_lines(known.steps[at].note)
        st.markdown("  \n".join(map(plain, note)) if note else plain(t("story.no_note")))
    following = known.steps[at + 1] if at + 1 < len(known.steps) else None
    st.divider()
    st.markdown(
        plain(
            t("story.next_step", at=at + 2, title=isolated(following.title))
            if following
            else t("story.last_step")
        )
    )


def place(known: Story, shown: Shown | None) -> int:
    """Return the number of the step on the screen, 0 for the first and where nothing is presented or it is gone."""
    ids = [one.id for one in known.steps]
    return ids.index(shown.step) if shown is not None and shown.step in ids else 0


def heading(known: Story, at: int) -> str:
    """Return which step it is."""
    if not known.steps:
        return t("story.headline_empty", title=isolated(known.title))
    return t("story.speaker_step", at=at + 1, count=len(known.steps), title=isolated(known.steps[at].title))


def times(shown: Shown | None, now: datetime) -> str:
    """Return the clock, how long the presentation has run, and whether its numbers are frozen."""
    clock = tray.local_time(now)[-5:]
    if shown is None:
        return t("story.speaker_waits", clock=clock)
    minutes = int((now - shown.began).total_seconds() // 60)
    if shown.frozen is not None:
        return t(
            "story.speaker_frozen", clock=clock, minutes=minutes, since=tray.local_time(shown.frozen)[-5:]
        )
    return t("story.speaker_runs", clock=clock, minutes=minutes)


def isolated_lines(note: str) -> list[str]:
    """Return the lines of the notes, none of which can turn or hide another."""
    return [isolated(line) for line in note.splitlines()]
