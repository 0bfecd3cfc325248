"""The form that makes a workshop: what is weighed, how it is asked, how many rounds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.model.ballot import METHODS, Question, question_of
from cluster_core.userdata import sessions
from cluster_core.userdata.record import NAME_MAX, NOTE_MAX
from cluster_core.userdata.sessions import Plan
from ui import data, sentences, state, tray, view_state, workshop_state
from ui import workshop_words as words
from ui.text import plain, t
from ui.widget_keys import Key

ROUNDS, TIMERS_S = (1, 2, 3, 4, 5), (0, 60, 120, 180, 300, 600)
_USUAL_ROUNDS, _USUAL_TIMER_S = 2, 120


def nodes(assessment: Assessment, method: str) -> Mapping[str, str]:
    """Return the names of the nodes that a room can be asked about by a method, in tree order."""
    found: dict[str, str] = {}
    for node in assessment.framework.nodes:
        regions = [next(iter(assessment.dataset.regions))] if method == "ratings" else []
        try:
            asked = question_of(assessment.dataset, assessment.framework.id, node.id, method, regions)
        except ClusterError:
            continue
        found[node.id] = t(
            "workshop.node", name=sentences.node_name(assessment, node.id), count=len(asked.children)
        )
    return found


def draw() -> None:
    """Draw the form; what is made becomes the workshop that this session leads."""
    assessment = data.assessment(state.scenario())
    methods = {one: t(f"workshop.method_{one}") for one in METHODS if nodes(assessment, one)}
    if not methods:
        st.info(plain(t("workshop.nothing_to_weigh")))
        return
    left, right = st.columns(2, gap="large")
    with left:
        title = st.text_input(
            t("workshop.title"),
            max_chars=NAME_MAX,
            key=Key.WORKSHOP_TITLE,
            placeholder=t("workshop.title_example"),
        )
        method = _pick(t("workshop.method"), methods, Key.WORKSHOP_METHOD)
        offered = nodes(assessment, method)
        node = _pick(t("workshop.weighed"), offered, Key.WORKSHOP_NODE.of(method))
        regions = _regions(assessment) if method == "ratings" else []
    with right:
        # Another thing to weigh is another field: its suggestion comes anew.
        text = st.text_area(
            t("workshop.question"),
            t(f"workshop.question_{method}", name=sentences.node_name(assessment, node)),
            max_chars=NOTE_MAX,
            height=68,
            key=Key.WORKSHOP_TEXT.of(f"{method}_{node}_{state.language()}"),
        )
        one, other = st.columns(2)
        with one:
            numbers = {count: str(count) for count in ROUNDS}
            rounds = _pick(t("workshop.rounds"), numbers, Key.WORKSHOP_ROUNDS, _USUAL_ROUNDS)
        with other:
            timers = {seconds: timer_text(seconds) for seconds in TIMERS_S}
            timer = _pick(t("workshop.timer"), timers, Key.WORKSHOP_TIMER, _USUAL_TIMER_S)
        comments = st.checkbox(t("workshop.comments"), key=Key.WORKSHOP_COMMENTS)
    st.caption(
        plain(t("workshop.setup_note", framework=sentences.node_name(assessment, assessment.framework.id)))
    )
    if st.button(t("workshop.create"), key=Key.WORKSHOP_CREATE, type="primary"):
        nothing_yet = Question(assessment.framework.id, node, method, ())
        plan = Plan(
            title, text, nothing_yet, state.scenario(), assessment.dataset.version, rounds, timer, comments
        )
        _create(assessment, plan, regions)


def _pick(label: str, names: Mapping[Any, str], key: str, first: Hashable = None) -> Any:
    options = list(names)
    return st.selectbox(
        label,
        options,
        index=options.index(first) if first in options else 0,
        format_func=lambda one: names.get(one, str(one)),
        key=key,
        placeholder=t("widget.choose"),
    )


def timer_text(seconds: int) -> str:
    """Return a timer in words."""
    return t("workshop.timer_minutes", count=seconds // 60) if seconds else t("workshop.timer_none")


def _regions(assessment: Assessment) -> list[str]:
    known = assessment.dataset.regions
    focus = assessment.scenario.focus
    return st.multiselect(
        t("workshop.regions"),
        list(known),
        [focus] if focus in known else [],
        format_func=lambda one: sentences.region(assessment, one),
        key=Key.WORKSHOP_REGIONS,
        placeholder=t("widget.choose"),
        select_all=False,
    )


def _create(assessment: Assessment, plan: Plan, regions: list[str]) -> None:
    asked = plan.question
    try:
        question = question_of(assessment.dataset, asked.framework, asked.parent, asked.method, regions)
        made = sessions.create(tray.store(), replace(plan, question=question))
    except ClusterError as failed:
        st.warning(plain(words.problem(failed)))
        return
    workshop_state.hold({made.session.id: made.key})
    view_state.pick(Key.WORKSHOP, made.session.id)
    st.rerun()
