"""All that may be shown of one round: the room's weights, each child's spread, consensus, opinion groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cluster_core.index.weighting.ahp import ACCEPTABLE
from cluster_core.model.ballot import SCALE, Ballot, Question
from cluster_core.workshop.consensus import Consensus, visible_consensus
from cluster_core.workshop.judgements import judged
from cluster_core.workshop.opinion_groups import OpinionGroups, opinion_groups
from cluster_core.workshop.privacy import Summary, visible, visible_summary
from cluster_core.workshop.weighing import Weighing, weigh


@dataclass(frozen=True, eq=False)
class Outcome:
    """One round by points or judgements.

    count: ballots. weights: the room's, one per child, sum 1; summaries: of the participants' own shares, in points of
    100; ratio: consistency ratio of the room's judgements; inconsistent: how many ballots have one of 0.10 or more;
    both None for points. Below five ballots all but `count` is None or empty. `weighing` is for computing with.
    """

    question: Question
    count: int
    weighing: Weighing
    weights: tuple[float, ...] | None = None
    summaries: tuple[Summary, ...] = ()
    consensus: Consensus | None = None
    opinions: OpinionGroups = OpinionGroups()  # noqa: RUF009 - frozen
    ratio: float | None = None
    inconsistent: int | None = None

    @property
    def visible(self) -> bool:
        """Whether there are ballots enough to show anything."""
        return self.weights is not None


def outcome(question: Question, ballots: Sequence[Ballot]) -> Outcome:
    """Return what may be shown of a round's ballots.

    Raises `WorkshopError` (question) for ratings: see `workshop.ratings.rated`.

    >>> asked = Question("f", "f", "points", ("a", "b"))
    >>> found = outcome(asked, [Ballot((80.0, 20.0))] * 5)
    >>> found.weights, found.consensus.band, len(found.opinions.groups)
    ((0.8, 0.2), 'very_high', 1)
    >>> outcome(asked, [Ballot((80.0, 20.0))] * 4).visible
    False
    """
    weighing = weigh(question, ballots)
    if not visible(weighing.count):
        return Outcome(question, weighing.count, weighing)
    judgements = question.method == "ahp"
    summaries = [visible_summary(100 * column) for column in weighing.weights.T]
    return Outcome(
        question,
        weighing.count,
        weighing,
        tuple(float(share) for share in weighing.group.round(12)),
        tuple(one for one in summaries if one),
        visible_consensus(weighing.weights, SCALE if judgements else None),
        opinion_groups(weighing),
        judged(np.exp(np.log(weighing.given).mean(axis=0))).ratio if judgements else None,
        sum(judged(row).ratio >= ACCEPTABLE for row in weighing.given) if judgements else None,
    )
