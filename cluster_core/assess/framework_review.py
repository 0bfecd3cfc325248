"""A framework that somebody is editing, against the data: what is doubtful about it, and the ranking that it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from cluster_core.errors import ClusterError
from cluster_core.index.composite import score
from cluster_core.index.correlation import pearson
from cluster_core.index.denominate import denominate
from cluster_core.index.prepare import prepare
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Framework
from cluster_core.model.framework_edit import below
from cluster_core.model.scenario import Scenario

HIGH = 0.92
LEAST_UNITS = 8  # with fewer, two columns may be this alike by chance
Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a framework. A `fault` keeps it from being used, a `warning` does not.

    Faults: `empty` (a dimension without anything below it that is measured), `unknown` (an indicator that the data set
    does not know), `incomputable` (methods that do not go together, or not with these data). Warnings: `lone` (a
    dimension with one child only, whose weight means nothing), `repeated` (an indicator in several places: `value` of
    them), `no_data` (an indicator without a value), `alike` (two indicators whose values are correlated by `value`,
    once signs are aligned).
    """

    kind: str
    severity: Severity
    ids: tuple[str, ...]
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands; a score of NaN has the rank 0."""

    score: float
    rank: int


def coverage_of_indicators(dataset: Dataset, scenario: Scenario) -> dict[str, int]:
    """Return for every indicator of the data set how many of the scenario's units have a value of its vintage."""
    panel = dataset.panels[scenario.unit]
    return {
        name: denominate(one, dataset.indicators, panel, scenario.year, scenario.max_age).vintage.present
        for name, one in dataset.indicators.items()
    }


def review(
    framework: Framework, dataset: Dataset, scenario: Scenario, counts: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """Return what is doubtful about a framework, faults first.

    Parameters
    ----------
    framework : any tree, whether or not the data set has it
    dataset, scenario : unit, year and age of the data are the scenario's
    counts : as `coverage_of_indicators` gives, where the caller has them already

    Returns
    -------
    findings
        `alike` names pairs of indicators with |r| of at least 0.92 over at least eight units that have both, where the
        pair pulls the score the same way: two benefits, two costs, or opposed ones with a negative correlation; the
        most alike first. 0.92 is the mark of redundant indicators in the audits of composite indicators by the JRC.
    """
    known = coverage_of_indicators(dataset, scenario) if counts is None else counts
    alike = sorted(_alike(framework, dataset, scenario), key=lambda one: -one.value)
    found = [*_of_tree(framework), *_of_data(framework, dataset, known), *alike]
    if not any(one.severity == "fault" for one in found) and not _computes(framework, dataset, scenario):
        found.append(Finding("incomputable", "fault", (framework.id,)))
    return tuple(sorted(found, key=lambda one: one.severity != "fault"))


def _computes(framework: Framework, dataset: Dataset, scenario: Scenario) -> bool:
    try:
        standings_of(framework, dataset, scenario)
    except ClusterError:
        return False
    return True


def _of_tree(framework: Framework) -> Iterator[Finding]:
    for node in framework.nodes:
        measured = any(_measures(framework, one) for one in below(framework, node.id))
        if not measured:
            yield Finding("empty", "fault", (node.id,))
        elif len(node.children) == 1:
            yield Finding("lone", "warning", (node.id, node.children[0].id))
    times = Counter(child.id for _, child in framework.edges() if child.is_indicator)
    for indicator, count in times.items():
        if count > 1:
            yield Finding("repeated", "warning", (indicator,), count)


def _measures(framework: Framework, node: str) -> bool:
    """Tell whether an indicator stands right under a dimension."""
    return any(child.is_indicator for child in framework.by_id[node].children)


def _of_data(framework: Framework, dataset: Dataset, counts: Mapping[str, int]) -> Iterator[Finding]:
    for indicator in framework.indicators:
        if indicator not in dataset.indicators:
            yield Finding("unknown", "fault", (indicator,))
        elif not counts.get(indicator):
            yield Finding("no_data", "warning", (indicator,))


def _alike(framework: Framework, dataset: Dataset, scenario: Scenario) -> Iterator[Finding]:
    panel = dataset.panels[scenario.unit]
    columns = {
        one.id: one.sign * denominate(one, dataset.indicators, panel, scenario.year, scenario.max_age).values
        for name in framework.indicators
        if (one := dataset.indicators.get(name)) is not None
    }
    for first, second in combinations(columns, 2):
        x, y = columns[first], columns[second]
        both = ~(np.isnan(x) | np.isnan(y))
        if both.sum() >= LEAST_UNITS and (r := pearson(x[both], y[both])) >= HIGH:
            yield Finding("alike", "warning", (first, second), r)


def standings_of(framework: Framework, dataset: Dataset, scenario: Scenario) -> dict[str, Standing]:
    """Return where the units stand under a framework's own weights and methods.

    Parameters
    ----------
    framework : any tree whose indicators the data set knows
    scenario : unit, year, focus and peers are its own; all else is the framework's default

    Raises
    ------
    ScenarioError, MethodError
        As `assess`.
    """
    known = dataset.with_framework(framework)
    fresh = default_scenario(known, framework=framework.id, unit=scenario.unit)
    kept = ("year", "focus", "peers")
    asked = replace(fresh, rules="", **{field: getattr(scenario, field) for field in kept})
    scored = score(prepare(known, asked), framework, asked)
    return {
        unit: Standing(float(total), int(rank))
        for unit, total, rank in zip(scored.units, scored.scores[:, 0], scored.ranks[:, 0], strict=True)
    }
