"""Chokepoint board: which technologies are to be tackled first, and what if they were rated otherwise?"""

from dataclasses import replace

import streamlit as st

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Lane
from ui import chokepoint_board as board
from ui import chokepoint_figures as drawings
from ui import chokepoint_words as words
from ui import chokepoints, data, failures, figures, shell, state, view_link
from ui.text import name, plain, t


def body() -> None:
    """Start the fragment: a rating draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the table of ratings, the lanes that follow it, and every priority with its parts."""
    assessment = data.assessment(state.scenario())
    register = assessment.dataset.chokepoints
    if register is None:
        shell.sentence(t("choke.headline_none"))
        return
    every = chokepoints.lanes(assessment)
    lanes = [
        replace(lane, entries=tuple(one for one in lane.entries if chokepoints.shown(assessment, one.entry)))
        for lane in every
    ]
    entries = [one for lane in lanes for one in lane.entries]
    shell.sentence(words.takeaway([one for lane in every for one in lane.entries], register))
    st.caption(plain(f"{t('choke.claims')} {name(register.origin)}"))
    board.filters(assessment)
    if not entries:
        st.info(plain(t("choke.nothing_shown")))
        return
    board.editor(assessment, register, entries)
    board.board(assessment, lanes)
    st.divider()
    picture(assessment, lanes)


def picture(assessment: Assessment, lanes: list[Lane]) -> None:
    """Draw the parts of every priority, and the measures that answer."""
    register = assessment.dataset.chokepoints
    if register is None:
        return
    figure = drawings.priorities(assessment, register, lanes, set(chokepoints.ratings(assessment)))
    if figure is not None:
        figures.show(figure)
    names = "; ".join(name(one.name) for one in words.measures(assessment))
    if names:
        st.caption(plain(t("choke.measures", names=names)))
    if assessment.dataset.synthetic:
        st.caption(plain(t("choke.real")))


shell.page(t("page.chokepoints"), body)
