"""The tables of workshops: sessions, their rounds, participants and votes; nothing about a person in any of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from cluster_core.model.scenario import CODE_MAX
from cluster_core.userdata.columns import Moment, metadata

HASH = 64  # characters of a SHA-256 in hexadecimal digits
COMMENT_MAX = 500

sessions = Table(
    "workshop_session",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("title", String(80), nullable=False),
    Column("question", String(500), nullable=False),
    Column("bundle", String(64), nullable=False),
    Column("data_version", String(64), nullable=False),
    Column("code", String(CODE_MAX), nullable=False),
    Column("framework", String(64), nullable=False),
    Column("node", String(64), nullable=False),
    Column("method", String(16), nullable=False),
    Column("children", Text, nullable=False),  # a list in JSON, as the two below
    Column("regions", Text, nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("timer_s", Integer, nullable=False),
    Column("comments", Boolean, nullable=False),
    Column("join_code", String(8), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("key_hash", String(HASH), nullable=False),
    Column("state", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
)

rounds = Table(
    "workshop_round",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("opened", Moment),
    Column("closed", Moment),
    Column("revealed", Moment),
)

participants = Table(
    "workshop_participant",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("token_hash", String(HASH), primary_key=True),
)

votes = Table(
    "workshop_vote",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("token_hash", String(HASH), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("answer", Text, nullable=False),
    Column("rater_group", String(16), nullable=False),
    Column("comment", String(COMMENT_MAX), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("form", String(64), nullable=False),
    Column("received", Moment, nullable=False),  # to the minute
)

WORKSHOP = (sessions, rounds, participants, votes)
