"""One number a region, ready to be drawn: the score of a node or the value of an indicator, its rank, or its change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.assessment import Assessment

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

CLASSES = 5
BOUNDED = ("minmax", "percentile", "target", "best")  # these put every score between 0 and 100
LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class Measure:
    """`values` by unit, NaN where missing; `ranks`: 1 is best, ties share the lowest number, 0 where there is none.

    low, high: the ends of the scale that the classes divide.
    """

    units: tuple[str, ...]
    values: Array
    ranks: Whole
    low: float
    high: float

    @property
    def classes(self) -> Whole:
        """The class of every unit, see `classes`."""
        return classes(self.values, self.low, self.high)

    @property
    def limits(self) -> tuple[float, ...]:
        """The limits of the classes, ascending."""
        return tuple(float(limit) for limit in np.linspace(self.low, self.high, CLASSES + 1))


def value_of(assessment: Assessment, measured: str) -> Measure:
    """Return the scores of a node, or the values of an indicator in its own unit.

    Scores between 0 and 100 are divided at 20, 40, 60 and 80, everything else between its least and its greatest.

    Parameters
    ----------
    measured : the id of a node of the framework, or of an indicator
    """
    if measured in assessment.framework.by_id:
        column = assessment.scores.columns.get_loc(measured)
        scores = assessment.scored.scores[:, column].astype(np.float64)
        ranks = assessment.scored.ranks[:, column].astype(np.int64)
        bounded = assessment.scenario.normalise in BOUNDED
        low, high = (0.0, 100.0) if bounded else _extent(scores)
        return Measure(assessment.units, scores, np.where(ranks > 0, ranks, 0), low, high)
    values = _indicator(assessment, measured)
    return Measure(assessment.units, values, _ranked(values * _sign(assessment, measured)), *_extent(values))


def rank_of(measure: Measure) -> Measure:
    """Return a measure's ranks as its values; the scale runs from the last place to the first.

    Classes are equal in width, so that with 13 places they hold 1-3, 4-5, 6-8, 9-10 and 11-13.
    """
    known = measure.ranks > 0
    last = float(measure.ranks.max(initial=1))
    values = np.where(known, measure.ranks, np.nan).astype(np.float64)
    return Measure(measure.units, values, measure.ranks, last + 0.5, 0.5)


def change_of(assessment: Assessment, earlier: Assessment, measured: str) -> Measure:
    """Return by how much a measure changed since an earlier year: now - then, ranked by improvement.

    An indicator whose value in both years is of the same vintage has no change (missing, not 0).

    Parameters
    ----------
    earlier : the same scenario for an earlier year; scores of both compare only where `pool` is "all"
    """
    now, then = value_of(assessment, measured), value_of(earlier, measured)
    before = dict(zip(then.units, then.values.tolist(), strict=True))
    change = now.values - np.array([before.get(unit, np.nan) for unit in now.units])
    if measured not in assessment.framework.by_id and _vintage(assessment, measured) == _vintage(
        earlier, measured
    ):
        change = np.full_like(change, np.nan)
    sign = 1 if measured in assessment.framework.by_id else _sign(assessment, measured)
    return Measure(now.units, change, _ranked(change * sign), *_extent(change))


def difference_of(assessment: Assessment, other: Assessment, measured: str) -> Measure:
    """Return by how much a measure is higher in one scenario than in another: this - other, ranked by improvement.

    A region that only one of them has, or a value that either lacks, is missing. The scale reaches equally far to both
    sides of 0, so that the middle class holds what hardly differs.

    Parameters
    ----------
    measured : the id of a node of both frameworks, or of an indicator

    Raises
    ------
    KeyError
        Where the other framework has no such node.
    """
    here, there = value_of(assessment, measured), value_of(other, measured)
    elsewhere = dict(zip(there.units, there.values.tolist(), strict=True))
    apart = here.values - np.array([elsewhere.get(unit, np.nan) for unit in here.units])
    apart = np.where(np.abs(apart) < LEAST, 0.0, apart)
    sign = 1 if measured in assessment.framework.by_id else _sign(assessment, measured)
    reach = float(np.nanmax(np.abs(apart), initial=0.0))
    return Measure(here.units, apart, _ranked(apart * sign), -reach, reach)


def thirds(measure: Measure) -> Whole:
    """Return which third of the ranking each region is in: 2 the best, 0 the last, -1 without a rank.

    2 - floor(3 (rank - 1) / n) of n regions with a rank; equal ranks share the better third.

    Examples
    --------
    >>> from numpy import arange, zeros
    >>> thirds(Measure(("a", "b", "c", "d"), zeros(4), arange(4), 0, 1)).tolist()
    [-1, 2, 1, 0]
    """
    count = int((measure.ranks > 0).sum())
    placed = 2 - (3 * (measure.ranks - 1)) // max(count, 1)
    return np.where(measure.ranks > 0, np.clip(placed, 0, 2), -1).astype(np.int64)


def classes(values: Array, low: float, high: float) -> Whole:
    """Return which of five classes of equal width between `low` and `high` each value belongs to; -1 where missing.

    k = floor(5 (x - low) / (high - low)), held within 0-4: a limit belongs to the class above it, `high` to the last.
    `low` may be the greater end, then the classes run downwards. Without any width all values are in the middle class.

    Examples
    --------
    >>> classes(np.array([0.0, 19.9, 20.0, 100.0, np.nan]), 0, 100).tolist()
    [0, 0, 1, 4, -1]
    >>> classes(np.array([1.0, 13.0]), 13.5, 0.5).tolist()
    [4, 0]
    """
    if abs(high - low) < LEAST:
        return np.where(np.isfinite(values), CLASSES // 2, -1)
    share = np.nan_to_num((values - low) / (high - low), nan=-1.0)
    # The least amount heals 59.999... that a limit computed as 3/5 would leave.
    placed = np.clip(np.floor(CLASSES * share + 1e-9), 0, CLASSES - 1).astype(np.int64)
    return np.where(np.isfinite(values), placed, -1)


def _indicator(assessment: Assessment, indicator: str) -> Array:
    column = assessment.prepared.at.get(indicator)
    if column is None:
        return np.full(len(assessment.units), np.nan)
    return assessment.prepared.denominated[:, column]


def _sign(assessment: Assessment, indicator: str) -> int:
    return assessment.dataset.indicators[indicator].sign


def _vintage(assessment: Assessment, indicator: str) -> tuple[int | None, int | None] | None:
    found = assessment.prepared.vintages.get(indicator)
    return (found.year, found.denominator_year) if found else None


def _extent(values: Array) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)


def _ranked(goodness: Array) -> Whole:
    """Return ranks, 1 for the greatest; equal values share the lowest number; 0 where missing."""
    better = (goodness[None, :] > goodness[:, None] + LEAST).sum(axis=1) + 1
    return np.where(np.isfinite(goodness), better, 0).astype(np.int64)
