"""Method: how does a number come about, what does it rest on, and what can it not tell?"""

import streamlit as st

from ui import data, method_tree, provenance, shell, state
from ui.text import t


def body() -> None:
    """Draw the page from top to bottom: tree, methods, one indicator worked through, sources, limits, terms."""
    assessment = data.assessment(state.scenario())
    shell.sentence(method_tree.headline(assessment))
    method_tree.tree(assessment)
    st.divider()
    provenance.methods(assessment)
    st.divider()
    method_tree.example(assessment)
    st.divider()
    rules, limits = st.columns(2, gap="large")
    with rules:
        provenance.formulas(assessment)
    with limits:
        provenance.limits(assessment)
    st.divider()
    provenance.sources(assessment)
    st.divider()
    provenance.glossary()


shell.page(t("page.method"), body)
