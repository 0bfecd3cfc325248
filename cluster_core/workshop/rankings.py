"""The ranking that a room, and each opinion group in it, would give; what all of them agree on; how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import WorkshopError
from cluster_core.explore.rescore import rank_weightings, rescorer
from cluster_core.model.assessment import Assessment
from cluster_core.model.ballot import Question
from cluster_core.model.scenario import Scenario, quantise
from cluster_core.model.stages import Array
from cluster_core.model.weights import shares
from cluster_core.workshop.privacy import LEAST_FOR_EXTREMES, visible
from cluster_core.workshop.weighing import SEED, Weighing, resampled

DRAWS = 500
Ranks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class GroupRankings:
    """Rankings side by side: `ranks` units x rankings, 1 is best, 0 not ranked; `scenarios` give them, one each."""

    units: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    ranks: Ranks

    @property
    def same(self) -> tuple[str, ...]:
        """The units whose rank is the same in all, best first."""
        alike = (self.ranks.min(axis=1) == self.ranks.max(axis=1)) & (self.ranks[:, 0] > 0)
        order = np.argsort(self.ranks[:, 0], kind="stable")
        return tuple(self.units[at] for at in order if alike[at])

    def agreed_top(self, k: int) -> tuple[str, ...]:
        """Return the units that are among the first k in all rankings, best mean rank first."""
        within = np.all((self.ranks > 0) & (self.ranks <= k), axis=1)
        order = np.argsort(self.ranks.mean(axis=1), kind="stable")
        return tuple(self.units[at] for at in order if within[at])

    def shared_top(self, k: int) -> int:
        """Return how many rankings have the same units among the first k as the first ranking has, itself included."""
        tops = (self.ranks > 0) & (self.ranks <= k)
        return int(np.all(tops == tops[:, :1], axis=0).sum())


@dataclass(frozen=True, eq=False)
class RankRanges:
    """How sure the room's ranking is, one number a unit, 0 where it has no rank.

    again_low, again_high: ranks within which 90 % of rooms like this one (participants drawn with replacement) put it.
    own_low, own_high: what the participants' own weights say: the middle half of them, from eight ballots on the middle
    90 %; own_share says which: 0.5 or 0.9.
    """

    units: tuple[str, ...]
    again_low: Ranks
    again_high: Ranks
    own_low: Ranks
    own_high: Ranks
    own_share: float


def scenario_of(scenario: Scenario, question: Question, weights: Sequence[float] | Array) -> Scenario:
    """Return a scenario with a group's weights applied: whole points 0-1000, all other choices kept.

    Raises `ScenarioError` where the weights are all zero or not finite, `WorkshopError` (question) where the scenario
    is of another framework.

    >>> asked = Question("four_forces", "four_forces", "points", ("a", "b"))
    >>> scenario_of(Scenario("jiangsu", "four_forces", 2023), asked, [0.25, 0.75]).points
    (('four_forces', (333, 1000)),)
    """
    if scenario.framework != question.framework:
        raise WorkshopError(
            "question",
            f"scenario: found the framework '{scenario.framework}', allowed: that weighed, '{question.framework}'.",
        )
    return scenario.with_points(question.parent, tuple(float(one) for one in weights)).quantised()


def group_rankings(
    assessment: Assessment, question: Question, weights: Sequence[Sequence[float] | Array]
) -> GroupRankings:
    """Rank the units as each of several sets of weights would.

    Parameters
    ----------
    assessment
        Whose other choices stand, those for other nodes included.
    question
    weights : one set a group
        Shares of the question's children, in its order.

    Returns
    -------
    GroupRankings
        The ranks are those that `assess` gives under each of `scenarios`.

    Raises
    ------
    WorkshopError
        If nothing was weighed, or another framework than the assessment's.
    MethodError
        If the scenario gives every region weights of its own (`bod`) above the node.
    """
    if not len(weights):
        raise WorkshopError("question", "rankings: found no weights, allowed: one set or more.")
    scenarios = tuple(scenario_of(assessment.scenario, question, one) for one in weights)
    points = [dict(one.points)[question.parent] for one in scenarios]
    ranks = _ranks(assessment, question, np.array([shares(one) for one in points]))
    return GroupRankings(assessment.units, scenarios, ranks)


def rank_ranges(
    assessment: Assessment, weighing: Weighing, draws: int = DRAWS, seed: int = SEED
) -> RankRanges | None:
    """Return how sure the room's ranking is; None below five ballots.

    Parameters
    ----------
    draws, seed
        Rooms drawn again, and their fixed seed: the same ballots give the same ranges, whatever their order.

    Notes
    -----
    Percentiles 5 and 95 (25 and 75) as the least ranks that so many draws do not exceed. Raises as `group_rankings`.
    """
    if not visible(weighing.count):
        return None
    scenario_of(assessment.scenario, weighing.question, weighing.group)  # the same framework, or an error
    again = _ranks(assessment, weighing.question, resampled(weighing, draws, seed))
    # What the points of a phone say, to the thousandth that a scenario keeps.
    own = _ranks(assessment, weighing.question, np.array([_quantised(row) for row in weighing.weights]))
    share = 0.9 if weighing.count >= LEAST_FOR_EXTREMES else 0.5
    low, high = (1 - share) / 2, (1 + share) / 2
    return RankRanges(
        assessment.units, *_between(again, 0.05, 0.95), *_between(own, low, high), own_share=share
    )


def _ranks(assessment: Assessment, question: Question, weights: Array) -> Ranks:
    plan = rescorer(assessment.prepared, assessment.scored, assessment.scenario, [question.parent])
    return rank_weightings(plan, {question.parent: weights}).astype(np.int64)


def _quantised(weights: Array) -> Array:
    return shares(quantise(tuple(float(one) for one in weights)))


def _between(ranks: Ranks, low: float, high: float) -> tuple[Ranks, Ranks]:
    """Return two percentiles of each row, over the draws in which the unit is ranked; 0 where it is in none."""
    masked = np.where(ranks > 0, ranks, np.iinfo(np.int64).max)
    ordered = np.sort(masked, axis=1)
    ranked = (ranks > 0).sum(axis=1)
    found: list[Ranks] = []
    for share in (low, high):
        place = np.maximum(np.ceil(share * ranked - 1e-9).astype(np.int64), 1) - 1
        found.append(np.where(ranked > 0, ordered[np.arange(len(ranks)), place], 0))
    return found[0], found[1]
