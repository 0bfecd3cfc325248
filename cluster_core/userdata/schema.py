"""The tables of what users save, their version, and the way from an older version to this one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.schema import CreateTable

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import CODE_MAX
from cluster_core.userdata.columns import Moment, metadata
from cluster_core.userdata.workshop_tables import WORKSHOP

VERSION = 3
VIEW_MAX = 500  # characters
STORY_NOTE_MAX = 2000

scenarios = Table(
    "saved_scenario",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("space", String(64), nullable=False),
    Column("name", String(80), nullable=False),
    Column("note", String(500), nullable=False),
    Column("sought", String(1200), nullable=False),  # name and note as they are searched
    Column("code", String(CODE_MAX), nullable=False),
    Column("bundle", String(64), nullable=False),
    Column("framework", String(64), nullable=False),
    Column("data_version", String(64), nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("page", String(64), nullable=False, server_default=""),
    Column("view", String(VIEW_MAX), nullable=False, server_default=""),
    UniqueConstraint("space", "name"),
    Index("saved_scenario_by_change", "space", "changed"),
)

basket = Table(
    "basket_item",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("space", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("bundle", String(64), nullable=False),
    Column("region", String(64), nullable=False),
    Column("code", String(CODE_MAX), nullable=False),
    Column("note", String(500), nullable=False),
    Column("place", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("space", "kind", "subject", "bundle", "region"),
)

stories = Table(
    "story",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("space", String(64), nullable=False),
    Column("title", String(80), nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("space", "title"),
)

story_steps = Table(
    "story_step",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("story", String(36), nullable=False),
    Column("place", Integer, nullable=False),
    Column("title", String(80), nullable=False),
    Column("note", String(STORY_NOTE_MAX), nullable=False),
    Column("code", String(CODE_MAX), nullable=False),
    Column("page", String(64), nullable=False),
    Column("view", String(VIEW_MAX), nullable=False),
)

version_table = Table(
    "userdata_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False)
)

# From a version to the statements that lead to the next one. Version 2 brought the basket and what a page looked like,
# version 3 workshops and stories.
STEPS: Mapping[int, tuple[Executable, ...]] = {
    1: (
        text("ALTER TABLE saved_scenario ADD COLUMN page VARCHAR(64) NOT NULL DEFAULT ''"),
        text("ALTER TABLE saved_scenario ADD COLUMN view VARCHAR(500) NOT NULL DEFAULT ''"),
        CreateTable(basket),
    ),
    2: tuple(CreateTable(table) for table in (*WORKSHOP, stories, story_steps)),
}


def version_of(connection: Connection) -> int | None:
    """Return the version of the tables, None where there are none at all.

    Raises `UserDataError`: newer, if a later release made them; foreign, if they are somebody else's.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    found = (
        connection.execute(select(version_table.c.version)).scalar() if version_table.name in tables else None
    )
    if found is None:
        raise UserDataError(
            "foreign", "user data: found a database of something else, allowed: one that this desk made."
        )
    if found > VERSION:
        raise UserDataError(
            "newer",
            f"user data: found version {found}, allowed: up to {VERSION}. A newer release made them: start that one. "
            "Nothing was changed.",
        )
    return int(found)


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables where there are none, and lead older ones to this version, in the caller's transaction."""
    found = version_of(connection)
    if found is None:
        metadata.create_all(connection)
        connection.execute(version_table.insert().values(version=VERSION))
        return
    for step in range(found, VERSION):
        for statement in STEPS[step]:
            connection.execute(statement)
    if found < VERSION:
        connection.execute(update(version_table).values(version=VERSION))
