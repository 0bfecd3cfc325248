"""Agglomeration: what is a region specialised in, how fast does that grow, and how concentrated is an industry?"""

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import agglomeration as of
from ui import agglomeration_controls as controls
from ui import agglomeration_figures as drawings
from ui import agglomeration_words as words
from ui import data, failures, figures, shell, state, view_link
from ui.text import plain, t


def body() -> None:
    """Start the fragment: another industry or year draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the controls and the four pictures; without a table, what is needed for one."""
    assessment = data.assessment(state.scenario())
    shell.sentence(words.headline(assessment))
    if of.table(assessment) is None:
        controls.no_table(assessment)
        return
    st.caption(plain(words.scope(assessment)))
    controls.choices(assessment)
    figures.show(drawings.quotients(assessment), note=words.quotients_note(assessment))
    controls.method()
    st.divider()
    growth(assessment)
    st.divider()
    concentration, alike = st.columns(2, gap="large")
    with concentration:
        figures.show(drawings.concentration(assessment), note=t("agglomeration.hhi_note"))
    with alike:
        figure = drawings.similarity(assessment)
        if figure is None:
            st.info(plain(t("agglomeration.one_region")))
        else:
            figures.show(figure)


def growth(assessment: Assessment) -> None:
    """Draw specialisation against growth, or say that one year tells none."""
    controls.view(assessment)
    figure = drawings.bubbles(assessment)
    if figure is None:
        st.info(plain(t("agglomeration.one_year", year=of.year(assessment))))
        return
    figures.show(figure, note=words.without_growth(drawings.bubble_rows(assessment)))


shell.page(t("page.agglomeration"), body)
