"""Other methods: does the ranking hold if the weights came from elsewhere, or if another method ranked?"""

import streamlit as st

from ui import ahp_board, certainty, data, figures, origins, origins_figures, origins_words, shell, state
from ui.text import plain, t


def body() -> None:
    """Draw the answer, the weights left and the ranks that they make right, then doubts and the reader's judgements."""
    assessment = data.assessment(state.scenario())
    if not assessment.framework.dimensions:
        shell.sentence(t("origins.headline_nobody"))
        st.info(t("origins.no_dimensions"))
        return
    found = origins.compared(assessment)
    shell.sentence(origins_words.headline(found))
    certainty.draw(assessment)
    wide = len(assessment.framework.dimensions) > origins.SIDE_BY_SIDE
    left, right = (st.container(), st.container()) if wide else st.columns([11, 14], gap="large")
    with left:
        weights(found)
    with right:
        ranks(found)
    st.divider()
    origins.leaves(found)
    ahp_board.board(assessment)


def weights(found: origins.Comparison) -> None:
    """Draw the weights of every origin, what to make of them, and a button for each."""
    figure = origins_figures.weights(found)
    if figure is not None:
        figures.show(figure)
    st.caption(plain(origins_words.instability(found)))
    origins.chooser(found)


def ranks(found: origins.Comparison) -> None:
    """Draw everybody's rank under other weights and by other methods, and who is left out of them."""
    figure = origins_figures.ranks(found)
    if figure is not None:
        figures.show(figure, note=t("origins.note"))
    origins.explained(found)
    origins.left_out(found)


shell.page(t("page.methods"), body)
