"""The switches of the methods: how missing values, outliers, scales and means are dealt with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from cluster_core.errors import ClusterError, MethodError
from cluster_core.index.aggregate import check_scale
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import AGGREGATIONS, IMPUTATIONS, NORMALISATIONS, POOLS, TREATMENTS
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import data, method_words, select_box, sentences, state
from ui.method_words import aggregate_text, value_text
from ui.text import join, number, plain, t
from ui.widget_keys import Key

POWER = "power"
EXPONENTS = (-2.0, -0.5, 0.5, 2.0, 3.0)
COVERAGES = (0.0, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 1.0)
AGES = (0, 1, 2, 3, 4, 5, 7, 10)
_NAMED = 3

_CHOICES: dict[str, tuple[object, ...]] = {
    "normalise": NORMALISATIONS,
    "aggregate": tuple(POWER if one.startswith(POWER) else one for one in AGGREGATIONS),
    "impute": IMPUTATIONS,
    "treat": TREATMENTS,
    "min_coverage": COVERAGES,
    "max_age": AGES,
    "pool": POOLS,
}


# ---- the switches


def draw(dataset: Dataset, scenario: Scenario) -> None:
    """Draw the button, below it which methods are changed, and, when it is open, the switches."""
    changed = method_words.changed(dataset, scenario)
    # A popover whose words change is a new one to the browser, and closed: the words below it change instead.
    opened = st.popover(
        t("methods.button"), width="stretch", icon=":material/tune:", key=Key.METHODS, on_change="rerun"
    )
    if changed:
        values = join(value_text(field, getattr(scenario, field)) for field in changed)
        st.caption(plain(t("methods.changed", values=values)))
    if opened.open:
        with opened, st.container(key="method_switches", gap="small"):
            _switches(dataset, scenario, changed=bool(changed))


def _switches(dataset: Dataset, scenario: Scenario, *, changed: bool) -> None:
    st.caption(plain(t("methods.hint")))
    left, right = st.columns(2, gap="medium")
    for place, field in enumerate(_CHOICES):
        with right if place % 2 else left:
            _switch(field, scenario)
    with right:
        st.button(
            t("methods.reset"),
            key=Key.METHOD_RESET,
            on_click=_on_reset,
            icon=":material/undo:",
            disabled=not changed,
            width="stretch",
        )
    if (refused := state.refused_methods()) is not None:
        st.warning(plain(why_not(dataset, refused)))


def _switch(field: str, scenario: Scenario) -> None:
    key, value = Key.METHOD.of(field), getattr(scenario, field)
    shown = POWER if field == "aggregate" and str(value).startswith(POWER) else value
    names = {one: _name(field, one) for one in dict.fromkeys((*_CHOICES[field], shown))}
    state.show(key, shown)
    select_box.select(
        t(f"methods.{field}"), names, key, _on_switch, args=(field,), explained=t(f"methods.help_{field}")
    )
    if shown == POWER:
        p = float(str(value).partition(":")[2])
        state.show(Key.EXPONENT, p)
        options = {one: number(one, 2 if one != int(one) else 0) for one in sorted({*EXPONENTS, p})}
        select_box.select(t("methods.exponent"), options, Key.EXPONENT, _on_exponent)


def _name(field: str, value: object) -> str:
    return t("aggregate.power") if value == POWER else value_text(field, value)


def _on_switch(field: str) -> None:
    chosen = state.widget(Key.METHOD.of(field))
    if chosen is not None:
        try_out(replace(state.scenario(), **{field: f"{POWER}:2" if chosen == POWER else chosen}))


def _on_exponent() -> None:
    p = float(str(state.widget(Key.EXPONENT)))
    try_out(replace(state.scenario(), aggregate=f"{POWER}:{p:g}"))


def _on_reset() -> None:
    scenario = state.scenario()
    try_out(method_words.with_defaults(data.dataset(scenario.bundle), scenario))


# ---- what does not go together


def try_out(wanted: Scenario) -> None:
    """Make `wanted` the scenario if it can be computed; else leave all as it is and remember what was refused."""
    try:
        data.assessment(wanted)
    except ClusterError:
        state.refuse_methods(wanted)
        return
    state.put(wanted)


def why_not(dataset: Dataset, refused: Scenario) -> str:
    """Return in plain words why methods cannot be used together or with these data."""
    framework = dataset.framework(refused.framework)
    for node in framework.nodes:
        rule = node.aggregate or refused.aggregate
        try:
            check_scale(rule, refused.normalise)
        except MethodError:
            return t(
                "conflict.scale",
                aggregate=aggregate_text(rule),
                normalise=value_text("normalise", refused.normalise),
            )
    if refused.normalise == "target" and (without := _without_target(dataset, refused)):
        some = [sentences.child_name(dataset, framework, one) for one in without[:_NAMED]]
        return t("conflict.target", names=join(some), count=len(without), total=len(framework.indicators))
    if refused.normalise == "best" and (below := _without_best(refused)):
        some = [sentences.child_name(dataset, framework, one) for one in below[:_NAMED]]
        return t("conflict.best", names=join(some), count=len(below), total=len(framework.indicators))
    return t("conflict.other")


def _without_target(dataset: Dataset, scenario: Scenario) -> list[str]:
    known = map(dataset.indicators.__getitem__, dataset.framework(scenario.framework).indicators)
    return [one.id for one in known if not (one.target or 0) > 0]


def _without_best(scenario: Scenario) -> list[str]:
    """Return the indicators of the framework whose values cannot be shares of the best (see `normalise.best`)."""
    on_minmax = data.assessment(replace(scenario, normalise="minmax"))
    known, treated, at = on_minmax.dataset.indicators, on_minmax.prepared.treated, on_minmax.prepared.at
    found: list[str] = []
    for one in on_minmax.framework.indicators:
        values = treated[:, at[one]]
        values = values[np.isfinite(values)]
        if values.size and (
            values.min() < 0 or values.max() == 0 or (known[one].sign < 0 and values.min() == 0)
        ):
            found.append(one)
    return found


def settle() -> None:
    """Fall back to methods, then weights, that can be computed where a link or another framework asks for others."""
    scenario = state.scenario()
    try:
        data.assessment(scenario)
    except MethodError:
        dataset = data.dataset(scenario.bundle)
        bare = {"weighting": "default", "points": ()}
        own = method_words.with_defaults(dataset, scenario)
        for what, trial in (
            ("methods", own),
            ("weights_failed", replace(scenario, **bare)),
            ("methods", replace(own, **bare)),
        ):
            if trial != scenario and _computes(trial):
                state.amend(trial)
                state.add_note(Notice("changed", (what,), ""))
                return


def _computes(scenario: Scenario) -> bool:
    try:
        data.assessment(scenario)
    except MethodError:
        return False
    return True
