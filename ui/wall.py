"""The wall: code and counts while votes are hidden; after the reveal what the room decided, on one screen a view."""

from __future__ import annotations

import streamlit as st

from cluster_core.userdata.session import Session
from ui import (
    data,
    evidence,
    figures,
    method_switches,
    state,
    view_link,
    view_state,
    wall_style,
    workshop_apply,
    workshop_camps,
    workshop_choice,
    workshop_desk,
    workshop_figures,
    workshop_join,
    workshop_results,
)
from ui import workshop_words as words
from ui.figures import Figure
from ui.text import isolated, plain, t
from ui.widget_keys import Key
from ui.workshop_results import Results

WEIGHTS, RANKING, ROUNDS = "weights", "ranking", "rounds"
_ROOM_FOR_BOXES = 365  # pixels of a chart before it is enlarged


def draw() -> None:
    """Draw the wall of the workshop that the address names, else of the youngest that goes on."""
    st.html(wall_style.STYLE)
    method_switches.settle()
    view_link.open_view()
    view_link.write_address()
    session = workshop_choice.on_wall()
    with st.container(key="wall"):
        if session is None:
            st.title(plain(t("wall.none")), anchor=False)
            st.markdown(plain(t("wall.none_hint")))
            if data.dataset(state.scenario().bundle).synthetic:
                _practice()
            return
        found = workshop_results.of(session)
        if session.state in {"revealed", "ended"} and found.last is not None:
            _revealed(session, found)
            _foot(found)
        else:
            _hidden(session, found)


# ---- before the reveal


def _hidden(session: Session, found: Results) -> None:
    st.caption(plain(isolated(session.title)))
    st.title(plain(isolated(session.text)), anchor=False)
    with st.container(key="wall_hidden"):
        _joining(session)
    if found.assessment.dataset.synthetic:
        _practice()


def _joining(session: Session) -> None:
    left, right = st.columns([12, 7], gap="large", vertical_alignment="center")
    with left:
        if session.state == "ended":
            st.markdown(plain(t("workshop.ended_note")))
        else:
            workshop_join.draw(session, wall=True)
    with right:
        with st.container(key="wall_live_hidden"):
            workshop_desk.live(session)
        st.caption(plain(t("wall.hidden_note")))


def _practice() -> None:
    st.markdown(f"**{t('banner.practice')}** {t('banner.practice_detail')}")


# ---- after it


def _revealed(session: Session, found: Results) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(plain(isolated(session.title)), width="content")
        with st.container(key="wall_live", width="content"):
            workshop_desk.live(session)
    st.title(plain(words.headline(found)), anchor=False)
    if found.assessment.dataset.synthetic:
        _practice()
    view = _view(found)
    if found.shown is None:
        _alone(workshop_figures.ratings(found))
    elif view == RANKING:
        _ranking(found)
    elif view == ROUNDS:
        _rounds(found)
    else:
        _weights(found)


def views(found: Results) -> list[str]:
    """Return the views that there is something for."""
    if found.shown is None:
        return []
    return [
        WEIGHTS,
        *([RANKING] if found.rankings is not None else []),
        *([ROUNDS] if found.change is not None else []),
    ]


def _view(found: Results) -> str:
    offered = views(found)
    if len(offered) < 2:
        return WEIGHTS
    chosen = view_state.picked(Key.WALL_VIEW)
    return chosen if chosen in offered else WEIGHTS


def _weights(found: Results) -> None:
    shown = found.shown
    if shown is None:
        return
    left, right = st.columns([10, 9], gap="large")
    with left:
        _alone(workshop_figures.spread(found, room=_ROOM_FOR_BOXES))
    with right:
        _alone(workshop_figures.consensus(found))
        st.caption(plain(words.consensus_note(shown)))
        workshop_camps.draw(found, large=True)


def _ranking(found: Results) -> None:
    left, right = st.columns([10, 9], gap="large")
    with left:
        _alone(workshop_figures.certainty(found))
    with right:
        workshop_camps.draw(found, large=True)
        st.markdown(plain(words.agreed_text(found)))


def _rounds(found: Results) -> None:
    left, right = st.columns([10, 9], gap="large")
    with left:
        _alone(workshop_figures.rounds(found))
    with right:
        _alone(workshop_figures.consensus(found))
        st.markdown(plain(words.moved_text(found)))
        workshop_camps.draw(found, large=True)


def _alone(figure: Figure | None) -> None:
    """Draw a figure without its switch: numbers and files of it are on the console."""
    if figure is not None:
        with st.container(gap="xsmall"):
            figures.heading(figure.title, figure.subtitle)
            figures.chart(f"wall_{figure.id}", figure.chart, figure.alt)


# ---- the edge


def _foot(found: Results) -> None:
    offered = views(found)
    with st.container(key="wall_foot", gap="xsmall"):
        if offered:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                if len(offered) > 1:
                    state.show(Key.WALL_VIEW, _view(found))
                    st.segmented_control(
                        t("wall.views"),
                        offered,
                        format_func=lambda view: t(f"wall.view_{view}"),
                        required=True,
                        key=Key.WALL_VIEW,
                        on_change=view_state.keep,
                        args=(Key.WALL_VIEW,),
                        label_visibility="collapsed",
                    )
                with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
                    st.markdown(t("wall.apply"), width="content")
                    workshop_apply.draw(found)
        assessment = found.assessment
        source = evidence.source_line(assessment, evidence.of(assessment))
        count = found.last.count if found.last else 0
        st.caption(plain(t("wall.source", source=source, count=count)))
