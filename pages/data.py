"""Data: what is known of all that the index needs, and which figures can be taken away?"""

import streamlit as st

from ui import coverage, data, figures, shell, state, tables
from ui.text import t


def body() -> None:
    """Draw the page from top to bottom."""
    assessment = data.assessment(state.scenario())
    shell.sentence(coverage.headline(assessment))
    tables.show(assessment)
    st.divider()
    if not coverage.of(assessment).empty:
        figures.show(coverage.matrix(assessment))
        st.divider()
    coverage.needed(assessment)


shell.page(t("page.data"), body)
