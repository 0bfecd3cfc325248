"""Robustness: how sure is this rank, under other weights and other methods, and which weights would change it?"""

import streamlit as st

from cluster_core.explore.acceptability import Acceptability
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import (
    data,
    failures,
    figures,
    robustness,
    robustness_controls,
    robustness_data,
    robustness_drivers,
    robustness_figures,
    robustness_methods,
    robustness_ways,
    robustness_words,
    shell,
    state,
    view_link,
)
from ui.robustness import Options
from ui.text import plain, t


def body() -> None:
    """Start the fragment: a choice draws nothing but this page's own part."""
    desk(state.scenario())


@st.fragment
def desk(scenario: Scenario) -> None:
    """Draw the page from top to bottom, errors as messages; run the whole page where weights were put in force."""
    if state.scenario() != scenario:
        st.rerun()
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the choices, ranks under other weights, ways to a rank, other data and other methods."""
    assessment = data.assessment(state.scenario())
    if len(assessment.framework.root.children) < 2:
        shell.sentence(t("sure.headline_one"))
        st.info(t("sure.one"))
        return
    head = st.container()
    options = robustness_controls.in_force(assessment)
    found = robustness.sampled(assessment, options)
    robustness_controls.draw(assessment, robustness_words.draws_note(found))
    weights(assessment, options, found, head)
    robustness_ways.central(assessment, found)
    robustness_data.draw(assessment, options, found)
    robustness_methods.draw(assessment)
    robustness_drivers.draw(assessment, options, found)


def weights(
    assessment: Assessment, options: Options, found: Acceptability, head: st.delta_generator.DeltaGenerator
) -> None:
    """Draw both charts and the ways to a rank; the headline waits for the bounds."""
    rows = robustness.window(assessment, found)
    if not rows:
        with head:
            shell.sentence(t("sure.headline_nobody"))
        return
    left, right = st.columns([13, 9], gap="medium")
    with left:
        figures.show(robustness_figures.cells(assessment, found, rows))
    with right:
        reach = robustness.reach(assessment, options, tuple(found.units[row] for row in rows))
        if reach is not None:
            figures.show(robustness_figures.bounds(assessment, found, reach, rows))
    with head:
        shell.sentence(robustness_words.headline(assessment, options, found, reach))
        st.markdown(plain(robustness_words.top(assessment, found)))
    left, right = st.columns([13, 9], gap="medium")
    if reach is not None:
        with left:
            robustness_ways.ways(assessment, found, reach)
    with right:
        robustness_ways.claims(assessment, options, found)


shell.page(t("page.robustness"), body)
