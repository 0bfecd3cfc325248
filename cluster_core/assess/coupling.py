"""Coupling coordination: how balanced the dimensions of a region are (C), how high (T), and both together (D)."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.model.coupling import Coupling
from cluster_core.model.stages import Array, Prepared, Scores

Form = Literal["revised", "classic"]
FORMS: tuple[Form, ...] = ("revised", "classic")
SCALES = ("minmax", "percentile", "target", "best")
GRADES = 10
TOLERANCE = 1e-9
COUPLING_STAGES = ("low", "antagonism", "running_in", "high")
STAGE_LIMITS = (0.3, 0.5, 0.8)
SYNCHRONOUS, SPREAD = "synchronous", 0.1

Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")


def coupling_degree(levels: Array, form: Form = "revised") -> Array:
    """Return the coupling degree C of each row.

    Parameters
    ----------
    levels : array, units x dimensions
        U in [0, 1]; what lies beyond, as in a what-if, counts as 0 or 1. At least two dimensions.
    form : revised or classic
        revised (Wang Shujia et al. 2021): sqrt([1 - mean of all |U_i - U_j|] * (prod U_i / max U)^(1/(n-1)));
        classic: n (prod U)^(1/n) / sum U.

    Returns
    -------
    array, units
        In [0, 1]; 0 where any U is 0; NaN where any U is missing or there are fewer than two dimensions.

    >>> coupling_degree(np.array([[0.5, 0.5, 0.5]])).tolist()
    [1.0]
    """
    count = levels.shape[1]
    if count < 2:
        return np.full(len(levels), np.nan)
    capped = np.clip(levels, 0.0, 1.0)
    top = capped.max(axis=1, keepdims=True)
    share = capped / np.where(top > 0, top, 1.0)
    if form == "classic":
        degree = np.prod(share, axis=1) ** (1 / count) / np.where(top[:, 0] > 0, share.mean(axis=1), 1.0)
        return np.minimum(degree, 1.0)
    first, second = np.triu_indices(count, k=1)
    spread = np.abs(capped[:, first] - capped[:, second]).mean(axis=1)
    return np.sqrt((1 - spread) * np.prod(share, axis=1) ** (1 / (count - 1)))


def grade(combined: Array, *, closed: Side = "left") -> NDArray[np.int64]:
    """Return the grade of D in ten steps of 0.1: 1 extreme imbalance ... 10; 0 where missing.

    closed : left or right
        Whether a limit belongs to the grade above it, [0.5, 0.6), or below it, (0.5, 0.6]: papers differ. The ends of
        the scale, 0 and 1, are of the first and the last grade either way.

    Source: Liao Chongbin (1999).

    >>> grade(np.array([0.0, 0.3, 0.59, 1.0, np.nan])).tolist()
    [1, 4, 6, 10, 0]
    >>> grade(np.array([0.0, 0.3, 0.59, 1.0, np.nan]), closed="right").tolist()
    [1, 3, 6, 10, 0]
    """
    tenths = np.nan_to_num(combined) * GRADES
    if closed == "left":
        steps = np.floor(tenths + TOLERANCE).astype(np.int64) + 1
    else:
        steps = np.ceil(tenths - TOLERANCE).astype(np.int64)
    return np.where(np.isnan(combined), 0, np.clip(steps, 1, GRADES))


def coupling_stage(degree: Array) -> NDArray[np.int64]:
    """Return the stage of the classic C, 0 where missing.

    1 low (0, .3], 2 antagonism (.3, .5], 3 running-in (.5, .8], 4 high (.8, 1]; `COUPLING_STAGES` names them. A C of 0,
    which the published steps leave out, counts as low. The revised C spreads wider: the steps are not made for it.

    >>> coupling_stage(np.array([0.0, 0.3, 0.31, 0.8, 1.0, np.nan])).tolist()
    [1, 1, 2, 3, 4, 0]
    """
    steps = np.searchsorted(np.array(STAGE_LIMITS), np.nan_to_num(degree) - TOLERANCE, side="left") + 1
    return np.where(np.isnan(degree), 0, steps).astype(np.int64)


def couple(
    scored: Scores,
    prepared: Prepared,
    normalisation: str,
    form: Form = "revised",
    *,
    closed: Side = "left",
) -> Coupling:
    """Couple the root's children: U = their scores / 100, T = their mean by the scenario's root weights.

    A missing U leaves C, T and D empty. C is unweighted. `closed` is the side on which the grades are.

    Raises
    ------
    MethodError
        If the normalisation has no common scale of 0-100.
    """
    if normalisation not in SCALES:
        raise MethodError(
            f"coupling: found the normalisation '{normalisation}', allowed: {', '.join(SCALES)}. "
            "C compares levels on a common scale of 0-100."
        )
    root = scored.framework.root
    columns = [
        prepared.normalised[:, prepared.at[child.id]]
        if child.is_indicator
        else scored.scores[:, scored.at[child.id]]
        for child in root.children
    ]
    levels = np.column_stack(columns or [np.empty((len(scored.units), 0))]) / 100
    degree = coupling_degree(levels, form)
    shares = scored.weights.get(root.id, np.empty(0))
    coordination = np.where(np.isnan(degree), np.nan, (levels * shares).sum(axis=1))
    combined = np.sqrt(degree * coordination)
    lagging = [_lagging(row, scored.framework.dimensions) for row in levels]
    kinds = [_lag_type(row, behind) for row, behind in zip(levels, lagging, strict=True)]
    return Coupling(
        scored.units,
        degree,
        coordination,
        combined,
        grade(combined, closed=closed),
        tuple(lagging),
        tuple(kinds),
    )


def _lagging(levels: Array, ids: tuple[str, ...]) -> str:
    if len(levels) < 2 or np.isnan(levels).any():
        return ""
    return ";".join(
        name for name, level in zip(ids, levels, strict=True) if level <= levels.min() + TOLERANCE
    )


def _lag_type(levels: Array, lagging: str) -> str:
    """Return `synchronous` where no two levels lie further apart than 0.1, else the ids of the lagging ones."""
    if lagging and levels.max() - levels.min() <= SPREAD + TOLERANCE:
        return SYNCHRONOUS
    return lagging
