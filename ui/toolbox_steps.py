"""The four steps of the toolbox: the shortcoming, what answers it, what that moves, cases and policies."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import streamlit as st

from cluster_core.assess.answers import Answer
from cluster_core.assess.evidence import ITEM
from cluster_core.assess.facts import FACT
from cluster_core.assess.fitting_cases import FittingCase
from cluster_core.assess.toolbox import Chain
from cluster_core.model.assessment import Assessment
from cluster_core.search.entries import CASE, INDICATOR, MEASURE, POLICY, SHORTCOMING
from ui import basket, figures, goal, remedies, state, toolbox, toolbox_words, view_state
from ui import evidence_card as card
from ui.basket import Held
from ui.select_box import select
from ui.subjects import Subject, of_indicator
from ui.text import join, name, plain, t
from ui.toolbox import Filters
from ui.widget_keys import Key

WHO = "toolbox"  # who asks for the evidence of the shortcoming
_WIDTHS = {"indicator": 300, "now": 200, "place": 70, "goodness": 50}  # pixels
GOAL, PROFILE = "../pages/goal_seek.py", "../pages/profile.py"


# ---- filters


def filters(assessment: Assessment) -> None:
    """Draw, behind one button, what can be left out, and a line on what is."""
    with st.popover(
        t("toolbox.filters"), key=Key.TOOL_FILTERS, icon=":material/filter_list:", width="stretch"
    ):
        _filter(t("toolbox.filter_set"), Key.TOOL_SET, toolbox.documents(assessment))
        _filter(t("toolbox.filter_force"), Key.TOOL_FORCE, toolbox.forces(assessment))
        state.show(Key.TOOL_DATA, view_state.picked(Key.TOOL_DATA) == toolbox.YES)
        st.toggle(t("toolbox.filter_data"), key=Key.TOOL_DATA, on_change=_on_only_data)
        _filter(t("toolbox.filter_practice"), Key.TOOL_PRACTICE, toolbox.practices(assessment))
        _filter(t("toolbox.filter_level"), Key.TOOL_LEVEL, toolbox.levels(assessment))


def _filter(label: str, key: Key, names: Mapping[str, str]) -> None:
    picked = view_state.picked(key) or ""
    state.show(key, picked if picked in names else "")
    select(label, {"": t("toolbox.filter_all"), **names}, key, view_state.keep, args=(key,))


def _on_only_data() -> None:
    view_state.pick(Key.TOOL_DATA, toolbox.YES if state.widget(Key.TOOL_DATA) else "")


def filtered(assessment: Assessment, chosen: Filters) -> None:
    """Draw what is filtered by and the button that ends it; nothing where all is shown."""
    if not chosen.any:
        return
    told = [
        toolbox.documents(assessment).get(chosen.document, ""),
        toolbox.forces(assessment).get(chosen.force, ""),
        t("toolbox.filter_data") if chosen.only_data else "",
        toolbox.practices(assessment).get(chosen.practice, ""),
        toolbox.levels(assessment).get(chosen.level, ""),
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(t("toolbox.filtered", what=join(one for one in told if one))), width="content")
        st.button(
            t("toolbox.filter_clear"), key=Key.CLEAR_FILTERS.of(WHO), type="tertiary", on_click=_on_clear
        )


def _on_clear() -> None:
    for key in toolbox.FILTER_KEYS:
        view_state.pick(key, "")


# ---- 1: the shortcoming


def shortcoming(assessment: Assessment, chain: Chain, held: Held) -> None:
    """Draw the choice of a shortcoming, what is known of it, and the ways to its evidence and into the basket."""
    figures.heading(t("toolbox.step_1"))
    remedies.choice(assessment)
    item = chain.shortcoming.item
    with st.container(key=f"card_{chain.shortcoming.level}_tool", gap="xsmall"):
        st.markdown(toolbox_words.verdict(assessment, chain))
        with st.container(horizontal=True, gap="small"):
            basket.button(SHORTCOMING, item.id, assessment.scenario, inside=held)
            st.button(
                t("card.button"),
                key=Key.CARD.of(WHO),
                on_click=view_state.ask,
                args=(WHO, Subject(chain.unit, ITEM + item.id)),
                type="tertiary",
                icon=":material/fact_check:",
            )
    card.open_asked(WHO, figures.tokens())


# ---- 2: what answers it


def measures(assessment: Assessment, shown: list[Answer], chosen: Answer | None, held: Held) -> None:
    """Draw the measures, the firmest links first, one of them chosen; the general ones are named below."""
    figures.heading(t("toolbox.step_2"), t("toolbox.step_2_how"))
    if chosen is None:
        none = bool(assessment.dataset.countermeasures)
        st.caption(t("toolbox.no_answer" if none else "toolbox.no_measures"))
        return
    every = Key.TOOL_ALL.of(MEASURE)
    listed = shown if state.widget(every) else shown[: toolbox.MEASURES_SHOWN]
    listed = listed if chosen in listed else [*listed, chosen]
    names = {one.measure.id: plain(name(one.measure.name)) for one in listed}
    state.show(Key.TOOL_MEASURE, chosen.measure.id)
    st.radio(
        t("toolbox.measure"),
        list(names),
        format_func=names.__getitem__,
        captions=[toolbox_words.about(assessment, one) for one in listed],
        key=Key.TOOL_MEASURE,
        on_change=view_state.keep,
        args=(Key.TOOL_MEASURE,),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        basket.button(MEASURE, chosen.measure.id, assessment.scenario, inside=held)
        if len(shown) > toolbox.MEASURES_SHOWN:
            st.toggle(t("toolbox.all_measures", count=len(shown)), key=every)
    if state.widget(every) and (general := toolbox.unlinked(assessment)):
        st.caption(plain(t("toolbox.generals", names=join(name(one.name) for one in general))))


# ---- 3: what it moves


def moved(assessment: Assessment, chain: Chain, answer: Answer | None, chosen: Filters) -> None:
    """Draw the indicators that the chosen measure moves and the ways to goal-seek, profile and basket."""
    figures.heading(t("toolbox.step_3"))
    if answer is None:
        st.caption(t("toolbox.nothing_moved"))
        return
    every = toolbox.moved_of(assessment, chain, answer)
    found = tuple(one for one in every if one.known or not chosen.only_data)
    if not found:
        st.caption(t("toolbox.nothing_moved"))
        return
    said = toolbox_words.moved_title(assessment, every, chain.unit)
    st.markdown(plain(t("toolbox.moved_line", measure=name(answer.measure.name), said=said)))
    figures.cells(
        "moved",
        toolbox_words.moved_table(assessment, found),
        [Subject(chain.unit, of_indicator(one.indicator)) for one in found],
        alt=said,
        height="content",
        column_config={
            t(f"toolbox.column_{one}"): st.column_config.TextColumn(width=width)
            for one, width in _WIDTHS.items()
        },
    )
    st.caption(t("toolbox.moved_how"))
    levers = [one.indicator for one in every if one.lever and one.known]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if levers and st.button(t("toolbox.to_goal"), key=Key.TOOL_GOAL, icon=":material/flag:"):
            _choose_levers(assessment, levers)
            st.switch_page(GOAL)
        st.page_link(
            st.Page(PROFILE, title=t("page.profile"), url_path="profile"),
            label=t("toolbox.to_profile"),
            icon=":material/arrow_forward:",
        )
        known = [one.indicator for one in every if one.known]
        if known:
            basket.all_button(INDICATOR, known, assessment.scenario)


def _choose_levers(assessment: Assessment, levers: list[str]) -> None:
    """Let goal-seek move these indicators and no other."""
    view_state.pick(Key.GOAL_LEVERS, goal.OWN)
    view_state.judge(goal.subject(assessment, "levers"), {"chosen": tuple(levers)})


# ---- 4: who has done it, and with which policies


def cases(assessment: Assessment, found: list[FittingCase], held: Held) -> None:
    """Draw the cases side by side, the firmest links first."""
    figures.heading(t("toolbox.step_4"), t("toolbox.step_4_how"))
    if not found:
        st.caption(t("toolbox.no_case" if assessment.dataset.cases else "toolbox.no_cases"))
        return
    every = Key.TOOL_ALL.of(CASE)
    listed = found if state.widget(every) else found[: toolbox.CASES_SHOWN]
    for start in range(0, len(listed), toolbox.CASES_SHOWN):
        columns = st.columns(toolbox.CASES_SHOWN, gap="medium")
        for column, fit in zip(columns, listed[start:], strict=False):
            with column.container(key=f"case_{fit.case.id}", gap="xsmall"):
                st.markdown(toolbox_words.case_lines(assessment, fit))
                with st.container(horizontal=True, gap="small"):
                    basket.button(CASE, fit.case.id, assessment.scenario, inside=held)
                    _origin("cases", fit.case.id)
    if len(found) > toolbox.CASES_SHOWN:
        st.toggle(t("toolbox.all_cases", count=len(found)), key=every)


def policies(assessment: Assessment, chosen: Filters, held: Held) -> None:
    """Draw the policies by level of government, and the choice of one for the basket."""
    found = toolbox.policies_shown(assessment, chosen)
    figures.heading(t("toolbox.policies"), t("toolbox.policies_how"))
    if not found:
        st.caption(t("toolbox.no_policies"))
        return
    titles = toolbox.levels(assessment)
    with st.container(key="policies"):
        for column, (level, listed) in zip(st.columns(len(found), gap="medium"), found.items(), strict=True):
            lines = "\n".join(toolbox_words.policy_line(one) for one in listed)
            column.markdown(f"**{plain(titles[level])}**\n\n{lines}")
    names: dict[Hashable, str] = {one.id: name(one.name) for listed in found.values() for one in listed}
    picked = view_state.picked(Key.TOOL_POLICY)
    current = picked if picked in names else next(iter(names))
    state.show(Key.TOOL_POLICY, current)
    left, right = st.columns([2, 1], gap="medium", vertical_alignment="bottom")
    with left:
        select(t("toolbox.policy"), names, Key.TOOL_POLICY, view_state.keep, args=(Key.TOOL_POLICY,))
    with right, st.container(horizontal=True, gap="small"):
        basket.button(POLICY, str(current), assessment.scenario, inside=held)
        _origin("policies", str(current))


def _origin(table: str, one: str) -> None:
    """Draw the button that opens the card of what the documents tell of a case or policy."""
    st.button(
        t("toolbox.origin"),
        key=Key.CARD.of(f"{table}:{one}"),
        on_click=view_state.ask,
        args=(WHO, Subject(about=f"{FACT}{table}:{one}")),
        type="tertiary",
        icon=":material/fact_check:",
    )
