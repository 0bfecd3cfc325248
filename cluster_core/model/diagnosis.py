"""The outcome of a rule set: arrays units x tests and units x items, and the same as tidy frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.model.rules import LEVELS, Item, RuleSet, RuleTest
from cluster_core.model.stages import Array, Notice

Flags = NDArray[np.bool_]
THRESHOLDS = (20.0, 40.0, 60.0)


def level(severity: float) -> str:
    """Name a severity 0-100: none, mild, moderate, severe (closed on the left); insufficient where missing.

    >>> [level(value) for value in (0, 19.9, 20, 39.9, 60, 100, float("nan"))]
    ['none', 'none', 'mild', 'mild', 'severe', 'severe', 'insufficient']
    """
    if np.isnan(severity):
        return LEVELS[-1]
    return LEVELS[int(np.searchsorted(THRESHOLDS, round(severity, 9), side="right"))]


@dataclass(frozen=True, eq=False, slots=True)
class TestOutcome:
    """One test of one item for all units; value and reference are in the indicator's own unit."""

    __test__ = False  # not a test case of the test runner

    test: RuleTest
    value: Array
    reference: Array
    goodness: Array
    goodness_reference: Array
    fails: Flags
    assessable: Flags
    severity: Array


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """A rule set tried on all units; severities are units x items, NaN where the evidence is insufficient.

    `severity` counts for level, family and priorities: an indicative item (decided by proxies only) is held below
    moderate; `severity_raw` is not.
    """

    rules: RuleSet
    units: tuple[str, ...]
    outcomes: tuple[tuple[TestOutcome, ...], ...]
    severity: Array
    severity_raw: Array
    coverage: Array
    indicative: Flags
    family_severity: Array
    notices: tuple[Notice, ...] = ()

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row a region and item, in the columns of formats.md section 4, and severity_raw behind them."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "item": item.id,
                    "family": item.family,
                    "severity": self.severity[row, column],
                    "level": level(self.severity[row, column]),
                    "indicative": bool(self.indicative[row, column]),
                    "evidence": self._evidence(item, row, column),
                    "failed_tests": ";".join(
                        dict.fromkeys(o.test.indicator for o in self.outcomes[column] if o.fails[row])
                    ),
                    "coverage": self.coverage[row, column],
                    "countermeasures": ";".join(item.countermeasures),
                    "severity_raw": self.severity_raw[row, column],
                }
                for row, unit in enumerate(self.units)
                for column, item in enumerate(self.rules.items)
            ],
            columns=ITEM_COLUMNS,
        )

    @cached_property
    def families(self) -> pd.DataFrame:
        """One row a region and family: region, family, severity, level."""
        return pd.DataFrame(
            [
                {"region": unit, "family": family.id, "severity": severity, "level": level(severity)}
                for row, unit in enumerate(self.units)
                for family, severity in zip(self.rules.families, self.family_severity[row], strict=True)
            ],
            columns=["region", "family", "severity", "level"],
        )

    @cached_property
    def tests(self) -> pd.DataFrame:
        """One row a region, item and test; value and reference in the indicator's own unit."""
        return pd.DataFrame(
            [
                {
                    "region": unit,
                    "item": item.id,
                    "indicator": outcome.test.indicator,
                    "vs": outcome.test.vs,
                    "value": outcome.value[row],
                    "reference": outcome.reference[row],
                    "goodness": outcome.goodness[row],
                    "goodness_ref": outcome.goodness_reference[row],
                    "fails": bool(outcome.fails[row]),
                    "assessable": bool(outcome.assessable[row]),
                    "proxy": outcome.test.proxy,
                    "severity": outcome.severity[row],
                }
                for row, unit in enumerate(self.units)
                for item, outcomes in zip(self.rules.items, self.outcomes, strict=True)
                for outcome in outcomes
            ],
            columns=TEST_COLUMNS,
        )

    def _evidence(self, item: Item, row: int, column: int) -> str:
        parts = [f"{item.evidence.get('en')} ({item.cite or self.rules.source})"] if item.evidence else []
        parts += [_test_evidence(outcome, row) for outcome in self.outcomes[column]]
        raw = self.severity_raw[row, column]
        return " | ".join(
            [*parts, "severity not assessable" if np.isnan(raw) else f"severity before caps {raw:.1f}"]
        )


ITEM_COLUMNS = (
    "region",
    "item",
    "family",
    "severity",
    "level",
    "indicative",
    "evidence",
    "failed_tests",
    "coverage",
    "countermeasures",
    "severity_raw",
)
TEST_COLUMNS = (
    "region",
    "item",
    "indicator",
    "vs",
    "value",
    "reference",
    "goodness",
    "goodness_ref",
    "fails",
    "assessable",
    "proxy",
    "severity",
)


def _test_evidence(outcome: TestOutcome, row: int) -> str:
    test = outcome.test
    if not outcome.assessable[row]:
        return f"{test.indicator}: not assessable"
    verdict = "fails" if outcome.fails[row] else "passes"
    proxy = ", proxy" if test.proxy else ""
    return (
        f"{test.indicator} {outcome.value[row]:.6g} against {test.vs} {outcome.reference[row]:.6g}: "
        f"{verdict}, {outcome.severity[row]:.1f}{proxy}"
    )
