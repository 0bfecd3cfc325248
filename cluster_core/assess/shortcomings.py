"""The rule engine (docs/methods.md): tests -> severity of items -> level of families."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cluster_core.assess.references import Groups, groups_of, observed, refer, strictly_worse
from cluster_core.index.normalise import Flags
from cluster_core.model.dataset import Dataset
from cluster_core.model.diagnosis import Diagnosis, TestOutcome
from cluster_core.model.framework import Framework
from cluster_core.model.indicator import Indicator
from cluster_core.model.rules import Family, Item, RuleSet, RuleTest
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice, Prepared

INDICATIVE_CAP = 39.9
MIN_TEST_COVERAGE = 0.5
WORST_ITEMS = 2


def diagnose(dataset: Dataset, scenario: Scenario, prepared: Prepared) -> Diagnosis:
    """Try the scenario's rule set (or the one that follows from its framework) on all units.

    A test fails where the observed value is strictly worse than its reference, both on the transformed scale; medians
    and frontier are those of observed values, outliers as they are. An item without tests, or with fewer than half of
    them assessable, is insufficient: missing never counts as good or bad, and what imputation filled is missing here.

    Notes
    -----
    Severity of a test that fails: 100 * (0.5 (1 - g) + 0.5 max(0, g_ref - g) / g_ref), else 0; g is the min-max
    goodness 0-1, g_ref that of the reference (frontier 1; a g_ref of 0 leaves no gap). docs/methods.md.
    """
    rules = (
        dataset.rule_set(scenario.rules)
        if scenario.rules
        else rules_of(dataset.framework(scenario.framework))
    )
    groups = groups_of(dataset, scenario.unit, prepared.units)
    notices: list[Notice] = []
    outcomes = tuple(
        tuple(
            _try(test, dataset.indicators[test.indicator], prepared, groups, notices) for test in item.tests
        )
        for item in rules.items
    )
    columns = [
        judge(item, tried, len(prepared.units)) for item, tried in zip(rules.items, outcomes, strict=True)
    ]
    raw, coverage = (_table([column[part] for column in columns], prepared) for part in (0, 1))
    indicative = _table([column[2] for column in columns], prepared) > 0
    severity = np.where(indicative, np.minimum(raw, INDICATIVE_CAP), raw)
    families = [family_severity(severity[:, _of_family(rules, family)]) for family in rules.families]
    family_levels = _table(families, prepared)
    return Diagnosis(
        rules, prepared.units, outcomes, severity, raw, coverage, indicative, family_levels, tuple(notices)
    )


def rules_of(framework: Framework) -> RuleSet:
    """Return a framework's own rules: one item per lowest node, its indicators against the peer median."""
    parents = dict.fromkeys(node.parent or framework.id for node in framework.lowest_nodes)
    items = tuple(
        Item(
            id=node.id,
            family=node.parent or framework.id,
            name=node.name,
            cite=node.cite,
            tests=tuple(RuleTest(child.id) for child in node.children if child.is_indicator),
        )
        for node in framework.lowest_nodes
    )
    families = tuple(
        Family(parent, framework.by_id[parent].name, framework.by_id[parent].cite) for parent in parents
    )
    return RuleSet(framework.id, framework.name, families, items, framework.source, framework.version)


def family_severity(items: Array) -> Array:
    """Return the mean of the two worst items that have a severity, units x items in; NaN where none has.

    >>> family_severity(np.array([[10.0, 90.0, 50.0], [np.nan, 30.0, np.nan]])).tolist()
    [70.0, 30.0]
    """
    worst = -np.sort(-items, axis=1)[:, :WORST_ITEMS]
    known = np.count_nonzero(~np.isnan(worst), axis=1)
    return np.where(known > 0, np.nansum(worst, axis=1) / np.where(known > 0, known, 1), np.nan)


def _try(
    test: RuleTest, indicator: Indicator, prepared: Prepared, groups: Groups, notices: list[Notice]
) -> TestOutcome:
    column = prepared.at[test.indicator]
    # Observed values, outliers as they are: what is compared is what is shown. Goodness is on the treated scale.
    values, goodness = observed(prepared, indicator), prepared.goodness[:, column]
    vs, target = _held_against(test, indicator, notices)
    reference = refer(prepared, indicator, vs, groups=groups, target=target)
    goodness_reference = np.ones_like(goodness) if vs == "frontier" else reference.goodness
    assessable = ~(np.isnan(values) | np.isnan(reference.compared) | np.isnan(goodness))
    fails = assessable & strictly_worse(indicator.sign * values, indicator.sign * reference.compared)
    severity = severity_of_test(goodness, goodness_reference, fails)
    return TestOutcome(
        test=test,
        value=prepared.denominated[:, column],
        reference=reference.value,
        goodness=goodness,
        goodness_reference=goodness_reference,
        fails=fails,
        assessable=assessable,
        severity=np.where(assessable, severity, np.nan),
    )


def severity_of_test(goodness: Array, goodness_reference: Array, fails: Flags) -> Array:
    """Return the severity 0-100 of a test from the goodness 0-1 of values and references; 0 where it does not fail.

    >>> severity_of_test(np.array([0.3, 0.3]), np.array([0.6, 0.6]), np.array([True, False])).tolist()
    [60.0, 0.0]
    """
    gap = np.maximum(0, goodness_reference - goodness) / np.where(
        goodness_reference > 0, goodness_reference, 1.0
    )
    gap = np.where(goodness_reference > 0, gap, 0.0)
    return np.where(fails, 100 * (0.5 * (1 - goodness) + 0.5 * gap), 0.0)


def _held_against(test: RuleTest, indicator: Indicator, notices: list[Notice]) -> tuple[str, float | None]:
    """Return what a test is really held against, and the target if it is one."""
    target = test.target if test.target is not None else indicator.target
    if test.vs == "target" and target is None:
        message = f"{test.indicator}: no target is stated; the peer median stands in"
        notices.append(Notice("target_fallback", (test.indicator,), message))
        return "peer_median", None
    return test.vs, target


def judge(item: Item, tried: Sequence[TestOutcome], count: int) -> tuple[Array, Array, Array]:
    """Return one item's raw severity, coverage and (1 or 0) whether it is indicative, an entry a unit each.

    NaN where none of the tests, or fewer than half of them, can be assessed.
    """
    if not tried:
        return np.full(count, np.nan), np.zeros(count), np.zeros(count)
    severities = np.column_stack([outcome.severity for outcome in tried])
    assessable = np.column_stack([outcome.assessable for outcome in tried])
    fails = np.column_stack([outcome.fails for outcome in tried])
    weights = np.array([outcome.test.weight for outcome in tried])
    coverage = np.asarray(assessable.mean(axis=1), dtype=np.float64)
    severity = _combine(item, np.nan_to_num(severities), assessable, fails, weights)
    proxies = np.array([outcome.test.proxy for outcome in tried], dtype=np.bool_)
    indicative = assessable.any(axis=1) & ~(assessable & ~proxies).any(axis=1)
    sufficient = (coverage >= MIN_TEST_COVERAGE - 1e-9) & assessable.any(axis=1)
    judged: Array = np.where(sufficient, severity, np.nan)
    return judged, coverage, np.asarray(indicative, dtype=np.float64)


def _combine(item: Item, severities: Array, assessable: Flags, fails: Flags, weights: Array) -> Array:
    if item.combine == "worst":
        return np.where(assessable, severities, 0.0).max(axis=1)
    counted = fails if item.combine == "at_least_k" else assessable
    shares = np.where(counted, weights, 0.0)
    total = shares.sum(axis=1)
    mean = (shares * severities).sum(axis=1) / np.where(total > 0, total, np.nan)
    if item.combine == "at_least_k":
        return np.where(fails.sum(axis=1) >= item.k, mean, 0.0)
    return mean


def _table(columns: Sequence[Array], prepared: Prepared) -> Array:
    return np.column_stack(columns).astype(np.float64) if columns else np.empty((len(prepared.units), 0))


def _of_family(rules: RuleSet, family: Family) -> list[int]:
    return [column for column, item in enumerate(rules.items) if item.family == family.id]
