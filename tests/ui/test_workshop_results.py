"""What a workshop has decided: hidden before the reveal, nothing under five, rankings as applied."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.model.ballot import Ballot, question_of
from cluster_core.userdata.connection import Store
from cluster_core.workshop.outcome import outcome
from tests.ui.workshop_rooms import CAMPS, CLOSER, cast, decided, held, join, lead, made
from ui import data, workshop_results

pytestmark = pytest.mark.usefixtures("session")


def test_nothing_is_known_before_the_reveal(desk: Store) -> None:
    room = made(desk)
    tokens = join(desk, room, 5)
    for steps in ((), ("open",), ("close",)):
        session = lead(desk, room, *steps)
        if steps == ("open",):
            cast(desk, room, tokens, CAMPS[:5])
        found = workshop_results.of(session)
        assert found.last is found.shown is found.rankings is None
        assert workshop_results.choices(found) == []
    found = workshop_results.of(lead(desk, room, "reveal"))
    assert found.shown is not None
    assert found.shown.weights == outcome(room.session.question, CAMPS[:5]).weights


@pytest.mark.parametrize("count", [0, 1, 4])
def test_under_five_nothing_is_shown(count: int) -> None:
    found = decided(CAMPS[:count])
    assert found.last is not None
    assert (found.last.count, found.shown, found.rankings, found.groups) == (count, None, None, ())


def test_what_is_applied_is_what_was_shown() -> None:
    found = decided(CAMPS)
    assert found.rankings is not None
    assert [one.size for one in found.groups] == [7, 5]
    for at, weights in enumerate(workshop_results.choices(found)):
        scenario = workshop_results.applied(found, weights)
        assert scenario.weighting == "user"
        ranks = assess(data.dataset("jiangsu"), scenario).ranks["four_forces"]
        assert list(ranks) == list(found.rankings.ranks[:, at])


def test_two_rounds_are_compared(desk: Store) -> None:
    _, session = held(desk, CAMPS[:5], CLOSER[:5])
    found = workshop_results.of(session)
    assert found.change is not None
    assert found.change.counts == (5, 5)
    assert found.moved is not None
    assert (found.moved.both, found.moved.changed) == (5, 5)


def test_weights_of_each_region_leave_no_ranking() -> None:
    base = decided().base
    below = question_of(data.dataset("jiangsu"), "four_forces", "innovation", "points")
    ballots = [Ballot((100.0, *(0.0 for _ in below.children[1:])))] * 5
    found = decided(ballots, code=replace(base, weighting="bod").encode(), question=below)
    assert found.shown is not None
    assert found.rankings is None


def test_a_session_that_ended_early_shows_what_it_has(desk: Store) -> None:
    room = made(desk)
    assert workshop_results.revealed(lead(desk, room, "end")) == range(1, 1)
    assert workshop_results.of(lead(desk, room)).last is None
