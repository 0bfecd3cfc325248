"""Votes: none lost, none doubled, whatever order they come in, through threads and through a kill."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Ballot
from cluster_core.userdata.connection import Store, open_store, reading
from cluster_core.userdata.sessions import advance, create
from cluster_core.userdata.votes import Moved, ballots, comments, counts, moved, standing, vote
from cluster_core.userdata.workshop_tables import votes
from tests.userdata.workshops import PLAN, joined, opened, sent

ROOT = Path(__file__).resolve().parents[2]


def kind_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(WorkshopError, match=r"found .+allowed") as error:
        attempt()
    return error.value.kind


def test_the_last_one_sent_counts(store: Store) -> None:
    made = opened(store)
    token = joined(store, made)
    assert standing(store, made.session.id, token).ballot is None
    first = vote(store, made.session.id, token, sent(40, 30, 20, 10))
    assert (first.outcome, first.sequence, first.ballot) == ("accepted", 1, Ballot((40.0, 30.0, 20.0, 10.0)))
    second = vote(store, made.session.id, token, sent(25, 25, 25, 25, sequence=2))
    assert (second.outcome, second.sequence) == ("accepted", 2)
    found = standing(store, made.session.id, token)
    assert (found.session, found.sequence, found.ballot) == (made.session, 2, second.ballot)
    assert counts(store, made.session.id, 1).voted == 1


def test_a_replay_and_an_older_one_change_nothing_and_are_told_what_counts(store: Store) -> None:
    made = opened(store)
    token = joined(store, made)
    late = sent(40, 30, 20, 10, sequence=3)
    vote(store, made.session.id, token, late)
    assert vote(store, made.session.id, token, late).outcome == "repeated"
    assert vote(store, made.session.id, token, replace(late, sequence=4)).outcome == "repeated", (
        "the same form"
    )
    old = vote(store, made.session.id, token, sent(100, 0, 0, 0, sequence=2))
    assert (old.outcome, old.sequence, old.ballot) == ("stale", 3, late.ballot)
    twin = vote(store, made.session.id, token, sent(100, 0, 0, 0, sequence=3, form="the-other-tab"))
    assert (twin.outcome, twin.ballot) == ("stale", late.ballot)
    assert (
        vote(store, made.session.id, token, sent(100, 0, 0, 0, sequence=4, form="the-other-tab")).outcome
        == "accepted"
    )
    advance(store, made.session.id, made.key, "close")
    assert (
        vote(store, made.session.id, token, sent(100, 0, 0, 0, sequence=4, form="the-other-tab")).outcome
        == "repeated"
    )


def test_a_vote_that_comes_too_late_or_too_early(store: Store) -> None:
    made = create(store, PLAN)
    token = joined(store, made)

    def attempt(sequence: int = 1, round_: int = 1) -> Callable[[], object]:
        return lambda: vote(
            store, made.session.id, token, sent(40, 30, 20, 10, sequence=sequence, round_=round_)
        )

    assert kind_of(attempt()) == "draft"
    for step, kind in (
        ("open", ""),
        ("close", "closed"),
        ("reveal", "closed"),
        ("open", "round"),
        ("end", "ended"),
    ):
        advance(store, made.session.id, made.key, step)
        if kind:
            assert kind_of(attempt(sequence=9)) == kind
        else:
            assert kind_of(attempt(round_=2)) == "round"
            assert attempt()
            vote(store, made.session.id, token, sent(40, 30, 20, 10))
    assert ballots(store, made.session.id, 1) == (Ballot((40.0, 30.0, 20.0, 10.0)),)


def test_who_did_not_join_and_what_is_no_vote(store: Store) -> None:
    made = opened(store)
    token = joined(store, made)
    session = made.session.id
    assert kind_of(lambda: vote(store, session, "nobody", sent(40, 30, 20, 10))) == "token"
    assert (
        kind_of(lambda: vote(store, session, joined(store, opened(store)), sent(40, 30, 20, 10))) == "token"
    )
    assert kind_of(lambda: standing(store, session, "nobody")) == "token"
    assert kind_of(lambda: vote(store, "nobody", token, sent(40, 30, 20, 10))) == "gone"
    assert kind_of(lambda: vote(store, session, token, sent(40, 30, 20, 11))) == "sum"
    assert kind_of(lambda: vote(store, session, token, sent(40, 60))) == "ballot"
    for wrong in (
        {"form": "a b"},
        {"form": "x" * 65},
        {"sequence": 0},
        {"sequence": 2**40},
        {"comment": "hello"},
    ):
        made_up = replace(sent(40, 30, 20, 10), **wrong)
        assert kind_of(lambda one=made_up: vote(store, session, token, one)) == "ballot"
    assert counts(store, session, 1).voted == 0


@settings(max_examples=8)
@given(st.permutations([1, 2, 3, 4]), st.lists(st.integers(-86400, 86400), min_size=4, max_size=4))
def test_the_sequence_decides_whatever_the_order_and_the_clock(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], jumps: list[int]
) -> None:
    store = open_store(str(tmp_path_factory.mktemp("desk")))
    made = opened(store)
    token = joined(store, made)
    for sequence, jump in zip(order, jumps, strict=True):
        at = datetime.fromtimestamp(1_800_000_000 + jump, tz=UTC)
        vote(store, made.session.id, token, sent(100 - sequence, sequence, 0, 0, sequence=sequence), now=at)
    assert standing(store, made.session.id, token).ballot == Ballot((96.0, 4.0, 0.0, 0.0))


def test_results_stay_hidden_until_they_are_revealed(store: Store) -> None:
    made = opened(store)
    vote(store, made.session.id, joined(store, made), sent(40, 30, 20, 10))
    assert counts(store, made.session.id, 1) == counts(store, made.session.id, 1)
    for step in ("close", ""):
        assert kind_of(lambda: ballots(store, made.session.id, 1)) == "hidden"
        if step:
            advance(store, made.session.id, made.key, step)
    advance(store, made.session.id, made.key, "reveal")
    assert len(ballots(store, made.session.id, 1)) == 1
    assert kind_of(lambda: ballots(store, made.session.id, 2)) == "hidden"
    advance(store, made.session.id, made.key, "open")
    assert len(ballots(store, made.session.id, 1)) == 1


def test_an_empty_room(store: Store) -> None:
    made = opened(store)
    for step in ("close", "reveal"):
        advance(store, made.session.id, made.key, step)
    found = counts(store, made.session.id, 1)
    assert (found.joined, found.voted) == (0, 0)
    assert ballots(store, made.session.id, 1) == ()
    assert moved(store, made.session.id, 1, 1) is None


def test_ballots_come_in_no_order_and_only_counts_of_who_moved(store: Store) -> None:
    made = create(store, replace(PLAN, comments=True))
    session, key = made.session.id, made.key
    tokens = [joined(store, made) for _ in range(12)]
    for round_ in (1, 2):
        advance(store, session, key, "open")
        for at, token in enumerate(tokens):
            points = (100 - at - (round_ == 2 and at < 3), at, round_ == 2 and at < 3, 0)
            submission = sent(*map(float, points), round_=round_)
            vote(store, session, token, replace(submission, comment="for growth" if at == 0 else ""))
        advance(store, session, key, "close")
        advance(store, session, key, "reveal")
    orders = {tuple(one.values[1] for one in ballots(store, session, 1)) for _ in range(6)}
    assert len(orders) > 1
    assert {tuple(sorted(one)) for one in orders} == {tuple(float(at) for at in range(12))}
    assert moved(store, session, 1, 2) == Moved(12, 3)
    assert comments(store, session, 1) == ("for growth",)


def test_of_few_neither_comments_nor_who_moved(store: Store) -> None:
    made = create(store, replace(PLAN, comments=True))
    advance(store, made.session.id, made.key, "open")
    for _ in range(4):
        submission = replace(sent(40, 30, 20, 10), comment="me")
        vote(store, made.session.id, joined(store, made), submission)
    for step in ("close", "reveal"):
        advance(store, made.session.id, made.key, step)
    assert comments(store, made.session.id, 1) == ()
    assert moved(store, made.session.id, 1, 1) is None


def test_what_is_kept_of_the_time_is_the_minute(store: Store) -> None:
    made = opened(store)
    at = datetime(2026, 11, 4, 12, 30, 59, 123456, tzinfo=UTC)
    vote(store, made.session.id, joined(store, made), sent(40, 30, 20, 10), now=at)
    with reading(store) as connection:
        assert connection is not None
        row = connection.execute(votes.select()).one()
    assert row.received == at.replace(second=0, microsecond=0)


def test_sixty_at_once_each_twice_none_lost_none_doubled(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk"), wait_s=30)
    made = opened(store)
    tokens = [joined(store, made) for _ in range(60)]

    def tap(at: int) -> str:
        return vote(store, made.session.id, tokens[at], sent(100 - at, at, 0, 0)).outcome

    with ThreadPoolExecutor(60) as phones:
        outcomes = list(phones.map(tap, [at for at in range(60) for _ in range(2)]))
    assert sorted(outcomes) == ["accepted"] * 60 + ["repeated"] * 60
    found = counts(store, made.session.id, 1)
    assert (found.joined, found.voted) == (60, 60)
    for step in ("close", "reveal"):
        advance(store, made.session.id, made.key, step)
    assert sorted(one.values[1] or 0.0 for one in ballots(store, made.session.id, 1)) == list(
        map(float, range(60))
    )


def test_a_round_that_closes_while_all_submit_has_what_was_acknowledged(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk"), wait_s=30)
    made = opened(store)
    tokens = [joined(store, made) for _ in range(20)]

    def act(at: int) -> str:
        if at == 10:
            advance(store, made.session.id, made.key, "close")
            return "closer"
        try:
            return vote(store, made.session.id, tokens[at], sent(100 - at, at, 0, 0)).outcome
        except WorkshopError as late:
            return late.kind

    with ThreadPoolExecutor(20) as phones:
        outcomes = list(phones.map(act, range(20)))
    assert set(outcomes) <= {"accepted", "closed", "closer"}
    assert counts(store, made.session.id, 1).voted == outcomes.count("accepted")


VOTER = """
import sys
from cluster_core.model.ballot import Ballot
from cluster_core.userdata.connection import open_store
from cluster_core.userdata.votes import Submission, vote
store = open_store(sys.argv[1], wait_s=10)
for sequence in range(1, 10_000):
    for at, token in enumerate(sys.argv[3:]):
        ballot = Ballot((100.0 - sequence / 1000, sequence / 1000, 0.0, 0.0))
        vote(store, sys.argv[2], token, Submission(1, sequence, f"form-{sequence}", ballot))
        print(at, sequence, flush=True)
"""


def test_every_vote_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "desk"), wait_s=10)
    made = opened(store)
    tokens = [joined(store, made) for _ in range(3)]
    arguments = [sys.executable, "-c", VOTER, str(tmp_path / "desk"), made.session.id, "--", *tokens]
    arguments.remove("--")
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as voter:
        assert voter.stdout is not None
        for _ in range(20):
            assert voter.stdout.readline()
        voter.kill()
        rest = voter.stdout.read()
    acknowledged = dict.fromkeys(range(3), 6)  # twenty lines: six of each, seven of the first two
    for line in rest.splitlines():
        at, sequence = map(int, line.split())
        acknowledged[at] = sequence
    for at, token in enumerate(tokens):
        found = standing(store, made.session.id, token)
        assert found.sequence in {acknowledged[at], acknowledged[at] + 1}
        assert found.ballot == Ballot((100.0 - found.sequence / 1000, found.sequence / 1000, 0.0, 0.0))
    assert (
        vote(store, made.session.id, tokens[0], sent(40, 30, 20, 10, sequence=20_000)).outcome == "accepted"
    )
