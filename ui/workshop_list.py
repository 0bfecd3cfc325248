"""The workshops of this desk: opened again, or deleted for good."""

from __future__ import annotations

import streamlit as st

from cluster_core.errors import UserDataError, WorkshopError
from cluster_core.userdata import sessions
from cluster_core.userdata.rewriting import rewrite
from cluster_core.userdata.session import Session
from ui import tray, view_state, workshop_choice, workshop_state
from ui import workshop_words as words
from ui.text import isolated, plain, t
from ui.widget_keys import Key

SHOWN = 20
_PATIENT_S = 10.0


def draw(current: Session | None) -> None:
    """Draw the workshops of this desk, the youngest first, without the one that is open."""
    if workshop_state.rewrite_due():
        _rewrite_again()
    others = [one for one in workshop_choice.listed() if current is None or one.id != current.id]
    if not others:
        return
    st.markdown(f"**{t('workshop.earlier')}**")
    for session in others[:SHOWN]:
        with st.container(
            key=f"tray_row_{session.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            st.markdown(plain(workshop_choice.step_words(session)), width="stretch")
            st.button(
                t("workshop.open"),
                key=Key.WORKSHOP_OPEN.of(session.id),
                type="tertiary",
                on_click=view_state.pick,
                args=(Key.WORKSHOP, session.id),
            )
            delete_button(session)


def delete_button(session: Session) -> None:
    """Draw the button that deletes a workshop, once it is confirmed."""
    if st.button(t("workshop.delete"), key=Key.WORKSHOP_DELETE.of(session.id), type="tertiary"):
        st.dialog(t("workshop.delete_title"))(_ask)(session)


def _ask(session: Session) -> None:
    st.markdown(plain(t("workshop.delete_note", title=isolated(session.title))))
    mine = bool(workshop_choice.key_of(session))
    if not mine and not workshop_choice.at_this_desk():
        st.info(plain(t("workshop.fault_key")))
        return
    if st.button(
        t("workshop.delete_do"), key=Key.WORKSHOP_DELETE.of("sure"), type="primary", width="stretch"
    ):
        delete(session)
        st.rerun()


def delete(session: Session) -> None:
    """Delete a workshop for good, and say so; at this desk also one whose key was lost."""
    try:
        key = workshop_choice.key_of(session) or workshop_choice.take_over(session)
        sessions.delete(tray.store(), session.id, key)
    except UserDataError as failed:
        if failed.kind != "locked" or _there(session):
            workshop_state.set_problem(words.problem(failed))
            return
        workshop_state.set_rewrite_due(due=True)
    except WorkshopError as failed:
        workshop_state.set_problem(words.problem(failed))
        return
    workshop_state.forget(session.id)
    if view_state.picked(Key.WORKSHOP) == session.id:
        view_state.unpick(Key.WORKSHOP)
    if not workshop_state.rewrite_due():
        st.toast(
            plain(t("workshop.deleted", title=isolated(session.title))), icon=":material/delete_forever:"
        )


def _there(session: Session) -> bool:
    return any(one.id == session.id for one in workshop_choice.listed())


def _rewrite_again() -> None:
    st.warning(plain(t("workshop.rewrite_due")))
    if st.button(t("workshop.rewrite"), key=Key.WORKSHOP_DELETE.of("rewrite")):
        if workshop_choice.attempt(lambda: rewrite(tray.store(), _PATIENT_S)):
            workshop_state.set_rewrite_due(due=False)
        st.rerun()
