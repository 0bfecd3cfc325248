"""Audit: how far can this index be trusted, and do the regions drift apart?"""

import streamlit as st

from ui import audit, audit_words, data, disparities, failures, shell, state, view_link
from ui.text import t


def body() -> None:
    """Draw the answer, every part beside what it does to the ranking, the findings, and how far regions are apart."""
    assessment = data.assessment(state.scenario())
    found = audit.found(assessment)
    shell.sentence(audit_words.headline(assessment, found))
    left, right = st.columns([11, 9], gap="large")
    with left:
        audit.correlations(assessment, found)
        st.divider()
        audit.consistency(assessment, found)
        audit.method()
    with right:
        audit.left_out(assessment, found)
        st.divider()
        audit.findings(assessment, found)
    st.divider()
    disparity()


@st.fragment
def disparity() -> None:
    """Draw how far regions are apart: another subject or other years draw nothing but this part."""
    failures.guard(
        lambda: (disparities.section(data.assessment(state.scenario())), view_link.write_address())
    )


shell.page(t("page.audit"), body)
