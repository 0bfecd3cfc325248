"""Round one against round two: how weights and agreement moved. Who moved is never told."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_core.errors import WorkshopError
from cluster_core.workshop.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ChildChange:
    """The median share of one child, in points of 100, before and after; both from five ballots or more."""

    child: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class RoundChange:
    """Two rounds of one question; homogeneity (0-1) and band of each, and ballots of each."""

    children: tuple[ChildChange, ...]
    before: float
    after: float
    band_before: str
    band_after: str
    counts: tuple[int, int]

    @property
    def change(self) -> float:
        """The homogeneity after less that before; above 0 where the room came closer together."""
        return self.after - self.before


def compare_rounds(before: Outcome, after: Outcome) -> RoundChange | None:
    """Return what changed between two rounds; None where either has fewer than five ballots.

    Raises `WorkshopError` (question) where they did not ask the same.

    >>> from cluster_core.model.ballot import Ballot, Question
    >>> from cluster_core.workshop.outcome import outcome
    >>> asked = Question("f", "f", "points", ("a", "b"))
    >>> first = outcome(asked, [Ballot((50.0, 50.0))] * 5)
    >>> found = compare_rounds(first, outcome(asked, [Ballot((70.0, 30.0))] * 6))
    >>> [one.change for one in found.children], found.change, found.counts
    ([20.0, -20.0], 0.0, (5, 6))
    """
    if before.question != after.question:
        raise WorkshopError("question", "rounds: found two questions, allowed: two rounds of one.")
    if before.consensus is None or after.consensus is None:
        return None
    rows = zip(before.question.children, before.summaries, after.summaries, strict=True)
    return RoundChange(
        tuple(ChildChange(child, one.median, two.median) for child, one, two in rows),
        before.consensus.homogeneity,
        after.consensus.homogeneity,
        before.consensus.band,
        after.consensus.band,
        (before.count, after.count),
    )
