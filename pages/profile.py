"""Region profile: what is this region good at, what holds it back most, and who is it like?"""

import streamlit as st

from cluster_core.assess.strengths import STRENGTH, WEAKNESS
from ui import advantages, certainty, data, figures, gap_table, profile, profile_figures, shell, state, twins
from ui.text import plain, t


def body() -> None:
    """Draw the page from top to bottom: what matters, what holds back, strengths and weaknesses, gaps and twins."""
    assessment = data.assessment(state.scenario())
    found = profile.of(assessment)
    shell.sentence(profile.headline(assessment, found))
    if found is None:
        st.info(t("shortfalls.choose_region"))
        return
    certainty.draw(assessment)
    if lag := profile.lag_line(assessment, found):
        st.caption(plain(lag))
    left, right = st.columns([13, 11], gap="large")
    with left:
        matters = profile_figures.quadrants(assessment, found, profile.importance(found))
        if matters is None:
            st.info(t("profile.quadrants_empty"))
        else:
            figures.show(matters, note=t("profile.lines"))
    with right:
        held = profile_figures.obstacles(assessment, found)
        if held is None:
            st.info(t("profile.unhindered_long" if found.unhindered else "profile.obstacles_empty"))
        else:
            figures.show(held)
    st.divider()
    for column, kind in zip(st.columns(2, gap="small"), (STRENGTH, WEAKNESS), strict=True):
        with column:
            told = profile_figures.told(assessment, found, kind)
            if told is None:
                figures.heading(t(f"profile.{kind}_none" if found.judged else "profile.not_judged"))
            else:
                figures.show(told, note=profile_figures.more(found, kind))
    group, rule = st.columns([5, 1], gap="medium", vertical_alignment="center")
    group.caption(plain(profile_figures.in_group(assessment, found)))
    with rule:
        profile.rule()
    st.divider()
    gap_table.draw(assessment, found)
    st.divider()
    twins.draw(assessment, found)
    st.divider()
    advantages.draw(assessment, found.focus)


shell.page(t("page.profile"), body)
