"""Transforms applied before normalisation, to values, goalposts and targets alike."""

from __future__ import annotations

import numpy as np

from cluster_core.errors import MethodError
from cluster_core.model.stages import Array


def transform(values: Array, name: str, indicator: str) -> Array:
    """Apply the transform `none` or `log1p` (ln(1 + x)); missing stays missing.

    Raises
    ------
    MethodError
        If `log1p` meets a value of -1 or less, where it is not defined.

    >>> transform(np.array([0.0, np.e - 1]), "log1p", "x").tolist()
    [0.0, 1.0]
    """
    if name == "none":
        return values
    below = values[values <= -1]
    if below.size:
        raise MethodError(
            f"{indicator}: found {below[0]:g}, allowed for log1p: values above -1. Set its transform to none."
        )
    return np.log1p(values)


def transform_number(value: float | None, name: str, indicator: str) -> float:
    """Apply the transform to a goalpost or target; None becomes NaN."""
    return float(transform(np.array([np.nan if value is None else value]), name, indicator)[0])
