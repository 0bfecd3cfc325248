"""The tables hold nothing about a person, and have room for what is allowed."""

from __future__ import annotations

from sqlalchemy import String

from cluster_core.model.ballot import METHODS
from cluster_core.model.ratings import RATER_GROUPS
from cluster_core.model.scenario import CODE_MAX
from cluster_core.userdata.record import NAME_MAX, NOTE_MAX
from cluster_core.userdata.session import CODE_LENGTH, STATES
from cluster_core.userdata.workshop_tables import COMMENT_MAX, WORKSHOP, sessions, votes


def test_a_vote_keeps_what_is_said_and_no_more() -> None:
    kept = {column.name for column in votes.c}
    assert kept == {
        "session",
        "token_hash",
        "round",
        "answer",
        "rater_group",
        "comment",
        "sequence",
        "form",
        "received",
    }
    every = {column.name for table in WORKSHOP for column in table.c}
    assert not every & {"name", "address", "ip", "agent", "device", "token", "key"}


def test_the_columns_have_room_for_what_is_allowed() -> None:
    sizes = {one.name: one.type.length for one in sessions.c if isinstance(one.type, String)}
    assert (sizes["title"], sizes["question"], sizes["code"]) == (NAME_MAX, NOTE_MAX, CODE_MAX)
    assert sizes["join_code"] == CODE_LENGTH
    assert max(map(len, METHODS)) <= sizes["method"]
    assert max(map(len, STATES)) <= sizes["state"]
    assert max(map(len, RATER_GROUPS)) <= votes.c.rater_group.type.length
    assert COMMENT_MAX == NOTE_MAX
