"""Import: how does a table of one's own become part of the data, checked and with a way back?"""

import streamlit as st

from ui import data, failures, importing, importing_check, importing_history, importing_steps, shell, state
from ui.importing_state import STEPS
from ui.text import name, number, t


def body() -> None:
    """Start the fragment: a choice draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(draw)


def draw() -> None:
    """Draw the answer, the step that the reader is at, and what was imported before."""
    dataset, work = data.dataset(state.scenario().bundle), importing.here()
    values = number(len(dataset.observations), 0)
    shell.sentence(t("importing.headline", bundle=name(dataset.name), values=values))
    importing_check.done(work)
    importing_steps.draw(work)
    if work.step == STEPS[0]:
        st.divider()
        importing_history.draw(dataset)


shell.page(t("page.import"), body)
