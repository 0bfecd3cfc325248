"""What is judged and by what: framework, rule set and kind of unit, and what a change of one leaves of the rest."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import METHODS, default_scenario, fit_scenario
from cluster_core.model.framework import UNITS, Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from ui import data, lab_state, select_box, state
from ui.text import name, t
from ui.widget_keys import Key

# ---- what fits


def fitting(dataset: Dataset) -> dict[str, Framework]:
    """Return the frameworks whose every indicator the data set knows, with data or without."""
    return {
        framework.id: framework
        for framework in dataset.frameworks.values()
        if framework.indicators and all(one in dataset.indicators for one in framework.indicators)
    }


def observed(dataset: Dataset, framework: Framework, unit: str) -> int:
    """Return how many of a framework's indicators have any observation of such units."""
    known = set(dataset.panels[unit].indicators)
    parts = [
        (one.numerator or one.id, one.denominator or one.numerator or one.id)
        for one in map(dataset.indicators.__getitem__, framework.indicators)
    ]
    return sum(set(pair) <= known for pair in parts)


def units(dataset: Dataset) -> tuple[str, ...]:
    """Return the kinds of unit that have observations."""
    return tuple(unit for unit in UNITS if dataset.units(unit) and dataset.years(unit))


# ---- the choices


def framework(dataset: Dataset, scenario: Scenario) -> None:
    """Draw the choice of framework; one without any data says so."""
    names = {
        one.id: name(one.name)
        if observed(dataset, one, scenario.unit)
        else t("framework.without_data", name=name(one.name))
        for one in fitting(dataset).values()
    }
    state.show(Key.FRAMEWORK, scenario.framework)
    select_box.select(t("sidebar.framework"), names, Key.FRAMEWORK, _on_framework)


def _on_framework() -> None:
    chosen, scenario = state.widget(Key.FRAMEWORK), state.scenario()
    if chosen and chosen != scenario.framework:
        change_framework(str(chosen))


def change_framework(chosen: str) -> None:
    """Judge by another framework; weights made for the old one are dropped, and the page says so."""
    scenario = state.scenario()
    state.put(with_framework(data.dataset(scenario.bundle), scenario, chosen))
    _forget_weights(scenario)


def _forget_weights(before: Scenario) -> None:
    lab_state.clear_locks()
    lab_state.clear_boards()
    lab_state.renew_editor()
    if before.points or before.weighting != "default":
        state.add_note(Notice("changed", ("weights",), ""))


def with_framework(dataset: Dataset, scenario: Scenario, chosen: str) -> Scenario:
    """Return the scenario under another framework: its methods and weights; units, year and rules stay."""
    fresh = default_scenario(dataset, framework=chosen, unit=scenario.unit)
    kept = ("year", "focus", "peers", "rules")
    return replace(fresh, **{field: getattr(scenario, field) for field in kept})


def rules(dataset: Dataset, scenario: Scenario) -> None:
    """Draw the choice of the rules for shortcomings; "" stands for those that follow from the framework."""
    names = {"": t("rules.own"), **{one.id: name(one.name) for one in dataset.rules.values()}}
    state.show(Key.RULES, scenario.rules)
    select_box.select(t("sidebar.rules"), names, Key.RULES, _on_rules)


def _on_rules() -> None:
    chosen = state.widget(Key.RULES)
    if chosen is not None:
        state.put(replace(state.scenario(), rules=str(chosen)))


def unit(scenario: Scenario, kinds: tuple[str, ...]) -> None:
    """Draw the choice of what is compared."""
    state.show(Key.UNIT, scenario.unit)
    select_box.select(t("sidebar.unit"), {one: t(f"unit.{one}") for one in kinds}, Key.UNIT, _on_unit)


def _on_unit() -> None:
    chosen, scenario = str(state.widget(Key.UNIT)), state.scenario()
    if chosen in UNITS and chosen != scenario.unit:
        state.set_peer_mode(None)
        state.put(with_unit(data.dataset(scenario.bundle), scenario, chosen))


def with_unit(dataset: Dataset, scenario: Scenario, chosen: str) -> Scenario:
    """Return the scenario for another kind of unit: focus and peers are new, framework, methods and weights stay."""
    years = dataset.years(chosen)
    fresh = default_scenario(dataset, framework=scenario.framework, unit=chosen)
    return replace(
        scenario,
        unit=chosen,
        year=scenario.year if scenario.year in years else max(years),
        focus=fresh.focus,
        peers=(),
    )


def with_bundle(dataset: Dataset, scenario: Scenario) -> tuple[Scenario, tuple[Notice, ...]]:
    """Return what another bundle has of a scenario, and notices of what was dropped.

    Framework, rules, methods and weights stay where the bundle knows the framework; units and year are the bundle's.
    """
    if scenario.framework not in fitting(dataset):
        return default_scenario(dataset), (Notice("changed", ("framework",), ""),)
    fresh = default_scenario(dataset, framework=scenario.framework)
    kept = replace(
        fresh,
        **{field: getattr(scenario, field) for field in (*METHODS, "weighting", "points")},
        rules=scenario.rules if scenario.rules in {"", *dataset.rules} else fresh.rules,
    )
    return fit_scenario(kept, dataset)
