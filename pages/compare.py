"""Compare: who is ahead where, what makes the difference, and since when?"""

import streamlit as st

from ui import comparison, comparison_views, comparison_words, data, failures, shell, state, view_link
from ui.text import t


def body() -> None:
    """Start the fragment: a new choice of regions draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the choice of regions and of a view, and that view."""
    assessment = data.assessment(state.scenario())
    regions = comparison.chosen(assessment)
    shell.sentence(comparison_words.headline(assessment, regions))
    comparison.picker(assessment, regions)
    if len(regions) < comparison.LEAST or not assessment.framework.dimensions:
        comparison.too_few(assessment)
        return
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        comparison_views.switch()
    with right:
        comparison.suggest(assessment, regions)
    comparison_views.draw(assessment, regions)


shell.page(t("page.compare"), body)
