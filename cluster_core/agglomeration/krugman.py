"""Krugman index: how far a region's industry shares are from those of another, or of all others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pandas as pd

from cluster_core.agglomeration.pairs import common, of_pairs
from cluster_core.model.industries import Structure, structure
from cluster_core.model.stages import Array

Against = Literal["rest", "mean"]
AGAINST: tuple[Against, ...] = ("rest", "mean")


def krugman(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return the index of every pair of regions.

    Parameters
    ----------
    tidy : frame
        region, industry, value (`model.industries.structure`).

    Returns
    -------
    frame, one row a pair
        region, other, industries, krugman in [0, 2]: 0 for equal structures, 2 for no industry in common. Over the
        industries that both have a value of; NaN where one of them has only zeros there.

    Raises
    ------
    MethodError
        If the table has a fault.

    Notes
    -----
    K = sum_i |s_ij - s_il|. Krugman (1991), Geography and Trade.

    >>> table = pd.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "value": [3, 1, 1, 1]})
    >>> krugman(table)["krugman"].tolist()
    [0.5]
    """
    return of_pairs(structure(tidy), distance, "krugman")


def krugman_against(tidy: pd.DataFrame, against: Against = "rest") -> pd.DataFrame:
    """Return every region's index against all the others together.

    Parameters
    ----------
    tidy : frame
        As for `krugman`.
    against : rest or mean
        rest: the others' values summed, so that large regions count for more; mean: the plain mean of the others'
        shares. The region itself is in neither.

    Returns
    -------
    frame, one row a region
        region, against, industries, krugman. An industry counts where the region and at least one other have a value;
        NaN for a region alone, and where either side has only zeros.
    """
    found = structure(tidy)
    rows = [
        (region, against, int((~np.isnan(own) & ~np.isnan(others)).sum()), common(own, others, distance))
        for region, own, others in zip(found.regions, found.values, _others(found, against), strict=True)
    ]
    return pd.DataFrame(rows, columns=["region", "against", "industries", "krugman"])


def distance(one: Array, other: Array) -> float:
    """Return the sum of absolute differences of two rows of shares.

    >>> distance(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    2.0
    """
    return min(float(np.abs(one - other).sum()), 2.0)


def _others(found: Structure, against: Against) -> Iterator[Array]:
    values = found.values
    if against == "mean":
        total = np.nansum(values, axis=1, keepdims=True)
        values = values / np.where(total > 0, total, np.nan)
    for row in range(len(values)):
        others = np.delete(values, row, axis=0)
        count = (~np.isnan(others)).sum(axis=0)
        combined = np.nansum(others, axis=0) / (np.where(count > 0, count, 1) if against == "mean" else 1)
        yield np.where(count > 0, combined, np.nan)
