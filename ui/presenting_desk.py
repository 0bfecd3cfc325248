"""What presenters show at this moment, known to the whole process: a speaker's window on the same server follows it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

_MOST = 100  # stories that are followed at a time; who began first is forgotten


@dataclass(frozen=True)
class Shown:
    """The step that is on the screen, when its presentation began, and since when its numbers are frozen."""

    step: str
    began: datetime
    frozen: datetime | None = None


_lock = threading.Lock()
_shown: dict[str, Shown] = {}


def show(story: str, step: str, now: datetime, frozen: datetime | None) -> None:
    """Note which step of a story is on the screen; its presentation goes on, or begins now."""
    with _lock:
        before = _shown.pop(story, None)
        _shown[story] = Shown(step, before.began if before else now, frozen)
        for oldest in list(_shown)[:-_MOST]:
            del _shown[oldest]


def end(story: str) -> None:
    """Note that a story is not on the screen any more."""
    with _lock:
        _shown.pop(story, None)


def shown(story: str) -> Shown | None:
    """Return what of a story is on the screen, None where nobody presents it."""
    with _lock:
        return _shown.get(story)
