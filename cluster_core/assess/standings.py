"""How far every unit's place moves when the weights or the method change: ties, shifts and ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cluster_core.model.stages import Array

Ranks = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Standings:
    """Places under other choices beside those of the scenario; arrays of units x choices, ranks 0 where not ranked."""

    choices: tuple[str, ...]
    base: Ranks
    ranks: Ranks
    shared: Ranks
    """How many units share the rank, 1 for a place of its own, 0 where not ranked."""

    @cached_property
    def nearest(self) -> Array:
        """The place counted: of those that tied units share, the one nearest to the scenario's; NaN if not ranked."""
        first = self.ranks.astype(np.float64)
        last = first + self.shared - 1
        wanted = np.where(self.base > 0, self.base, 0)[:, None]
        return np.where(self.ranks > 0, np.clip(wanted, first, last), np.nan)

    @cached_property
    def shifts(self) -> Array:
        """Places lost (above 0) or won (below 0) against the scenario, NaN where either does not rank the unit."""
        return np.where(self.base[:, None] > 0, self.nearest - self.base[:, None], np.nan)

    def span(self, choices: tuple[str, ...] | None = None) -> Array:
        """Return every unit's best and worst place, units x 2, over some of the choices and the scenario itself.

        NaN where none of them ranks the unit.
        """
        wanted = [at for at, name in enumerate(self.choices) if choices is None or name in choices]
        own = np.where(self.base > 0, self.base, np.nan)[:, None]
        places = np.hstack([own, self.nearest[:, wanted]])
        return np.column_stack([np.fmin.reduce(places, axis=1), np.fmax.reduce(places, axis=1)])


def standings(base: Ranks, others: Mapping[str, Ranks]) -> Standings:
    """Set the places under other choices beside those of the scenario.

    Parameters
    ----------
    base : array, units
        Ranks under the scenario, 0 where not ranked.
    others : mapping
        Choice -> ranks, arrays of the same units.

    Notes
    -----
    Tied units share the lowest number. Taken as it is, that number would call a unit ten places better that only
    cannot be told from nine others, as under the minimum; so a shared place counts as the one of them nearest to the
    scenario's.

    Examples
    --------
    >>> found = standings(np.array([1, 2, 3, 0]), {"a": np.array([3, 1, 1, 0]), "b": np.array([1, 2, 3, 4])})
    >>> found.shifts[:, 0].tolist()
    [2.0, 0.0, -1.0, nan]
    >>> found.span().tolist()
    [[1.0, 3.0], [2.0, 2.0], [2.0, 3.0], [4.0, 4.0]]
    """
    ranks = np.column_stack([*others.values()]) if others else np.empty((len(base), 0), dtype=np.int64)
    shared = np.zeros_like(ranks)
    for at in range(ranks.shape[1]):
        shared[:, at] = np.bincount(ranks[:, at])[ranks[:, at]]
    shared[ranks == 0] = 0
    return Standings(tuple(others), base, ranks, shared)
