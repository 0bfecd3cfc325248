"""Toolbox: from where the region is weak to what has worked elsewhere, and what of it goes into the briefing."""

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import (
    basket,
    data,
    failures,
    search_box,
    shell,
    state,
    toolbox,
    toolbox_steps,
    toolbox_words,
    view_link,
)
from ui.text import t


@st.fragment
def desk() -> None:
    """Draw the page; a control draws nothing but this."""
    failures.guard(draw)
    view_link.write_address()


def draw() -> None:
    """Draw headline, search and the four steps, or say what is missing for them."""
    assessment = data.assessment(state.scenario())
    chain = toolbox.chain_of(assessment)
    if chain is None:
        shell.sentence(t("toolbox.headline_nobody"))
        tools(assessment)
        st.info(t("shortfalls.choose_region"))
        return
    chosen = toolbox.filters(assessment)
    shown = toolbox.answers_shown(assessment, chain, chosen)
    answer = toolbox.answer_chosen(assessment, chain, shown)
    cases = toolbox.cases_shown(assessment, chain, chosen)
    shell.sentence(toolbox_words.headline(assessment, chain, answer, len(cases)))
    if assessment.dataset.synthetic:
        st.caption(t("toolbox.real"))
    tools(assessment)
    toolbox_steps.filtered(assessment, chosen)
    held = basket.held()
    left, right = st.columns([5, 7], gap="medium")
    with left:
        toolbox_steps.shortcoming(assessment, chain, held)
        toolbox_steps.measures(assessment, shown, answer, held)
    with right:
        toolbox_steps.moved(assessment, chain, answer, chosen)
    st.divider()
    toolbox_steps.cases(assessment, cases, held)
    st.divider()
    toolbox_steps.policies(assessment, chosen, held)


def tools(assessment: Assessment) -> None:
    """Draw the search over everything beside the filters, and below them what is found."""
    left, right = st.columns([5, 1], gap="small", vertical_alignment="bottom")
    with left:
        query = search_box.field()
    with right:
        toolbox_steps.filters(assessment)
    search_box.results(assessment, query)


shell.page(t("page.toolbox"), desk)
