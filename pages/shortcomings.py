"""Shortcomings: what holds the region in focus back, how do we know, and what answers it?"""

from functools import partial

import streamlit as st

from ui import data, figures, needs, remedies, sensitivity, sentences, shell, shortfalls, state
from ui.text import plain, t


def body() -> None:
    """Draw the page from top to bottom: all shortcomings left, one of them right, the own profile below."""
    assessment = data.assessment(state.scenario())
    shell.sentence(shortfalls.headline(assessment))
    rows = shortfalls.items_of(assessment)
    if rows.empty:
        st.info(t("shortfalls.choose_region"))
        return
    how, thresholds = st.columns([5, 1], gap="medium", vertical_alignment="center")
    how.caption(plain(t("shortfalls.how", items=len(rows))))
    with thresholds:
        remedies.thresholds()
    left, right = st.columns([5, 7], gap="large")
    with right:
        chosen = remedies.choice(assessment)
    with left:
        figures.show(shortfalls.families(assessment))
        click = partial(remedies.on_click, chosen)
        figures.show(shortfalls.items(assessment, chosen), on_select=click, edition=chosen)
    with right:
        detail(chosen)
    st.divider()
    own, measures = st.columns([5, 7], gap="large")
    with own:
        profile = shortfalls.staves(assessment)
        if profile is not None:
            st.caption(
                plain(t("shortfalls.relative", place=sentences.region(assessment, rows["region"].iloc[0])))
            )
            figures.show(profile)
    with measures:
        remedies.priority(assessment)
    sensitivity.draw(assessment)
    st.divider()
    needs.of_rules(assessment)


def detail(chosen: str) -> None:
    """Draw one shortcoming: level, what the document says, tests, wanted data, measures and cases."""
    assessment = data.assessment(state.scenario())
    item = shortfalls.item(assessment, chosen)
    row = shortfalls.items_of(assessment).set_index("item").loc[chosen]
    unknown = row["level"] == "insufficient"
    remedies.verdict(assessment, row, item)
    remedies.evidence(assessment, item)
    tests = shortfalls.tests(assessment, chosen)
    if tests is not None:
        figures.show(tests)
    if unknown:
        remedies.wanted(assessment, item, needed=True)
    remedies.answers(assessment, item)
    if not unknown:
        remedies.wanted(assessment, item, needed=False)


shell.page(t("page.shortcomings"), body)
