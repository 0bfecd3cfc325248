"""Weights: what if the dimensions counted differently? Sliders left, the ranking they make right."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cluster_core.assess.assessment import baseline
from cluster_core.model.scenario import Scenario
from ui import data, failures, sentences, shell, state, weight_board, what_if
from ui.text import t


@dataclass(frozen=True)
class Stage:
    """What a full run has drawn, and the places that every move of a slider fills anew."""

    label: str
    edited: Scenario | None  # what the open editor shows
    slots: shell.Slots
    head: DeltaGenerator
    board: DeltaGenerator
    charts: what_if.Places


def body(slots: shell.Slots) -> None:
    """Draw what a slider's move leaves as it is, then start the fragment that draws the rest."""
    scenario = state.scenario()
    assessment = data.assessment(scenario)
    framework = assessment.framework
    head = st.container()
    weight_board.presets(framework)
    left, right = st.columns([4, 11], gap="large")
    board = left.container()
    with left:
        weight_board.locks(framework)
    with right:
        charts = what_if.places()
    edited = scenario if weight_board.details(assessment) else None
    lab(Stage(weight_board.preset_label(framework, scenario), edited, slots, head, board, charts))


@st.fragment
def lab(stage: Stage) -> None:
    """Draw what every move of a slider changes; run the whole page where more than that is out of date."""
    scenario = state.scenario()
    framework = data.dataset(scenario.bundle).framework(scenario.framework)
    if weight_board.preset_label(framework, scenario) != stage.label or stage.edited not in {None, scenario}:
        st.rerun()
    failures.guard(lambda: draw(stage))


def draw(stage: Stage) -> None:
    """Draw charts, sentence and sliders into their places; the charts first, as they take longest to appear."""
    scenario = state.scenario()
    now, before = data.assessment(scenario), data.assessment(baseline(scenario))
    what_if.show(now, before, stage.label, stage.charts)
    with stage.head:
        shell.sentence(sentences.weights_headline(now, before, stage.label))
    with stage.board:
        weight_board.sliders(now)
    shell.fill(stage.slots)


shell.live_page(t("page.weights"), body)
