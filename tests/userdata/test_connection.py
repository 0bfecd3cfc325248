"""The file itself: damaged, locked, read-only, killed in the middle of a write, written by two at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store, open_store, writing
from cluster_core.userdata.schema import scenarios
from cluster_core.userdata.tray import Draft, add, list_

ROOT = Path(__file__).resolve().parents[2]


def refused(store: Store, scenario: Scenario) -> list[str]:
    """Return the kinds of error of reading and of writing."""
    kinds = []
    for attempt in (lambda: list_(store), lambda: add(store, [Draft("Mine", scenario)])):
        with pytest.raises(UserDataError, match=r"^user data: found ") as error:
            attempt()
        assert str(store.path) in str(error.value)
        kinds.append(error.value.kind)
    return kinds


@pytest.mark.parametrize(
    "bytes_", [b"not a database at all, but long enough to be read as one" * 40, b"\0" * 5000]
)
def test_a_damaged_file_is_named_and_left_as_it_is(store: Store, scenario: Scenario, bytes_: bytes) -> None:
    assert store.path is not None
    store.path.parent.mkdir()
    store.path.write_bytes(bytes_)
    assert refused(store, scenario) == ["damaged", "damaged"]
    assert store.path.read_bytes() == bytes_


def test_a_torn_file_is_named(store: Store, scenario: Scenario) -> None:
    add(store, [Draft(f"Mine {number}", scenario, "x" * 400) for number in range(200)])
    assert store.path is not None
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserDataError) as error:
        list_(store)
    assert error.value.kind == "damaged"


def test_a_locked_file_is_read_but_not_written(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    assert store.path is not None
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert list_(store).total == 1
        with pytest.raises(UserDataError, match="Another program holds it") as error:
            add(store, [Draft("Other", scenario)])
        assert error.value.kind == "locked"
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert add(store, [Draft("Other", scenario)])[0].name == "Other"


def test_a_file_for_reading_only_is_read_but_not_written(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    # Whoever runs the tests may be allowed to write everywhere: the database itself says no here.
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
    assert list_(store).total == 1
    with pytest.raises(UserDataError) as error:
        add(store, [Draft("Other", scenario)])
    assert error.value.kind == "read_only"


def test_a_folder_where_the_file_should_be_is_named(store: Store, scenario: Scenario) -> None:
    assert store.path is not None
    store.path.mkdir(parents=True)
    assert refused(store, scenario) == ["unreachable", "unreachable"]


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path, scenario: Scenario) -> None:
    (tmp_path / "desk").write_text("")
    with pytest.raises(UserDataError) as error:
        add(open_store(str(tmp_path / "desk")), [Draft("Mine", scenario)])
    assert error.value.kind == "unreachable"


def test_an_empty_file_is_an_empty_tray(store: Store, scenario: Scenario) -> None:
    assert store.path is not None
    store.path.parent.mkdir()
    store.path.touch()
    assert list_(store).total == 0
    add(store, [Draft("Mine", scenario)])
    assert list_(store).total == 1


def test_a_file_that_was_taken_away_begins_anew(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    assert store.path is not None
    store.path.unlink()
    assert list_(store).total == 0
    add(store, [Draft("Other", scenario)])
    assert [one.name for one in list_(store).records] == ["Other"]


@pytest.mark.parametrize("place", ["nobody://x", "://", "sqlite+nobody://"])
def test_an_address_that_cannot_be_used_is_named(place: str) -> None:
    with pytest.raises(UserDataError, match="CLUSTER_DESK_USERDATA") as error:
        open_store(place)
    assert error.value.kind == "unreachable"


def test_an_address_of_a_file_is_taken(tmp_path: Path, scenario: Scenario) -> None:
    store = open_store(f"sqlite:///{tmp_path}/mine.db")
    add(store, [Draft("Mine", scenario)])
    assert (tmp_path / "mine.db").is_file()
    assert store.place == f"{tmp_path}/mine.db"


def test_the_log_is_written_ahead(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    with writing(store) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_transaction_is_whole_or_nothing(store: Store, scenario: Scenario) -> None:
    add(store, [Draft("Mine", scenario)])
    with suppress(RuntimeError), writing(store) as connection:
        connection.execute(scenarios.delete())
        raise RuntimeError
    assert list_(store).total == 1


def test_many_write_at_once(tmp_path: Path, scenario: Scenario) -> None:
    place = str(tmp_path / "desk")
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: add(open_store(place), [Draft("Mine", scenario)])[0], range(24)))
    assert {one.name for one in made} == {"Mine", *(f"Mine ({number})" for number in range(2, 25))}
    assert list_(open_store(place), limit=100).total == 24


WRITER = """
import sys

from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import open_store
from cluster_core.userdata.tray import Draft, add
store, scenario = open_store(sys.argv[1]), Scenario("jiangsu", "four_forces", 2023)
while True:
    for record in add(store, [Draft("Mine", scenario, "x" * 400)] * 3):
        print(record.id, flush=True)
"""


def test_a_killed_writer_leaves_the_file_whole(store: Store, scenario: Scenario) -> None:
    assert store.path is not None
    command = [sys.executable, "-c", WRITER, str(store.path.parent)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().strip() for _ in range(30)]
        child.kill()
        acknowledged += child.stdout.read().split("\n")[:-1]
    found = list_(store, limit=10_000)
    assert {one.id for one in found.records} >= {one for one in acknowledged if len(one) == 36}
    assert found.total % 3 == 0, "no transaction is there in part"
    with sqlite3.connect(store.path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()
    add(store, [Draft("After", scenario)])
