"""Deleting for good: the file is written anew without what was deleted, so that no byte of it is left behind."""

from __future__ import annotations

import time

from cluster_core.errors import UserDataError
from cluster_core.userdata.connection import WAIT_S, Store, named

PAUSE_S = 0.05


def rewrite(store: Store, wait_s: float = WAIT_S) -> None:
    """Write the file of a store anew, and empty its log; nothing where there is no file, or a server keeps the data.

    Parameters
    ----------
    store
    wait_s
        How long to wait, in seconds, for others who read or write at the moment.

    Raises
    ------
    UserDataError
        Kind locked, where others do not let go in time: what was deleted is gone from the tables, but may still be in
        the file. Ask again. Else as `writing`.

    Notes
    -----
    SQLite keeps freed pages until VACUUM; the write-ahead log keeps old ones until it is truncated. A database server
    has its own ways (PostgreSQL: VACUUM FULL), which are its administrator's.
    """
    if store.path is None or not store.path.exists():
        return
    end = time.monotonic() + wait_s
    with named(store):
        raw = store.engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            while True:
                row = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if not row or not row[0]:
                    return
                if time.monotonic() >= end:
                    break
                time.sleep(PAUSE_S)
        finally:
            raw.close()
    raise UserDataError(
        "locked",
        f"user data: found {store.place} in use, allowed: nobody else for a moment. What was deleted is gone from the "
        "tables, but the file still has to be written anew: ask again.",
    )
