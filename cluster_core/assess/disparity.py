"""How far units are apart: Theil T and Gini between and within groups, variation, and sigma, the sd of logarithms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.assess.series import Series
from cluster_core.errors import MethodError
from cluster_core.index.inequality import (
    GiniParts,
    TheilParts,
    coefficient_of_variation,
    gini,
    gini_parts,
    theil,
    theil_parts,
)
from cluster_core.model.stages import Array

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Disparity:
    """One year: `n` units compared, `missing` without a value (or size). NaN where a measure is undefined."""

    year: int
    theil: TheilParts
    cv: float
    gini: GiniParts
    sigma: float
    n: int
    missing: int


def disparity(series: Series) -> tuple[Disparity, ...]:
    """Measure the spread of every year over the units that have a value in it.

    Parameters
    ----------
    series
        Values 0 or more. A year in which units are missing compares fewer of them: `missing` counts them, and such a
        year is not to be put beside a full one.

    Returns
    -------
    tuple of Disparity, one a year
        Theil counts units alike, or by `series.sizes` (then the values are per unit of size, and units without a size
        are missing); CV (sample sd / mean), Gini and sigma (sample sd of ln y) always count units alike. Sigma is NaN
        where a value is 0. The parts between and within groups are NaN where a unit compared has no group.

    Raises
    ------
    MethodError
        If a value is negative or a size is not above 0, naming every one.

    Notes
    -----
    Formulas: `index.inequality`. Scores have no natural zero: their disparity moves with the goalposts and compares
    only within one scenario.
    """
    _check(series)
    return tuple(_one_year(series, at) for at in range(len(series.years)))


def disparity_table(series: Series) -> pd.DataFrame:
    """Return `disparity` as a table.

    Returns
    -------
    frame, one row a year
        year, theil, between, within, cv, gini, sigma, n, missing, and the parts of the Gini coefficient after Dagum:
        gini_within, gini_between, gini_overlap.
    """
    rows = [
        (
            *(one.year, one.theil.total, one.theil.between, one.theil.within),
            *(one.cv, one.gini.total, one.sigma, one.n, one.missing),
            *(one.gini.within, one.gini.between, one.gini.overlap),
        )
        for one in disparity(series)
    ]
    measures = ["theil", "between", "within", "cv", "gini", "sigma", "n", "missing"]
    return pd.DataFrame(rows, columns=["year", *measures, "gini_within", "gini_between", "gini_overlap"])


def sigma(values: Array) -> float:
    """Return the sample sd (n - 1) of ln y; NaN for fewer than two values, or where one is not above 0.

    >>> sigma(np.exp(np.array([1.0, 2.0, 3.0])))
    1.0
    """
    if values.size < 2 or (values <= 0).any():
        return NAN
    return float(np.log(values).std(ddof=1))


def _one_year(series: Series, at: int) -> Disparity:
    values, sizes = series.values[:, at], None if series.sizes is None else series.sizes[:, at]
    present = ~np.isnan(values) if sizes is None else ~np.isnan(values) & ~np.isnan(sizes)
    y, weights = values[present], None if sizes is None else sizes[present]
    groups = [group for group, there in zip(series.groups, present, strict=True) if there]
    if groups and all(groups):
        parts, shares = theil_parts(y, groups, weights), gini_parts(y, groups)
    else:
        parts = TheilParts(theil(y, weights), NAN, NAN, {})
        shares = GiniParts(gini(y), NAN, NAN, NAN)
    count = int(present.sum())
    year, missing = series.years[at], len(series.units) - count
    return Disparity(year, parts, coefficient_of_variation(y), shares, sigma(y), count, missing)


def _check(series: Series) -> None:
    wrong = _named(series, series.values, series.values < 0)
    if wrong:
        raise MethodError(
            f"disparity of {series.name}: found {wrong}, allowed: 0 or more. Theil and Gini divide a total: take "
            "an indicator that cannot fall below zero, or min-max scores."
        )
    if series.sizes is not None and (wrong := _named(series, series.sizes, series.sizes <= 0)):
        raise MethodError(f"size {series.size}: found {wrong}, allowed: above 0.")


def _named(series: Series, values: Array, bad: NDArray[np.bool_]) -> str:
    return ", ".join(
        f"{values[row, at]:g} ({series.units[row]}, {series.years[at]})" for row, at in np.argwhere(bad)
    )
