"""Workshops on a desk of their own, led to where a test wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from cluster_core.model.ballot import Ballot, question_of
from cluster_core.model.fit import default_scenario
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import Store
from cluster_core.userdata.session import Session
from cluster_core.userdata.sessions import Created, Plan
from cluster_core.userdata.votes import Moved, Submission
from tests.workshop.rooms import camp
from ui import data, workshop_results
from ui.workshop_results import Results

CAMPS = [*camp((60, 20, 10, 10), 7, 1), *camp((15, 20, 15, 50), 5, 2)]
CLOSER = camp((40, 20, 10, 30), 12, 3)
AT = datetime(2026, 11, 4, 12, 30, tzinfo=UTC)


def made(
    desk: Store,
    bundle: str = "jiangsu",
    method: str = "points",
    regions: Sequence[str] = (),
    **choices: object,
) -> Created:
    dataset = data.dataset(bundle)
    question = question_of(dataset, "four_forces", "four_forces", method, regions)
    scenario = default_scenario(dataset)
    plan = Plan("Spring <b>*meeting*", "What matters?", question, scenario, dataset.version, 2, 120)
    return sessions.create(desk, replace(plan, **choices))  # type: ignore[type-var]


def decided(
    *rounds: Sequence[Ballot], bundle: str = "jiangsu", method: str = "points", **choices: object
) -> Results:
    """Return what rounds decide, without a desk."""
    dataset = data.dataset(bundle)
    scenario = default_scenario(dataset)
    regions = ["320900"] if method == "ratings" else []
    session = Session(
        id="00000000-0000-0000-0000-000000000000",
        title="Spring <b>*meeting*",
        text="What matters?",
        question=question_of(dataset, "four_forces", "four_forces", method, regions),
        bundle=bundle,
        data_version=dataset.version,
        code=scenario.encode(),
        rounds=max(2, len(rounds)),
        timer_s=120,
        comments=False,
        join_code="ABCD2345",
        state="revealed" if rounds else "draft",
        round=len(rounds),
        created=AT,
        expires=AT,
    )
    return workshop_results.reckoned(
        replace(session, **choices),
        rounds,
        Moved(12, 9) if len(rounds) > 1 else None,  # type: ignore[arg-type]
    )


def lead(desk: Store, room: Created, *steps: str) -> Session:
    session = room.session
    for step in steps:
        session = sessions.advance(desk, room.session.id, room.key, step)
    return session


def join(desk: Store, room: Created, count: int) -> list[str]:
    return [sessions.join(desk, room.session.join_code).token for _ in range(count)]


def cast(
    desk: Store, room: Created, tokens: Sequence[str], ballots: Sequence[Ballot], number: int = 1
) -> None:
    for at, (token, ballot) in enumerate(zip(tokens, ballots, strict=False)):
        votes.vote(desk, room.session.id, token, Submission(number, 1, f"form-{number}-{at}", ballot))


def held(desk: Store, *rounds: Sequence[Ballot], **choices: object) -> tuple[Created, Session]:
    """Hold some rounds, each with its ballots, all revealed."""
    room = made(desk, **choices)  # type: ignore[arg-type]
    tokens = join(desk, room, max((len(ballots) for ballots in rounds), default=0))
    session = room.session
    for number, ballots in enumerate(rounds, 1):
        lead(desk, room, "open")
        cast(desk, room, tokens, ballots, number)
        session = lead(desk, room, "close", "reveal")
    return room, session
