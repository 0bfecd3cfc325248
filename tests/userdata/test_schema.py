"""Tables that an older release made are led here; those of a newer one, or of somebody else, are left alone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import String, text
from sqlalchemy.schema import CreateTable

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import CODE_MAX, ID, Scenario
from cluster_core.userdata import basket, connection, schema, sessions, stories
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import NAME_MAX, NOTE_MAX, clean_place, folded
from cluster_core.userdata.tray import Draft, add, list_
from tests.userdata.workshops import opened

# The tables as release 5 made them.
VERSION_1 = """
CREATE TABLE saved_scenario (
  id VARCHAR(36) NOT NULL, space VARCHAR(64) NOT NULL, name VARCHAR(80) NOT NULL, note VARCHAR(500) NOT NULL,
  sought VARCHAR(1200) NOT NULL, code VARCHAR(4096) NOT NULL, bundle VARCHAR(64) NOT NULL,
  framework VARCHAR(64) NOT NULL, data_version VARCHAR(64) NOT NULL,
  created DATETIME NOT NULL, changed DATETIME NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (id), UNIQUE (space, name)
);
CREATE INDEX saved_scenario_by_change ON saved_scenario (space, changed);
CREATE TABLE userdata_version (version INTEGER NOT NULL, PRIMARY KEY (version));
INSERT INTO userdata_version VALUES (1);
"""


def changed(store: Store, statement: str) -> bytes:
    """Change the file behind the desk's back and return its bytes."""
    assert store.path is not None
    with sqlite3.connect(store.path) as raw:
        raw.execute(statement)
    raw.close()
    return store.path.read_bytes()


def test_a_newer_version_is_refused_and_left_as_it_is(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    before = changed(store, "UPDATE userdata_version SET version = 99")
    for attempt in (lambda: list_(store), lambda: add(store, [Draft("Other", scenario)])):
        with pytest.raises(
            UserDataError, match=f"found version 99, allowed: up to {schema.VERSION}"
        ) as refused:
            attempt()
        assert refused.value.kind == "newer"
    assert store.path is not None
    assert store.path.read_bytes() == before
    changed(store, f"UPDATE userdata_version SET version = {schema.VERSION}")
    assert [one.name for one in list_(store).records] == ["Mine"]


def test_another_programs_file_is_refused_and_left_as_it_is(store: Store, scenario: Scenario) -> None:
    assert store.path is not None
    store.path.parent.mkdir()
    before = changed(store, "CREATE TABLE accounts (id INTEGER)")
    for attempt in (lambda: list_(store), lambda: add(store, [Draft("Mine", scenario)])):
        with pytest.raises(UserDataError) as refused:
            attempt()
        assert refused.value.kind == "foreign"
    assert store.path.read_bytes() == before


def test_an_older_version_is_led_here_with_all_it_holds(
    store: Store, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, [Draft("Mine", scenario)])
    now = schema.VERSION
    steps = {now: (text("ALTER TABLE saved_scenario ADD COLUMN colour VARCHAR(8)"),), now + 1: ()}
    monkeypatch.setattr(schema, "STEPS", steps)
    monkeypatch.setattr(schema, "VERSION", now + 2)
    monkeypatch.setattr(connection, "VERSION", now + 2)
    assert [one.name for one in list_(store).records] == ["Mine"]
    assert store.path is not None
    with sqlite3.connect(store.path) as raw:
        assert raw.execute("SELECT version FROM userdata_version").fetchall() == [(now + 2,)]
        assert raw.execute("SELECT colour FROM saved_scenario").fetchall() == [(None,)]
    raw.close()


def test_a_step_that_fails_leaves_the_old_version(
    store: Store, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, [Draft("Mine", scenario)])
    with monkeypatch.context() as newer:
        wrong = (text("ALTER TABLE saved_scenario ADD COLUMN colour VARCHAR(8)"), text("ALTER TABLE nobody"))
        newer.setattr(schema, "STEPS", {schema.VERSION: wrong})
        newer.setattr(connection, "VERSION", schema.VERSION + 1)
        newer.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(UserDataError):
            list_(store)
    assert [one.name for one in list_(store).records] == ["Mine"]


def test_a_file_of_version_1_keeps_its_scenarios_and_gets_what_is_new(
    store: Store, scenario: Scenario
) -> None:
    assert store.path is not None
    store.path.parent.mkdir()
    with sqlite3.connect(store.path) as raw:
        raw.executescript(VERSION_1)
        raw.execute(
            "INSERT INTO saved_scenario VALUES ('a', 'desk', 'Mine', 'why', 'mine why', ?, 'jiangsu', "
            "'four_forces', '1', '2026-11-04 12:00:00.000000', '2026-11-04 12:00:00.000000', 1)",
            (scenario.encode(),),
        )
    raw.close()
    (kept,) = list_(store).records
    assert (kept.id, kept.name, kept.note, kept.revision) == ("a", "Mine", "why", 1)
    assert (kept.scenario(), kept.page, kept.view) == (scenario, "", "")
    assert kept.created == datetime(2026, 11, 4, 12, tzinfo=UTC)
    (new,) = add(store, [Draft("A goal", scenario, page="goal", view="1~gr~1~5~z")])
    assert set(list_(store).records) == {kept, new}
    session = opened(store).session
    assert [one.id for one in sessions.list_(store)] == [session.id]
    put = basket.add(store, "case", "case_cz_carbon", scenario)
    assert basket.items(store) == (put,)
    told = stories.add(store, "Story", [Draft("A step", scenario)])
    assert stories.list_(store) == (told,)


def test_every_version_has_its_step() -> None:
    assert set(schema.STEPS) == set(range(1, schema.VERSION))


def test_the_columns_have_room_for_what_is_allowed() -> None:
    sizes = {one.name: one.type.length for one in schema.scenarios.c if isinstance(one.type, String)}
    assert (sizes["name"], sizes["note"], sizes["code"]) == (NAME_MAX, NOTE_MAX, CODE_MAX)
    assert ID.fullmatch("x" * sizes["bundle"])
    assert clean_place("x" * sizes["page"], "~" * sizes["view"])
    kept = {one.name: one.type.length for one in schema.basket.c if isinstance(one.type, String)}
    assert (kept["note"], kept["code"], kept["subject"]) == (NOTE_MAX, CODE_MAX, basket.SUBJECT_MAX)
    assert max(len(kind) for kind in basket.KINDS) <= kept["kind"]
    told = {one.name: one.type.length for one in schema.story_steps.c if isinstance(one.type, String)}
    assert (told["title"], told["code"], told["view"]) == (NAME_MAX, CODE_MAX, sizes["view"])
    assert sizes["sought"] >= NAME_MAX + 1 + NOTE_MAX
    assert len(folded("ß" * NAME_MAX)) == 2 * NAME_MAX, "folding may lengthen a text"
    assert sizes["sought"] >= 2 * (NAME_MAX + 1 + NOTE_MAX)


def test_the_tables_are_plain_sql() -> None:
    from sqlalchemy.dialects import mysql, postgresql

    for dialect in (postgresql.dialect(), mysql.dialect()):
        for table in schema.metadata.sorted_tables:
            assert table.name in str(CreateTable(table).compile(dialect=dialect))


def test_the_folder_is_made_with_the_first_thing_saved(store: Store, scenario: Scenario) -> None:
    assert list_(store).total == 0
    assert store.path is not None
    folder: Path = store.path.parent
    assert not folder.exists()
    add(store, [Draft("Mine", scenario)])
    assert folder.stat().st_mode & 0o077 == 0
