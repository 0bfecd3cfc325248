"""How sure each rank is, for the words beside it: one stated premise, the same on every page and in every export."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.explore.acceptability import DRAWS, acceptability
from cluster_core.explore.draws import SEED
from cluster_core.explore.weight_space import weight_spaces
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array

FLOOR = 0.1
TOP = 5


@dataclass(frozen=True, eq=False)
class Certainty:
    """Every unit's rank, the bounds that 90 % of the weightings keep, and how often it is among the first five.

    own, rank_p05, rank_p95: 0 where a unit has no rank; share_top5: 0-1, NaN there. floor: the least share of each of
    the root's children.
    """

    units: tuple[str, ...]
    own: NDArray[np.int64]
    rank_p05: NDArray[np.int64]
    rank_p95: NDArray[np.int64]
    share_top5: Array
    floor: float
    draws: int


def certainty(assessment: Assessment) -> Certainty:
    """Rank the units under 10,000 weightings in which each of the root's children weighs 10 % or more.

    Parameters
    ----------
    assessment
        Weights below the root's children stay as they are; those of the root's children do not matter.

    Returns
    -------
    Certainty
        With a fixed seed, so that two pages never say different things. Ten children or more could not all weigh 10 %:
        then half of the equal share is the floor.

    Notes
    -----
    The bounds are the least ranks that 5 % and 95 % of the weightings do not exceed (`Acceptability.percentile`).

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = certainty(assess(dataset, default_scenario(dataset)))
    >>> found.floor, bool((found.rank_p05 <= found.rank_p95).all())
    (0.1, True)
    """
    floor = floor_for(len(assessment.framework.root.children))
    spaces = weight_spaces(assessment.framework, floor=floor)
    found = acceptability(assessment, spaces, draws=DRAWS, seed=SEED)
    never = found.counts[:, 0] == found.draws
    return Certainty(
        found.units,
        found.own,
        found.percentile(0.05),
        found.percentile(0.95),
        np.where(never, np.nan, found.share_top(TOP)),
        floor,
        found.draws,
    )


def floor_for(children: int) -> float:
    """Return the least share of each of some children.

    >>> floor_for(4), floor_for(20)
    (0.1, 0.025)
    """
    return FLOOR if children * FLOOR < 1 else 0.5 / children
