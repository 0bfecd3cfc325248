"""Map: where are the strong and the weak regions, and where does the region in focus stand among its neighbours?"""

import streamlit as st

from ui import data, figures, map_controls, map_figures, map_pictures, map_words, shell, state
from ui.text import t


def body() -> None:
    """Draw the page from top to bottom."""
    assessment = data.assessment(state.scenario())
    top = st.container()
    choice = map_controls.choose(assessment)
    found = map_figures.mapped(assessment, choice)
    with top:
        shell.sentence(map_words.headline(assessment, choice, found.based))
    if found.empty:
        map_figures.nothing()
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        map_figures.show(found)
        map_pictures.downloads(found)
    with right:
        figures.show(map_figures.ranked(found))
    st.divider()


shell.page(t("page.map"), body)
