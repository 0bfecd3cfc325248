"""Tables on their way in: kept as files of this process, few and small enough, and gone when nobody holds them.

The server has no route for files. A table comes through the session's own connection, whose origin the server checks,
and whose messages are bounded by `server.maxMessageSize`.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from contextlib import ExitStack
from dataclasses import dataclass

from cluster_core.errors import IntakeError
from cluster_core.intake.steps import kept_upload

LARGEST = 20 * 1024 * 1024  # bytes of one table; tests/test_config.py compares it with the server's limit
LARGEST_OF_ALL = 400 * 1024 * 1024
PASTED = 2_000_000  # characters

_lock = threading.Lock()
_held: dict[str, int] = {}


@dataclass(frozen=True, eq=False)
class Kept:
    """A table that a session brought; its file lives as long as this object."""

    name: str
    path: str
    size: int
    digest: str


def keep(content: bytes, name: str) -> Kept:
    """Keep a table as a file until the object that is returned is gone.

    Raises `IntakeError`: too_large, or busy where the tables of all sessions together are too large.
    """
    if len(content) > LARGEST:
        raise IntakeError(
            "too_large", f"{name}: found more than {LARGEST >> 20} MB, allowed: {LARGEST >> 20} MB. Split it."
        )
    stack = ExitStack()
    with _lock:
        if sum(_held.values()) + len(content) > LARGEST_OF_ALL:
            raise IntakeError("busy", "imports: found too many tables at once. Try again in a few minutes.")
        path = str(stack.enter_context(kept_upload(content, name)))
        _held[path] = len(content)
    kept = Kept(name, path, len(content), hashlib.sha256(content).hexdigest())
    weakref.finalize(kept, _free, path, stack)
    return kept


def held() -> int:
    """Return the bytes of all tables that are kept now."""
    return sum(_held.values())


def _free(path: str, stack: ExitStack) -> None:
    stack.close()
    _held.pop(path, None)
