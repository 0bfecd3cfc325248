"""Scenarios that fit a data set: the default one, and what is left of a code made for other data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cluster_core.errors import ClusterError, ScenarioError, did_you_mean, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.weights import sibling_weights


def default_scenario(dataset: Dataset, **choices: Any) -> Scenario:
    """Return the bundle's default scenario with `choices` (fields of `Scenario`) put over it.

    Framework, year, focus and rule set come from the bundle; methods from the framework's `method`.

    Raises
    ------
    ScenarioError
        If a choice names something that the data set does not have.
    """
    framework = dataset.framework(str(choices.get("framework") or _default_framework(dataset)))
    unit = choices.get("unit", "region")
    years = dataset.years(unit) or dataset.years("region") or (1,)
    own_focus = dataset.default_focus if unit == "region" else next(iter(dataset.clusters), "")
    fields: dict[str, Any] = {
        "bundle": dataset.id,
        "bundle_version": dataset.version,
        "framework": framework.id,
        "framework_version": framework.version,
        "rules": dataset.own_rules[0] if len(dataset.own_rules) == 1 else "",
        "year": dataset.default_year or years[-1],
        "focus": own_focus,
        "normalise": framework.method.normalise,
        "aggregate": framework.method.aggregate,
        "min_coverage": framework.method.min_coverage,
    }
    fields |= {**choices, "framework": framework.id}
    scenario = Scenario(**fields)
    check_scenario(scenario, dataset)
    return replace(scenario, peers=_peers_in_order(scenario, dataset))


def check_scenario(scenario: Scenario, dataset: Dataset) -> None:
    """Raise `ScenarioError` if the scenario names what the data set does not have."""
    units = dataset.units(scenario.unit)
    if not units:
        raise ScenarioError(
            f"unit: found '{scenario.unit}', allowed: a kind that the bundle '{dataset.id}' has."
        )
    for field, named in (("peers", scenario.peers), ("focus", (scenario.focus,) if scenario.focus else ())):
        for name in named:
            if name not in units:
                allowed = one_of(list(units)[:20])
                hint = did_you_mean(name, tuple(units))
                raise ScenarioError(f"{field}: found '{name}', allowed: {allowed}. {hint}".rstrip())
    framework = dataset.framework(scenario.framework)
    if scenario.rules:
        dataset.rule_set(scenario.rules)
    sibling_weights(framework, scenario)


def fit_scenario(scenario: Scenario, dataset: Dataset) -> tuple[Scenario, tuple[Notice, ...]]:
    """Keep of a scenario all that the data set has; the rest falls back to the default, with a notice a field.

    Weights are only kept for the framework version that they were made for. Nothing is raised.
    """
    default = (
        default_scenario(dataset, unit=scenario.unit)
        if dataset.units(scenario.unit)
        else default_scenario(dataset)
    )
    fitted = replace(
        default,
        **{
            name: getattr(scenario, name)
            for name in ("max_age", "pool", "min_coverage", "floor", "normalise", "aggregate")
        },
    )
    notices: list[Notice] = []
    for field in ("framework", "rules", "year", "focus", "peers"):
        wanted = getattr(scenario, field)
        if field == "year" and dataset.years(fitted.unit) and wanted not in dataset.years(fitted.unit):
            notices.append(
                _ignored(field, f"year: found {wanted}, allowed: {one_of(map(str, dataset.years()))}.")
            )
            continue
        try:
            trial = replace(fitted, **{field: wanted})
            check_scenario(trial, dataset)
            fitted = trial
        except ClusterError as unfit:
            notices.append(_ignored(field, str(unfit)))
    return _fit_weights(scenario, fitted, dataset, notices)


def _fit_weights(
    scenario: Scenario, fitted: Scenario, dataset: Dataset, notices: list[Notice]
) -> tuple[Scenario, tuple[Notice, ...]]:
    framework = dataset.framework(fitted.framework)
    fitted = replace(fitted, framework_version=framework.version, peers=_peers_in_order(fitted, dataset))
    if scenario.unit != fitted.unit:
        notices.append(
            _ignored("unit", f"unit: found '{scenario.unit}', allowed: a kind that the bundle has.")
        )
    if scenario.bundle_version != dataset.version:
        change = f"data: the link was made with version {scenario.bundle_version}, the data are now version"
        notices.append(_ignored("bundle_version", f"{change} {dataset.version}."))
    weighted = replace(fitted, weighting=scenario.weighting, points=scenario.points)
    if scenario.points and (scenario.framework, scenario.framework_version) != (
        framework.id,
        framework.version,
    ):
        change = f"weights: made for {scenario.framework} version {scenario.framework_version}, now"
        notices.append(_ignored("points", f"{change} {framework.id} version {framework.version}."))
        return fitted, tuple(notices)
    try:
        check_scenario(weighted, dataset)
    except ClusterError as unfit:
        notices.append(_ignored("points", str(unfit)))
        return fitted, tuple(notices)
    return weighted, tuple(notices)


def _ignored(field: str, message: str) -> Notice:
    return Notice("ignored", (field,), message)


def _default_framework(dataset: Dataset) -> str:
    if dataset.default_framework:
        return dataset.default_framework
    if dataset.frameworks:
        return next(iter(dataset.frameworks))
    raise ScenarioError(f"framework: found none in the bundle '{dataset.id}'. Add one under frameworks/.")


def _peers_in_order(scenario: Scenario, dataset: Dataset) -> tuple[str, ...]:
    units = tuple(dataset.units(scenario.unit))
    chosen = tuple(unit for unit in units if unit in scenario.peers)
    return () if chosen == units else chosen
