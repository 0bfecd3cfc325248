"""Outliers: found by skewness and kurtosis, clipped one point at a time, or logged where that is not enough.

The column examined is the indicator's pool on its transformed scale, so that goalposts, scores and, with the pool of
all years, every year of a trend are treated alike.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from cluster_core.index.normalise import is_constant
from cluster_core.model.stages import Array, Prepared, Treatment

SKEWNESS, KURTOSIS = 2.0, 3.5
LEAST_VALUES = 4
POINTS_MOST, SHARE_MOST = 5, 0.2
LOG_MARGIN = 0.01
TOLERANCE = 1e-9


def skewness(values: Array) -> float:
    """Return the sample skewness G1 of the values present; NaN for fewer than three, or a constant.

    G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5 with the central moments m: Joanes & Gill (1998), The Statistician 47:
    183-189. Equal to scipy.stats.skew(bias=False).

    >>> round(skewness(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])), 3)
    3.063
    """
    present, count = _standard(values), int(np.count_nonzero(~np.isnan(values)))
    if present is None or count < 3:
        return float("nan")
    m2, m3 = (present**2).mean(), (present**3).mean()
    return float(np.sqrt(count * (count - 1)) / (count - 2) * m3 / m2**1.5)


def kurtosis(values: Array) -> float:
    """Return the sample excess kurtosis G2 of the values present; NaN for fewer than four, or a constant.

    G2 = (n - 1) / ((n - 2)(n - 3)) * [(n + 1) (m4 / m2^2 - 3) + 6]: Joanes & Gill (1998). Equal to
    scipy.stats.kurtosis(bias=False); 0 for a normal distribution.

    >>> round(kurtosis(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])), 3)
    9.741
    """
    present, count = _standard(values), int(np.count_nonzero(~np.isnan(values)))
    if present is None or count < LEAST_VALUES:
        return float("nan")
    m2, m4 = (present**2).mean(), (present**4).mean()
    return float((count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * (m4 / m2**2 - 3) + 6))


def meets_rule(values: Array) -> bool:
    """Tell whether |skewness| < 2 or kurtosis < 3.5 (less a rounding tolerance).

    Nothing is found in a constant, or in fewer than four values.
    """
    skewed = abs(skewness(values)) >= SKEWNESS - TOLERANCE
    return not (skewed and kurtosis(values) >= KURTOSIS - TOLERANCE)


def examine(pool: Array, *, log: bool = True) -> Treatment | None:
    """Return how the outliers of one indicator are treated; None where its pool meets the rule as it is.

    Parameters
    ----------
    pool : array
        Transformed values, NaN where missing.
    log : bool
        Whether a log scale is defined for the indicator.

    Returns
    -------
    Treatment or None
        `winsorised`: the most extreme value on the side of the skew is set to the next one, again and again, until the
        rule is met; at most five points, and never more than a fifth of those present (but one). `log`: what that does
        not cure is logged as it was before, ln(x - min + 0.01 (max - min)), mirrored for a tail below:
        -ln(max - x + 0.01 (max - min)). `left`: as it is, where `log` is not defined.

    Notes
    -----
    OECD/JRC Handbook (2008), step 3; the steps and limits are those of the R package COINr (Becker et al. 2022, JOSS
    7(78): 4567: `winsorise`, `log_CT_plus`), the share of points is ours.
    """
    present = pool[~np.isnan(pool)]
    if meets_rule(present):
        return None
    most = max(1, min(POINTS_MOST, int(SHARE_MOST * present.size)))
    bounds = _winsorised(present, most)
    if bounds is not None:
        return Treatment("winsorised", *bounds)
    if not log:
        return Treatment("left")
    low, high = float(present.min()), float(present.max())
    side = 1 if skewness(present) > 0 else -1
    return Treatment("log", low, high, side, LOG_MARGIN * (high - low) - (low if side > 0 else -high))


def apply_treatment(values: Array, treatment: Treatment | None) -> Array:
    """Return transformed values after treatment; what lies outside of the pool examined is held at its ends.

    >>> apply_treatment(np.array([1.0, 9.0, np.nan]), Treatment("winsorised", 0.0, 5.0)).tolist()
    [1.0, 5.0, nan]
    """
    if treatment is None or treatment.how == "left":
        return values
    held = np.clip(values, treatment.low, treatment.high)
    if treatment.how == "winsorised":
        return held
    return np.asarray(treatment.side * np.log(treatment.side * held + treatment.shift), dtype=np.float64)


def with_rows(treatment: Treatment, values: Array) -> Treatment:
    """Return the treatment with the rows of those values that it changes: all that are present by a log."""
    changed = ~np.isnan(values) & (apply_treatment(values, treatment) != values)
    return replace(treatment, rows=tuple(int(row) for row in np.flatnonzero(changed)))


def treated_points(prepared: Prepared) -> pd.DataFrame:
    """Return one row a value that outlier treatment changed.

    Returns
    -------
    frame
        region, indicator, original (in the indicator's own unit), treated (on the treated scale), how (winsorised or
        log).
    """
    rows = [
        (
            prepared.units[row],
            indicator,
            prepared.imputed[row, prepared.at[indicator]],
            prepared.treated[row, prepared.at[indicator]],
            treatment.how,
        )
        for indicator, treatment in prepared.treatments.items()
        for row in treatment.rows
    ]
    return pd.DataFrame(rows, columns=["region", "indicator", "original", "treated", "how"])


def _standard(values: Array) -> Array | None:
    """Return the deviations from the mean over the largest of them, so that no power overflows; None for a constant."""
    present = values[~np.isnan(values)]
    if not present.size or bool(is_constant(np.array(present.min()), np.array(present.max()))):
        return None
    centred = present - present.mean()
    return centred / np.abs(centred).max()


def _winsorised(present: Array, most: int) -> tuple[float, float] | None:
    """Return what to clip to so that the rule is met; None where that takes too many points, or leaves one value."""
    low, high = float(present.min()), float(present.max())
    clipped = present
    while not meets_rule(clipped):
        if skewness(clipped) > 0:
            high = float(clipped[clipped < high].max())
        else:
            low = float(clipped[clipped > low].min())
        clipped = np.clip(present, low, high)
        if np.count_nonzero(clipped != present) > most:
            return None
    return None if bool(is_constant(np.array(low), np.array(high))) else (low, high)
