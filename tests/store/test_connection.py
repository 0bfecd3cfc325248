"""Connections: read-only, closed afterwards, and shut off from files and the network whatever SQL is run."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from cluster_core.errors import StoreError
from cluster_core.store.connection import LOCKED_DOWN, reading, writing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one table."""
    path = tmp_path_factory.mktemp("store") / "made.duckdb"
    with writing(path) as connection:
        connection.execute("CREATE TABLE words (word VARCHAR)")
        connection.execute("INSERT INTO words VALUES ('there')")
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of one's own, beside a text file."""
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    return Path(shutil.copy(made, tmp_path / "x.duckdb"))


def test_what_was_written_is_read(store: Path) -> None:
    with reading(store) as cursor:
        assert cursor.execute("SELECT word FROM words").fetchall() == [("there",)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{folder}/secret.csv')",
        "SELECT * FROM read_text('{folder}/secret.csv')",
        "SELECT * FROM '{folder}/secret.csv'",
        "SELECT * FROM glob('{folder}/*')",
        "ATTACH '{folder}/other.duckdb' AS other",
        "ATTACH '{folder}/x.duckdb' AS again (READ_WRITE)",
        "ATTACH '{folder}/x.duckdb' AS again; INSERT INTO again.words VALUES ('more')",
        "ATTACH ':memory:' AS other",
        "COPY words TO '{folder}/out.csv'",
        "COPY words FROM '{folder}/secret.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "IMPORT DATABASE '{folder}/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{folder}/evil.duckdb_extension'",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "SET threads = 64",
        "SET temp_directory = '{folder}/tmp'",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "PRAGMA enable_external_access = true",
        "CREATE TABLE more (a INTEGER)",
        "INSERT INTO words VALUES ('more')",
        "DELETE FROM words",
        "DROP TABLE words",
    ],
)
def test_statements_that_reach_out_or_write_are_refused(store: Path, statement: str) -> None:
    before = store.read_bytes()
    seen = sorted(path.name for path in store.parent.iterdir())
    with pytest.raises(StoreError), reading(store) as cursor:
        cursor.execute(statement.format(folder=store.parent))
    assert store.read_bytes() == before
    assert sorted(path.name for path in store.parent.iterdir()) == seen


def test_every_setting_is_in_force_and_cannot_be_changed(store: Path) -> None:
    with reading(store) as cursor:
        found = {
            name: cursor.execute("SELECT current_setting(?)", [name]).fetchone()[0]  # type: ignore[index]
            for name in LOCKED_DOWN
        }
    assert found["enable_external_access"] is False
    assert found["autoinstall_known_extensions"] is False
    assert found["autoload_known_extensions"] is False
    assert found["lock_configuration"] is True
    assert found["threads"] == 2
    assert found["memory_limit"] == "953.6 MiB"  # 1 GB, 10^9 bytes


def test_a_connection_is_closed_afterwards_whatever_happens(store: Path) -> None:
    with reading(store) as kept:
        pass
    with pytest.raises(duckdb.Error):
        kept.execute("SELECT 1")
    with pytest.raises(ZeroDivisionError), reading(store) as kept:
        raise ZeroDivisionError
    with pytest.raises(duckdb.Error):
        kept.execute("SELECT 1")
    with writing(store) as connection:  # would fail if another connection held the file
        connection.execute("SELECT 1")


def test_two_may_read_at_once(store: Path) -> None:
    with reading(store) as one, reading(store) as two:
        assert one.execute("SELECT 1").fetchall() == two.execute("SELECT 1").fetchall()


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"x\.duckdb: found no such file.*Run the command build"),
        reading(tmp_path / "x.duckdb"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no such file"), reading(tmp_path):
        pass


@pytest.mark.parametrize("content", [b"", b"not a database\n" * 1000])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError), reading(path) as cursor:
        cursor.execute("SELECT * FROM words")
    assert path.read_bytes() == content


def test_faults_of_sql_are_errors_of_the_store(store: Path) -> None:
    with pytest.raises(StoreError, match=r"CatalogException"), reading(store) as cursor:
        cursor.execute("SELECT * FROM nothing")


def test_memory_is_a_database_of_its_own(tmp_path: Path) -> None:
    with writing(None) as one, writing(None) as two:
        one.execute("CREATE TABLE a (b INTEGER)")
        two.execute("CREATE TABLE a (b INTEGER)")
    assert list(tmp_path.iterdir()) == []
