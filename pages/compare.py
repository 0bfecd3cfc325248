"""Compare: what separates these regions, in which dimension, which indicator and since when?"""

import streamlit as st

from ui import (
    comparison,
    comparison_figures,
    comparison_words,
    data,
    failures,
    figures,
    shell,
    state,
    view_link,
)
from ui.text import t


def body() -> None:
    """Start the fragment: a new choice of regions draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the choice of regions and the evidence."""
    assessment = data.assessment(state.scenario())
    regions = comparison.chosen(assessment)
    shell.sentence(comparison_words.headline(assessment, regions))
    comparison.picker(assessment, regions)
    if len(regions) < comparison.LEAST or not assessment.framework.dimensions:
        comparison.too_few(assessment)
        return
    left, right = st.columns([11, 9], gap="large")
    with left:
        figure = comparison_figures.dumbbells(assessment, regions)
        if figure is not None:
            figures.show(figure)
    with right:
        comparison.gap(assessment, regions)
    st.divider()
    comparison.strips(assessment, regions)
    st.divider()
    comparison.years(assessment, regions)
    st.divider()


shell.page(t("page.compare"), body)
