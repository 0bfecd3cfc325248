"""The low and high between which min-max stretches an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cluster_core.index.normalise import Flags, is_constant
from cluster_core.index.treat import transform_number
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array

RATING_LOW, RATING_HIGH = 0.0, 100.0


@dataclass(frozen=True, eq=False, slots=True)
class Scale:
    """Per indicator, on the treated scale: low, high, and whether scores are held within 0-100."""

    low: Array
    high: Array
    held: Flags

    @property
    def constant(self) -> Flags:
        """Whether low equals high: there is nothing to stretch."""
        return is_constant(self.low, self.high)


def goalposts(indicators: Sequence[Indicator], pools: Sequence[Array], *, all_years: bool = False) -> Scale:
    """Return the indicators' own goalposts, else the least and largest value of each pool.

    Scores are held within 0-100 where a goalpost is given, and with the pool of all years, which may leave out a year
    that a vintage uses (before a break, or a ratio of mixed years).
    """
    low = [transform_number(i.goalpost_low, i.transform, i.id) for i in indicators]
    high = [transform_number(i.goalpost_high, i.transform, i.id) for i in indicators]
    given = [not (np.isnan(a) and np.isnan(b)) for a, b in zip(low, high, strict=True)]
    least = [_least(pool) if np.isnan(a) else a for a, pool in zip(low, pools, strict=True)]
    most = [-_least(-pool) if np.isnan(b) else b for b, pool in zip(high, pools, strict=True)]
    held = np.array(given, dtype=np.bool_) | all_years
    return Scale(np.array(least, dtype=np.float64), np.array(most, dtype=np.float64), held)


def rating_goalposts(indicators: Sequence[Indicator], scale: Scale) -> Scale:
    """Return the scale with 0 and 100 for expert ratings that state no goalposts (docs/methods.md)."""
    free = np.array(
        [i.kind == "expert" and i.goalpost_low is None and i.goalpost_high is None for i in indicators],
        dtype=np.bool_,
    )
    if not free.any():
        return scale
    low, high = np.where(free, RATING_LOW, scale.low), np.where(free, RATING_HIGH, scale.high)
    return Scale(low, high, scale.held | free)


def _least(pool: Array) -> float:
    return float(np.fmin.reduce(pool)) if pool.size else float("nan")
