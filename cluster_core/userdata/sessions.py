"""Sessions of a workshop: made, joined, led from step to step by their facilitator, deleted for good."""

from __future__ import annotations

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql.expression import ColumnElement

from cluster_core.errors import WorkshopError, one_of
from cluster_core.model.ballot import Question
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import WAIT_S, Store, reading, writing
from cluster_core.userdata.record import clean_name, clean_note
from cluster_core.userdata.rewriting import rewrite
from cluster_core.userdata.session import (
    Session,
    as_json,
    check_key,
    clean_code,
    hashed,
    new_code,
    row_of,
    session_of,
    to_minute,
)
from cluster_core.userdata.workshop_tables import WORKSHOP, participants, rounds, sessions

LASTS = timedelta(hours=12)  # a join code
KEPT_DAYS = 30
MOST_JOINED = 500
MOST_ROUNDS = 9
TIMER_MAX_S = 3600
_STEPS = {  # step -> states it leads from, state it leads to
    "open": (("draft", "revealed"), "open"),
    "close": (("open",), "closed"),
    "reveal": (("closed",), "revealed"),
    "end": (("draft", "open", "closed", "revealed"), "ended"),
}
STEPS = tuple(_STEPS)
_SIGN = {"open": "opened", "close": "closed", "reveal": "revealed"}  # what a round notes of a step


@dataclass(frozen=True, slots=True)
class Plan:
    """A session to be made: `scenario` is on screen and is what the room's weights will be applied to.

    text: the question as the room reads it. timer_s: 0 for none; it is shown, and closes nothing. comments: whether a
    ballot may carry a sentence.
    """

    title: str
    text: str
    question: Question
    scenario: Scenario
    data_version: str
    rounds: int = 1
    timer_s: int = 0
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Created:
    """A session and the key of its facilitator, which is told this once: only its hash is kept."""

    session: Session
    key: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A session and the token of one participant, which only the participant's device keeps."""

    session: Session
    token: str


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """When a round was opened, closed and revealed, by the server's clock (UTC); None for not yet."""

    round: int
    opened: datetime | None
    closed: datetime | None
    revealed: datetime | None


def create(store: Store, plan: Plan, *, lasts: timedelta = LASTS, now: datetime | None = None) -> Created:
    """Make a session in the state draft.

    Parameters
    ----------
    store, plan
    lasts
        How long the join code is good for; who has joined stays in.
    now
        UTC; the server's clock by default.

    Raises
    ------
    UserDataError
        Kind name for title or text; or the store cannot be written.
    WorkshopError
        Kind question: rounds, timer, or a scenario of another framework.
    """
    _check(plan)
    at = now or datetime.now(UTC)
    key, salt = secrets.token_urlsafe(16), secrets.token_hex(16)
    asked, whole = plan.question, plan.scenario.quantised()
    values: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "title": clean_name(plan.title),
        "question": clean_note(plan.text),
        "bundle": whole.bundle,
        "data_version": plan.data_version,
        "code": whole.encode(),
        "framework": asked.framework,
        "node": asked.parent,
        "method": asked.method,
        "children": as_json(asked.children),
        "regions": as_json(asked.regions),
        "rounds": plan.rounds,
        "timer_s": plan.timer_s,
        "comments": plan.comments,
        "salt": salt,
        "key_hash": hashed(salt, key),
        "state": "draft",
        "round": 0,
        "created": to_minute(at),
        "expires": at + lasts,
    }
    with writing(store) as connection:
        values["join_code"] = _free_code(connection)
        connection.execute(sessions.insert().values(values))
        return Created(session_of(row_of(connection, str(values["id"]))), key)


def list_(store: Store) -> tuple[Session, ...]:
    """Return all sessions, the youngest first; empty where there is none. Raises `UserDataError`."""
    with reading(store) as connection:
        if connection is None:
            return ()
        rows = connection.execute(select(sessions).order_by(sessions.c.created.desc(), sessions.c.id))
        return tuple(session_of(row) for row in rows)


def find(store: Store, session_id: str) -> Session:
    """Return a session as it stands; `WorkshopError` of kind gone where it was deleted."""
    with reading(store) as connection:
        return session_of(row_of(_there(connection), session_id))


def holds_key(store: Store, session_id: str, key: str) -> bool:
    """Tell whether a key is that of a session's facilitator; False too where the session is gone."""
    try:
        with reading(store) as connection:
            check_key(row_of(_there(connection), session_id), key)
    except WorkshopError:
        return False
    return True


def find_code(store: Store, code: str, *, now: datetime | None = None) -> Session:
    """Return the session that a join code belongs to.

    Raises
    ------
    WorkshopError
        Kind code, in the same words for one that is wrong, expired, or of a session that has ended.

    Notes
    -----
    Every code that is good for something is compared, each in constant time. Count wrong ones with
    `workshop.rate_limit`.
    """
    with reading(store) as connection:
        return session_of(_row_of_code(_there(connection, "code"), code, now or datetime.now(UTC)))


def join(store: Store, code: str, *, now: datetime | None = None) -> Joined:
    """Take one more participant in; nothing is kept but a hash of the token.

    Raises
    ------
    WorkshopError
        Kind code as `find_code`; kind room, where 500 have joined.
    """
    token = secrets.token_urlsafe(16)
    with writing(store) as connection:
        row = _row_of_code(connection, code, now or datetime.now(UTC))
        counted = select(func.count()).select_from(participants).where(participants.c.session == row.id)
        if connection.execute(counted).scalar_one() >= MOST_JOINED:
            raise WorkshopError(
                "room", f"session: found {MOST_JOINED} who joined, allowed: no more. The room is full."
            )
        connection.execute(participants.insert().values(session=row.id, token_hash=hashed(row.salt, token)))
        return Joined(session_of(row), token)


def advance(store: Store, session_id: str, key: str, step: str, *, now: datetime | None = None) -> Session:
    """Lead a session on; a step taken already is not taken twice, so that a refresh or a double click does no harm.

    Parameters
    ----------
    step : open, close, reveal or end
        draft -open-> open -close-> closed -reveal-> revealed -open-> the next round; end from anywhere.

    Raises
    ------
    WorkshopError
        Kind key; step, where the state allows no such step; rounds, where all were held; ended; gone.
    """
    if step not in _STEPS:
        raise WorkshopError("step", f"session: found the step '{step[:20]}', allowed: {one_of(STEPS)}.")
    sources, target = _STEPS[step]
    with writing(store) as connection:
        row = row_of(connection, session_id, lock=True)
        check_key(row, key)
        if row.state == target:
            return session_of(row)
        if row.state == "ended":
            raise WorkshopError(
                "ended", "session: found it ended, allowed: a session that goes on. Make a new one."
            )
        if row.state not in sources:
            raise WorkshopError(
                "step", f"session: found it {row.state}, allowed to {step}: {one_of(sources)}."
            )
        number = row.round + (step == "open")
        if number > row.rounds:
            raise WorkshopError(
                "rounds", f"session: found {row.rounds} rounds held, allowed: {row.rounds}. End it."
            )
        mine = sessions.c.id == session_id
        connection.execute(sessions.update().where(mine).values(state=target, round=number))
        _note(connection, row.id, number, step, now or datetime.now(UTC))
        return session_of(row_of(connection, session_id))


def renew_code(
    store: Store, session_id: str, key: str, *, lasts: timedelta = LASTS, now: datetime | None = None
) -> Session:
    """Give a session another join code, good from now on; the old one is good for nothing. Raises as `advance`."""
    with writing(store) as connection:
        check_key(row_of(connection, session_id, lock=True), key)
        values = {"join_code": _free_code(connection), "expires": (now or datetime.now(UTC)) + lasts}
        connection.execute(sessions.update().where(sessions.c.id == session_id).values(values))
        return session_of(row_of(connection, session_id))


def round_times(store: Store, session_id: str) -> tuple[RoundTimes, ...]:
    """Return the times of the rounds held, in order; empty before the first."""
    with reading(store) as connection:
        if connection is None:
            return ()
        held = rounds.c.session == session_id
        columns = (rounds.c.round, rounds.c.opened, rounds.c.closed, rounds.c.revealed)
        rows = connection.execute(select(*columns).where(held).order_by(rounds.c.round))
        return tuple(RoundTimes(*row) for row in rows)


def remaining_s(session: Session, opened: datetime | None, *, now: datetime | None = None) -> int | None:
    """Return the seconds left on an open round's timer, 0 when it has run out; None without one.

    It never leaves 0 to `timer_s`, however the clock jumps, and closes nothing: the facilitator does.
    """
    if session.state != "open" or not session.timer_s or opened is None:
        return None
    passed = ((now or datetime.now(UTC)) - opened).total_seconds()
    return round(min(max(session.timer_s - passed, 0), session.timer_s))


def delete(store: Store, session_id: str, key: str, *, wait_s: float = WAIT_S) -> None:
    """Delete a session with all its votes, and write the file anew, so that no byte of them is left in it.

    wait_s: how long to wait, in seconds, for others who use the file.

    Raises
    ------
    WorkshopError
        Kind key or gone.
    UserDataError
        Kind locked from `rewrite`: it is deleted, but the file must still be written anew: call `rewrite` again.
    """
    with writing(store) as connection:
        check_key(row_of(connection, session_id, lock=True), key)
        _delete(connection, session_id)
    rewrite(store, wait_s)


def purge(store: Store, days: int = KEPT_DAYS, *, now: datetime | None = None) -> int:
    """Delete all sessions made more than so many days ago, as `delete` does; return how many there were."""
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    old = sessions.c.created < before
    with reading(store) as connection:
        if connection is None or not _ids(connection, old):
            return 0
    with writing(store) as connection:
        gone = _ids(connection, old)
        for one in gone:
            _delete(connection, one)
    rewrite(store)
    return len(gone)


# ---- rows


def _check(plan: Plan) -> None:
    limits = (("rounds", plan.rounds, 1, MOST_ROUNDS), ("timer", plan.timer_s, 0, TIMER_MAX_S))
    for name, found, low, high in limits:
        if not low <= found <= high:
            raise WorkshopError("question", f"{name}: found {found}, allowed: {low} to {high}.")
    if plan.scenario.framework != plan.question.framework:
        raise WorkshopError(
            "question",
            f"scenario: found the framework '{plan.scenario.framework}', allowed: '{plan.question.framework}'.",
        )


def _there(connection: Connection | None, kind: str = "gone") -> Connection:
    if connection is None:
        raise WorkshopError(
            kind, "session: found none at all, allowed: one that was made. Ask the facilitator."
        )
    return connection


def _row_of_code(connection: Connection, code: str, at: datetime) -> Row[Any]:
    given = clean_code(code).encode()
    live = select(sessions).where(sessions.c.expires > at, sessions.c.state != "ended")
    rows = connection.execute(live.order_by(sessions.c.id)).all()
    fit = [row for row in rows if hmac.compare_digest(row.join_code.encode(), given)]
    if not fit:
        raise WorkshopError(
            "code", "join code: found none that is good now, allowed: the one on the wall. Try again."
        )
    return fit[0]


def _free_code(connection: Connection) -> str:
    taken = set(connection.execute(select(sessions.c.join_code)).scalars())
    while (code := new_code()) in taken:
        pass
    return code


def _note(connection: Connection, session_id: str, number: int, step: str, at: datetime) -> None:
    if step == "open":
        connection.execute(rounds.insert().values(session=session_id, round=number, opened=at))
    elif step in _SIGN:
        mine = (rounds.c.session == session_id) & (rounds.c.round == number)
        connection.execute(rounds.update().where(mine).values({_SIGN[step]: at}))


def _ids(connection: Connection, which: ColumnElement[bool]) -> list[str]:
    return list(connection.execute(select(sessions.c.id).where(which)).scalars())


def _delete(connection: Connection, session_id: str) -> None:
    for table in WORKSHOP:
        mine = table.c.id if table is sessions else table.c.session
        connection.execute(table.delete().where(mine == session_id))
