"""Scenarios that fit a data set: the default one, and what is left of a code made for other data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cluster_core.errors import ClusterError, ScenarioError, did_you_mean, one_of
from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import UNITS, Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice
from cluster_core.model.weights import check_points_fit

METHODS = (
    *("max_age", "pool", "min_coverage", "floor", "normalise", "aggregate"),
    *("impute", "treat", "share_low", "share_high"),
)


def default_scenario(dataset: Dataset, **choices: Any) -> Scenario:
    """Return the bundle's default scenario with `choices` (fields of `Scenario`) put over it.

    Framework, year, focus and rule set come from the bundle; methods from the framework's `method`.

    Raises
    ------
    ScenarioError
        With everything that the choices get wrong, one a line.
    """
    wrong: list[str] = []
    framework = _framework(dataset, choices.pop("framework", ""), wrong)
    unit = choices.get("unit") if choices.get("unit") in UNITS else "region"
    years = dataset.years(str(unit)) or dataset.years("region") or (1,)
    scenario = Scenario(
        bundle=dataset.id,
        bundle_version=dataset.version,
        framework=framework.id,
        framework_version=framework.version,
        rules=dataset.default_rule_set,
        year=dataset.default_year or years[-1],
        focus=dataset.default_focus if unit == "region" else next(iter(dataset.clusters), ""),
        normalise=framework.method.normalise,
        aggregate=framework.method.aggregate,
        min_coverage=framework.method.min_coverage,
    )
    for field, value in choices.items():
        try:
            scenario = replace(scenario, **{field: value})
        except ScenarioError as unusable:
            wrong.append(str(unusable))
    wrong += misfits(scenario, dataset)
    if wrong:
        raise ScenarioError("\n".join(wrong))
    return replace(scenario, peers=_peers_in_order(scenario, dataset))


def misfits(scenario: Scenario, dataset: Dataset) -> list[str]:
    """Return everything that the scenario names and the data set does not have, as messages."""
    units = dataset.units(scenario.unit)
    if not units:
        return [f"unit: found '{scenario.unit}', allowed: a kind that the bundle '{dataset.id}' has."]
    listed = one_of(list(units)[:20]) + (", …" if len(units) > 20 else "")
    wrong = [
        f"{field}: found '{name}', allowed: {listed}. {did_you_mean(name, tuple(units))}".rstrip()
        for field, named in (("peers", scenario.peers), ("focus", (scenario.focus,)))
        for name in named
        if name and name not in units
    ]
    try:
        check_points_fit(dataset.framework(scenario.framework), scenario.points)
    except ScenarioError as unfit:
        wrong.append(str(unfit))
    try:
        if scenario.rules:
            dataset.rule_set(scenario.rules)
    except ScenarioError as unknown:
        wrong.append(str(unknown))
    return wrong


def check_scenario(scenario: Scenario, dataset: Dataset) -> None:
    """Raise `ScenarioError` if the scenario names what the data set does not have."""
    wrong = misfits(scenario, dataset)
    if wrong:
        raise ScenarioError("\n".join(wrong))


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
        **{name: getattr(scenario, name) for name in METHODS},
    )
    notices: list[Notice] = []
    for field in ("framework", "rules", "year", "focus", "peers"):
        wanted = getattr(scenario, field)
        if field == "year" and dataset.years(fitted.unit) and wanted not in dataset.years(fitted.unit):
            notices.append(
                _ignored(
                    field, f"year: found {wanted}, allowed: {one_of(map(str, dataset.years(fitted.unit)))}."
                )
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


def _framework(dataset: Dataset, wanted: str, wrong: list[str]) -> Framework:
    """Return the framework wanted, else the bundle's default, else its first; what is unknown is noted in `wrong`."""
    if not dataset.frameworks:
        raise ScenarioError(f"framework: found none in the bundle '{dataset.id}'. Add one under frameworks/.")
    try:
        return dataset.framework(wanted or dataset.default_framework or next(iter(dataset.frameworks)))
    except ScenarioError as unknown:
        wrong.append(str(unknown))
    return next(iter(dataset.frameworks.values()))


def _peers_in_order(scenario: Scenario, dataset: Dataset) -> tuple[str, ...]:
    units = tuple(dataset.units(scenario.unit))
    chosen = tuple(unit for unit in units if unit in scenario.peers)
    return () if chosen == units else chosen
