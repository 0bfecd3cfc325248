"""Scenarios: what was saved, and what separates two to four of them?"""

import streamlit as st

from ui import failures, scenario_columns, scenario_comparison, shell, state, tray_list
from ui.text import t


def body() -> None:
    """Start the fragment: a tick or a search draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(draw)


def draw() -> None:
    """Draw the answer, the tray at the left and the comparison at the right."""
    scenario = state.scenario()
    ticked = scenario_columns.chosen(scenario, scenario_columns.newest(scenario))
    columns = scenario_columns.columns(scenario, ticked)
    shell.sentence(scenario_comparison.headline(columns))
    left, right = st.columns([4, 11], gap="large")
    with left:
        tray_list.draw(tray_list.listing(), [column.id for column in columns])
    with right:
        scenario_comparison.draw(columns)


shell.page(t("page.scenarios"), body)
