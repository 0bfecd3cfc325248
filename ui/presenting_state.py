"""What one session remembers of a presentation: whether one runs, of which story, at which step, and what is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from cluster_core.userdata.stories import Step, Story
    from cluster_core.userdata.story_file import IncomingStory
    from ui.data import Held

PRESENT, SPEAKER = "present", "speaker"  # query parameters
ON = "1"  # the value of a presentation without a story
_MARK = "~"  # between the id of a story and the number of a step

_SHOW = "show"
_STORY = "show_story"
_PAGE = "show_page"
_FROZEN = "show_frozen"
_SPEAKER = "speaker"
_EDITED = "story"
_STEP = "story_step"
_REMOVED = "story_removed"
_INCOMING = "story_incoming"


@dataclass(frozen=True)
class Show:
    """A presentation: of the story with this id, empty for the pages alone.

    `at` is the step, 0 for the first, or the place of the page in the menu, -1 until that is known.
    """

    story: str = ""
    at: int = -1


@dataclass(frozen=True)
class Frozen:
    """What the session holds on to, and since when."""

    held: Held
    since: datetime


@dataclass(frozen=True)
class Removed:
    """What was taken out of a story, or the whole of it, as it was before."""

    story: Story
    step: Step | None = None


# ---- presenting


def show() -> Show | None:
    """Return the presentation that runs, None outside one."""
    return st.session_state.get(_SHOW)


def set_show(found: Show | None) -> None:
    """Begin a presentation, move in it, or end it: then nothing is frozen any more."""
    st.session_state[_SHOW] = found
    if found is None:
        st.session_state.pop(_FROZEN, None)
        st.session_state.pop(_STORY, None)


def told() -> Story | None:
    """Return the story that is presented, as it was when it was read for that."""
    return st.session_state.get(_STORY)


def set_told(story: Story | None) -> None:
    """Keep the story that is presented: what others change in it meanwhile does not move the presentation."""
    st.session_state[_STORY] = story


def page() -> str | None:
    """Return the page that the end of a presentation leads to, until it is open."""
    return st.session_state.get(_PAGE)


def set_page(wanted: str | None) -> None:
    """Keep the page that the end of a presentation leads to."""
    st.session_state[_PAGE] = wanted


# ---- freezing


def frozen() -> Frozen | None:
    """Return what the session holds on to, None where it follows the data; work outside sessions always follows."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return st.session_state.get(_FROZEN)


def set_frozen(found: Frozen | None) -> None:
    """Hold on to data, or let go of them."""
    st.session_state[_FROZEN] = found


# ---- the address


def read_address() -> None:
    """Take from the address what the session begins with: a presentation, or the speaker's view of one."""
    if (wanted := st.query_params.get(PRESENT)) is not None:
        story, _, at = wanted.partition(_MARK)
        number = int(at) if at.isascii() and at.isdigit() and len(at) < 5 else 1
        set_show(Show() if story == ON else Show(story[:36], max(number - 1, 0)))
    if (watched := st.query_params.get(SPEAKER)) is not None:
        st.session_state[_SPEAKER] = watched[:36]


def address() -> dict[str, str]:
    """Return what of this stands in the address of the page that is open."""
    found: dict[str, str] = {}
    if (running := show()) is not None:
        found[PRESENT] = f"{running.story}{_MARK}{running.at + 1}" if running.story else ON
    if watched := speaker():
        found[SPEAKER] = watched
    return found


def speaker() -> str:
    """Return the id of the story whose notes this window shows, empty for any other window."""
    return st.session_state.get(_SPEAKER, "")


# ---- editing


def edited() -> str:
    """Return the id of the story that the reader works on, empty before any choice."""
    return st.session_state.get(_EDITED, "")


def set_edited(story: str) -> None:
    """Keep the story that the reader works on."""
    st.session_state[_EDITED] = story


def step() -> str:
    """Return the id of the step that the reader works on, empty before any choice."""
    return st.session_state.get(_STEP, "")


def set_step(found: str) -> None:
    """Keep the step that the reader works on."""
    st.session_state[_STEP] = found


def removed() -> Removed | None:
    """Return the step, or the whole story, that was removed last and can be brought back."""
    return st.session_state.get(_REMOVED)


def set_removed(found: Removed | None) -> None:
    """Keep what was removed last."""
    st.session_state[_REMOVED] = found


def incoming() -> IncomingStory | None:
    """Return what the file or the pasted text holds that the reader is about to open."""
    return st.session_state.get(_INCOMING)


def set_incoming(found: IncomingStory | None) -> None:
    """Keep what a file holds until it is opened or left."""
    st.session_state[_INCOMING] = found
