"""Structure similarity (产业结构相似系数): the cosine of two regions' industry shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cluster_core.agglomeration.pairs import common, of_pairs
from cluster_core.model.industries import structure
from cluster_core.model.stages import Array


def structure_similarity(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return the similarity of every pair of regions.

    Parameters
    ----------
    tidy : frame
        region, industry, value (`model.industries.structure`).

    Returns
    -------
    frame, one row a pair
        region, other, industries, similarity in [0, 1]: 1 for proportional structures, 0 for no industry in common.
        Over the industries that both have a value of; NaN where one of them has only zeros there.

    Raises
    ------
    MethodError
        If the table has a fault.

    Notes
    -----
    S = sum_k s_ik s_jk / sqrt(sum_k s_ik^2 sum_k s_jk^2). UNIDO (1979), World Industry Since 1960.

    >>> table = pd.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "value": [4, 3, 3, 4]})
    >>> structure_similarity(table)["similarity"].round(12).tolist()
    [0.96]
    """
    return of_pairs(structure(tidy), cosine, "similarity")


def similarity_to_neighbours(tidy: pd.DataFrame, neighbours: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return every region's mean similarity to its neighbours: the registry's indicator `structure_similarity`.

    Parameters
    ----------
    tidy : frame
        As for `structure_similarity`.
    neighbours : region -> its neighbours
        Those that the table does not have are left out.

    Returns
    -------
    frame, one row a region of the table
        region, neighbours (how many have a similarity), similarity: their plain mean, NaN where there is none.
    """
    found = structure(tidy)
    at = {region: row for row, region in enumerate(found.regions)}
    rows: list[tuple[str, int, float]] = []
    for region, own in zip(found.regions, found.values, strict=True):
        beside = [found.values[at[name]] for name in neighbours.get(region, ()) if name in at]
        each = np.array([common(own, other, cosine) for other in beside], dtype=np.float64)
        known = each[~np.isnan(each)]
        rows.append((region, len(known), float(known.mean()) if known.size else float("nan")))
    return pd.DataFrame(rows, columns=["region", "neighbours", "similarity"])


def cosine(one: Array, other: Array) -> float:
    """Return the cosine of two rows of shares, neither all zero.

    >>> cosine(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    0.0
    """
    return min(float(one @ other) / float(np.sqrt((one @ one) * (other @ other))), 1.0)
