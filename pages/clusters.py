"""Clusters: which clusters does the region have, since when, and how do provinces and industries fare?"""

import streamlit as st

from cluster_core.model.assessment import Assessment
from ui import (
    cluster_choices,
    cluster_figures,
    cluster_lists,
    cluster_words,
    contest_figures,
    data,
    failures,
    figures,
    shell,
    state,
    view_link,
)
from ui.cluster_choices import DIMENSION, INDUSTRY, PROVINCE, SECTOR, TIER
from ui.text import plain, t


def body() -> None:
    """Start the fragment: a filter draws nothing but this page's own part."""
    desk()


@st.fragment
def desk() -> None:
    """Draw the page from top to bottom, errors as messages."""
    failures.guard(lambda: (draw(), view_link.write_address()))


def draw() -> None:
    """Draw the answer, the clusters of these data, then the whole country."""
    assessment = data.assessment(state.scenario())
    shell.sentence(cluster_words.headline(assessment))
    own(assessment)
    if assessment.dataset.nation.contest:
        st.divider()
        country(assessment)


def own(assessment: Assessment) -> None:
    """Draw regions by industry, and what every list brought."""
    if not assessment.dataset.clusters:
        st.info(plain(t("clusters.no_clusters")))
        return
    cluster_choices.draw(assessment, (INDUSTRY, TIER))
    matrix, steps = cluster_figures.matrix(assessment), cluster_figures.steps(assessment)
    if matrix is None:
        st.info(plain(t("clusters.filtered_out")))
    else:
        figures.show(matrix, note=matrix.origin)
        keys = [f"clusters:{one.id}" for one in cluster_figures.shown(assessment)]
        cluster_words.footnotes(assessment.dataset.nation.footnotes_on(*keys, "ladder"))
    if steps is not None:
        figures.show(steps, note=steps.origin)
    st.page_link("../pages/types.py", label=t("clusters.to_types"), icon=":material/category:")


def country(assessment: Assessment) -> None:
    """Draw the contest by province and industry, then the lists with their filters."""
    if apart := cluster_words.apart(assessment.dataset):
        st.caption(plain(apart))
    nation = assessment.dataset.nation
    left, right = st.columns([7, 5], gap="large")
    with left:
        cluster_choices.pick_shown(assessment)
        shown = cluster_choices.shown(assessment)
        figure = contest_figures.provinces(assessment, shown)
        if figure is not None:
            figures.show(figure, note=contest_figures.note(assessment, figure))
            contest_figures.legend(assessment, shown)
            table = "national_counts" if shown == "national" else "contest_results:province"
            cluster_words.footnotes(nation.footnotes_in(table))
    with right:
        bars = contest_figures.industries(assessment)
        if bars is not None:
            figures.show(bars, note=bars.origin)
            notes = nation.footnotes_on(
                "contest_results:total", "contest_results:year", "contest_results:industry"
            )
            cluster_words.footnotes(notes)
    st.divider()
    cluster_choices.draw(assessment, (SECTOR, PROVINCE, DIMENSION))
    cluster_lists.national(assessment)
    cluster_lists.planned(assessment)
    cluster_lists.told(assessment)


shell.page(t("page.clusters"), body)
