"""Weights from ballots: everyone's own, and the room's; ballots are in no order that tells who gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot, Question
from cluster_core.model.stages import Array
from cluster_core.workshop.judgements import weights_of

SEED = 0


@dataclass(frozen=True, eq=False, slots=True)
class Weighing:
    """The weights of a round by points or judgements.

    given: ballots x fields, as answered, rows in ascending order, whatever the order they came in. weights: ballots x
    children, each row sums to 1. Single rows are for computing with, never for a screen or a file.
    """

    question: Question
    given: Array
    weights: Array

    @property
    def count(self) -> int:
        """How many ballots there are."""
        return len(self.given)

    @property
    def group(self) -> Array:
        """The room's weights, one per child, sum 1; see `group_weights`."""
        return group_weights(self.question, self.given)

    def part(self, rows: Sequence[int]) -> Weighing:
        """Return some of the ballots."""
        at = list(rows)
        return Weighing(self.question, self.given[at], self.weights[at])


def weigh(question: Question, ballots: Sequence[Ballot]) -> Weighing:
    """Return the weights of some ballots; none for an empty room.

    Raises `WorkshopError` (question) for ratings, which weigh nothing: see `workshop.ratings`.

    >>> asked = Question("f", "f", "points", ("a", "b"))
    >>> weigh(asked, [Ballot((80.0, 20.0)), Ballot((60.0, 40.0))]).group.round(9).tolist()
    [0.7, 0.3]
    """
    if question.method == "ratings":
        raise WorkshopError("question", "weights: found ratings, allowed: points or judgements of pairs.")
    rows = [[np.nan if value is None else value for value in ballot.values] for ballot in ballots]
    given = np.array(rows, dtype=np.float64).reshape(len(rows), len(question.fields))
    given = given[np.lexsort(given.T[::-1])]
    own = [group_weights(question, row[None]) for row in given]
    return Weighing(question, given, np.array(own).reshape(len(rows), len(question.children)))


def group_weights(question: Question, given: Array) -> Array:
    """Return the weights of some ballots together, one per child; NaN for none.

    Parameters
    ----------
    given : array, ballots x fields

    Notes
    -----
    Points: the mean of everybody's shares, so that every participant counts alike and a child that nobody gives points
    weighs nothing. Judgements: the geometric mean of everybody's, pair by pair, then the principal eigenvector
    (aggregation of individual judgements; Forman & Peniwati 1998, European Journal of Operational Research 108:
    165-169).
    """
    if not len(given):
        return np.full(len(question.children), np.nan)
    if question.method == "ahp":
        return weights_of(np.exp(np.log(given).mean(axis=0)))
    return (given / given.sum(axis=1, keepdims=True)).mean(axis=0)


def resampled(weighing: Weighing, draws: int = 500, seed: int = SEED) -> Array:
    """Return the room's weights, draws x children, each of as many ballots drawn with replacement.

    Efron (1979), The Annals of Statistics 7: 1-26. It says what weights a like room might have given. With the same
    seed the same draws, in whatever order the ballots came.
    """
    random = np.random.default_rng(seed)
    rows = random.integers(weighing.count, size=(draws, weighing.count))
    if weighing.question.method == "points":
        return weighing.weights[rows].mean(axis=1)
    return np.array([group_weights(weighing.question, weighing.given[one]) for one in rows])
