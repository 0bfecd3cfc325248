"""Who the region in focus is like: its nearest regions, what they share, what parts them, and the way to them."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.assess.twins import Twin
from cluster_core.model.assessment import Assessment
from ui import figures, sentences, view_state, widgets
from ui.profile import Profile
from ui.subjects import Subject
from ui.text import join, name, number, plain, score, t
from ui.widget_keys import Key

COMPARE = "../pages/compare.py"


def draw(assessment: Assessment, profile: Profile) -> None:
    """Draw the nearest regions side by side; in words where nobody can be compared."""
    place = sentences.region(assessment, profile.focus)
    if not profile.twins:
        figures.heading(t("profile.twins_none", place=place))
        return
    names = [sentences.region(assessment, one.unit) for one in profile.twins]
    figures.heading(t("profile.twins_title", place=place, names=join(names)), t("profile.twins_drawn"))
    for column, twin in zip(st.columns(len(names), gap="medium"), profile.twins, strict=True):
        with column:
            _card(assessment, profile, twin)
    everyone = (profile.focus, *(one.unit for one in profile.twins))
    if st.button(
        plain(t("profile.compare_all", names=join([place, *names]))),
        key=Key.TWIN.of("all"),
        on_click=view_state.set_compared,
        args=(everyone,),
    ):
        st.switch_page(COMPARE)
    if figures.switch("twins"):
        nodes = {sentences.node_name(assessment, one): one for one in assessment.framework.dimensions}
        figures.cells(
            "twins",
            table(assessment, profile),
            [Subject(one) for one in everyone],
            {title: Subject(about=node) for title, node in nodes.items()},
            alt=t("profile.twins_drawn"),
            height="content",
        )


def _card(assessment: Assessment, profile: Profile, twin: Twin) -> None:
    unit = assessment.dataset.units(assessment.scenario.unit)[twin.unit]
    with st.container(gap=None):
        st.markdown(f"**{plain(name(unit.name))}**")
        for line in lines(assessment, twin):
            st.caption(plain(line))
    with st.container(horizontal=True, gap="small"):
        if st.button(
            t("profile.compare"),
            key=Key.TWIN.of(twin.unit),
            on_click=view_state.set_compared,
            args=((profile.focus, twin.unit),),
        ):
            st.switch_page(COMPARE)
        st.button(
            t("profile.look"),
            key=Key.TWIN_FOCUS.of(twin.unit),
            on_click=widgets.focus_on,
            args=(twin.unit,),
        )


def lines(assessment: Assessment, twin: Twin) -> list[str]:
    """Return what the two share and what parts them, in words."""
    said = [t("profile.distance", distance=number(twin.distance, 1))]
    if twin.alike:
        said.append(
            t("profile.share", names=join(sentences.node_name(assessment, one) for one in twin.alike))
        )
    apart = [
        t(
            "profile.ahead" if gap > 0 else "profile.behind",
            name=sentences.node_name(assessment, part),
        )
        for part, gap in twin.apart
        if gap
    ]
    if apart:
        said.append(t("profile.apart", names=join(apart)))
    if twin.common < 1:
        said.append(t("profile.common", share=number(100 * twin.common, 0)))
    return said


def table(assessment: Assessment, profile: Profile) -> pd.DataFrame:
    """Return the scores of the region in focus and its twins in every dimension, and how far they are apart."""
    units = [profile.focus, *(one.unit for one in profile.twins)]
    nodes = [one for one in assessment.framework.dimensions if one in assessment.scores.columns]
    distances = [t("profile.itself"), *(number(one.distance, 2) for one in profile.twins)]
    every = assessment.dataset.units(assessment.scenario.unit)
    return pd.DataFrame(
        {
            t("column.region"): [name(every[one].name) for one in units],
            t("profile.column_distance"): distances,
            **{
                sentences.node_name(assessment, node): [
                    _score(float(assessment.scores.loc[one, node])) for one in units
                ]
                for node in nodes
            },
        }
    )


def _score(value: float) -> str:
    return score(value) if math.isfinite(value) else t("compare.no_data")
