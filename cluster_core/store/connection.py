"""Connections to DuckDB: read-only, shut off from the file system and the network, one cursor a call."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cluster_core.errors import StoreError

# SECURITY.md: no file or network access from SQL, nothing loaded by itself, bounded memory and disk.
LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "1GB",
    "threads": 2,
    "max_temp_directory_size": "2GB",
    "lock_configuration": True,
}


@contextmanager
def reading(path: Path) -> Generator[duckdb.DuckDBPyConnection]:
    """Give a cursor on a read-only connection that is closed afterwards.

    Raises
    ------
    StoreError
        If the file is missing, damaged, locked by another process or no DuckDB file.
    """
    if not path.is_file():
        raise StoreError(
            f"{path.name}: found no such file, allowed: a built data file. Run the command build."
        )
    connection = None
    try:
        connection = duckdb.connect(str(path), read_only=True, config=LOCKED_DOWN)
        yield connection.cursor()
    except duckdb.Error as broken:
        raise StoreError(
            f"{path.name}: found a file that cannot be read ({type(broken).__name__}), allowed: a data file of this "
            "release that no other program is writing. Run the command build."
        ) from broken
    finally:
        if connection is not None:
            connection.close()


@contextmanager
def writing(path: Path | None) -> Generator[duckdb.DuckDBPyConnection]:
    """Give a connection to a new file, or to memory (None), that is closed afterwards."""
    connection = duckdb.connect(
        str(path) if path else ":memory:", config={"threads": 2, "memory_limit": "1GB"}
    )
    try:
        yield connection
    finally:
        connection.close()
