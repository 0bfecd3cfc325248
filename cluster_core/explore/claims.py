"""In how many weightings a statement holds: that one unit ranks above another, in one scenario or in both of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError, one_of
from cluster_core.explore.acceptability import DRAWS, acceptability, standard_error
from cluster_core.explore.draws import SEED, Mode
from cluster_core.explore.rescore import Ranks, rank_rows
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework


@dataclass(frozen=True, slots=True)
class Claim:
    """That `above` ranks better than `below`: the shares of the draws in which it holds, does not, or they tie.

    unranked: the share in which one of the two has no rank; all four sum to 1. error: the standard error of `holds`.
    """

    above: str
    below: str
    holds: float
    fails: float
    ties: float
    unranked: float
    draws: int

    @property
    def error(self) -> float:
        """The Monte-Carlo standard error of `holds`."""
        return float(standard_error(self.holds, self.draws))


@dataclass(frozen=True, eq=False)
class ScenarioComparison:
    """Two scenarios under the same weightings: units x draws of ranks each, 0 where not ranked."""

    units: tuple[str, ...]
    first: Ranks
    second: Ranks

    @property
    def table(self) -> pd.DataFrame:
        """One row a unit: the shares of the draws in which it ranks better, alike and worse in the second scenario.

        What is left to 1 are draws in which it has no rank in one of the two.
        """
        both = (self.first > 0) & (self.second > 0)
        return pd.DataFrame(
            {
                "region": list(self.units),
                "better": (both & (self.second < self.first)).mean(axis=1),
                "same": (both & (self.second == self.first)).mean(axis=1),
                "worse": (both & (self.second > self.first)).mean(axis=1),
            }
        )

    def claim(self, above: str, below: str) -> tuple[Claim, Claim, float]:
        """Return the claim in the first scenario, in the second, and in which share of the draws it holds in both."""
        one, other = _row(self.units, above), _row(self.units, below)
        holds = [_holds(ranks[one], ranks[other]) for ranks in (self.first, self.second)]
        claims = [_claim(above, below, ranks[one], ranks[other]) for ranks in (self.first, self.second)]
        return claims[0], claims[1], float((holds[0] & holds[1]).mean())


def claim(
    assessment: Assessment,
    above: str,
    below: str,
    spaces: Sequence[WeightSpace],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    mode: Mode = "any",
) -> Claim:
    """Count in which share of the admitted weightings one unit ranks above another.

    Parameters
    ----------
    assessment, spaces, draws, seed, mode
        As for `acceptability`.
    above, below
        Ids of two units.

    Raises
    ------
    MethodError
        If a unit is not one of the assessment's.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> from cluster_core.explore.weight_space import weight_spaces
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> found = claim(result, "p01", "p02", weight_spaces(result.framework), draws=1000)
    >>> round(found.holds + found.fails + found.ties + found.unranked, 9)
    1.0
    """
    one, other = _row(assessment.units, above), _row(assessment.units, below)
    ranks = acceptability(assessment, spaces, draws=draws, seed=seed, mode=mode).ranks
    return _claim(above, below, ranks[one], ranks[other])


def compare_scenarios(
    first: Assessment,
    second: Assessment,
    spaces: Sequence[WeightSpace],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    mode: Mode = "any",
) -> ScenarioComparison:
    """Rank the units of two scenarios under the same random weightings.

    Parameters
    ----------
    first, second
        Two assessments of one framework. Both rank the units that they have in common.
    spaces, draws, seed, mode
        As for `acceptability`. With `any` and `equal` both scenarios meet the very same weights, so that two that
        differ in the weights that vary, and in nothing else, come out alike: `mine` draws around the weights of each.

    Raises
    ------
    MethodError
        If the frameworks differ in what varies, or the scenarios have no unit in common.
    """
    if any(_children(first.framework, space) != _children(second.framework, space) for space in spaces):
        raise MethodError(
            f"scenarios: found the frameworks '{first.framework.id}' and '{second.framework.id}', allowed: one. "
            "Compare scenarios of the same framework."
        )
    common = tuple(unit for unit in first.units if unit in set(second.units))
    if not common:
        raise MethodError(
            "scenarios: found no region in common, allowed: at least one. Choose the same regions."
        )
    found: list[Ranks] = []
    for one in (first, second):
        ranks = acceptability(one, spaces, draws=draws, seed=seed, mode=mode).ranks
        found.append(_among(ranks, [one.units.index(unit) for unit in common]))
    return ScenarioComparison(common, found[0], found[1])


def _among(ranks: Ranks, rows: list[int]) -> Ranks:
    """Rank some of the units among themselves."""
    if len(rows) == len(ranks):
        return ranks[rows]
    return rank_rows(-np.where(ranks[rows] > 0, ranks[rows].astype(np.float64), np.nan).T).T


def _row(units: tuple[str, ...], unit: str) -> int:
    if unit not in units:
        raise MethodError(f"region: found '{unit}', allowed: {one_of(units[:20])}.")
    return units.index(unit)


def _holds(above: Ranks, below: Ranks) -> NDArray[np.bool_]:
    return (above > 0) & (below > 0) & (above < below)


def _claim(above: str, below: str, mine: Ranks, theirs: Ranks) -> Claim:
    both = (mine > 0) & (theirs > 0)
    return Claim(
        above,
        below,
        holds=float(_holds(mine, theirs).mean()),
        fails=float(_holds(theirs, mine).mean()),
        ties=float((both & (mine == theirs)).mean()),
        unranked=float((~both).mean()),
        draws=mine.size,
    )


def _children(framework: Framework, space: WeightSpace) -> tuple[str, ...]:
    node = framework.by_id.get(space.parent)
    return tuple(child.id for child in node.children) if node else ()
