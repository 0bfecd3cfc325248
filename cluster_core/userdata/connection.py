"""Connections to what users save: opened for one transaction, closed after it, their errors by name.

One file of SQLite by default, with a write-ahead log: readers do not wait for a writer, and what was acknowledged
survives the end of the process. Any other database that SQLAlchemy knows serves by its address.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from cluster_core.errors import UserDataError
from cluster_core.userdata.schema import VERSION, bring_up_to_date, version_of

FILE_NAME = "desk.sqlite"
WAIT_S = 3.0  # for another writer, before the file counts as locked
_WRITES = "writes"
_KINDS = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_READONLY": "read_only",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "damaged",
    "SQLITE_FULL": "full",
}
_NEXT = {
    "locked": "Another program holds it: close that one, or try again.",
    "read_only": "It may be read only: allow this program to write there.",
    "damaged": "It is damaged: move it elsewhere, and an empty one is made. Keep it for whoever repairs it.",
    "full": "The disk is full: make room.",
    "unreachable": "It cannot be opened: look at its folder and at CLUSTER_DESK_USERDATA.",
}


@dataclass(frozen=True)
class Store:
    """Where users' data are; `path` is the file, None for a database behind a server.

    `turn` is held while one thread writes: those of one process wait in a line, each the time of the writes before it.
    SQLite alone would let them try again and again, and forty phones at once could starve the last of them.
    """

    engine: Engine
    path: Path | None
    turn: Lock = field(default_factory=Lock, compare=False, repr=False)

    @property
    def place(self) -> str:
        """What to call it in a message; never a password."""
        return str(self.path) if self.path else self.engine.url.render_as_string(hide_password=True)


def open_store(place: str, *, wait_s: float = WAIT_S) -> Store:
    """Return the store at `place`: an address such as ``sqlite:////srv/desk.sqlite``, else a folder.

    Nothing is made or opened yet: the file comes with the first thing that is saved. `wait_s`: how long to wait for
    another writer before the file counts as locked.

    Raises
    ------
    UserDataError
        If the address is none, or names a database whose driver is not installed.

    Examples
    --------
    >>> open_store("/srv/desk").path.as_posix()
    '/srv/desk/desk.sqlite'
    """
    address = place if "://" in place else f"sqlite:///{Path(place, FILE_NAME).absolute()}"
    try:
        url = make_url(address)
        if url.get_backend_name() != "sqlite":
            return Store(create_engine(url, pool_pre_ping=True), None)
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait_s})
    except (ArgumentError, NoSuchModuleError, ImportError) as unusable:
        raise UserDataError(
            "unreachable",
            f"user data: found an address that cannot be used ({type(unusable).__name__}), allowed: a folder, or an "
            "address of a database whose driver is installed. Look at CLUSTER_DESK_USERDATA.",
        ) from unusable
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return Store(engine, Path(url.database or FILE_NAME))


@contextmanager
def reading(store: Store) -> Generator[Connection | None]:
    """Open a transaction that reads; None where nothing was ever saved. Older tables are led to this version first.

    Raises `UserDataError`, as `writing` does.
    """
    if store.path is not None and not store.path.exists():
        yield None
        return
    with named(store):
        with store.engine.begin() as connection:
            found = version_of(connection)
            if found is None or found == VERSION:
                yield connection if found else None
                return
        with writing(store) as connection:
            yield connection


@contextmanager
def writing(store: Store) -> Generator[Connection]:
    """Open a transaction that writes, with the tables made or brought up to date; whole or not at all.

    Raises
    ------
    UserDataError
        With kind damaged, foreign, newer, locked, read_only, full or unreachable.
    """
    with named(store):
        if store.path is not None:
            store.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            store.turn if store.path is not None else nullcontext(),
            store.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            bring_up_to_date(connection)
            yield connection


@contextmanager
def named(store: Store) -> Generator[None]:
    """Turn what the database or the file system says into an error by name."""
    try:
        yield
    except DBAPIError as failed:
        raise _error(store, _kind(failed.orig), failed) from failed
    except sqlite3.Error as failed:  # while a connection was set up
        raise _error(store, _kind(failed), failed) from failed
    except OSError as failed:
        kind = "read_only" if isinstance(failed, PermissionError) else "unreachable"
        raise _error(store, kind, failed) from failed


def _kind(original: BaseException | None) -> str:
    name = original.sqlite_errorname if isinstance(original, sqlite3.Error) else ""
    known = (kind for prefix, kind in _KINDS.items() if (name or "").startswith(prefix))
    return next(known, "unreachable")


def _error(store: Store, kind: str, failed: Exception) -> UserDataError:
    return UserDataError(
        kind,
        f"user data: found {store.place} {kind.replace('_', ' ')} ({type(failed).__name__}), allowed: a database that "
        f"can be read and written. {_NEXT[kind]} Nothing was changed.",
    )


def _on_connect(raw: Any, _record: object) -> None:
    """Set a new connection up: SQLAlchemy begins transactions itself, the log is written ahead and to the disk."""
    raw.isolation_level = None
    cursor = raw.cursor()
    if cursor.execute("PRAGMA page_count").fetchone() == (
        0,
    ):  # a file keeps its mode; nobody else's is changed
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    cursor.close()


def _on_begin(connection: Connection) -> None:
    """Take the right to write at once: two writers wait for each other instead of failing half-way."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
