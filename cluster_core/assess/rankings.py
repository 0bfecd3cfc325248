"""The same data ranked by other methods, side by side, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.errors import MethodError
from cluster_core.index.composite import rank_scores, score
from cluster_core.index.correlation import does_not_vary, kendall, mean_places
from cluster_core.index.ranking.decision import Decision, decision
from cluster_core.index.ranking.grey_relational import grey_relational
from cluster_core.index.ranking.loading import pymcdm
from cluster_core.index.ranking.promethee import promethee
from cluster_core.index.ranking.topsis import topsis
from cluster_core.index.ranking.vikor import vikor
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array, Notice
from cluster_core.model.weights import indicator_weights

AGGREGATIONS = ("arithmetic", "geometric", "min")
PAIRWISE = (
    "promethee",
)  # compare every unit with every other: their time grows with the square of the units
LOWER_IS_BETTER = ("vikor",)
BASE = "scenario"

Ranks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rankings:
    """Every method's number for every unit, on the method's own scale, NaN where it does not rank the unit."""

    units: tuple[str, ...]
    scores: dict[str, Array]
    notices: tuple[Notice, ...]

    @cached_property
    def ranks(self) -> dict[str, Ranks]:
        """Per method: 1 is best, ties share the lowest number after rounding to nine decimals, 0 if not ranked."""
        return {
            name: rank_scores((-found if name in LOWER_IS_BETTER else found)[:, None])[:, 0]
            for name, found in self.scores.items()
        }

    @cached_property
    def tidy(self) -> pd.DataFrame:
        """One row a method and unit: region, method, score, rank."""
        count, ranks = len(self.units), np.concatenate(list(self.ranks.values()))
        return pd.DataFrame(
            {
                "region": list(self.units) * len(self.scores),
                "method": np.repeat(list(self.scores), count),
                "score": np.concatenate(list(self.scores.values())),
                "rank": pd.Series(ranks, dtype="Int64").where(ranks > 0),
            }
        )

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """One row a method: method, units, kendall, spearman, ws; see `agreement`."""
        base = self.ranks[BASE]
        rows = [(name, *agreement(base, found)) for name, found in self.ranks.items() if name != BASE]
        return pd.DataFrame(rows, columns=["method", "units", "kendall", "spearman", "ws"])


def rankings(assessment: Assessment, *, pairwise: bool = True) -> Rankings:
    """Rank the units of an assessment by every method.

    Parameters
    ----------
    pairwise
        Whether to use the methods of `PAIRWISE` too, which take seconds with thousands of units.

    Returns
    -------
    Rankings
        scenario: as it is. arithmetic, geometric, min: the same tree, normalisation and weights with another mean (a
        node's own rule stands). topsis, vikor, promethee (usual preferences): on the treated values with their
        directions, whatever the normalisation. topsis_minmax, grey: on the values scaled 0-1 between the goalposts.
        Weights are `leaf_weights`. A unit that lacks a value of an indicator that takes part is left out of the last
        five and named; so is an indicator that takes no part.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> dataset = load_dataset("data/practice")
    >>> found = rankings(assess(dataset, default_scenario(dataset)))
    >>> list(found.scores)
    ['scenario', 'arithmetic', 'geometric', 'min', 'topsis', 'topsis_minmax', 'vikor', 'promethee', 'grey']
    """
    ready, framework = assessment.prepared, assessment.framework
    columns = [ready.at[leaf] for leaf in framework.indicators]
    sign = np.array([assessment.dataset.indicators[i].sign for i in framework.indicators], dtype=np.float64)
    values, scaled = ready.treated[:, columns], ready.scaled[:, columns]
    weights = leaf_weights(assessment)
    scores = {BASE: assessment.scored.scores[:, 0]}
    notices: list[Notice] = []
    for name in AGGREGATIONS:
        try:
            scored = score(ready, framework, replace(assessment.scenario, aggregate=name))
            scores[name] = scored.scores[:, 0]
            notices += _floored(name, len(scored.notices), assessment.scenario.floor)
        except MethodError as refused:
            notices.append(Notice("refused", (name,), f"{name}: left out. {refused}"))
    scores |= {
        "topsis": topsis(values, weights, sign),
        "topsis_minmax": topsis(scaled, weights, np.ones(len(columns)), "none"),
        "vikor": vikor(values, weights, sign),
        **({"promethee": promethee(values, weights, sign)} if pairwise else {}),
        "grey": grey_relational(scaled, weights),
    }
    notices += _notices(assessment, decision(values, weights, sign), weights)
    return Rankings(assessment.units, scores, tuple(notices))


def leaf_weights(assessment: Assessment) -> Array:
    """Return the weight in the whole of every distinct indicator, in the framework's order.

    As in the tree, a child that no unit has a value or score of is dropped and its siblings carry its weight. They sum
    to 1, or are all 0 where no unit has a score. Where every unit has weights of its own, their mean is taken.
    """
    ready, scored, framework = assessment.prepared, assessment.scored, assessment.framework
    known: NDArray[np.bool_] = np.logical_or.reduce(~np.isnan(scored.scores), axis=0)
    shares: dict[str, Array] = {}
    for node in framework.nodes:
        if not node.children:
            continue
        has = [
            not np.isnan(ready.normalised[:, ready.at[child.id]]).all()
            if child.is_indicator
            else known[scored.at[child.id]]
            for child in node.children
        ]
        kept = np.where(has, scored.mean_weights[node.id], 0.0)
        shares[node.id] = kept / (kept.sum() or 1.0)
    return float(known[0]) * indicator_weights(framework, shares, 1)[0]


def agreement(base: Ranks, other: Ranks) -> tuple[int, float, float, float]:
    """Return how far two rankings agree, over the units that both rank: count, Kendall, Spearman, WS.

    Parameters
    ----------
    base, other : arrays, units
        Ranks, 0 where not ranked.

    Returns
    -------
    count, tau-b, rho, WS
        NaN with fewer than two units in common; tau-b and rho also where either has all of them on one rank.

    Notes
    -----
    Kendall's tau-b by scipy; Spearman's rho is Pearson's of the mean places. WS = 1 - sum_i 2^(-x_i) |x_i - y_i| /
    max(|1 - x_i|, |N - x_i|), x the base's ranks: places at the top count for more, and the two may not be exchanged.
    Salabun & Urbaniak (2020), by pymcdm. Units in common are ranked anew, ties at their mean place.

    >>> agreement(np.array([1, 2, 3, 0]), np.array([1, 3, 2, 4]))
    (3, 0.333..., 0.5, 0.6875)
    """
    both = (base > 0) & (other > 0)
    count = int(both.sum())
    if count < 2:
        return count, np.nan, np.nan, np.nan
    x, y = mean_places(base[both]), mean_places(other[both])
    similar = float(pymcdm("correlations").ws(x, y))
    if does_not_vary(x) or does_not_vary(y):
        return count, np.nan, np.nan, similar
    rho = float(np.corrcoef(x, y)[0, 1])
    return count, kendall(x, y), rho, similar


def _floored(name: str, cells: int, floor: float) -> list[Notice]:
    message = f"{name}: {cells} values were raised to the floor of {floor:g}"
    return [Notice("floored", (name,), message)] if cells else []


def _notices(assessment: Assessment, found: Decision, weights: Array) -> Iterator[Notice]:
    leaves = assessment.framework.indicators
    if any(shares.ndim > 1 for shares in assessment.scored.weights.values()):
        message = f"{assessment.scenario.weighting}: every unit has its own weights, the other methods use their mean"
        yield Notice("mean_weights", (assessment.scenario.weighting,), message)
    for leaf, weight, deciding in zip(leaves, weights, found.deciding, strict=True):
        if not weight > 0:
            why = "no value, weight 0, or its dimension has no score"
            yield Notice("no_part", (leaf,), f"{leaf}: takes no part in the other methods ({why})")
        elif found.ranked.any() and not deciding:
            yield Notice(
                "no_part", (leaf,), f"{leaf}: constant, takes no part in the other methods, weight 0"
            )
    for leaf, low in zip(np.array(leaves)[found.deciding], found.values.min(axis=0, initial=0), strict=True):
        if low < 0:
            message = f"{leaf}: has negative values; topsis measures them from 0, topsis_minmax does not"
            yield Notice("negative", (str(leaf),), message)
    for unit, ranked in zip(assessment.units, found.ranked, strict=True):
        if not ranked and weights.any():
            yield Notice("incomplete", (unit,), f"{unit}: left out of the other methods, a value is missing")
