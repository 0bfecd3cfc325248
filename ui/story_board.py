"""The page of stories: which story, its steps in their order, title and notes of one step, and the ways to present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from cluster_core.userdata import stories, story_file
from cluster_core.userdata.record import NAME_MAX
from cluster_core.userdata.schema import STORY_NOTE_MAX
from cluster_core.userdata.stories import Step, Story
from ui import figures, presenting, presenting_state, state, story, story_files, story_steps, tray, tray_state
from ui.presenting_state import Removed
from ui.text import isolated, plain, t
from ui.widget_keys import Key


def draw(every: Sequence[Story], known: Story | None) -> None:
    """Draw everything below the headline."""
    _messages()
    if known is None:
        st.info(plain(t("story.how")))
        with st.container(horizontal=True, gap="xsmall"):
            _new()
            story_files.open_button()
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        _choice(every, known)
        if known.steps:
            _steps(known)
            st.caption(plain(t("story.order_hint")))
        else:
            st.info(plain(t("story.how")))
    with right:
        _ways(known)
        if (one := story.current_step(known)) is not None:
            _step(known, one)


def _messages() -> None:
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    if (gone := presenting_state.removed()) is None:
        return
    said = t("story.removed_story", title=isolated(gone.story.title))
    if gone.step is not None:
        said = t("story.removed_step", title=isolated(gone.step.title))
    with st.container(
        key="note_removed", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.markdown(plain(said))
        st.button(t("tray.undo"), key=Key.STORY_UNDO, on_click=_on_undo, type="tertiary")


def _on_undo() -> None:
    gone = presenting_state.removed()
    if gone is not None and tray.attempt(lambda: _put_back(gone)):
        presenting_state.set_removed(None)
        presenting_state.set_edited(gone.story.id)


def _put_back(gone: Removed) -> None:
    if gone.step is None:
        stories.restore(tray.store(), gone.story)
        return
    place = [one.id for one in gone.story.steps].index(gone.step.id)
    stories.put_back(tray.store(), gone.story.id, gone.step, place)


# ---- which story


def _choice(every: Sequence[Story], known: Story) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        if len(every) > 1:
            names = {one.id: isolated(one.title) for one in every}
            state.show(Key.STORY_PICK, known.id)
            st.selectbox(
                t("story.pick"),
                list(names),
                format_func=names.__getitem__,
                key=Key.STORY_PICK,
                on_change=_on_pick,
            )
        key = Key.STORY_TITLE.of(known.id)
        state.show(key, known.title)
        st.text_input(t("story.title"), key=key, max_chars=NAME_MAX, on_change=_on_title, args=(known, key))
        _new()


def _on_pick() -> None:
    presenting_state.set_edited(str(state.widget(Key.STORY_PICK)))


def _on_title(known: Story, key: str) -> None:
    tray.attempt(lambda: stories.rename(tray.store(), known.id, str(state.widget(key) or "")))


def _new() -> None:
    st.button(t("story.new"), key=Key.STORY_NEW, icon=":material/add:", on_click=_on_new)


def _on_new() -> None:
    tray.attempt(lambda: presenting_state.set_edited(stories.add(tray.store(), t("story.first")).id))


# ---- the steps


def _steps(known: Story) -> None:
    chosen = story.current_step(known)
    rows = [
        story_steps.Row(one.id, isolated(one.title), story.line(one), one == chosen) for one in known.steps
    ]
    words = {one: t(f"story.{one}", title="{title}", at="{at}") for one in ("up", "down", "out_of", "moved")}
    words |= {"drag": t("story.drag"), "out": t("story.out")}
    story_steps.draw(rows, words, on_ask=lambda: _on_asked(known))


def _on_asked(known: Story) -> None:
    asked = story_steps.asked()
    if asked is None:
        return
    if asked.act == "order":
        tray.attempt(lambda: stories.arrange(tray.store(), known.id, asked.order))
    elif asked.act == "pick":
        presenting_state.set_step(asked.id)
    elif (step := known.step(asked.id)) is not None and tray.attempt(
        lambda: stories.remove(tray.store(), known.id, step.id)
    ):
        presenting_state.set_removed(Removed(known, step))


def _step(known: Story, one: Step) -> None:
    """Draw the fields of one step: what is typed is kept when the field is left."""
    at = [step.id for step in known.steps].index(one.id)
    figures.heading(t("story.step", at=at + 1), story.line(one))
    title, note = Key.STORY_STEP_TITLE.of(one.id), Key.STORY_NOTE.of(one.id)
    state.show(title, one.title)
    state.show(note, one.note)
    st.text_input(
        t("story.step_name"), key=title, max_chars=NAME_MAX, on_change=_on_edit, args=(known, one, "title")
    )
    st.text_area(
        t("story.note"),
        key=note,
        max_chars=STORY_NOTE_MAX,
        height=180,
        on_change=_on_edit,
        args=(known, one, "note"),
        help=t("story.note_hint"),
    )
    st.button(
        t("story.present_from", at=at + 1),
        key=Key.STORY_PRESENT.of("step"),
        icon=":material/play_arrow:",
        on_click=presenting.begin,
        args=(known, at),
    )


def _on_edit(known: Story, one: Step, field: str) -> None:
    key = (Key.STORY_STEP_TITLE if field == "title" else Key.STORY_NOTE).of(one.id)
    wanted = replace(one, **{field: str(state.widget(key) or "")})
    tray.attempt(lambda: stories.edit(tray.store(), known.id, one.id, title=wanted.title, note=wanted.note))


# ---- presenting, files


def _ways(known: Story) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            t("story.present"),
            key=Key.STORY_PRESENT,
            type="primary",
            icon=":material/slideshow:",
            on_click=presenting.begin,
            args=(known,),
            disabled=not known.steps,
        )
        st.link_button(
            t("story.speaker"),
            f"?{presenting_state.SPEAKER}={known.id}&{state.LANG}={state.language()}",
            icon=":material/open_in_new:",
        )
        st.download_button(
            t("story.save"),
            lambda: story_file.write(known, datetime.now(UTC)),
            f"story-{datetime.now(UTC):%Y%m%d}.json",
            "application/json",
            key=Key.STORY_SAVE,
            on_click="ignore",
            icon=":material/download:",
        )
        story_files.open_button()
        st.button(
            t("story.delete"),
            key=Key.STORY_ACT,
            on_click=_on_delete,
            args=(known,),
            icon=":material/delete:",
            type="tertiary",
        )
    st.caption(plain(t("story.speaker_hint")))


def _on_delete(known: Story) -> None:
    if tray.attempt(lambda: stories.delete(tray.store(), known.id)):
        presenting_state.set_removed(Removed(known))
        presenting_state.set_edited("")
