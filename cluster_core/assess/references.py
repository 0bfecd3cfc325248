"""What a value is held against: the median of the others, of the own group, the frontier or a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.index.normalise import Flags
from cluster_core.index.outliers import apply_treatment
from cluster_core.index.treat import transform, transform_number
from cluster_core.model.dataset import Dataset
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Array, Prepared

Groups = NDArray[np.object_]


@dataclass(frozen=True, eq=False, slots=True)
class Reference:
    """One reference of one indicator, an entry a unit, NaN where there is none.

    compared: on the scale on which tests compare, after the indicator's transform and before any treatment of outliers;
    value: the same in the indicator's own unit; goodness: 0-1 between the goalposts.
    """

    compared: Array
    value: Array
    goodness: Array


def refer(
    prepared: Prepared, indicator: Indicator, vs: str, *, groups: Groups, target: float | None = None
) -> Reference:
    """Find what every unit's value of an indicator is held against.

    Parameters
    ----------
    prepared, indicator
    vs : peer_median, group_median, frontier, frontier_of_others or target
        Medians leave the unit itself out and are taken after the indicator's transform; a unit without a group has no
        group median.
    groups : the group of every unit, empty where it has none
    target : in the indicator's own unit; NaN everywhere without one

    Returns
    -------
    Reference
        Imputed cells take no part: what nobody observed sets no standard.
    """
    find = _finder(vs, indicator, groups)
    if find is None:
        compared = np.full(len(prepared.units), transform_number(target, indicator.transform, indicator.id))
        value = np.full(len(prepared.units), np.nan if target is None else target)
        return Reference(compared, value, goodness_at(prepared, indicator, compared))
    compared = find(observed(prepared, indicator))
    # A frontier is somebody's value and stays exact; a median is taken after the transform and turned back.
    median_of_logs = vs in ("peer_median", "group_median") and indicator.transform == "log1p"
    own = prepared.denominated[:, prepared.at[indicator.id]]
    value = np.asarray(np.expm1(compared), dtype=np.float64) if median_of_logs else find(own)
    return Reference(compared, value, goodness_at(prepared, indicator, compared))


def groups_of(dataset: Dataset, unit: str, units: Sequence[str]) -> Groups:
    """Return the group of each of the regions (or clusters) named; empty where it has none."""
    known = dataset.units(unit)
    return np.array([known[name].group for name in units], dtype=object)


def strictly_worse(values: Array, reference: Array) -> Flags:
    """Tell where values, higher being better, lie below their reference by more than rounding; False where missing.

    >>> strictly_worse(np.array([0.3, 1.0, np.nan]), np.array([0.1 + 0.2, 2.0, 1.0])).tolist()
    [False, True, False]
    """
    rounding = 1e-12 * np.maximum(np.abs(values), np.abs(reference))
    return np.asarray(reference - values > rounding, dtype=np.bool_)


def observed(prepared: Prepared, indicator: Indicator) -> Array:
    """Return the observed values of an indicator after its transform: imputed cells are NaN, outliers as they are."""
    column = prepared.denominated[:, prepared.at[indicator.id]]
    return transform(column, indicator.transform, indicator.id)


def goodness_at(prepared: Prepared, indicator: Indicator, values: Array) -> Array:
    """Return the goodness 0-1 of transformed values, outliers treated; NaN where the goalposts do not differ."""
    column = prepared.at[indicator.id]
    low, high = prepared.low[column], prepared.high[column]
    treated = apply_treatment(values, prepared.treatments.get(indicator.id))
    share = np.clip((treated - low) / (high - low if high > low else np.nan), 0, 1)
    return share if indicator.sign > 0 else 1 - share


def median_of_others(values: Array) -> Array:
    """Return, for each unit that has a value, the median of the other units' values; NaN where there is no other.

    >>> median_of_others(np.array([1.0, 5.0, np.nan, 3.0, 9.0])).tolist()
    [5.0, 3.0, nan, 5.0, 3.0]
    """
    rows = np.flatnonzero(~np.isnan(values))
    medians = np.full(values.shape, np.nan)
    others = len(rows) - 1
    if others < 1:
        return medians
    order = rows[np.argsort(values[rows], kind="stable")]
    ordered, place = values[order], np.arange(len(order))
    upper, lower = others // 2, (others - 1) // 2
    medians[order] = (ordered[lower + (place <= lower)] + ordered[upper + (place <= upper)]) / 2
    return medians


def group_median_of_others(values: Array, groups: Groups) -> Array:
    """Return the median of the others of the own group; NaN without a group, or without another value in it.

    >>> groups = np.array(["south", "south", "", "north"], dtype=object)
    >>> group_median_of_others(np.array([1.0, 2.0, 3.0, 4.0]), groups).tolist()
    [2.0, 1.0, nan, nan]
    """
    medians = np.full(values.shape, np.nan)
    for group in set(groups.tolist()) - {""}:
        medians[groups == group] = median_of_others(values[groups == group])
    return medians


def best_of_others(values: Array) -> Array:
    """Return, for each unit that has a value, the largest of the other units' values; NaN where there is no other.

    >>> best_of_others(np.array([1.0, 5.0, np.nan, 3.0])).tolist()
    [5.0, 3.0, nan, 5.0]
    """
    known = np.flatnonzero(~np.isnan(values))
    best = np.full(values.shape, np.nan)
    if len(known) < 2:
        return best
    first, second = known[np.argsort(-values[known], kind="stable")][:2]
    best[known] = values[first]
    best[first] = values[second]
    return best


def _finder(vs: str, indicator: Indicator, groups: Groups) -> Callable[[Array], Array] | None:
    """Return how the reference follows from a column of values; None for a target, which does not."""
    sign = indicator.sign
    finders: dict[str, Callable[[Array], Array]] = {
        "peer_median": median_of_others,
        "group_median": lambda values: group_median_of_others(values, groups),
        "frontier": lambda values: np.full(values.shape, sign * np.fmax.reduce(sign * values)),
        "frontier_of_others": lambda values: sign * best_of_others(sign * values),
    }
    return finders.get(vs)
