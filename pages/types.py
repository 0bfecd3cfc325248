"""Type and ladder: which of the three types is this, how near is the next, and where does it stand on the ladder?"""

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import (
    cultivation,
    data,
    failures,
    figures,
    ladder_figures,
    ladders,
    shell,
    state,
    type_controls,
    type_figures,
    type_words,
    view_link,
)
from ui.text import plain, t


def body() -> None:
    """Start the fragment: a threshold or a rating draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the type and the ladder, and the way to the chokepoints."""
    assessment = data.assessment(state.scenario())
    shell.sentence(type_words.headline(assessment))
    typology(assessment)
    ladder(assessment)
    if assessment.dataset.chokepoints is not None:
        board = st.Page("../pages/chokepoints.py", title=t("page.chokepoints"), url_path="chokepoints")
        st.page_link(board, label=t("types.to_board"), icon=":material/arrow_forward:")


def typology(assessment: Assessment) -> None:
    """Draw the criteria of the focus with the thresholds, and all units in the field of two criteria."""
    outcome, row = cultivation.classification(assessment), cultivation.row_of(assessment)
    if outcome is None:
        st.info(t("types.no_typology"))
        return
    left, right = st.columns(2, gap="large")
    with left:
        if row is None:
            st.info(t("types.choose"))
        else:
            criteria(assessment)
    with right:
        type_controls.thresholds(assessment, outcome.typology)
        if row is not None:
            type_controls.ratings(assessment, outcome, row)
    st.divider()
    field(assessment)


def criteria(assessment: Assessment) -> None:
    """Draw the criteria of the focus, how firm its type is, what is lacking and what the type calls for."""
    outcome, row = cultivation.classification(assessment), cultivation.row_of(assessment)
    figure = type_figures.criteria(assessment)
    if outcome is None or row is None or figure is None:
        return
    figures.show(figure)
    if outcome.kept[row] >= 0:
        firm = type_words.firmness(outcome, row)
        further = type_words.upwards(outcome, row) if outcome.margins[row][2] == "down" else ""
        st.caption(plain(t("types.firm", share=firm, count=outcome.typology.draws.count)))
        if further:
            st.caption(plain(further))
    type_controls.lacking(assessment, outcome, row)
    type_controls.strategies(outcome, row)


def field(assessment: Assessment) -> None:
    """Draw all units in the field of two criteria of the reader's choice."""
    outcome = cultivation.classification(assessment)
    if outcome is None:
        return
    if not type_figures.has_pairs(outcome):
        st.info(plain(t("types.field_empty")))
        return
    choice, picture = st.columns([1, 3], gap="large")
    with choice:
        across, upwards = type_controls.axes(outcome.typology)
    with picture:
        figure = type_figures.field(assessment, across, upwards)
        if figure is None:
            st.info(plain(t("types.field_other")))
        else:
            figures.show(figure)


def ladder(assessment: Assessment) -> None:
    """Draw the ladder of the focus, what the next rung wants, and what the documents print."""
    outcome, row = cultivation.standing(assessment), cultivation.row_of(assessment)
    if outcome is None:
        return
    st.divider()
    figure = ladder_figures.ladder(assessment)
    if row is not None and figure is not None:
        left, right = st.columns([11, 9], gap="large")
        with left:
            figures.show(figure)
        with right:
            ladders.gaps(assessment, outcome, row)
    ladders.documents(assessment, outcome.ladder)


shell.page(t("page.types"), body)
