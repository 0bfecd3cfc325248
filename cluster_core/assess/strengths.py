"""Strengths and weaknesses of a profile, by the rule of the Global Innovation Index, cut to few units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.references import Groups, groups_of
from cluster_core.errors import MethodError
from cluster_core.index.normalise import Flags, smaller
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array, Prepared

STRENGTH, WEAKNESS, NONE, INSUFFICIENT = "strength", "weakness", "none", "insufficient"
DECIMALS = 12
COLUMNS = (
    *("region", "indicator", "goodness", "present", "percent_rank", "strength", "group_strength"),
    *("group_mean", "group_sd", "proxy"),
)


@dataclass(frozen=True, slots=True)
class StrengthRule:
    """When an indicator is told as a strength or a weakness.

    share: of the own indicators, how many stand out at either end (the Index: 10 of 80); least_units, least_share: how
    many of the units compared must have the indicator; least_group: how many of the group must; deviations: distance
    from the group's mean.
    """

    share: float = 0.125
    least_units: int = 5
    least_share: float = 0.5
    least_group: int = 4
    deviations: float = 1.0

    def __post_init__(self) -> None:
        """Raise `MethodError` for a rule that could not be told."""
        if not (0 < self.share <= 0.5 and 0 <= self.least_share <= 1 and self.deviations > 0):
            raise MethodError(
                f"strengths: found share {self.share}, least_share {self.least_share}, deviations {self.deviations}, "
                "allowed: share above 0 to 0.5, least_share 0 to 1, deviations above 0."
            )
        if self.least_units < 2 or self.least_group < 2:
            found = min(self.least_units, self.least_group)
            raise MethodError(f"strengths: found at least {found} units, allowed: 2 or more to compare.")


STANDARD = StrengthRule()


def strengths(assessment: Assessment, rule: StrengthRule = STANDARD) -> pd.DataFrame:
    """Tell the strengths and weaknesses of every unit's indicators.

    Returns
    -------
    frame, one row a region and indicator of the framework
        region, indicator, goodness (0-1), present (units with a value that counts), percent_rank (0-100, share of the
        other units that are worse), strength and group_strength (strength, weakness, none, or insufficient where it is
        not told), group_mean and group_sd (of goodness), proxy (a stand-in: to be marked).

    Notes
    -----
    percent_rank p = 100 (units worse) / (n - 1). A *strength* has a p not below the k-th highest of the unit's own
    indicators, k = ceil(share x their number), and is better than more than half of the other units; a first place with
    the latter is always one. A *weakness* has a p not above the k-th lowest and is worse than more than half. Ties at
    the k-th place are all told. A *group strength* lies above the group's mean + sd, a group weakness below mean - sd
    (sample sd, the unit included).

    Never told: an imputed value, here or by its source; a constant indicator; one that fewer than `least_units` or
    `least_share` of the units have (group: fewer than `least_group` of it); anything of a unit that is not ranked.

    Source: WIPO, Global Innovation Index 2023, p. 218. Ours: k as a share instead of 10, first place instead of the
    first three (of 132), the comparison with half of the others, and the minimum numbers.
    """
    goodness = _compared(assessment)
    present = np.count_nonzero(~np.isnan(goodness), axis=0)
    enough = (present >= rule.least_units) & (present >= rule.least_share * len(assessment.units))
    judged = np.where(enough, goodness, np.nan)
    groups = groups_of(assessment.dataset, assessment.scenario.unit, assessment.units)
    mean, deviation = _of_groups(goodness, groups, rule.least_group)
    names = assessment.framework.indicators
    proxies = [assessment.dataset.indicators[name].proxy for name in names]
    worse, better = _others(judged)
    return pd.DataFrame(
        {
            "region": np.repeat(np.array(assessment.units, dtype=object), len(names)),
            "indicator": np.tile(np.array(names, dtype=object), len(assessment.units)),
            "goodness": assessment.prepared.goodness[:, _columns(assessment)].ravel(),
            "present": np.tile(present, len(assessment.units)),
            "percent_rank": (100 * worse).ravel(),
            "strength": _if_ranked(assessment, _by_percent_rank(worse, better, rule.share)).ravel(),
            "group_strength": _if_ranked(
                assessment, _by_deviation(goodness, mean, deviation, rule.deviations)
            ).ravel(),
            "group_mean": mean.ravel(),
            "group_sd": deviation.ravel(),
            "proxy": np.tile(np.array(proxies, dtype=np.bool_), len(assessment.units)),
        },
        columns=list(COLUMNS),
    )


def _columns(assessment: Assessment) -> list[int]:
    return [assessment.prepared.at[name] for name in assessment.framework.indicators]


def _compared(assessment: Assessment) -> Array:
    """Return the goodness that is compared, rounded so that equal values tie; NaN where its source imputed it."""
    columns, prepared = _columns(assessment), assessment.prepared
    imputed = imputed_by_source(assessment, prepared)[:, columns]
    return np.where(imputed, np.nan, np.round(prepared.goodness[:, columns], DECIMALS))


def _if_ranked(assessment: Assessment, told: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.where(assessment.scored.ranks[:, [0]] > 0, told, INSUFFICIENT)


def imputed_by_source(assessment: Assessment, prepared: Prepared) -> Flags:
    """Tell which cells, units x indicators, rest on a value that the source itself marks as imputed."""
    tidy = assessment.dataset.tidy(assessment.scenario.unit)
    found = np.zeros(prepared.goodness.shape, dtype=np.bool_)
    marked = tidy[tidy["status"] == "imputed"] if len(tidy) else tidy
    if marked.empty:
        return found
    cells = set(zip(marked["unit"], marked["indicator"], marked["year"], strict=True))
    for column, name in enumerate(prepared.indicators):
        indicator, vintage = assessment.dataset.indicators[name], prepared.vintages[name]
        parts = [(indicator.numerator or name, vintage.year)]
        if indicator.denominator:
            parts.append((indicator.denominator, vintage.denominator_year or vintage.year))
        for row, unit in enumerate(prepared.units):
            found[row, column] = any((unit, part, year) in cells for part, year in parts)
    return found


def _others(goodness: Array) -> tuple[Array, Array]:
    """Return the shares 0-1 of the other units that are worse, and that are better; NaN where missing."""
    missing = np.isnan(goodness)
    others = np.maximum(np.count_nonzero(~missing, axis=0) - 1, 1)
    worse, better = smaller(goodness) / others, smaller(-goodness) / others
    return np.where(missing, np.nan, worse), np.where(missing, np.nan, better)


def _by_percent_rank(worse: Array, better: Array, share: float) -> NDArray[np.object_]:
    count = np.count_nonzero(~np.isnan(worse), axis=1)
    ordered = np.sort(worse, axis=1)  # NaN last
    told = np.full(worse.shape, NONE, dtype=object)
    for row, known in enumerate(count):
        if known:
            k = int(np.ceil(share * known - 1e-9))
            lowest, highest = ordered[row, k - 1], ordered[row, known - k]
            ahead, behind = worse[row] > 0.5, better[row] > 0.5
            told[row, ahead & ((worse[row] >= highest) | (better[row] == 0))] = STRENGTH
            told[row, behind & (worse[row] <= lowest)] = WEAKNESS
    told[np.isnan(worse)] = INSUFFICIENT
    return told


def _of_groups(goodness: Array, groups: Groups, least: int) -> tuple[Array, Array]:
    """Return mean and sample deviation of the own group, units x indicators; NaN where too few of it have a value."""
    mean, deviation = np.full(goodness.shape, np.nan), np.full(goodness.shape, np.nan)
    for group in set(groups.tolist()) - {""}:
        rows = groups == group
        members = goodness[rows]
        count = np.count_nonzero(~np.isnan(members), axis=0)
        enough = count >= least
        centre = np.where(enough, np.nansum(members, axis=0) / np.maximum(count, 1), np.nan)
        squares = np.nansum((members - centre) ** 2, axis=0)
        mean[rows] = centre
        deviation[rows] = np.where(enough, np.sqrt(squares / np.maximum(count - 1, 1)), np.nan)
    return mean, deviation


def _by_deviation(goodness: Array, mean: Array, deviation: Array, times: float) -> NDArray[np.object_]:
    limit = times * deviation + 10.0**-DECIMALS
    told = np.full(goodness.shape, NONE, dtype=object)
    told[goodness > mean + limit] = STRENGTH
    told[goodness < mean - limit] = WEAKNESS
    told[np.isnan(goodness) | np.isnan(mean)] = INSUFFICIENT
    return told
