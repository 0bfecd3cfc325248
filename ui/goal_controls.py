"""The controls of a goal: target, levers, bounds, and a table of what each lever costs and how far it may go."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from cluster_core.explore.levers import KINDS, Lever
from cluster_core.model.assessment import Assessment
from ui import data, goal, sentences, state, view_state, weight_board
from ui.text import name, ordinal, plain, quantity, t
from ui.widget_keys import Key

SCORE_STEP = 0.5


def draw(assessment: Assessment, region: str) -> None:
    """Draw the row of controls and, behind it, the table of the levers."""
    target, levers, bounds = st.columns([5, 4, 5], gap="medium", vertical_alignment="bottom")
    with target:
        _target(assessment, region)
    with levers:
        _levers(assessment, region)
    with bounds:
        state.show(Key.GOAL_BOUNDS, goal.bounds_kind())
        kinds = {kind: t(f"goal.bounds_{kind}") for kind in KINDS}
        st.segmented_control(
            t("goal.bounds"),
            list(kinds),
            format_func=kinds.__getitem__,
            required=True,
            key=Key.GOAL_BOUNDS,
            on_change=view_state.keep,
            args=(Key.GOAL_BOUNDS,),
        )
    if goal.group() == goal.OWN:
        _own_levers(assessment, region)
    details = st.expander(t("goal.effort"), key=Key.GOAL_DETAILS, on_change="rerun")
    if details.open:
        with details:
            effort(assessment, region)


# ---- the target


def _target(assessment: Assessment, region: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        state.show(Key.GOAL_KIND, goal.kind())
        kinds = {kind: t(f"goal.target_{kind}") for kind in (goal.RANK, goal.SCORE)}
        st.segmented_control(
            t("goal.target"),
            list(kinds),
            format_func=kinds.__getitem__,
            required=True,
            key=Key.GOAL_KIND,
            on_change=view_state.keep,
            args=(Key.GOAL_KIND,),
        )
        if goal.kind() == goal.RANK:
            _rank(assessment, region)
        else:
            _score(assessment, region)


def _rank(assessment: Assessment, region: str) -> None:
    places = range(1, len(sentences.rank_by_unit(assessment)) + 1)
    ranks = {rank: t("goal.rank_option", rank=ordinal(rank)) for rank in places}
    state.show(Key.GOAL_RANK, goal.question(assessment, region).rank)
    st.selectbox(
        t("goal.rank"),
        list(ranks),
        format_func=lambda rank: ranks.get(rank, str(rank)),
        key=Key.GOAL_RANK,
        on_change=view_state.keep,
        args=(Key.GOAL_RANK,),
        label_visibility="collapsed",
        width=140,
    )


def _score(assessment: Assessment, region: str) -> None:
    state.show(Key.GOAL_SCORE, goal.target_score(assessment, region))
    st.number_input(
        t("goal.score"),
        step=SCORE_STEP,
        format="%.1f",
        key=Key.GOAL_SCORE,
        on_change=view_state.keep,
        args=(Key.GOAL_SCORE,),
        label_visibility="collapsed",
        width=140,
    )


def aim_instead(rank: int, wanted: int) -> None:
    """Draw the button that asks for the best rank in reach instead."""
    st.button(
        t("goal.instead", rank=ordinal(rank), wanted=ordinal(wanted)),
        key=Key.GOAL_INSTEAD,
        on_click=view_state.pick,
        args=(Key.GOAL_RANK, str(rank)),
        icon=":material/flag:",
    )


# ---- the levers


def _levers(assessment: Assessment, region: str) -> None:
    known = goal.available(assessment, region)
    names = {goal.ALL: t("goal.levers_all", count=len(known))}
    for child in assessment.framework.dimensions:
        if child in assessment.framework.by_id:
            names[child] = weight_board.child_name(assessment, child)
    names[goal.OWN] = t("goal.levers_own")
    chosen = goal.group() if goal.group() in names else goal.ALL
    state.show(Key.GOAL_LEVERS, chosen)
    st.selectbox(
        t("goal.levers"),
        list(names),
        format_func=lambda one: names.get(one, one),
        key=Key.GOAL_LEVERS,
        on_change=view_state.keep,
        args=(Key.GOAL_LEVERS,),
    )


def _own_levers(assessment: Assessment, region: str) -> None:
    names = {one: name(assessment.dataset.indicators[one].name) for one in goal.available(assessment, region)}
    key = Key.GOAL_CHOSEN.of(goal.subject(assessment, "levers"))
    state.show(key, list(goal.levers_chosen(assessment, tuple(names))))
    st.multiselect(
        t("goal.levers_own"),
        list(names),
        format_func=lambda one: names.get(one, one),
        key=key,
        on_change=_on_levers,
        args=(goal.subject(assessment, "levers"), key),
        placeholder=t("widget.choose"),
        select_all=False,
        label_visibility="collapsed",
    )


def _on_levers(subject: str, key: str) -> None:
    view_state.judge(subject, {"chosen": tuple(state.widget(key) or ())})  # type: ignore[arg-type]


# ---- what each costs, and how far it may go


def effort(assessment: Assessment, region: str) -> None:
    """Draw the table in which the reader sets the cost of a point and a bound of every lever."""
    asked = goal.question(assessment, region)
    levers = [
        one for one in goal.available_levers(assessment, region).usable if one.indicator in asked.levers
    ]
    st.caption(plain(t("goal.effort_how")))
    st.data_editor(
        effort_rows(assessment, levers),
        key=editor_key(assessment, asked),
        on_change=_on_edit,
        args=(editor_key(assessment, asked), tuple(one.indicator for one in levers)),
        hide_index=True,
        disabled=["name", "current", "bound", "by"],
        column_config={
            "name": st.column_config.TextColumn(t("goal.column_lever"), width="medium"),
            "current": st.column_config.TextColumn(t("goal.column_today")),
            "bound": st.column_config.TextColumn(t("goal.column_bound")),
            "by": st.column_config.TextColumn(t("goal.column_by")),
            "cost": st.column_config.NumberColumn(
                t("goal.column_cost"), min_value=0.0, max_value=goal.COST_MOST, step=0.1, required=True
            ),
            "limit": st.column_config.NumberColumn(t("goal.column_limit"), width="small"),
        },
    )
    refused = [one for one in goal.numbers(assessment, "limit") if one not in dict(asked.limits)]
    if refused:
        st.caption(plain(t("goal.limit_refused", names=_names(assessment, refused))))
    if asked.costs or asked.limits or refused:
        st.button(
            t("goal.forget"),
            key=Key.GOAL_FORGET,
            on_click=_on_forget,
            args=(goal.subject(assessment, "cost"), goal.subject(assessment, "limit")),
            icon=":material/undo:",
        )


def effort_rows(assessment: Assessment, levers: list[Lever]) -> pd.DataFrame:
    """Return one row a lever: name, today, bound and what sets it, the reader's cost and bound."""
    costs, limits = goal.numbers(assessment, "cost"), goal.numbers(assessment, "limit")
    known = assessment.dataset.indicators
    return pd.DataFrame(
        {
            "name": [name(known[one.indicator].name) for one in levers],
            "current": [quantity(one.current, known[one.indicator].unit) for one in levers],
            "bound": [quantity(one.bound, known[one.indicator].unit) for one in levers],
            "by": [t(f"goal.bounds_{one.bound_by}") for one in levers],
            "cost": [costs.get(one.indicator, 1.0) for one in levers],
            "limit": [limits.get(one.indicator, math.nan) for one in levers],
        }
    )


def editor_key(assessment: Assessment, asked: goal.Question) -> str:
    """Return the key of the table: another one for other levers, and after every way back to the defaults."""
    edition = view_state.picked(Key.GOAL_FORGET) or "0"
    return Key.GOAL_EFFORT.of(f"{goal.subject(assessment, 'cost')}:{asked.levers}:{edition}")


def _on_edit(key: str, order: tuple[str, ...]) -> None:
    assessment, changed = data.assessment(state.scenario()), state.widget(key)
    for row, cells in changed["edited_rows"].items():  # type: ignore[index]
        if cells.get("cost") is not None:
            cost = min(max(float(cells["cost"]), 0.0), goal.COST_MOST)
            goal.keep(assessment, "cost", order[int(row)], None if cost == 1 else cost)
        if "limit" in cells:
            limit = cells["limit"]
            kept = float(limit) if limit is not None and math.isfinite(limit) else None
            goal.keep(assessment, "limit", order[int(row)], kept)


def _on_forget(*subjects: str) -> None:
    for subject in subjects:
        view_state.judge(subject, {})
    view_state.pick(Key.GOAL_FORGET, str(int(view_state.picked(Key.GOAL_FORGET) or 0) + 1))


def _names(assessment: Assessment, indicators: list[str]) -> str:
    return "; ".join(name(assessment.dataset.indicators[one].name) for one in indicators)
