"""A room's weights put to use: as the scenario on screen, or saved in the tray."""

from __future__ import annotations

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from ui import state, tray, workshop_choice, workshop_results
from ui import workshop_words as words
from ui.text import isolated, plain, t
from ui.widget_keys import Key
from ui.workshop_results import Results


def draw(found: Results, *, save: bool = False) -> None:
    """Draw a button that applies the room's weights, one for each opinion group, and beside it one that saves them."""
    for at, (name, weights) in enumerate(
        zip(words.whose(found), workshop_results.choices(found), strict=True)
    ):
        try:
            scenario = workshop_results.applied(found, weights)
        except ClusterError:
            continue
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", width="stretch" if save else "content"
        ):
            if st.button(
                t("workshop.apply", whose=name) if save else name,
                key=Key.WORKSHOP_APPLY.of(at),
                type="secondary" if at else "primary",
                icon=":material/balance:" if save else None,
            ):
                apply(scenario)
            if save:
                st.button(
                    t("workshop.save"),
                    key=Key.WORKSHOP_SAVE.of(at),
                    type="tertiary",
                    icon=":material/bookmark_add:",
                    on_click=_save,
                    args=(found.session.title, name, scenario),
                )


def apply(scenario: Scenario) -> None:
    """Make a room's weights the session's scenario and go to where weights are seen at work."""
    tray.begin(scenario)
    st.switch_page(state.pages()["weights"])


def _save(title: str, name: str, scenario: Scenario) -> None:
    label = t("workshop.saved_name", title=isolated(title)[:40], whose=name)
    if workshop_choice.attempt(lambda: saved.add(tray.store(), [saved.Draft(label, scenario)])):
        st.toast(plain(t("tray.saved", name=label)), icon=":material/bookmark_added:")
