"""What drives a shortcoming: how its severity answers to its thresholds and to the peers that it is held against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_core.assess.references import goodness_at, groups_of, observed, strictly_worse
from cluster_core.assess.shortcomings import INDICATIVE_CAP, diagnose, judge, severity_of_test
from cluster_core.index.prepare import prepare
from cluster_core.index.restore import value_of_goodness
from cluster_core.index.treat import transform
from cluster_core.model.assessment import Assessment
from cluster_core.model.diagnosis import THRESHOLDS, Diagnosis, TestOutcome, level
from cluster_core.model.indicator import Indicator
from cluster_core.model.rules import Item
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Prepared

SCALES = (-0.5, -0.2, -0.1, 0.0, 0.1, 0.2, 0.5)
FLAG = THRESHOLDS[0]
PEERS_MOST = 60
LEAST_LOG = -1 + 1e-9

FLIP_COLUMNS = ("region", "item", "cause", "which", "scale", "severity")
SUMMARY_COLUMNS = (
    "region",
    "item",
    "severity",
    "level",
    "low",
    "high",
    "flips",
    "nearest",
    "threshold",
    "share",
)


@dataclass(frozen=True, eq=False)
class ThresholdSensitivity:
    """Severities under other thresholds and other peers; NaN where the evidence is insufficient or nothing was tried.

    `together` is units x items x scales, every threshold of the item moved alike; `alone` holds, for each item, units x
    tests x scales, one of them moved. A scale is a share of the threshold, above 0 the stricter way. `without` is units
    x items x units left out (empty where there are too many of them); `in_group` units x items, held against the own
    group only. `turning` holds, for each item, units x tests, the threshold in the indicator's own unit nearest to its
    own at which the item becomes flagged or stops to be, the others as they are, and `share` by how much of itself it
    moves to there; NaN where none does it. Flagged is a severity of 20 or more.
    """

    diagnosis: Diagnosis
    scales: tuple[float, ...]
    together: Array
    alone: tuple[Array, ...]
    turning: tuple[Array, ...]
    share: tuple[Array, ...]
    without: Array
    in_group: Array

    @cached_property
    def flips(self) -> pd.DataFrame:
        """One row a change that flips a flag: region, item, cause (threshold, peer, group), which, scale, severity."""
        return pd.DataFrame(list(self._flips()), columns=list(FLIP_COLUMNS))

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row a region and item: the range of its severity, whether anything flips it, and the nearest threshold.

        low, high: over single thresholds and peers. nearest: the indicator whose threshold is the nearest by its share;
        threshold: where it flips; share: by how much it moves, above 0 the stricter way.
        """
        flipping = set(zip(self.flips["region"], self.flips["item"], strict=True))
        rows: list[tuple[object, ...]] = []
        for row, unit in enumerate(self.diagnosis.units):
            for column, item in enumerate(self.diagnosis.rules.items):
                now = float(self.diagnosis.severity[row, column])
                tried = np.concatenate(
                    [
                        [now, self.in_group[row, column]],
                        self.alone[column][row].ravel(),
                        self.without[row, column],
                    ]
                )
                low, high = float(np.fmin.reduce(tried)), float(np.fmax.reduce(tried))
                near = self._nearest(row, column)
                rows.append((unit, item.id, now, level(now), low, high, (unit, item.id) in flipping, *near))
        return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))

    def _flips(self) -> Iterator[tuple[object, ...]]:
        for row, unit in enumerate(self.diagnosis.units):
            for column, item in enumerate(self.diagnosis.rules.items):
                now = float(self.diagnosis.severity[row, column])
                for test, found in enumerate(self.alone[column][row]):
                    for scale, severity in zip(self.scales, found.tolist(), strict=True):
                        if _differ(now, severity):
                            yield unit, item.id, "threshold", item.tests[test].indicator, scale, severity
                for peer, severity in zip(
                    self.diagnosis.units, self.without[row, column].tolist(), strict=False
                ):
                    if _differ(now, severity):
                        yield unit, item.id, "peer", peer, math.nan, severity
                if _differ(now, float(self.in_group[row, column])):
                    yield unit, item.id, "group", "", math.nan, float(self.in_group[row, column])

    def _nearest(self, row: int, column: int) -> tuple[str, float, float]:
        shares = np.abs(self.share[column][row])
        if not np.isfinite(shares).any():
            return "", math.nan, math.nan
        test = int(np.nanargmin(shares))
        indicator = self.diagnosis.rules.items[column].tests[test].indicator
        return indicator, float(self.turning[column][row, test]), float(self.share[column][row, test])


def threshold_sensitivity(assessment: Assessment, scales: Sequence[float] = SCALES) -> ThresholdSensitivity:
    """Try the scenario's rule set with other thresholds and other peers.

    Parameters
    ----------
    assessment
        Its rules, values and goalposts.
    scales : shares of each threshold
        Above 0 the stricter way: upwards where more is better, downwards where less is.

    Returns
    -------
    ThresholdSensitivity
        Items without enough evidence have none under other thresholds either. With more than 60 units no peer is left
        out.

    Notes
    -----
    A threshold r becomes r + s |r| (costs r - s |r|) in the indicator's unit; then the test is tried again as in
    `assess/shortcomings.py`. Leaving a peer out, and the own group as peers, re-run the whole chain, goalposts too.
    The nearest threshold has a closed form: while a test fails, its severity is 50 (1 - g) + 50 (1 - g/g_r), which
    reaches s* at g_r = g / (2 - g - s*/50), s* being what the item lacks of 20; at r = value it starts to fail.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = threshold_sensitivity(assess(dataset, default_scenario(dataset)))
    >>> found.together.shape == (12, len(found.diagnosis.rules.items), 7)
    True
    """
    diagnosis, prepared = assessment.diagnosis, assessment.prepared
    indicators, units = assessment.dataset.indicators, len(diagnosis.units)
    together = np.full((units, len(diagnosis.rules.items), len(scales)), np.nan)
    alone: list[Array] = []
    turning: list[Array] = []
    share: list[Array] = []
    for column, (item, outcomes) in enumerate(zip(diagnosis.rules.items, diagnosis.outcomes, strict=True)):
        single = np.full((units, len(outcomes), len(scales)), np.nan)
        for at, scale in enumerate(scales):
            moved = [
                _moved(outcome, prepared, indicators[outcome.test.indicator], scale) for outcome in outcomes
            ]
            together[:, column, at] = _judged(item, moved, units)
            for test in range(len(outcomes)):
                one = [*outcomes[:test], moved[test], *outcomes[test + 1 :]]
                single[:, test, at] = _judged(item, one, units)
        alone.append(single)
        points = [
            [
                _turning(item, outcomes, test, row, _Ruler(prepared, indicators[outcome.test.indicator]))
                for test, outcome in enumerate(outcomes)
            ]
            for row in range(units)
        ]
        turning.append(np.array(points, dtype=np.float64).reshape(units, len(outcomes)))
        share.append(_shares(turning[-1], outcomes, indicators))
    return ThresholdSensitivity(
        diagnosis,
        tuple(scales),
        together,
        tuple(alone),
        tuple(turning),
        tuple(share),
        _without(assessment),
        _in_group(assessment),
    )


def _differ(now: float, then: float) -> bool:
    return not (math.isnan(now) or math.isnan(then)) and _flagged(now) != _flagged(then)


def _flagged(severity: float) -> bool:
    return round(severity, 9) >= FLAG


def _judged(item: Item, outcomes: Sequence[TestOutcome], units: int) -> Array:
    raw, _, indicative = judge(item, outcomes, units)
    return np.where(indicative > 0, np.minimum(raw, INDICATIVE_CAP), raw)


def _moved(outcome: TestOutcome, prepared: Prepared, indicator: Indicator, scale: float) -> TestOutcome:
    """Try a test again with its threshold moved by a share of itself."""
    if scale == 0:
        return outcome
    reference = outcome.reference + indicator.sign * scale * np.abs(outcome.reference)
    if indicator.transform == "log1p":
        reference = np.maximum(reference, LEAST_LOG)
    compared = transform(reference, indicator.transform, indicator.id)
    values = indicator.sign * observed(prepared, indicator)
    fails = outcome.assessable & strictly_worse(values, indicator.sign * compared)
    frontier = outcome.test.vs == "frontier"  # whose goodness is 1 by the rule, wherever the threshold is
    target = outcome.goodness_reference if frontier else goodness_at(prepared, indicator, compared)
    severity = np.where(outcome.assessable, severity_of_test(outcome.goodness, target, fails), np.nan)
    return replace(outcome, reference=reference, goodness_reference=target, fails=fails, severity=severity)


# ---- where a flag turns


@dataclass(frozen=True, slots=True)
class _Ruler:
    prepared: Prepared
    indicator: Indicator


def _turning(item: Item, outcomes: Sequence[TestOutcome], test: int, row: int, ruler: _Ruler) -> float:
    """Return the threshold of one test nearest to its own at which the item's flag turns; NaN without one.

    From the mildest to the strictest threshold there are three stretches: the test passes; it fails, with the least
    severity; it fails with what the item needs. The flag is told for each, and the nearest limit where it changes.
    """
    outcome, sign = outcomes[test], ruler.indicator.sign
    g, value, reference = (float(one[row]) for one in (outcome.goodness, outcome.value, outcome.reference))
    if not outcome.assessable[row] or math.isnan(reference):
        return math.nan
    frontier = outcome.test.vs == "frontier"
    least = 100 * (1 - g) if frontier or g <= 0 else 50 * (1 - g)
    at_most = 100 * (1 - g)
    needed = _needed(item, outcomes, test, row, (least, at_most))
    limits, flags = (
        [value],
        [_flag_with(item, outcomes, test, row, None), _flag_with(item, outcomes, test, row, least)],
    )
    if not math.isnan(needed):
        limits.append(value_of_goodness(ruler.prepared, ruler.indicator, g / (2 - g - needed / 50)))
        flags.append(not flags[1])
    # On the stricter-is-greater axis the own threshold lies in one of the stretches.
    own = sum(sign * reference > sign * limit for limit in limits) if outcome.fails[row] else 0
    turns = [
        limits[side] for side in (own - 1, own) if 0 <= side < len(limits) and flags[side] != flags[side + 1]
    ]
    return min(turns, key=lambda limit: abs(limit - reference), default=math.nan)


def _needed(
    item: Item, outcomes: Sequence[TestOutcome], test: int, row: int, ends: tuple[float, float]
) -> float:
    """Return the severity of a failing test at which the item's reaches 20; NaN where that is outside of its ends."""
    first, last = (_severity_with(item, outcomes, test, row, end) for end in ends)
    if math.isnan(first) or _flagged(first) or not _flagged(last):
        return math.nan
    if item.combine == "worst":
        return FLAG
    return ends[0] + (FLAG - first) / (last - first) * (ends[1] - ends[0])


def _flag_with(
    item: Item, outcomes: Sequence[TestOutcome], test: int, row: int, severity: float | None
) -> bool:
    return _flagged(_severity_with(item, outcomes, test, row, severity))


def _severity_with(
    item: Item, outcomes: Sequence[TestOutcome], test: int, row: int, severity: float | None
) -> float:
    """Return one unit's severity of an item if one of its tests failed with a severity, or (None) passed."""
    here = [_of_row(outcome, row) for outcome in outcomes]
    here[test] = replace(
        here[test], fails=np.array([severity is not None]), severity=np.array([severity or 0.0])
    )
    return float(judge(item, here, 1)[0][0])


def _of_row(outcome: TestOutcome, row: int) -> TestOutcome:
    one = slice(row, row + 1)
    return replace(
        outcome,
        fails=outcome.fails[one],
        assessable=outcome.assessable[one],
        severity=outcome.severity[one],
    )


def _shares(turning: Array, outcomes: Sequence[TestOutcome], indicators: Mapping[str, Indicator]) -> Array:
    """Return by what share of itself every threshold moves to where the flag turns, above 0 the stricter way."""
    found = np.full(turning.shape, np.nan)
    for test, outcome in enumerate(outcomes):
        size = np.where(outcome.reference == 0, np.nan, np.abs(outcome.reference))
        found[:, test] = (
            indicators[outcome.test.indicator].sign * (turning[:, test] - outcome.reference) / size
        )
    return found


# ---- other peers


def _without(assessment: Assessment) -> Array:
    units = assessment.units
    items = len(assessment.rules.items)
    if len(units) > PEERS_MOST:
        return np.empty((len(units), items, 0))
    found = np.full((len(units), items, len(units)), np.nan)
    for left_out, unit in enumerate(units):
        kept = tuple(one for one in units if one != unit)
        if kept:
            found[:, :, left_out] = _against(assessment, kept)
    return found


def _in_group(assessment: Assessment) -> Array:
    units = assessment.units
    groups = groups_of(assessment.dataset, assessment.scenario.unit, units)
    found = np.full((len(units), len(assessment.rules.items)), np.nan)
    for group in dict.fromkeys(str(one) for one in groups if one):
        own = groups == group
        if not own.all():
            members = tuple(unit for unit, inside in zip(units, own, strict=True) if inside)
            found[own] = _against(assessment, members)[own]
    return found


def _against(assessment: Assessment, peers: tuple[str, ...]) -> Array:
    """Return the severities of the units, NaN for those that are not among the peers."""
    focus = assessment.scenario.focus if assessment.scenario.focus in peers else ""
    scenario: Scenario = replace(assessment.scenario, peers=peers, focus=focus)
    diagnosis = diagnose(assessment.dataset, scenario, prepare(assessment.dataset, scenario))
    place = {unit: row for row, unit in enumerate(diagnosis.units)}
    found = np.full((len(assessment.units), len(diagnosis.rules.items)), np.nan)
    for row, unit in enumerate(assessment.units):
        if unit in place:
            found[row] = diagnosis.severity[place[unit]]
    return found
