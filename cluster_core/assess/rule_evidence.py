"""What a shortcoming, a family of them or a criterion of the typology rests on, for one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cluster_core.assess.shortcomings import WORST_ITEMS
from cluster_core.assess.typology import classify
from cluster_core.errors import ScenarioError, did_you_mean, one_of
from cluster_core.index.selection import prepare_selection
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import TestOutcome, level
from cluster_core.model.rules import Family, Item
from cluster_core.model.typology import Criterion, Draws

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Tried:
    """One test of a shortcoming for one unit: value and reference in the indicator's unit, goodness 0-1."""

    indicator: str
    vs: str
    weight: float
    proxy: bool
    value: float
    reference: float
    goodness: float
    goodness_reference: float
    fails: bool
    assessable: bool
    severity: float


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """A shortcoming of one unit; severity NaN where the evidence is insufficient."""

    unit: str
    item: Item
    severity: float
    severity_raw: float
    level: str
    coverage: float
    indicative: bool
    tests: tuple[Tried, ...]
    peers: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class FamilyEvidence:
    """A family of shortcomings of one unit: all items with their severity; its own is the mean of the `counted`."""

    unit: str
    family: Family
    severity: float
    level: str
    items: tuple[tuple[Item, float], ...]
    counted: tuple[str, ...]
    peers: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class CriterionEvidence:
    """A criterion of the typology for one unit: score 0-100 from the data, NaN below the coverage asked for.

    parts: indicator, its share of the weight that has data, and its goodness 0-1 (NaN and share 0 where missing).
    """

    unit: str
    criterion: Criterion
    score: float
    coverage: float
    parts: tuple[tuple[str, float, float], ...]
    peers: tuple[tuple[str, float], ...]


def unknown(what: str, found: str, allowed: Sequence[str]) -> ScenarioError:
    """Return the error that says what was found, what is allowed and what may have been meant."""
    return ScenarioError(
        f"{what}: found '{found}', allowed: {one_of(allowed)}. {did_you_mean(found, allowed)}".rstrip()
    )


def item_evidence(assessment: Assessment, unit: str, item_id: str) -> ItemEvidence:
    """Return what a shortcoming of one of ``assessment.units`` rests on; `ScenarioError` for an unknown item."""
    diagnosis, row = assessment.diagnosis, assessment.units.index(unit)
    known = {item.id: column for column, item in enumerate(diagnosis.rules.items)}
    if item_id not in known:
        raise unknown("item", item_id, tuple(known))
    column = known[item_id]
    severity = diagnosis.severity[:, column]
    return ItemEvidence(
        unit=unit,
        item=diagnosis.rules.items[column],
        severity=float(severity[row]),
        severity_raw=float(diagnosis.severity_raw[row, column]),
        level=level(float(severity[row])),
        coverage=float(diagnosis.coverage[row, column]),
        indicative=bool(diagnosis.indicative[row, column]),
        tests=tuple(_tried(outcome, row) for outcome in diagnosis.outcomes[column]),
        peers=tuple(zip(assessment.units, severity.tolist(), strict=True)),
    )


def _tried(outcome: TestOutcome, row: int) -> Tried:
    return Tried(
        outcome.test.indicator,
        outcome.test.vs,
        outcome.test.weight,
        outcome.test.proxy,
        float(outcome.value[row]),
        float(outcome.reference[row]),
        float(outcome.goodness[row]),
        float(outcome.goodness_reference[row]),
        bool(outcome.fails[row]),
        bool(outcome.assessable[row]),
        float(outcome.severity[row]),
    )


def family_evidence(assessment: Assessment, unit: str, family_id: str) -> FamilyEvidence:
    """Return what a family of shortcomings of one unit rests on; `ScenarioError` for an unknown family."""
    diagnosis, row = assessment.diagnosis, assessment.units.index(unit)
    known = {family.id: column for column, family in enumerate(diagnosis.rules.families)}
    if family_id not in known:
        raise unknown("family", family_id, tuple(known))
    severity = diagnosis.family_severity[:, known[family_id]]
    items = [
        (item, float(diagnosis.severity[row, column]))
        for column, item in enumerate(diagnosis.rules.items)
        if item.family == family_id
    ]
    worst = sorted((one for one in items if not np.isnan(one[1])), key=lambda one: -one[1])[:WORST_ITEMS]
    return FamilyEvidence(
        unit=unit,
        family=diagnosis.rules.families[known[family_id]],
        severity=float(severity[row]),
        level=level(float(severity[row])),
        items=tuple(items),
        counted=tuple(item.id for item, _ in worst),
        peers=tuple(zip(assessment.units, severity.tolist(), strict=True)),
    )


def criterion_evidence(assessment: Assessment, unit: str, criterion_id: str) -> CriterionEvidence:
    """Return what a criterion of the typology rests on in the data, ratings of the user's own left aside.

    Notes
    -----
    score = 100 sum w g / sum w over the indicators with a goodness g. `ScenarioError` for an unknown criterion.
    """
    dataset, scenario, row = assessment.dataset, assessment.scenario, assessment.units.index(unit)
    criteria = dataset.typology.criteria if dataset.typology else ()
    known = {one.id: column for column, one in enumerate(criteria)}
    if criterion_id not in known:
        raise unknown("criterion", criterion_id, tuple(known))
    column = known[criterion_id]
    outcome = classify(dataset, scenario, draws=Draws(count=1))
    criterion = criteria[column]
    prepared = prepare_selection(dataset, scenario, [child.id for child in criterion.children])
    goodness = [
        float(prepared.goodness[row, prepared.at[child.id]]) if child.id in prepared.at else NAN
        for child in criterion.children
    ]
    weights = [
        0.0 if np.isnan(value) else child.weight
        for child, value in zip(criterion.children, goodness, strict=True)
    ]
    total = sum(weights) or 1.0
    return CriterionEvidence(
        unit=unit,
        criterion=criterion,
        score=float(outcome.scores[row, column]),
        coverage=float(outcome.coverage[row, column]),
        parts=tuple(
            (child.id, weight / total, value)
            for child, weight, value in zip(criterion.children, weights, goodness, strict=True)
        ),
        peers=tuple(zip(assessment.units, outcome.scores[:, column].tolist(), strict=True)),
    )
