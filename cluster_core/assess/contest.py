"""The national contest by province and industry: who took part, who won, and what follows from the sums."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cluster_core.model.nation import Nation
from cluster_core.model.text import Text


@dataclass(frozen=True, slots=True)
class ContestPlace:
    """A province or an industry in the contest; None where nothing is known.

    implied: the winners are 0 because those of the others are all there are.
    """

    id: str
    name: Text
    entrants: int | None
    winners: int | None
    implied: bool = False

    @property
    def rate(self) -> float:
        """Winners per entrant, 0-1; NaN where either is unknown or nobody took part.

        >>> ContestPlace("a", Text(), 20, 7).rate
        0.35
        """
        if not self.entrants or self.winners is None:
            return math.nan
        return self.winners / self.entrants


def by_province(nation: Nation) -> tuple[ContestPlace, ...]:
    """Return every province of the grid in file order.

    A province without a count of entrants is unknown. One without winners has 0 if the winners of the others are all
    that the contest has, else it is unknown too.
    """
    complete = shortfall(nation, "province", "winners") == 0
    found: list[ContestPlace] = []
    for province in nation.provinces.values():
        result = nation.contest.get(("province", province.id))
        entrants, winners = (result.entrants, result.winners) if result else (None, None)
        implied = winners is None and complete
        found.append(ContestPlace(province.id, province.name, entrants, 0 if implied else winners, implied))
    return tuple(found)


def by_industry(nation: Nation) -> tuple[ContestPlace, ...]:
    """Return the industries, the highest success rate first, those without one last; ties by more entrants."""
    found = [ContestPlace(one.id, one.name, one.entrants, one.winners) for one in nation.of_scope("industry")]
    return tuple(sorted(found, key=lambda one: (math.isnan(one.rate), -one.rate, -(one.entrants or 0))))


def whole(nation: Nation) -> ContestPlace | None:
    """Return the contest as a whole; None where no total is told."""
    total = next(iter(nation.of_scope("total")), None)
    return ContestPlace(total.id, total.name, total.entrants, total.winners) if total else None


def shortfall(nation: Nation, scope: str, column: str) -> int | None:
    """Return how many of the total's entrants or winners the rows of a scope leave open; None without a total.

    Parameters
    ----------
    scope : "province" or "industry"
    column : "entrants" or "winners"
    """
    total = next(iter(nation.of_scope("total")), None)
    rows = nation.of_scope(scope)
    if total is None or not rows:
        return None
    counted: dict[str, tuple[int | None, list[int | None]]] = {
        "entrants": (total.entrants, [one.entrants for one in rows]),
        "winners": (total.winners, [one.winners for one in rows]),
    }
    whole_, parts = counted[column]
    return None if whole_ is None else whole_ - sum(part or 0 for part in parts)
