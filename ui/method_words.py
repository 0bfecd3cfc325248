"""The methods in force, in words with their parameters: for the switches, the footer and the Method page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cluster_core.index.aggregate import EXPONENTS, exponent
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import OBJECTIVE, Scenario, weighting_parts
from ui import sentences, weight_board
from ui.text import join, name, number, percent, t

FIELDS = ("normalise", "aggregate", "impute", "treat", "min_coverage", "max_age", "pool")


def with_defaults(dataset: Dataset, scenario: Scenario) -> Scenario:
    """Return the scenario with the framework's own methods."""
    own = default_scenario(dataset, framework=scenario.framework, unit=scenario.unit)
    return replace(scenario, **{field: getattr(own, field) for field in FIELDS})


def changed(dataset: Dataset, scenario: Scenario) -> tuple[str, ...]:
    """Return the methods that are not the framework's own."""
    own = with_defaults(dataset, scenario)
    return tuple(field for field in FIELDS if getattr(scenario, field) != getattr(own, field))


def value_text(field: str, value: object) -> str:
    """Return what a method or parameter is called.

    A value is one that `Scenario` accepts for the field, such as "minmax" for "normalise" or 0.5 for "min_coverage".
    """
    return _TEXTS[field](value)


def aggregate_text(rule: str) -> str:
    """Return what a mean is called, a power mean with its exponent."""
    if rule == "min" or rule in EXPONENTS:
        return t(f"aggregate.{rule}")
    p = exponent(rule)
    return t("aggregate.power_of", p=number(p, 0 if p == int(p) else 2))


_TEXTS: dict[str, Callable[[Any], str]] = {
    "normalise": lambda value: t(f"normalise.{value}"),
    "aggregate": aggregate_text,
    "impute": lambda value: t(f"impute.{value}"),
    "treat": lambda value: t(f"treat.{value}"),
    "min_coverage": percent,
    "max_age": lambda value: t("max_age.years", count=value),
    "pool": lambda value: t(f"pool.{value}"),
}


def short(scenario: Scenario) -> str:
    """Return the methods in force for a footer: the normalisation, and whatever else is not the plain case."""
    plain = Scenario("b", "f", scenario.year)
    fields = ("aggregate", "impute", "treat", "pool")
    return join(
        value_text(field, getattr(scenario, field))
        for field in ("normalise", *fields)
        if field == "normalise" or getattr(scenario, field) != getattr(plain, field)
    )


def _weights(framework: Framework, scenario: Scenario) -> str:
    """Return what the weights are called and, of weights computed from the data, how."""
    line = t("methods.line_weights", value=weight_board.preset_label(framework, scenario))
    method, combined, _ = scenario.weighting.partition(":")
    if not combined:
        return line + (t("methods.how", how=t(f"methods.set_{method}")) if method in OBJECTIVE else "")
    line += t("methods.how", how=t(f"methods.combined_{method}"))
    sets = [one for one in weighting_parts(scenario.weighting) if one in OBJECTIVE]
    return line + "".join(
        t("methods.how_of", set=weight_board.preset_name(framework, one), how=t(f"methods.set_{one}"))
        for one in sets
    )


def lines(assessment: Assessment) -> list[str]:
    """Return every method in force as a sentence, in the order in which they are applied."""
    scenario, dataset = assessment.scenario, assessment.dataset
    units = sentences.regions(dataset, len(assessment.units), scenario.unit)
    found = [
        t(
            "methods.line_framework",
            name=name(assessment.framework.name),
            regions=units,
            year=scenario.year,
        ),
        t("methods.line_max_age", value=value_text("max_age", scenario.max_age)),
        t("methods.line_impute", value=value_text("impute", scenario.impute)),
        t("methods.line_treat", value=value_text("treat", scenario.treat)),
        t("methods.line_normalise", value=value_text("normalise", scenario.normalise)),
        t("methods.line_pool", value=value_text("pool", scenario.pool)),
        _weights(assessment.framework, scenario),
        t("methods.line_aggregate", value=aggregate_text(scenario.aggregate)),
    ]
    if exponent(scenario.aggregate) <= 0 and scenario.aggregate != "min":
        found[-1] += t("methods.line_floor", floor=number(scenario.floor, 2))
    found += [
        t(
            "methods.line_node",
            name=sentences.node_name(assessment, node.id),
            value=aggregate_text(node.aggregate),
        )
        for node in assessment.framework.nodes
        if node.aggregate and node.aggregate != scenario.aggregate
    ]
    found.append(t("methods.line_min_coverage", value=value_text("min_coverage", scenario.min_coverage)))
    return found
