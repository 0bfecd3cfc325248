"""Compare: who is ahead where, what makes the difference, and since when?"""

import streamlit as st

from ui import comparison, comparison_views, comparison_words, data, failures, shell, state, view_link
from ui.text import plain, t


def body() -> None:
    """Start the fragment: a new choice of regions draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the choice of regions and of a view, and that view, which is sent first: charts take longest."""
    assessment = data.assessment(state.scenario())
    regions = comparison.chosen(assessment)
    head, view = st.container(), st.container()
    enough = len(regions) >= comparison.LEAST and bool(assessment.framework.dimensions)
    if enough:
        with view:
            comparison_views.draw(assessment, regions)
    with head:
        shell.sentence(comparison_words.headline(assessment, regions))
        if sure := comparison_words.sure(assessment, regions):
            st.caption("  \n".join(plain(line) for line in sure))
        comparison.picker(assessment, regions)
        if not enough:
            comparison.too_few(assessment)
            return
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            comparison_views.switch()
        with right:
            comparison.suggest(assessment, regions)


shell.page(t("page.compare"), body)
