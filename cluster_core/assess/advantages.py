"""Advantages that documents name: tests that hold where a region is better than its reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_core.assess.references import Groups, groups_of, observed, refer, strictly_worse
from cluster_core.assess.shortcomings import INDICATIVE_CAP, judge
from cluster_core.index.prepare import prepare
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import THRESHOLDS, Flags, TestOutcome
from cluster_core.model.indicator import Indicator
from cluster_core.model.rules import Advantage, Item, RuleSet, RuleTest
from cluster_core.model.stages import Array, Prepared
from cluster_core.model.text import Text

LEVELS = ("none", "slight", "clear", "strong", "insufficient")
COLUMNS = ("region", "advantage", "strength", "level", "indicative", "met_tests", "coverage")
TEST_COLUMNS = (
    *("region", "advantage", "indicator", "vs", "value", "reference", "goodness", "goodness_ref"),
    *("holds", "assessable", "proxy", "strength"),
)


def level(strength: float) -> str:
    """Name a strength 0-100: none, slight from 20, clear from 40, strong from 60; insufficient where missing.

    >>> [level(value) for value in (0, 20, 40, 60, float("nan"))]
    ['none', 'slight', 'clear', 'strong', 'insufficient']
    """
    if np.isnan(strength):
        return LEVELS[-1]
    return LEVELS[int(np.searchsorted(THRESHOLDS, round(strength, 9), side="right"))]


@dataclass(frozen=True, eq=False, slots=True)
class AdvantageOutcome:
    """One test for all units; value and reference in the indicator's own unit, strength 0-100."""

    test: RuleTest
    vs: str
    value: Array
    reference: Array
    goodness: Array
    goodness_reference: Array
    holds: Flags
    assessable: Flags
    strength: Array


@dataclass(frozen=True, eq=False)
class Advantages:
    """Advantages tried on all units; strength is units x advantages, NaN where the evidence is insufficient."""

    advantages: tuple[Advantage, ...]
    units: tuple[str, ...]
    outcomes: tuple[tuple[AdvantageOutcome, ...], ...]
    strength: Array
    coverage: Array
    indicative: Flags

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row a region and advantage: strength, level, indicative, met_tests, coverage."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "advantage": advantage.id,
                    "strength": self.strength[row, column],
                    "level": level(self.strength[row, column]),
                    "indicative": bool(self.indicative[row, column]),
                    "met_tests": ";".join(
                        dict.fromkeys(o.test.indicator for o in self.outcomes[column] if o.holds[row])
                    ),
                    "coverage": self.coverage[row, column],
                }
                for row, unit in enumerate(self.units)
                for column, advantage in enumerate(self.advantages)
            ],
            columns=list(COLUMNS),
        )

    @cached_property
    def tests(self) -> pd.DataFrame:
        """One row a region, advantage and test; value and reference in the indicator's own unit."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "advantage": advantage.id,
                    "indicator": outcome.test.indicator,
                    "vs": outcome.vs,
                    "value": outcome.value[row],
                    "reference": outcome.reference[row],
                    "goodness": outcome.goodness[row],
                    "goodness_ref": outcome.goodness_reference[row],
                    "holds": bool(outcome.holds[row]),
                    "assessable": bool(outcome.assessable[row]),
                    "proxy": outcome.test.proxy,
                    "strength": outcome.strength[row],
                }
                for row, unit in enumerate(self.units)
                for advantage, outcomes in zip(self.advantages, self.outcomes, strict=True)
                for outcome in outcomes
            ],
            columns=list(TEST_COLUMNS),
        )


def try_advantages(assessment: Assessment, advantages: Sequence[Advantage]) -> Advantages:
    """Try the advantages that documents name on all units of an assessment.

    Parameters
    ----------
    assessment
    advantages
        Their tests may name indicators that the scenario's framework and rules do not read.

    Returns
    -------
    Advantages
        A test holds where the value is strictly better than its reference, never where it is equal or worse; it is not
        assessable where value or reference is missing, imputed or constant, or where no target is stated. An advantage
        without tests, or with fewer than half of them assessable, is insufficient; one that rests on proxies alone is
        indicative and held below `clear`.

    Notes
    -----
    Strength of a test that holds: 100 (0.5 g + 0.5 max(0, g - g_ref)/(1 - g_ref)), else 0: the severity of a
    shortcoming with the scale turned round (g -> 1 - g); a g_ref of 1 leaves no lead. An advantage is the weighted mean
    of its tests. References are those of shortcomings, but nobody is better than the frontier: here it is the best of
    the others.
    """
    ready = _prepared(assessment, advantages)
    groups = groups_of(assessment.dataset, assessment.scenario.unit, ready.units)
    outcomes = tuple(
        tuple(_try(test, assessment.dataset.indicators[test.indicator], ready, groups) for test in one.tests)
        for one in advantages
    )
    count = len(ready.units)
    judged = [
        judge(_as_item(advantage), [_as_outcome(outcome) for outcome in tried], count)
        for advantage, tried in zip(advantages, outcomes, strict=True)
    ]
    shape = (count, len(judged))
    strength, coverage, indicative = (
        np.column_stack([one[part] for one in judged]) if judged else np.empty(shape) for part in range(3)
    )
    held = np.where(indicative > 0, np.minimum(strength, INDICATIVE_CAP), strength)
    return Advantages(tuple(advantages), ready.units, outcomes, held, coverage, indicative > 0)


def _prepared(assessment: Assessment, advantages: Sequence[Advantage]) -> Prepared:
    """Return the stages of the indicators tested; the assessment's own where it read them all."""
    items = tuple(_as_item(advantage) for advantage in advantages)
    rules = RuleSet("advantages", Text(), (), items)
    if set(rules.indicators) <= set(assessment.prepared.indicators):
        return assessment.prepared
    return prepare(assessment.dataset.with_rules(rules), replace(assessment.scenario, rules=rules.id))


def _try(test: RuleTest, indicator: Indicator, prepared: Prepared, groups: Groups) -> AdvantageOutcome:
    column = prepared.at[test.indicator]
    values, goodness = observed(prepared, indicator), prepared.goodness[:, column]
    vs = "frontier_of_others" if test.vs == "frontier" else test.vs
    target = test.target if test.target is not None else indicator.target
    reference = refer(prepared, indicator, vs, groups=groups, target=target)
    assessable = ~(np.isnan(values) | np.isnan(reference.compared) | np.isnan(goodness))
    holds = assessable & strictly_worse(indicator.sign * reference.compared, indicator.sign * values)
    room = 1 - reference.goodness
    lead = np.where(room > 0, np.maximum(0, goodness - reference.goodness) / np.where(room > 0, room, 1), 0)
    strength = np.where(holds, 100 * (0.5 * goodness + 0.5 * lead), 0.0)
    return AdvantageOutcome(
        test=test,
        vs=vs,
        value=prepared.denominated[:, column],
        reference=reference.value,
        goodness=goodness,
        goodness_reference=reference.goodness,
        holds=holds,
        assessable=assessable,
        strength=np.where(assessable, strength, np.nan),
    )


def _as_item(advantage: Advantage) -> Item:
    return Item(advantage.id, "", advantage.name, tests=advantage.tests)


def _as_outcome(outcome: AdvantageOutcome) -> TestOutcome:
    """Return a test as the engine of shortcomings judges it: what fails there holds here."""
    return TestOutcome(
        outcome.test,
        outcome.value,
        outcome.reference,
        outcome.goodness,
        outcome.goodness_reference,
        outcome.holds,
        outcome.assessable,
        outcome.strength,
    )
