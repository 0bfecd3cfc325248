"""Weights: what if the dimensions counted differently? The live board left, the ranking it makes right."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cluster_core.assess.assessment import baseline
from ui import (
    ahp_board,
    data,
    failures,
    lab_state,
    sentences,
    shell,
    state,
    tray,
    tray_strip,
    weight_board,
    what_if,
)
from ui.text import t


@dataclass(frozen=True)
class Stage:
    """The places outside the fragment that every move of a slider fills anew."""

    head: DeltaGenerator
    board: DeltaGenerator
    table: DeltaGenerator | None  # where the reader wants to see one


def body() -> None:
    """Draw what a slider's move leaves as it is, and start the fragment that draws the rest."""
    scenario = state.scenario()
    assessment = data.assessment(scenario)
    framework = assessment.framework
    lab_state.set_shown_label(weight_board.preset_label(framework, scenario))
    if lab_state.judgements_wanted():
        ahp_board.dialog(assessment)
    head = st.container()
    weight_board.presets(framework, tray.saved_sets(framework))
    board, right = st.columns([27, 73], gap="medium")
    with right:
        picture = st.container()
        table = st.container() if what_if.switch(assessment) else None
    with picture:
        lab(Stage(head, board, table))
    tray_strip.strip(assessment)
    weight_board.details(assessment)


@st.fragment
def lab(stage: Stage) -> None:
    """Draw what every move of a slider changes."""
    failures.guard(lambda: draw(stage))


def draw(stage: Stage) -> None:
    """Draw picture, board and sentence; the picture first, as it takes longest to appear."""
    scenario = state.scenario()
    now, before = data.assessment(scenario), data.assessment(baseline(scenario))
    label = weight_board.preset_label(now.framework, scenario)
    what_if.show(now, before, label, stage.table)
    with stage.board:
        weight_board.board(now)
    with stage.head:
        shell.sentence(sentences.weights_headline(now, before, label))


shell.live_page(t("page.weights"), body)
