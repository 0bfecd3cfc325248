"""What a workshop has decided so far: the rounds revealed, and what their weights do to the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_core.errors import ClusterError
from cluster_core.model.assessment import Assessment
from cluster_core.model.ballot import LEAST_SHOWN, Ballot
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Array, Notice
from cluster_core.userdata import votes
from cluster_core.userdata.session import Session
from cluster_core.userdata.votes import Moved
from cluster_core.workshop.opinion_groups import OpinionGroup
from cluster_core.workshop.outcome import Outcome, outcome
from cluster_core.workshop.rankings import (
    GroupRankings,
    RankRanges,
    group_rankings,
    rank_ranges,
    scenario_of,
)
from cluster_core.workshop.ratings import Rated, rated
from cluster_core.workshop.rounds import RoundChange, compare_rounds
from ui import data, state, tray, workshop_state

TOP = 5  # places that a room looks at first


@dataclass(frozen=True, eq=False)
class Round:
    """A round that was revealed: `outcome` of weights, or `rated` of ratings; `count` ballots."""

    number: int
    count: int
    outcome: Outcome | None = None
    rated: tuple[Rated, ...] = ()


@dataclass(frozen=True, eq=False)
class Results:
    """A session with what may be shown of it.

    base: its scenario as far as the data still have it, and `refused` what of it they lack; assessment: under it.
    rankings: what the room, then each opinion group of the last round with enough ballots would give; `ranges` how sure
    the room's is; both None where nothing is to be ranked. change, moved: between the last two rounds.
    """

    session: Session
    base: Scenario
    refused: tuple[Notice, ...]
    assessment: Assessment
    rounds: tuple[Round, ...] = ()
    rankings: GroupRankings | None = None
    ranges: RankRanges | None = None
    change: RoundChange | None = None
    moved: Moved | None = None

    @property
    def last(self) -> Round | None:
        """The last round that was revealed."""
        return self.rounds[-1] if self.rounds else None

    @property
    def shown(self) -> Outcome | None:
        """The weights of the last round, where it had ballots enough."""
        found = self.last.outcome if self.last else None
        return found if found and found.visible else None

    @property
    def groups(self) -> tuple[OpinionGroup, ...]:
        """The opinion groups of the last round, where there are two or more."""
        found = self.shown.opinions.groups if self.shown else ()
        return found if len(found) > 1 else ()


def revealed(session: Session) -> range:
    """Return the rounds of a session whose ballots may be looked at."""
    done = session.state in {"revealed", "ended"}
    return range(1, session.round + (1 if done else 0))


def of(session: Session) -> Results:
    """Return what a session has decided so far; raises `ClusterError` where the votes or the data cannot be read."""
    key = (session.id, len(revealed(session)), session.state == "ended", data.fingerprint())
    return workshop_state.remember(key, lambda: _of(session))


def _of(session: Session) -> Results:
    store, numbers = tray.store(), revealed(session)
    given = [votes.ballots(store, session.id, number) for number in numbers]
    several = len(given) > 1
    return reckoned(
        session, given, votes.moved(store, session.id, numbers[-2], numbers[-1]) if several else None
    )


def reckoned(session: Session, given: Sequence[Sequence[Ballot]], moved: Moved | None = None) -> Results:
    """Return what a session has decided by the ballots of the rounds revealed; `moved` between the last two."""
    base, refused = state.fitted(session.scenario(), data.bundles(), data.dataset)
    assessment = data.assessment(base)
    rounds = tuple(round_of(session, number, ballots) for number, ballots in enumerate(given, 1))
    bare = Results(session, base, refused, assessment, rounds)
    shown = bare.shown
    if shown is None or base.framework != session.question.framework:
        return bare
    before = rounds[-2].outcome if len(rounds) > 1 else None
    change = compare_rounds(before, shown) if before else None
    try:
        sets = [shown.weighing.group, *(one.weights for one in bare.groups)]
        rankings = group_rankings(assessment, session.question, sets)
        ranges = rank_ranges(assessment, shown.weighing)
    except ClusterError:  # every region has weights of its own: the room's weights say nothing of ranks
        rankings = ranges = None
    return Results(session, base, refused, assessment, rounds, rankings, ranges, change, moved)


def round_of(session: Session, number: int, ballots: Sequence[Ballot]) -> Round:
    """Return what may be shown of one round."""
    if session.question.method == "ratings":
        enough = len(ballots) >= LEAST_SHOWN
        return Round(number, len(ballots), rated=rated(session.question, ballots) if enough else ())
    return Round(number, len(ballots), outcome(session.question, ballots))


def applied(found: Results, weights: Sequence[float] | Array) -> Scenario:
    """Return the session's scenario with a group's weights; `ClusterError` where they cannot be applied."""
    return scenario_of(found.base, found.session.question, weights)


def choices(found: Results) -> list[Sequence[float] | Array]:
    """Return the weights that can be applied: the room's, then each opinion group's; none before they may be shown."""
    shown = found.shown
    if shown is None or shown.weights is None:
        return []
    return [shown.weighing.group, *(one.weights for one in found.groups)]
