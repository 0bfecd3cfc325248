"""Votes: one a participant and round, the last one sent counts, however often and late it arrives."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.expression import ColumnElement

from cluster_core.errors import WorkshopError
from cluster_core.model.ballot import LEAST_SHOWN, Ballot, check_ballot
from cluster_core.userdata.connection import Store, reading, writing
from cluster_core.userdata.record import clean_note
from cluster_core.userdata.session import Session, as_json, hashed, row_of, session_of, to_minute
from cluster_core.userdata.workshop_tables import participants, votes

SEQUENCE_MAX = 2**31 - 1
_FORM = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RANDOM = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Submission:
    """What a device sends: for which round, the how-manieth it sends (from 1), and the key of the form it filled in.

    The same form sent twice has the same key: it is one vote. A change is a new form with a higher sequence.
    """

    round: int
    sequence: int
    form: str
    ballot: Ballot
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of it, and the vote that counts now.

    outcome: accepted; repeated (this very form was there already); stale (a later one was there already, and stays).
    """

    outcome: str
    round: int
    sequence: int
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant stands: the session, and their own vote of its present round, None for none."""

    session: Session
    sequence: int = 0
    ballot: Ballot | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many joined, and how many of them voted in a round."""

    joined: int
    voted: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How many voted in both of two rounds, and how many of them not alike."""

    both: int
    changed: int


def vote(
    store: Store, session_id: str, token: str, submission: Submission, *, now: datetime | None = None
) -> Receipt:
    """Write one participant's vote; when this returns it is on the disk.

    Parameters
    ----------
    store, session_id
    token
        From `sessions.join`.
    submission
        Points that do not sum to 100 are refused: `model.ballot.rescaled` first, if the participant agrees.
    now
        The server's clock, UTC; kept to the minute and never compared: what counts is the sequence.

    Returns
    -------
    Receipt
        Also for a form that arrives again, or late behind a newer one: nothing changes, and it says what counts.

    Raises
    ------
    WorkshopError
        Kind gone, token; ballot, sum; draft (not begun), closed (results may be out: the vote was late), round (another
        one is open), ended. Nothing was changed; the device keeps its draft.
    UserDataError
        If the store cannot be written: not acknowledged, to be sent again with the same key.
    """
    if not _FORM.fullmatch(submission.form) or not 0 < submission.sequence <= SEQUENCE_MAX:
        raise WorkshopError(
            "ballot", "form: found a damaged key or sequence, allowed: a page's own. Load it again."
        )
    with writing(store) as connection:
        row = row_of(connection, session_id, share=True)
        who = hashed(row.salt, token)
        _check_participant(connection, row.id, who)
        mine = _mine(row.id, who, submission.round)
        stored = connection.execute(select(votes).where(mine)).one_or_none()
        if stored is not None and submission.sequence <= stored.sequence:
            return _receipt("repeated" if stored.form == submission.form else "stale", stored)
        if stored is not None and stored.form == submission.form:
            return _receipt("repeated", stored)
        _check_open(row, submission.round)
        session = session_of(row)
        check_ballot(session.question, submission.ballot)
        values = _values(session, submission, now or datetime.now(UTC))
        outcome = "accepted" if _put(connection, mine, (row.id, who, submission), values) else "stale"
        return _receipt(outcome, connection.execute(select(votes).where(mine)).one())


def standing(store: Store, session_id: str, token: str) -> Standing:
    """Return where a participant stands, for a page that is loaded again; `WorkshopError` of kind gone or token."""
    with reading(store) as connection:
        if connection is None:
            raise WorkshopError("gone", "session: found none at all, allowed: one that was made. Join again.")
        row = row_of(connection, session_id)
        who = hashed(row.salt, token)
        _check_participant(connection, row.id, who)
        stored = connection.execute(select(votes).where(_mine(row.id, who, row.round))).one_or_none()
        session = session_of(row)
        return Standing(session, stored.sequence, _ballot(stored)) if stored else Standing(session)


def counts(store: Store, session_id: str, round_: int) -> Counts:
    """Return how many joined and voted, while the round is open too; nothing of what they voted."""
    with reading(store) as connection:
        if connection is None:
            return Counts(0, 0)
        joined = select(func.count()).select_from(participants).where(participants.c.session == session_id)
        voted = select(func.count()).select_from(votes).where(_of(session_id, round_))
        return Counts(connection.execute(joined).scalar_one(), connection.execute(voted).scalar_one())


def ballots(store: Store, session_id: str, round_: int) -> tuple[Ballot, ...]:
    """Return the ballots of a round that was revealed, shuffled: their order says nothing.

    Show nothing of fewer than five: `workshop.outcome` sees to it.

    Raises
    ------
    WorkshopError
        Kind hidden, before the round is revealed; gone.
    """
    return tuple(_ballot(row) for row in _revealed(store, session_id, round_))


def comments(store: Store, session_id: str, round_: int) -> tuple[str, ...]:
    """Return the comments of a revealed round, shuffled; none below five votes. Raises as `ballots`."""
    rows = _revealed(store, session_id, round_)
    return tuple(row.comment for row in rows if row.comment) if len(rows) >= LEAST_SHOWN else ()


def moved(store: Store, session_id: str, before: int, after: int) -> Moved | None:
    """Return how many changed their mind between two revealed rounds, never who; None below five who voted in both.

    Raises as `ballots`.
    """
    first = {row.token_hash: row.answer for row in _revealed(store, session_id, before)}
    second = {row.token_hash: row.answer for row in _revealed(store, session_id, after)}
    both = first.keys() & second.keys()
    if len(both) < LEAST_SHOWN:
        return None
    return Moved(len(both), sum(first[one] != second[one] for one in both))


# ---- rows


def _check_participant(connection: Connection, session_id: str, who: str) -> None:
    mine = (participants.c.session == session_id) & (participants.c.token_hash == who)
    if connection.execute(select(participants.c.session).where(mine)).one_or_none() is None:
        raise WorkshopError(
            "token", "participant: found nobody of this token, allowed: who joined. Join again."
        )


def _check_open(row: Row[Any], round_: int) -> None:
    if row.state == "ended":
        raise WorkshopError("ended", "session: found it ended, allowed: a session that goes on.")
    if row.state == "draft":
        raise WorkshopError(
            "draft", "session: found it not begun, allowed: an open round. Wait for the facilitator."
        )
    if round_ != row.round:
        raise WorkshopError("round", f"round: found {round_}, allowed: {row.round}. Load the page again.")
    if row.state != "open":
        raise WorkshopError(
            "closed", f"round {row.round}: found it closed, allowed: an open one. The vote came late."
        )


def _put(
    connection: Connection,
    mine: ColumnElement[bool],
    key: tuple[str, str, Submission],
    values: dict[str, object],
) -> bool:
    """Write a vote over an older one, or as the first; return whether it was newer than what is there."""
    session_id, who, submission = key
    newer = votes.update().where(mine, votes.c.sequence < submission.sequence).values(values)
    if connection.execute(newer).rowcount:
        return True
    first = votes.insert().values(session=session_id, token_hash=who, round=submission.round, **values)
    try:
        with connection.begin_nested():
            connection.execute(first)
    except IntegrityError:  # another request of the same participant was faster
        return bool(connection.execute(newer).rowcount)
    return True


def _values(session: Session, submission: Submission, at: datetime) -> dict[str, object]:
    comment = clean_note(submission.comment)
    if comment and not session.comments:
        raise WorkshopError("ballot", "comment: found one, allowed: none in this session. Leave it out.")
    return {
        "answer": as_json([None if value is None else float(value) for value in submission.ballot.values]),
        "rater_group": submission.ballot.group,
        "comment": comment,
        "sequence": submission.sequence,
        "form": submission.form,
        "received": to_minute(at),
    }


def _of(session_id: str, round_: int) -> ColumnElement[bool]:
    return (votes.c.session == session_id) & (votes.c.round == round_)


def _mine(session_id: str, who: str, round_: int) -> ColumnElement[bool]:
    return _of(session_id, round_) & (votes.c.token_hash == who)


def _ballot(row: Row[Any]) -> Ballot:
    return Ballot(tuple(json.loads(row.answer)), row.rater_group)


def _receipt(outcome: str, row: Row[Any]) -> Receipt:
    return Receipt(outcome, row.round, row.sequence, _ballot(row))


def _revealed(store: Store, session_id: str, round_: int) -> list[Row[Any]]:
    with reading(store) as connection:
        if connection is None:
            raise WorkshopError("gone", "session: found none at all, allowed: one that was made.")
        row = row_of(connection, session_id)
        if not (round_ < row.round or (round_ == row.round and row.state in {"revealed", "ended"})):
            raise WorkshopError(
                "hidden", f"round {round_}: found it not revealed, allowed: one that is. Reveal it."
            )
        rows = list(connection.execute(select(votes).where(_of(session_id, round_))))
    _RANDOM.shuffle(rows)
    return rows
