"""What the regions compared reach on one scale: in dimensions, their parts, and indicators."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_core.assess import compare
from cluster_core.model.assessment import Assessment
from ui.charts.panels import TICKS
from ui.charts.trend import score_ticks
from ui.text import t

EQUAL = 1e-9


@dataclass(frozen=True)
class Level:
    """What every unit reaches in one dimension, part of one, or indicator; `values` by unit, NaN where missing."""

    node: str
    dimension: str
    values: pd.Series
    part: bool = False


def of_dimensions(assessment: Assessment) -> list[Level]:
    """Return the levels in the dimensions, on the scale of the scores."""
    return [Level(one, one, _score(assessment, one)) for one in assessment.framework.dimensions]


def of_parts(assessment: Assessment) -> list[Level]:
    """Return the levels in the dimensions, each followed by its parts."""
    return [level for one in of_dimensions(assessment) for level in (one, *_parts(assessment, one.node))]


def _parts(assessment: Assessment, dimension: str) -> Iterator[Level]:
    node = assessment.framework.by_id.get(dimension)
    for child in node.children if node else ():
        if not child.is_indicator:
            yield Level(child.id, dimension, assessment.scores[child.id], part=True)


def _score(assessment: Assessment, child: str) -> pd.Series:
    if child in assessment.framework.by_id:
        return assessment.scores[child]
    prepared = assessment.prepared
    return pd.Series(prepared.normalised[:, prepared.at[child]], index=assessment.units)


def of_indicators(assessment: Assessment) -> list[Level]:
    """Return the levels in all indicators that anyone has: 0 the worst of the peers, 100 the best of them.

    One that stands in several dimensions is there once, in the first.
    """
    prepared, found = assessment.prepared, dict[str, Level]()
    for dimension in assessment.framework.dimensions:
        for one in compare.indicators_below(assessment.framework, dimension):
            values = pd.Series(prepared.goodness[:, prepared.at[one]] * 100, index=assessment.units)
            if one not in found and values.notna().any():
                found[one] = Level(one, dimension, values, part=True)
    return list(found.values())


def somewhere(levels: Sequence[Level]) -> list[Level]:
    """Return the levels that any unit has; all of them where nobody has any, so that a figure can say so."""
    return [level for level in levels if level.values.notna().any()] or list(levels)


def ticks(assessment: Assessment, levels: Sequence[Level]) -> tuple[float, ...]:
    """Return the scale's round numbers: 0 to 100, or what standardised scores reach."""
    if assessment.scenario.normalise != "zscore":
        return TICKS
    reached = [float(value) for level in levels for value in level.values.dropna()]
    return score_ticks(reached) if reached else TICKS


def scale_words(assessment: Assessment) -> str:
    """Return what the scale is, for a subtitle."""
    return t("compare.scale_standard" if assessment.scenario.normalise == "zscore" else "compare.scale")


def known(level: Level, regions: Sequence[str]) -> dict[str, float]:
    """Return the values of those of the regions that have one."""
    return {unit: float(level.values[unit]) for unit in regions if math.isfinite(level.values[unit])}


def leaders(level: Level, regions: Sequence[str]) -> list[str]:
    """Return which of the regions have the highest value: several where they are level, none where all is missing."""
    values = known(level, regions)
    top = max(values.values(), default=math.nan)
    return [unit for unit, value in values.items() if top - value <= EQUAL]


def median(level: Level) -> float:
    """Return the median of all units that have a value, NaN where nobody has."""
    values = level.values.dropna()
    return float(np.median(values)) if len(values) else math.nan
