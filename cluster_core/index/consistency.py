"""Internal consistency: do the items of a node measure one thing? Cronbach's alpha."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cluster_core.index.correlation import LEAST_UNITS, does_not_vary, pearson
from cluster_core.model.stages import Array

REASONS = ("", "one_item", "few_units", "no_variance")
NEXT_TO_NOTHING = 1e-12


@dataclass(frozen=True, eq=False, slots=True)
class Alpha:
    """Cronbach's alpha of some items over `n` units; at most 1, and negative where items work against each other.

    `raw` rests on covariances, `standardised` on correlations. Per item, in the order given and NaN for an item left
    out: `deleted` and `deleted_raw`, alpha without the item, and `item_rest`, its correlation with the sum of the
    others standardised. `reason` says why alpha is undefined: one_item, few_units or no_variance, else empty.
    """

    raw: float
    standardised: float
    n: int
    items: int
    deleted: Array
    deleted_raw: Array
    item_rest: Array
    reason: str = ""


def cronbach_alpha(values: Array) -> Alpha:
    """Return Cronbach's alpha with what becomes of it when an item is left out.

    Parameters
    ----------
    values : array, units x items
        On one scale, higher is better. NaN marks a missing value.

    Returns
    -------
    Alpha
        Over the units that have every item; an item that does not vary over them is left out first, and so is one
        without values. Undefined (NaN) for fewer than two items or three units.

    Notes
    -----
    raw: k/(k - 1) (1 - sum var_i / var of the sum), sample variances; standardised: k r/(1 + (k - 1) r), r the mean
    correlation of two items. Cronbach (1951), Psychometrika 16(3): 297-334; OECD/JRC Handbook (2008), step 4.

    >>> found = cronbach_alpha(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]))
    >>> found.standardised, round(found.raw, 6)
    (1.0, 0.888889)
    """
    kept = _items(values)
    table = _complete(values[:, kept])
    n, k = len(table), int(kept.size)
    blank = np.full(values.shape[1], np.nan)
    if k < 2 or n < LEAST_UNITS:
        reason = "one_item" if k < 2 else "few_units"
        return Alpha(np.nan, np.nan, n, k, blank, blank.copy(), blank.copy(), reason)
    covariance, correlation = np.cov(table, rowvar=False), _correlations(table)
    raw, standardised = _alpha(covariance), _alpha(correlation)
    deleted, deleted_raw, item_rest = blank, blank.copy(), blank.copy()
    standard = (table - table.mean(axis=0)) / table.std(axis=0)
    for place, column in enumerate(kept):
        others = np.delete(np.arange(k), place)
        deleted[column] = _alpha(correlation[np.ix_(others, others)])
        deleted_raw[column] = _alpha(covariance[np.ix_(others, others)])
        item_rest[column] = pearson(standard[:, place], _total(standard[:, others]))
    reason = "no_variance" if np.isnan(standardised) else ""
    return Alpha(raw, standardised, n, k, deleted, deleted_raw, item_rest, reason)


def _items(values: Array) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the columns that vary over the units that have all of them."""
    kept = np.arange(values.shape[1])
    kept = kept[[not does_not_vary(column[~np.isnan(column)]) for column in values.T]]
    while kept.size:
        table = _complete(values[:, kept])
        varying = np.array([not does_not_vary(column) for column in table.T], dtype=np.bool_)
        if varying.all() or len(table) < LEAST_UNITS:
            return kept
        kept = kept[varying]
    return kept


def _complete(values: Array) -> Array:
    return values[~np.isnan(values).any(axis=1)]


def _correlations(table: Array) -> Array:
    standard = (table - table.mean(axis=0)) / table.std(axis=0)
    return np.asarray(standard.T @ standard / len(table), dtype=np.float64)


def _total(standard: Array) -> Array:
    total = standard.sum(axis=1)
    # Items that cancel each other leave rounding, not a sum.
    return np.where(np.abs(total) <= NEXT_TO_NOTHING * standard.shape[1], 0.0, total)


def _alpha(covariance: Array) -> float:
    """Return k/(k - 1) (1 - trace / sum of all) of a covariance or correlation matrix; NaN where it is undefined.

    For a correlation matrix this is k r/(1 + (k - 1) r).
    """
    k, own, total = len(covariance), float(np.trace(covariance)), float(covariance.sum())
    if k < 2 or total <= NEXT_TO_NOTHING * own:
        return float("nan")
    return k / (k - 1) * (1 - own / total)
