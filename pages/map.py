"""Map: where are the strong and the weak regions, and where does the region in focus stand among its neighbours?"""

import streamlit as st

from ui import data, figures, map_clicks, map_controls, map_figures, map_pictures, map_rows, shell, state
from ui.text import t


def body() -> None:
    """Draw the page from top to bottom."""
    assessment = data.assessment(state.scenario())
    top = st.container()
    choice = map_controls.choose(assessment)
    found = map_rows.mapped(assessment, choice)
    with top:
        shell.sentence(map_figures.headline(found))
    if found.empty or found.alike:
        map_figures.nothing(found)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        map_clicks.way_to_compare(assessment)
        map_figures.show(found)
        map_pictures.downloads(found)
    with right:
        figures.show(map_figures.ranked(found))
    st.divider()


shell.page(t("page.map"), body)
