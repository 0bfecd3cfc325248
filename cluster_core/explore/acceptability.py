"""Rank acceptability: in which share of the admitted weightings a unit takes which rank (SMAA-2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cluster_core.explore.draws import SEED, SPREAD, Mode, draw_shares, in_mode
from cluster_core.explore.product import product
from cluster_core.explore.progress import Cancelled, Progress
from cluster_core.explore.rescore import Ranks, Rescorer, Shares, rank_weightings, rescorer
from cluster_core.explore.weight_space import WeightSpace
from cluster_core.model.assessment import Assessment
from cluster_core.model.stages import Array, Notice

DRAWS = 10_000
MOST_DRAWS = 200_000
MOST_CELLS = 120_000_000  # units x draws that are kept: 240 MB of ranks
MASKED = 2**22

SUMMARY = [
    *("region", "rank", "rank_mean", "rank_p05", "rank_p50", "rank_p95"),
    *("share_top1", "share_top5", "share_ranked", "confidence"),
]


@dataclass(frozen=True, eq=False)
class Acceptability:
    """Every unit's ranks over random weightings, and what follows from them.

    own: the ranks under the scenario's weights; ranks: units x draws; both 0 where not ranked. shares: the weights
    drawn, parent -> draws x children. confidence: 1 where a unit is first under its own central weights, 0 where not,
    NaN where it is never first. A share is one of all draws, those included in which the unit has no score.
    """

    units: tuple[str, ...]
    own: NDArray[np.int64]
    ranks: Ranks
    shares: Shares
    spaces: tuple[WeightSpace, ...]
    seed: int
    confidence: Array
    notices: tuple[Notice, ...] = ()

    @property
    def draws(self) -> int:
        """How many weightings were drawn."""
        return self.ranks.shape[1]

    @cached_property
    def counts(self) -> NDArray[np.int32]:
        """How often each unit takes each rank, units x ranks; column 0 counts where it has none."""
        found = np.empty((len(self.units), len(self.units) + 1), dtype=np.int32)
        for row, ranks in enumerate(self.ranks):
            found[row] = np.bincount(ranks, minlength=found.shape[1])
        return found

    @cached_property
    def acceptance(self) -> Array:
        """Share of the draws in which a unit takes a rank, units x ranks from 1; a row sums to its `share_ranked`."""
        return self.counts[:, 1:] / self.draws

    @cached_property
    def mean_rank(self) -> Array:
        """Expected rank over the draws with a rank; NaN without any."""
        ranked = self.draws - self.counts[:, 0]
        return self.ranks.sum(axis=1, dtype=np.float64) / np.where(ranked > 0, ranked, np.nan)

    def percentile(self, share: float) -> NDArray[np.int64]:
        """Return the least rank that at least `share` of the draws with a rank do not exceed; 0 without any."""
        ranked = self.draws - self.counts[:, 0]
        needed = np.ceil(share * ranked - 1e-9)
        below = np.cumsum(self.counts[:, 1:], axis=1, dtype=np.int32) < needed[:, None]
        return np.where(ranked > 0, below.sum(axis=1) + 1, 0)

    def share_top(self, rank: int) -> Array:
        """Return the share of the draws in which a unit ranks at `rank` or better."""
        return self.counts[:, 1 : rank + 1].sum(axis=1) / self.draws

    def central(self, top: int = 1) -> dict[str, Array]:
        """Return the mean weights of the draws in which a unit ranks at `top` or better: "what would make it first".

        Parent -> units x children, NaN where that never happens.
        """
        return mean_weights(self.ranks, self.shares, top)

    @cached_property
    def pairwise(self) -> Array:
        """Share of the draws in which the unit of the row has a better rank than that of the column; units x units."""
        return np.array([self.wins(row) for row in range(len(self.units))])

    def wins(self, row: int) -> Array:
        """Return one row of `pairwise`: for thousands of units the whole is a matter of minutes."""
        mine = self.ranks[row]
        return ((mine > 0) & (mine < self.ranks)).mean(axis=1)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row a unit: the columns of `SUMMARY`."""
        ranked = (self.draws - self.counts[:, 0]) / self.draws
        never = ranked == 0
        places = {f"rank_p{level:02}": _places(self.percentile(level / 100)) for level in (5, 50, 95)}
        return pd.DataFrame(
            {
                "region": list(self.units),
                "rank": _places(self.own),
                "rank_mean": self.mean_rank,
                **places,
                "share_top1": np.where(never, np.nan, self.share_top(1)),
                "share_top5": np.where(never, np.nan, self.share_top(5)),
                "share_ranked": ranked,
                "confidence": self.confidence,
            },
            columns=SUMMARY,
        )

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Tidy: region, rank, acceptability, every rank of every unit; missing for a unit that never has one."""
        count = len(self.units)
        never = self.counts[:, 0] == self.draws
        values = np.where(never[:, None], np.nan, self.acceptance)
        return pd.DataFrame(
            {
                "region": np.repeat(list(self.units), count),
                "rank": np.tile(np.arange(1, count + 1), count),
                "acceptability": values.ravel(),
            }
        )


def acceptability(
    assessment: Assessment,
    spaces: Sequence[WeightSpace],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    mode: Mode = "any",
    spread: float = SPREAD,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Acceptability:
    """Rank the units of an assessment under random weightings, uniform among those admitted.

    Parameters
    ----------
    assessment
        Its values, methods, coverage rule and all weights that do not vary.
    spaces
        Which weights vary and what is admitted (`weight_spaces`).
    draws
        How many weightings; more than 200,000, or than memory holds for many units, are capped, with a notice.
    seed
        Equal inputs and seeds give equal results, bit for bit.
    mode, spread
        `any`: all that is admitted; `equal`, `mine`: of it, what lies within `spread` (0-1) of equal shares or of the
        scenario's, share by share.
    progress, cancelled
        Told the share done; asked whether to stop.

    Returns
    -------
    Acceptability
        A unit that has no score under a draw's weights has no rank there.

    Raises
    ------
    ConstraintError
        If no weights are admitted.
    CancelledError
        If `cancelled` says so.

    Notes
    -----
    b_i^r = share of the draws in which unit i has rank r; w_i^c = mean weights of the draws in which it is first; with
    certain values its confidence factor is 1 if it is first under w_i^c, else 0. The standard error of a share p is
    sqrt(p (1 - p)/N). Lahdelma, Hokkanen & Salminen (1998), EJOR 106: 137-143; Lahdelma & Salminen (2001), Operations
    Research 49: 444-454; Tervonen & Lahdelma (2007), EJOR 178: 500-513.

    Examples
    --------
    >>> from cluster_core import assess, default_scenario, load_dataset
    >>> from cluster_core.explore.weight_space import weight_spaces
    >>> dataset = load_dataset("data/practice")
    >>> result = assess(dataset, default_scenario(dataset))
    >>> found = acceptability(result, weight_spaces(result.framework), draws=1000, seed=1)
    >>> found.acceptance.shape, float(found.acceptance.sum(axis=1).round(9).min())
    ((12, 12), 1.0)
    """
    count, notices = affordable(draws, len(assessment.units))
    admitted = in_mode(spaces, mode, assessment.scored.mean_weights, spread)
    shares = draw_shares(admitted, count, seed)
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, list(shares))
    ranks = rank_weightings(plan, shares, progress=progress, cancelled=cancelled)
    return Acceptability(
        assessment.units,
        assessment.scored.ranks[:, 0],
        ranks,
        shares,
        admitted,
        seed,
        confidence_factors([plan], ranks, shares),
        (*notices, *unranked(assessment.units, ranks)),
    )


def affordable(draws: int, units: int) -> tuple[int, tuple[Notice, ...]]:
    """Return how many of the draws wanted are made, and a notice where that is fewer.

    >>> affordable(1_000_000, 13)[0], affordable(1_000_000, 3_000)[0], affordable(10_000, 13)
    (200000, 40000, (10000, ()))
    """
    most = min(MOST_DRAWS, max(1, MOST_CELLS // max(units, 1)))
    if draws <= most:
        return draws, ()
    message = f"draws: {draws} asked for, {most} made: more would not change the shares that can be read"
    return most, (Notice("capped", (str(most),), message),)


def standard_error(share: Array | float, draws: int) -> Array:
    """Return the Monte-Carlo standard error of a share of independent draws, sqrt(p (1 - p)/N); at most 0.5/sqrt(N).

    >>> float(standard_error(0.5, 10_000))
    0.005
    """
    p = np.asarray(share, dtype=np.float64)
    return np.asarray(np.sqrt(p * (1 - p) / draws), dtype=np.float64)


def mean_weights(ranks: Ranks, shares: Shares, top: int) -> dict[str, Array]:
    """Return the mean weights of the draws in which each unit ranks at `top` or better, parent -> units x children."""
    if not shares:
        return {}
    every = np.hstack(list(shares.values()))
    means = np.full((len(ranks), every.shape[1]), np.nan)
    size = max(1, MASKED // ranks.shape[1])
    for begin in range(0, len(ranks), size):
        inside = (ranks[begin : begin + size] > 0) & (ranks[begin : begin + size] <= top)
        often = inside.sum(axis=1)
        some = np.flatnonzero(often)
        means[begin + some] = product(inside[some].astype(np.float64), every.T) / often[some, None]
    ends = np.cumsum([given.shape[1] for given in shares.values()])
    return dict(zip(shares, np.split(means, ends[:-1], axis=1), strict=True))


def confidence_factors(plans: Sequence[Rescorer], ranks: Ranks, shares: Shares) -> Array:
    """Return the share of the plans under which each unit is first with its own central weights; NaN if never first."""
    central = mean_weights(ranks, shares, 1)
    found = np.full(len(ranks), np.nan)
    ever = np.flatnonzero((ranks == 1).any(axis=1))
    if ever.size:
        at_centre = {parent: means[ever] for parent, means in central.items()}
        firsts = [rank_weightings(plan, at_centre)[ever, np.arange(ever.size)] == 1 for plan in plans]
        found[ever] = np.mean(firsts, axis=0)
    return found


def unranked(units: tuple[str, ...], ranks: Ranks) -> list[Notice]:
    """Name the units that have a rank under some of the weightings only."""
    without = (ranks == 0).mean(axis=1)
    return [
        Notice(
            "sometimes_unranked",
            (unit,),
            f"{unit}: {share:.1%} of the weightings rest on too little data to rank it",
        )
        for unit, share in zip(units, without, strict=True)
        if 0 < share < 1
    ]


def _places(ranks: NDArray[np.int64]) -> pd.Series:
    return pd.Series(ranks, dtype="Int64").where(ranks > 0)
