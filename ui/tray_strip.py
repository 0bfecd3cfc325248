"""The tray below the lab: up to four scenarios as cards, one click away, and the ways to save and to compare."""

from __future__ import annotations

import streamlit as st

from cluster_core.assess.assessment import baseline
from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.userdata.record import SavedScenario
from ui import (
    data,
    figures,
    scenario_columns,
    sentences,
    tray,
    tray_cards,
    tray_dialogs,
    tray_state,
    tray_views,
)
from ui.scenario_columns import BASELINE
from ui.text import isolated, join, percent, plain, t
from ui.theme import dimension_colours
from ui.tray_cards import Card


def strip(assessment: Assessment) -> None:
    """Draw heading, cards and two buttons: five elements, whatever the tray holds."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        figures.heading(t("tray.title"), t("tray.strip_hint"))
        tray_dialogs.save_button("strip", t("tray.save"))
        st.page_link(
            st.Page("../pages/scenarios.py", title=t("page.scenarios"), url_path="tray"),
            label=t("tray.compare"),
            icon=":material/arrow_forward:",
        )
    records = scenario_columns.newest(assessment.scenario)
    if problem := tray_state.take_problem():
        st.warning(plain(problem))
    shown = cards(assessment, records)
    clicked = tray_cards.draw(
        shown, dimension_colours(len(assessment.framework.dimensions), figures.tokens())
    )
    if clicked is None:
        return
    if clicked == BASELINE:
        tray.begin(baseline(assessment.scenario))
        st.rerun()
    record = next(one for one in records if one.id == clicked)
    if tray.attempt(lambda: tray.open_(record)) and record.page:
        tray_views.go(record)
    st.rerun()


def cards(assessment: Assessment, records: tuple[SavedScenario, ...]) -> list[Card]:
    """Return the baseline's card and those of the saved scenarios that can be computed."""
    start = data.assessment(baseline(assessment.scenario))
    code = assessment.scenario.encode()
    made = [
        card(BASELINE, scenario_columns.own_name(BASELINE), start, current=start.scenario.encode() == code)
    ]
    for record in records:
        try:
            scenario, _ = tray.fitted(record)
            answer = data.assessment(scenario)
        except ClusterError:
            continue
        made.append(card(record.id, isolated(record.name), answer, current=record.code == code))
    return made


def card(one: str, name: str, answer: Assessment, *, current: bool) -> Card:
    """Return what a card says: the weights of the dimensions, rank and score, and how many move by the weights."""
    framework = answer.framework
    shares = tuple(float(share) for share in answer.scored.mean_weights.get(framework.id, ()))
    words = join(
        t("strip.part", name=sentences.node_name(answer, child), weight=percent(share))
        for child, share in zip(framework.dimensions, shares, strict=True)
    )
    if one == BASELINE:
        told = t("tray.is_baseline")
    else:
        own = data.assessment(baseline(answer.scenario))
        told = t(
            "tray.movers",
            count=sum(before != after for _, before, after in sentences.movements(answer, own)),
        )
    line = t("tray.card", summary=scenario_columns.summary(answer), told=told)
    return Card(one, name, shares, words, line, current)
