"""The facilitator's console of one workshop: who is in, the step that comes next, apply, minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from cluster_core.errors import ClusterError, WorkshopError
from cluster_core.report.table import file_name
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.session import Session
from ui import (
    failures,
    figure_files,
    figures,
    state,
    tray,
    workshop_apply,
    workshop_camps,
    workshop_choice,
    workshop_figures,
    workshop_join,
    workshop_minutes,
    workshop_results,
    workshop_state,
)
from ui import workshop_words as words
from ui.text import isolated, plain, t
from ui.widget_keys import Key
from ui.workshop_results import Results

EVERY_S = 1.0
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NEXT = {"draft": "open", "open": "close", "closed": "reveal", "revealed": "open"}


def draw(session: Session) -> None:
    """Draw the console of a workshop: how to join and how to lead it, then what it has decided."""
    key = workshop_choice.key_of(session)
    if problem := workshop_state.take_problem():
        st.warning(plain(problem))
    st.markdown(plain(session.text))
    left, right = st.columns([5, 6], gap="large")
    with left:
        if session.state == "ended":
            st.info(plain(t("workshop.ended_note")))
        elif session.expires <= datetime.now(UTC):
            st.info(plain(t("workshop.code_expired")))
        else:
            workshop_join.draw(session)
    with right:
        live(session)
        if key:
            _steps(session, key)
        else:
            _rescue(session)
        st.link_button(
            t("workshop.to_wall"), workshop_choice.wall_address(session), icon=":material/present_to_all:"
        )
    _decided(session)


# ---- the live part


@st.fragment(run_every=EVERY_S)
def live(session: Session) -> None:
    """Write how many are in and have answered, and the timer; run the whole page where the session has moved on."""
    failures.guard(lambda: _live(session))


def _live(drawn: Session) -> None:
    try:
        now = sessions.find(tray.store(), drawn.id)
    except WorkshopError:  # deleted meanwhile
        st.rerun()
    if (now.state, now.round, now.join_code) != (drawn.state, drawn.round, drawn.join_code):
        st.rerun()
    with st.container(key="workshop_live", gap="xxsmall"):
        st.markdown(f"**{plain(words.step(now))}**")
        st.markdown(plain(counts_text(now)))
        if left := timer_text(now):
            st.markdown(plain(left))


def counts_text(session: Session) -> str:
    """Return how many joined and, in a round, how many of them have answered."""
    found = votes.counts(tray.store(), session.id, session.round)
    if not found.joined:
        return t("workshop.empty")
    if not session.round:
        return t("workshop.joined", count=found.joined)
    return t("workshop.voted", voted=found.voted, joined=found.joined)


def timer_text(session: Session) -> str:
    """Return what is left on the timer by the server's clock; empty without one."""
    times = {one.round: one for one in sessions.round_times(tray.store(), session.id)}
    held = times.get(session.round)
    left = sessions.remaining_s(session, held.opened if held else None)
    if left is None:
        return ""
    return (
        t("workshop.time_left", minutes=left // 60, seconds=f"{left % 60:02}")
        if left
        else t("workshop.time_up")
    )


# ---- leading


def _steps(session: Session, key: str) -> None:
    """Draw the one step that comes next, large, and the way to end."""
    with st.container(horizontal=True, gap="small"):
        step = _NEXT.get(session.state)
        if step and not (step == "open" and session.round >= session.rounds):
            st.button(
                t(f"workshop.step_{step}", round=session.round + (step == "open")),
                key=Key.WORKSHOP_STEP.of(step),
                type="primary",
                on_click=_advance,
                args=(session.id, key, step),
            )
        if session.state != "ended":
            with st.popover(t("workshop.more"), key=Key.WORKSHOP_STEP.of("more")):
                st.caption(plain(t("workshop.end_note")))
                st.button(
                    t("workshop.step_end"),
                    key=Key.WORKSHOP_STEP.of("end"),
                    on_click=_advance,
                    args=(session.id, key, "end"),
                )
                st.caption(plain(t("workshop.renew_note")))
                st.button(
                    t("workshop.renew"),
                    key=Key.WORKSHOP_RENEW,
                    on_click=_renew,
                    args=(session.id, key),
                )


def _advance(session_id: str, key: str, step: str) -> None:
    workshop_choice.attempt(lambda: sessions.advance(tray.store(), session_id, key, step))


def _renew(session_id: str, key: str) -> None:
    workshop_choice.attempt(lambda: sessions.renew_code(tray.store(), session_id, key))


def _take(session: Session) -> None:
    workshop_choice.attempt(lambda: workshop_choice.take_over(session))


def _rescue(session: Session) -> None:
    """Say that this browser leads nothing here, and offer at this desk to take over."""
    st.info(plain(t("workshop.no_key")))
    if workshop_choice.at_this_desk():
        with st.popover(t("workshop.take"), key=Key.WORKSHOP_TAKE.of("ask")):
            st.markdown(plain(t("workshop.take_note")))
            st.button(
                t("workshop.take_do"),
                key=Key.WORKSHOP_TAKE,
                type="primary",
                on_click=_take,
                args=(session,),
            )


# ---- what was decided


def _decided(session: Session) -> None:
    try:
        found = workshop_results.of(session)
    except ClusterError as failed:
        st.warning(plain(words.problem(failed)))
        return
    last = found.last
    if last is None:
        return
    st.divider()
    st.subheader(plain(words.headline(found)), anchor=False)
    if found.assessment.dataset.synthetic and state.scenario().bundle != found.base.bundle:
        st.markdown(f"**{t('banner.practice')}** {t('banner.practice_detail')}")
    if found.session.data_version != found.assessment.dataset.version:
        version = found.assessment.dataset.version
        st.caption(plain(t("workshop.other_data", then=found.session.data_version, now=version)))
    if found.shown is not None:
        left, right = st.columns([11, 9], gap="large")
        with left:
            if (spread := workshop_figures.spread(found)) is not None:
                figures.show(spread)
        with right:
            if (agreed := workshop_figures.consensus(found)) is not None:
                figures.show(agreed)
                st.caption(plain(words.consensus_note(found.shown)))
            if (moved := workshop_figures.rounds(found)) is not None:
                figures.show(moved)
                st.caption(plain(words.moved_text(found)))
        _ranking(found)
    elif (rated := workshop_figures.ratings(found)) is not None:
        figures.show(rated)
    _sentences(found)
    _minutes(found)


def _sentences(found: Results) -> None:
    """Draw what people wrote beside their votes, as text; never on the wall, and nothing of fewer than five votes."""
    last = found.last
    if last is None or not found.session.comments:
        return
    if written := votes.comments(tray.store(), found.session.id, last.number):
        said = t("workshop.sentences", round=last.number, count=len(written))
        with st.expander(said, key=Key.WORKSHOP_COMMENTS.of("shown")):
            for sentence in written:
                st.markdown(plain(isolated(sentence)))


def _ranking(found: Results) -> None:
    workshop_camps.draw(found)
    left, right = st.columns([11, 9], gap="large")
    with left:
        if (sure := workshop_figures.certainty(found)) is not None:
            figures.show(sure)
    with right:
        if agreed := words.agreed_text(found):
            st.markdown(plain(agreed))
        figures.heading(t("workshop.use"), t("workshop.use_note"))
        workshop_apply.draw(found, save=True)


def _minutes(found: Results) -> None:
    """Draw the buttons that take the minutes away; nothing is written before somebody clicks."""
    st.divider()
    about = workshop_minutes.provenance(found)
    files: tuple[tuple[str, Callable[[], bytes], str], ...] = (
        ("docx", workshop_minutes.as_docx(found), _DOCX),
        ("xlsx", workshop_minutes.as_xlsx(found), figure_files.XLSX),
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"**{t('workshop.minutes')}**", width="content")
        for suffix, render, mime in files:
            st.download_button(
                t(f"workshop.minutes_{suffix}"),
                render,
                file_name("minutes", about, suffix),
                mime,
                key=Key.WORKSHOP_MINUTES.of(suffix),
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(plain(t("minutes.note_text")))
