"""The choices of the page on robustness: where weights are drawn from, the least of each, their order, how deep."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import cast

import streamlit as st

from cluster_core.explore.draws import MODES, Mode
from cluster_core.explore.weight_space import Order
from cluster_core.model.assessment import Assessment
from ui import robustness, state, view_state, weight_board
from ui import robustness_words as words
from ui.robustness import SMALL, Options
from ui.text import plain, t
from ui.widget_keys import Key

_LEVELS = ("1", "all")


def chosen(assessment: Assessment) -> Options:
    """Return what the reader chose last, whether or not any weights meet it."""
    return robustness.decode(view_state.picked(Key.SURE), assessment.framework)


def in_force(assessment: Assessment) -> Options:
    """Return the options that the page shows: those chosen, or the last ones that some weights meet."""
    wanted = chosen(assessment)
    if robustness.refusal(assessment, wanted) is None:
        if view_state.picked(Key.SURE_VALID) != wanted.encode():
            view_state.pick(Key.SURE_VALID, wanted.encode())
        return wanted
    last = robustness.decode(view_state.picked(Key.SURE_VALID), assessment.framework)
    return last if robustness.refusal(assessment, last) is None else Options()


def draw(assessment: Assessment, note: str) -> None:
    """Draw the choices in one line, what contradicts itself below them."""
    options = chosen(assessment)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="sure_controls"
    ):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _mode(options)
            _floor(assessment, options)
            _limits(assessment, options)
        st.caption(plain(note), width="content")
    refused = robustness.refusal(assessment, options)
    if refused is not None:
        st.warning(plain(words.refused(assessment, refused)))


def _mode(options: Options) -> None:
    st.caption(t("sure.mode"), help=t("sure.mode_help"), width="content")
    state.show(Key.SURE_MODE, options.mode)
    st.segmented_control(
        t("sure.mode"),
        list(MODES),
        format_func=lambda mode: t(f"sure.mode_{mode}"),
        required=True,
        key=Key.SURE_MODE,
        on_change=_on_mode,
        args=(options,),
        label_visibility="collapsed",
        width="content",
    )


def _on_mode(options: Options) -> None:
    if (mode := state.widget(Key.SURE_MODE)) in MODES:
        _keep(replace(options, mode=cast("Mode", mode)))


def _floor(assessment: Assessment, options: Options) -> None:
    st.caption(t("sure.floor"), help=t("sure.floor_help"), width="content")
    state.show(Key.SURE_FLOOR, options.floor)
    st.segmented_control(
        t("sure.floor"),
        list(robustness.floors(assessment.framework)),
        format_func=words.weight_text,
        required=True,
        key=Key.SURE_FLOOR,
        on_change=_on_floor,
        args=(options,),
        label_visibility="collapsed",
        width="content",
    )


def _on_floor(options: Options) -> None:
    if (floor := state.widget(Key.SURE_FLOOR)) is not None:
        _keep(replace(options, floor=float(str(floor))))


def _limits(assessment: Assessment, options: Options) -> None:
    """Draw the part that opens: which dimension weighs at least as much as which, and whether all levels vary."""
    count = len(options.orders) + (options.levels == "all")
    label = t("sure.more_set", count=count) if count else t("sure.more")
    part = st.popover(label, icon=":material/rule:", key=Key.SURE_MORE, on_change="rerun")
    if not part.open:
        return
    children = [child.id for child in assessment.framework.root.children]
    with part:
        if 1 < len(children) <= SMALL:
            _orders(assessment, options, children)
        state.show(Key.SURE_LEVELS, options.levels)
        st.segmented_control(
            t("sure.levels"),
            list(_LEVELS),
            format_func=lambda levels: t(f"sure.levels_{levels}"),
            required=True,
            key=Key.SURE_LEVELS,
            on_change=_on_levels,
            args=(options,),
        )
        st.caption(t("sure.levels_warning"))


def _orders(assessment: Assessment, options: Options, children: list[str]) -> None:
    names = {child: weight_board.child_name(assessment, child) for child in children}
    state.show(Key.SURE_ORDERS, list(options.orders))
    st.multiselect(
        t("sure.orders"),
        list(permutations(children, 2)),
        format_func=lambda pair: t("sure.order", more=names[pair[0]], less=names[pair[1]]),
        key=Key.SURE_ORDERS,
        on_change=_on_orders,
        args=(options,),
        placeholder=t("widget.choose"),
        select_all=False,
    )


def _on_orders(options: Options) -> None:
    pairs = state.widget(Key.SURE_ORDERS) or ()
    _keep(replace(options, orders=tuple(cast("Order", tuple(pair)) for pair in pairs)))  # type: ignore[attr-defined]


def _on_levels(options: Options) -> None:
    levels = state.widget(Key.SURE_LEVELS)
    _keep(replace(options, levels="all" if levels == "all" else "1"))


def _keep(options: Options) -> None:
    view_state.pick(Key.SURE, options.encode())
