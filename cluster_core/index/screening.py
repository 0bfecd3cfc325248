"""What the data look like before anything is computed from them: coverage and peculiarities, as counts and flags.

The flags say that a stated threshold is crossed, not that an indicator or a region has to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_core.index.normalise import is_constant
from cluster_core.index.outliers import kurtosis, meets_rule, skewness
from cluster_core.model.stages import Array, Prepared


@dataclass(frozen=True, slots=True)
class Thresholds:
    """least_share: of values present, for an indicator and for a unit; most_zeros: share of those present.

    2/3 present and at most half zeros are the usual limits (COINr: `Screen`, Becker et al. 2022); 4 distinct values are
    the fewest on which kurtosis is defined.
    """

    least_share: float = 2 / 3
    most_zeros: float = 0.5
    least_distinct: int = 4


THRESHOLDS = Thresholds()


def screen_indicators(prepared: Prepared, thresholds: Thresholds = THRESHOLDS) -> pd.DataFrame:
    """Return what the observed values of each indicator look like over the units compared.

    Returns
    -------
    frame, one row an indicator
        indicator, year (of the vintage, <NA> without one), age (scenario's year - year), mixed_years, present,
        share (of the units), distinct, zeros (share of those present), skewness, kurtosis (NaN where not defined),
        imputed, and the flags few_present, many_zeros, few_distinct, constant, outliers (the rule of `outliers`).
    """
    rows = [_indicator(prepared, name, thresholds) for name in prepared.indicators]
    tidy = pd.DataFrame(rows, columns=INDICATOR_COLUMNS)
    return tidy.astype({"year": "Int64", "age": "Int64"})


def screen_units(
    prepared: Prepared, indicators: Sequence[str] | None = None, thresholds: Thresholds = THRESHOLDS
) -> pd.DataFrame:
    """Return how much of each unit is observed.

    Parameters
    ----------
    prepared
    indicators : optional
        Those that count, such as a framework's; default all that were prepared, each once and with equal weight.

    Returns
    -------
    frame, one row a unit
        region, present, total, coverage (present / total, NaN without any indicator), zeros (share of those present),
        imputed, and the flags few_present and many_zeros.
    """
    columns = [prepared.at[name] for name in (prepared.indicators if indicators is None else indicators)]
    values, filled = prepared.denominated[:, columns], prepared.filled[:, columns]
    present = np.count_nonzero(~np.isnan(values), axis=1)
    coverage = present / len(columns) if columns else np.full(len(values), np.nan)
    zeros = np.count_nonzero(values == 0, axis=1) / np.maximum(present, 1)
    return pd.DataFrame(
        {
            "region": list(prepared.units),
            "present": present,
            "total": len(columns),
            "coverage": coverage,
            "zeros": np.where(present > 0, zeros, np.nan),
            "imputed": np.count_nonzero(filled, axis=1),
            "few_present": coverage < thresholds.least_share - 1e-9,
            "many_zeros": zeros > thresholds.most_zeros,
        }
    )


INDICATOR_COLUMNS = (
    *("indicator", "year", "age", "mixed_years", "present", "share", "distinct", "zeros"),
    *("skewness", "kurtosis", "imputed"),
    *("few_present", "many_zeros", "few_distinct", "constant", "outliers"),
)


def _indicator(prepared: Prepared, name: str, thresholds: Thresholds) -> tuple[object, ...]:
    column, vintage = prepared.at[name], prepared.vintages.get(name)
    values: Array = prepared.denominated[:, column]
    present = values[~np.isnan(values)]
    count, total, distinct = present.size, len(prepared.units), np.unique(present).size
    share = count / total if total else float("nan")
    zeros = np.count_nonzero(present == 0) / count if count else float("nan")
    constant = count > 0 and bool(is_constant(np.array(present.min()), np.array(present.max())))
    year = vintage.year if vintage else None
    return (
        *(name, year, None if year is None else prepared.year - year),
        *(bool(vintage and vintage.mixed_years), count, share, distinct, zeros),
        *(skewness(present), kurtosis(present), int(np.count_nonzero(prepared.filled[:, column]))),
        *(share < thresholds.least_share - 1e-9, zeros > thresholds.most_zeros),
        *(distinct < thresholds.least_distinct, constant, not meets_rule(present)),
    )
