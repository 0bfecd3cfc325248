"""Work that takes a while: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from cluster_core.errors import ClusterError

Progress = Callable[[float], object]  # called with the share done, 0-1
Cancelled = Callable[[], bool]  # asked between two steps


class CancelledError(ClusterError):
    """A long computation was stopped on request; nothing of it is kept."""


def step(done: float, progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Tell the share done; raise `CancelledError` if the work is to stop.

    >>> step(0.5, print, None)
    0.5
    """
    if cancelled is not None and cancelled():
        raise CancelledError(f"cancelled: stopped after {done:.0%}. Start again to see the result.")
    if progress is not None:
        progress(done)


def part(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return how to tell the progress of one part of a whole, which goes from `begin` to `end`.

    >>> told = []
    >>> step(0.5, part(told.append, 0.5, 1.0), None)
    >>> told
    [0.75]
    """
    if progress is None:
        return None

    def tell(share: float) -> None:
        progress(begin + share * (end - begin))

    return tell
