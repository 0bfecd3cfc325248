"""From a score back to the value that earns it: the prepare stage of one indicator, read backwards."""

from __future__ import annotations

import math

import numpy as np

from cluster_core.errors import MethodError, one_of
from cluster_core.index.normalise import is_constant
from cluster_core.model.indicator import Indicator
from cluster_core.model.stages import Prepared, Treatment

RESTORABLE = ("minmax", "zscore", "target", "best")


def value_at(prepared: Prepared, indicator: Indicator, method: str, score: float) -> float:
    """Return the value, in the indicator's own unit, that has a score on the scenario's scale.

    Parameters
    ----------
    prepared : the stages of the scenario, whose goalposts and treatments hold
    indicator : one that `prepared` has
    method : the scenario's normalisation
    score : where values are held at an end of the scale, the value at that end is returned

    Returns
    -------
    float
        NaN where no value has the score: the indicator is constant, or has no goalposts.

    Raises
    ------
    MethodError
        If the normalisation places values among the others, which no value alone decides.

    Notes
    -----
    The inverses of `index/normalise.py`, then of the treatment of outliers, then of the transform: minmax low + s (high
    - low), reversed for costs; zscore mean + sign s sd; target and best s aim, for costs aim/s, s the score over 100.

    Examples
    --------
    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.index.prepare import prepare
    >>> dataset = load_dataset("data/practice")
    >>> ready = prepare(dataset, default_scenario(dataset))
    >>> column = ready.at["rd_intensity"]
    >>> found = value_at(ready, dataset.indicators["rd_intensity"], "minmax", ready.normalised[0, column])
    >>> bool(abs(found - ready.imputed[0, column]) < 1e-9)
    True
    """
    if method not in RESTORABLE:
        raise MethodError(
            f"normalise: found '{method}', allowed for goals: {one_of(RESTORABLE)}. It places values among the others, "
            "so that no value alone decides a score. Choose another normalisation, such as minmax."
        )
    column = prepared.at[indicator.id]
    first, second = (float(mark[column]) for mark in prepared.marks)
    return _untransformed(
        _untreated(
            _treated(method, indicator.sign, (first, second), score), prepared.treatments.get(indicator.id)
        ),
        indicator.transform,
    )


def value_of_goodness(prepared: Prepared, indicator: Indicator, goodness: float) -> float:
    """Return the value, in the indicator's own unit, of a goodness 0-1; NaN where the goalposts do not differ.

    >>> from cluster_core import default_scenario, load_dataset
    >>> from cluster_core.index.prepare import prepare
    >>> dataset = load_dataset("data/practice")
    >>> ready = prepare(dataset, default_scenario(dataset))
    >>> best = value_of_goodness(ready, dataset.indicators["rd_intensity"], 1.0)
    >>> bool(best == ready.denominated[:, ready.at["rd_intensity"]].max())
    True
    """
    column = prepared.at[indicator.id]
    low, high = float(prepared.low[column]), float(prepared.high[column])
    if not high > low:
        return math.nan
    treated = low + (goodness if indicator.sign > 0 else 1 - goodness) * (high - low)
    return _untransformed(_untreated(treated, prepared.treatments.get(indicator.id)), indicator.transform)


def _treated(method: str, sign: int, marks: tuple[float, float], score: float) -> float:
    first, second = marks
    if method == "minmax":
        if bool(is_constant(np.array(first), np.array(second))):
            return math.nan
        share = score / 100
        return first + (share if sign > 0 else 1 - share) * (second - first)
    if method == "zscore":
        return first + sign * score * second if second > 0 else math.nan
    if sign > 0:
        return first * score / 100
    return first / (score / 100) if score > 0 else math.nan


def _untreated(value: float, treatment: Treatment | None) -> float:
    """Undo a log; what was held at an end of the pool stays there."""
    if treatment is None or treatment.how != "log":
        return value
    return treatment.side * (math.exp(treatment.side * value) - treatment.shift)


def _untransformed(value: float, transform: str) -> float:
    return math.expm1(value) if transform == "log1p" else value
