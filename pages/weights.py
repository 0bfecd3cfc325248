"""Weights: what if the dimensions counted differently? Sliders left, the ranking they make right."""

import streamlit as st

from cluster_core.assess.assessment import baseline
from ui import data, sentences, shell, state, weight_board, what_if
from ui.text import t


@st.fragment
def lab() -> None:
    """Draw everything that the weights change, the sidebar's strip included; reruns alone when a slider moves."""
    shell.live_body(_lab)


def _lab() -> None:
    scenario = state.scenario()
    now, before = data.assessment(scenario), data.assessment(baseline(scenario))
    framework, dataset = now.framework, now.dataset
    label = weight_board.preset_label(framework, scenario)
    shell.sentence(sentences.weights_headline(now, before, label), t("page.weights"))
    weight_board.presets(framework)
    left, right = st.columns([4, 11], gap="large")
    with left:
        weight_board.sliders(framework)
    with right:
        what_if.show(now, before, label)
    with st.expander(t("editor.title")):
        weight_board.editor(dataset, framework)


shell.page(lab, live=True)
