"""Overview: where does the region in focus stand, why, and what holds it back?"""

import streamlit as st

from ui import cards, certainty, data, evidence, figures, needs, sentences, shell, state
from ui.text import plain, t


def body() -> None:
    """Draw the page from top to bottom."""
    assessment = data.assessment(state.scenario())
    shell.sentence(sentences.overview_headline(assessment))
    certainty.draw(assessment)
    left, right = st.columns(2, gap="large")
    with left:
        figures.show(figures.ranking(assessment))
    with right:
        for figure in (figures.dimensions(assessment), figures.coupling(assessment)):
            if figure is not None:
                figures.show(figure, note=cards.coupling_line(assessment) if figure.id == "coupling" else "")
    st.divider()
    cards.shortcomings(assessment, count=3)
    needs.of_framework(assessment)
    facts = evidence.of(assessment)
    st.caption(plain(evidence.coverage_line(facts) + t("evidence.stop") + evidence.quality_line(facts)))
    st.divider()


shell.page(t("page.overview"), body)
