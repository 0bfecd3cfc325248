"""Scenarios side by side: what else differs, ranks, weights, what makes a score change, and the ways into the lab."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cluster_core.assess.across import drivers
from cluster_core.assess.compare import widest
from cluster_core.userdata import tray as saved
from ui import (
    certainty,
    figures,
    scenario_claims,
    scenario_columns,
    sentences,
    state,
    tray,
    tray_views,
    view_state,
)
from ui import scenario_comparison_figures as figures_of
from ui import scenario_comparison_words as words
from ui.scenario_columns import BASELINE, CURRENT, Column
from ui.scenario_comparison_words import Ranks
from ui.text import name, plain, t
from ui.widget_keys import Key


def headline(columns: Sequence[Column]) -> str:
    """Return the sentence that opens the page."""
    if len(columns) < scenario_columns.LEAST:
        return t("scenarios.headline_few")
    if words.refusal(columns):
        return t("scenarios.headline_refused")
    return words.headline(columns, figures_of.ranks_of(columns))


def draw(columns: Sequence[Column]) -> None:
    """Draw the comparison, or say why there is none."""
    if len(columns) < scenario_columns.LEAST:
        st.info(plain(t("scenarios.how")))
        return
    if refused := words.refusal(columns):
        st.info(plain(refused))
        _open_buttons(columns)
        return
    ranks = figures_of.ranks_of(columns)
    if said := words.sure(columns, ranks):
        st.caption(plain(said), help=plain(certainty.premise(columns[0].assessment)))
    _apart(columns)
    figures.show(figures_of.bumps(columns, ranks))
    _open_buttons(columns)
    if not words.same_framework(columns):
        st.caption(plain(t("scenarios.ranks_only")))
        return
    if (weights := figures_of.weights(columns)) is not None:
        figures.show(weights)
        _drivers(columns, ranks)


def _apart(columns: Sequence[Column]) -> None:
    """Say what but the weights differs; that nothing does is worth a line as well."""
    gone, other = words.gone(columns), words.differences(columns)
    for line in gone:
        st.caption(plain(line))
    if other:
        with st.container(key="note_apart", gap="xxsmall"):
            st.markdown(f"**{plain(t('scenarios.apart'))}**")
            for line in other:
                st.markdown(plain(line))
    else:
        st.caption(plain(t("scenarios.weights_only")))


def _open_buttons(columns: Sequence[Column]) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for column in columns:
            if st.button(
                plain(t("scenarios.open", letter=column.letter)),
                key=Key.TRAY_OPEN.of(column.id),
                icon=":material/tune:",
                on_click=_on_open,
                args=(column,),
                type="tertiary",
            ):
                st.switch_page(tray_views.LAB)


def _on_open(column: Column) -> None:
    if column.id == BASELINE:
        tray.begin(column.scenario)
    elif column.id != CURRENT:
        tray.attempt(
            lambda: tray.open_(saved.known_or_gone(saved.read(tray.store(), [column.id]), column.id))
        )


# ---- what makes a score change


def _drivers(columns: Sequence[Column], ranks: Ranks) -> None:
    """Let the reader choose a region and, of more than two scenarios, which is set against the first."""
    first = columns[0]
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        unit = _region(first, ranks)
        other = _against(columns)
    figure = figures_of.change(first, other, unit)
    if figure is None:
        st.info(plain(t("scenarios.no_scores", place=sentences.region(first.assessment, unit))))
        return
    note = ""
    parts = drivers(other.assessment, first.assessment, unit)[first.assessment.framework.id]
    child = widest(parts)
    if not words.differences([first, other]) and child is not None and abs(parts[child]) >= 0.05:
        note = words.why_weights(first, other, unit, child)
    figures.show(figure, note=note)
    scenario_claims.draw(first, other, ranks)


def _region(first: Column, ranks: Ranks) -> str:
    units = first.assessment.dataset.units(first.scenario.unit)
    options = list(ranks[0])
    focus = sentences.focus_of(first.assessment)
    moved = words.movers(ranks)
    default = focus if focus in options else (moved or options)[0]
    picked = view_state.picked(Key.TRAY_DRIVEN)
    state.show(Key.TRAY_DRIVEN, picked if picked in options else default)
    st.selectbox(
        t("scenarios.region"),
        options,
        format_func=lambda unit: name(units[unit].name) if unit in units else str(unit),
        key=Key.TRAY_DRIVEN,
        on_change=view_state.keep,
        args=(Key.TRAY_DRIVEN,),
        width=260,
    )
    return picked if picked in options else default


def _against(columns: Sequence[Column]) -> Column:
    by_id = {column.id: column for column in columns[1:]}
    if len(by_id) < 2:
        return columns[1]
    picked = view_state.picked(Key.TRAY_AGAINST)
    shown = picked if picked in by_id else columns[1].id
    state.show(Key.TRAY_AGAINST, shown)
    st.segmented_control(
        t("scenarios.against", first=columns[0].title),
        list(by_id),
        format_func=lambda one: plain(by_id[one].title) if one in by_id else str(one),
        required=True,
        key=Key.TRAY_AGAINST,
        on_change=view_state.keep,
        args=(Key.TRAY_AGAINST,),
    )
    return by_id[shown]
