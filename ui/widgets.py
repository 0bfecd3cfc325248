"""The controls of the sidebar: language, data set, framework, region, year, peers and methods."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from ui import data, framework_choice, method_switches, sentences, state
from ui.select_box import select
from ui.text import NAMES, name, t
from ui.widget_keys import Key

ALL, GROUP, CHOSEN = "all", "group", "chosen"


# ---- the sidebar's choices


def choices() -> None:
    """Draw what every page lets the reader choose."""
    scenario = state.scenario()
    dataset = data.dataset(scenario.bundle)
    with st.container(gap="xsmall", key="choices"):
        _language()
        _bundle(scenario)
        framework_choice.framework(dataset, scenario)
        method_switches.draw(dataset, scenario)
        framework_choice.rules(dataset, scenario)
        _focus(dataset, scenario)
        _year_and_unit(dataset, scenario)
        _peers(dataset, scenario)


def _language() -> None:
    state.show(Key.LANGUAGE, state.language())
    st.segmented_control(
        t("sidebar.language"),
        list(NAMES),
        format_func=NAMES.__getitem__,
        required=True,
        key=Key.LANGUAGE,
        on_change=_on_language,
        label_visibility="collapsed",
    )


def _on_language() -> None:
    if (chosen := state.widget(Key.LANGUAGE)) in NAMES:
        state.set_language(chosen)  # type: ignore[arg-type]


def _bundle(scenario: Scenario) -> None:
    names = data.bundles()
    if len(names) > 1:
        state.show(Key.BUNDLE, scenario.bundle)
        select(t("sidebar.bundle"), {one: name(text) for one, text in names.items()}, Key.BUNDLE, _on_bundle)


def _on_bundle() -> None:
    """Change the bundle and keep of the scenario what the other bundle has."""
    dataset = data.dataset(str(state.widget(Key.BUNDLE)))
    fitted, refused = framework_choice.with_bundle(dataset, state.scenario())
    state.set_peer_mode(None)
    state.put(fitted)
    for notice in refused:
        state.add_note(notice)


def _focus(dataset: Dataset, scenario: Scenario) -> None:
    names = {unit: name(one.name) for unit, one in dataset.units(scenario.unit).items()}
    state.show(Key.FOCUS, scenario.focus if scenario.focus in names else None)
    label = t("sidebar.focus" if scenario.unit == "region" else "sidebar.focus_cluster")
    select(label, names, Key.FOCUS, _on_focus)


def _on_focus() -> None:
    if chosen := state.widget(Key.FOCUS):
        focus_on(str(chosen))


def focus_on(unit: str) -> None:
    """Make a region the focus; peers that are its group become the new one's."""
    changed = replace(state.scenario(), focus=unit)
    dataset = data.dataset(changed.bundle)
    state.put(replace(changed, peers=_group_of(dataset, changed)) if _mode(dataset) == GROUP else changed)


def _year_and_unit(dataset: Dataset, scenario: Scenario) -> None:
    """Draw the year and, where there is more than one kind of unit to compare, the choice of it beside the year."""
    kinds = framework_choice.units(dataset)
    if len(kinds) < 2:
        _year(dataset, scenario)
        return
    with st.container(horizontal=True, gap="xsmall", key="year_and_unit"):
        _year(dataset, scenario)
        framework_choice.unit(scenario, kinds)


def _year(dataset: Dataset, scenario: Scenario) -> None:
    years = sorted({*dataset.years(scenario.unit), scenario.year}, reverse=True)
    state.show(Key.YEAR, scenario.year)
    select(t("sidebar.year"), {year: str(year) for year in years}, Key.YEAR, _on_year)


def _on_year() -> None:
    if chosen := state.widget(Key.YEAR):
        state.put(replace(state.scenario(), year=int(str(chosen))))


def _peers(dataset: Dataset, scenario: Scenario) -> None:
    units = dataset.units(scenario.unit)
    group = _group_of(dataset, scenario)
    label = dataset.groups.get(units[scenario.focus].group) if group else None
    modes = {
        ALL: t("peers.all", regions=sentences.regions(dataset, len(units), scenario.unit)),
        **({GROUP: t("peers.group", group=name(label), count=len(group))} if label else {}),
        CHOSEN: t("peers.chosen"),
    }
    state.show(Key.PEER_MODE, _mode(dataset))
    select(t("sidebar.peers"), modes, Key.PEER_MODE, _on_peer_mode)
    if _mode(dataset) == CHOSEN:
        state.show(Key.PEERS, list(scenario.peers or units))
        st.multiselect(
            t("peers.chosen"),
            list(units),
            format_func=lambda unit: name(units[unit].name),
            key=Key.PEERS,
            on_change=_on_peers,
            placeholder=t("widget.choose"),
            select_all=False,
            label_visibility="collapsed",
        )


def _mode(dataset: Dataset) -> str:
    """Return how the peers are chosen: as the reader last chose, else as the scenario's peers look."""
    scenario = state.scenario()
    if (chosen := state.peer_mode()) == CHOSEN:
        return chosen
    if not scenario.peers:
        return ALL
    return GROUP if scenario.peers == _group_of(dataset, scenario) else CHOSEN


def _group_of(dataset: Dataset, scenario: Scenario) -> tuple[str, ...]:
    units = dataset.units(scenario.unit)
    group = units[scenario.focus].group if scenario.focus in units else ""
    return tuple(unit for unit, one in units.items() if group and one.group == group)


def _on_peer_mode() -> None:
    mode = str(state.widget(Key.PEER_MODE))
    scenario = state.scenario()
    state.set_peer_mode(mode)
    if mode == ALL:
        state.put(replace(scenario, peers=()))
    elif mode == GROUP:
        state.put(replace(scenario, peers=_group_of(data.dataset(scenario.bundle), scenario)))


def _on_peers() -> None:
    scenario = state.scenario()
    chosen = state.widget(Key.PEERS)
    units = data.dataset(scenario.bundle).units(scenario.unit)
    kept = tuple(unit for unit in units if unit in (chosen or ()) or unit == scenario.focus)  # type: ignore[operator]
    state.put(replace(scenario, peers=() if len(kept) == len(units) else kept))
