"""Opening a story from a file or from pasted text: what is wrong is named, what is right is offered."""

from __future__ import annotations

import streamlit as st

from cluster_core.errors import Fault
from cluster_core.userdata import stories, story_file
from cluster_core.userdata.story_file import IncomingStory
from ui import failures, presenting_state, state, tray, tray_file, tray_state
from ui.text import isolated, plain, t
from ui.widget_keys import Key

_FAULTS_SHOWN = 8


def open_button() -> None:
    """Draw the button that asks for a file."""
    if st.button(
        t("story.open"),
        key=Key.STORY_OPEN,
        icon=":material/upload_file:",
        on_click=presenting_state.set_incoming,
        args=(None,),
    ):
        st.dialog(t("story.open_title"))(lambda: failures.guard(_draw))()


def _draw() -> None:
    st.caption(plain(t("story.open_hint")))
    chosen = tray_file.picker(t("tray.import_choose"), story_file.SIZE_MAX, key=Key.STORY_FILE)
    pasted = st.text_area(t("story.paste"), key=Key.STORY_PASTE, height=100, on_change=_on_paste)
    if chosen is not None:
        presenting_state.set_incoming(story_file.read_file(chosen.raw, chosen.name))
    found = presenting_state.incoming()
    if found is None or not (chosen or pasted or found.steps or found.faults):
        return
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    if found.faults:
        st.warning("\n".join(["", *(f"- {one}" for one in fault_lines(found.faults))]))
    if not found.steps:
        return
    label = t("story.open_do", title=isolated(found.title or t("story.first")), count=len(found.steps))
    if st.button(plain(label), key=Key.STORY_OPEN.of("do"), type="primary", width="stretch"):
        if tray.attempt(lambda: _keep(found)):
            presenting_state.set_incoming(None)
            st.rerun()
        st.rerun(scope="fragment")


def _on_paste() -> None:
    text = str(state.widget(Key.STORY_PASTE) or "")
    found = (
        story_file.read_file(text.encode("utf-8", "surrogatepass"), t("story.pasted"))
        if text.strip()
        else None
    )
    presenting_state.set_incoming(found)


def _keep(found: IncomingStory) -> None:
    made = stories.add(tray.store(), found.title or t("story.first"), found.steps)
    presenting_state.set_edited(made.id)


def fault_lines(faults: tuple[Fault, ...]) -> list[str]:
    """Return one line for each of the first faults of a file, in the reader's language, and how many more there are."""
    shown = [plain(_fault(one)) for one in faults[:_FAULTS_SHOWN]]
    rest = len(faults) - len(shown)
    return [*shown, t("failure.more", count=rest)] if rest else shown


def _fault(fault: Fault) -> str:
    said = t(f"story.bad_{fault.column}", found=isolated(fault.found))
    return said if fault.row is None else t("story.bad_step_at", at=fault.row, said=said)
