"""Compare the industrial structures of regions, two at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd

from cluster_core.model.industries import Structure
from cluster_core.model.stages import Array

Compare = Callable[[Array, Array], float]


def common(one: Array, other: Array, compare: Compare) -> float:
    """Return the comparison of two rows over the industries that both have a value of.

    NaN where nothing is in common, or where one of the two has nothing but zeros there.

    >>> common(np.array([1.0, np.nan]), np.array([2.0, 5.0]), lambda a, b: float((a * b).sum()))
    1.0
    """
    both = ~np.isnan(one) & ~np.isnan(other)
    a, b = one[both], other[both]
    if not (a > 0).any() or not (b > 0).any():
        return float("nan")
    return compare(_shares(a), _shares(b))


def of_pairs(found: Structure, compare: Compare, name: str) -> pd.DataFrame:
    """Return region, other, industries (how many both have a value of) and the comparison; every pair once."""
    rows = [
        (found.regions[i], found.regions[j], int(known.sum()), common(one, other, compare))
        for i, j in combinations(range(len(found.regions)), 2)
        for one, other in [(found.values[i], found.values[j])]
        for known in [~np.isnan(one) & ~np.isnan(other)]
    ]
    table = pd.DataFrame(rows, columns=["region", "other", "industries", name])
    return table.astype({"industries": "int64", name: "float64"})


def _shares(sizes: Array) -> Array:
    scaled = sizes / sizes.max()  # the largest first: the sum of huge values would overflow
    return scaled / scaled.sum()
