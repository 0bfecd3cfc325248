"""One session of a workshop as it is kept: what it asks, where it stands, and how a row becomes one."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import Question
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.workshop_tables import sessions

STATES = ("draft", "open", "closed", "revealed", "ended")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31: without 0, 1, I, L and O
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Session:
    """A session; `round` counts from 1, 0 before the first. Times are UTC, `timer_s` 0 for no timer.

    state: draft, open (ballots are taken), closed (none are, results hidden), revealed, ended. `code` is the scenario
    that was on screen when it was made. Nobody's name is in it, and there is no way to ask for one.
    """

    id: str
    title: str
    text: str
    question: Question
    bundle: str
    data_version: str
    code: str
    rounds: int
    timer_s: int
    comments: bool
    join_code: str
    state: str
    round: int
    created: datetime
    expires: datetime

    def scenario(self) -> Scenario:
        """Return the scenario that it began from; `ScenarioError` where this release cannot read its code."""
        return Scenario.decode(self.code)


def clean_code(text: str) -> str:
    """Return a join code as it was made: without spaces and hyphens, in capitals.

    >>> clean_code(" abcd-2345 ")
    'ABCD2345'
    """
    return "".join(text.split()).replace("-", "").upper()


def new_code() -> str:
    """Return a join code: 8 of 31 letters and digits, about 40 bits, from the system's random numbers."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def hashed(salt: str, secret: str) -> str:
    """Return the SHA-256 of a secret under a session's salt: secrets have 128 random bits, so one round is enough."""
    return hashlib.sha256(f"{salt}:{secret}".encode()).hexdigest()


def row_of(connection: Connection, session_id: str, *, lock: bool = False, share: bool = False) -> Row[Any]:
    """Return a session's row; lock it until the end of the transaction where the database has such locks.

    Raises `WorkshopError` of kind gone where there is none.
    """
    wanted = select(sessions).where(sessions.c.id == session_id)
    if lock or share:
        wanted = wanted.with_for_update(read=share)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise WorkshopError(
            "gone", "session: found none of this id, allowed: one that was not deleted. Start anew."
        )
    return row


def check_key(row: Row[Any], key: str) -> None:
    """Refuse whoever does not hold the facilitator's key; `WorkshopError` of kind key. In constant time."""
    if not hmac.compare_digest(row.key_hash, hashed(row.salt, key)):
        raise WorkshopError("key", "session: found another key, allowed: that of its facilitator.")


def session_of(row: Row[Any]) -> Session:
    """Return what a row says, without its secrets."""
    question = Question(
        row.framework,
        row.node,
        row.method,
        tuple(json.loads(row.children)),
        tuple(json.loads(row.regions)),
    )
    return Session(
        id=row.id,
        title=row.title,
        text=row.question,
        question=question,
        bundle=row.bundle,
        data_version=row.data_version,
        code=row.code,
        rounds=row.rounds,
        timer_s=row.timer_s,
        comments=row.comments,
        join_code=row.join_code,
        state=row.state,
        round=row.round,
        created=row.created,
        expires=row.expires,
    )


def as_json(names: Sequence[object]) -> str:
    """Return a list as it is kept."""
    return json.dumps(list(names), separators=(",", ":"))


def to_minute(moment: datetime) -> datetime:
    """Return the whole minute that a moment lies in, in UTC.

    >>> to_minute(datetime(2026, 11, 4, 12, 30, 59, tzinfo=UTC)).second
    0
    """
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
