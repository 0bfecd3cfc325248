"""Long work in the background: started once for all sessions, with its progress on the page and a way to stop it."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from cluster_core.explore.progress import Cancelled, CancelledError, Progress, step
from ui.text import t
from ui.widget_keys import Key

KEPT = 24
AT_ONCE = 2
EVERY_S = 0.5
PATIENCE_S = 0.3  # what is done by then never shows a progress bar
LAST_S = 3.0  # a process that ends waits so long for work to stop
Work = Callable[[Progress, Cancelled], Any]
State = Literal["running", "done", "cancelled", "failed"]

_jobs: dict[str, Job] = {}
_lock = threading.Lock()
_turns = threading.BoundedSemaphore(AT_ONCE)


class Job:
    """One piece of work, its own thread, and what came of it."""

    def __init__(self, work: Work) -> None:
        self.state: State = "running"
        self.share = 0.0
        self.result: Any = None
        self.error: Exception | None = None
        self._work = work
        self._stop, self._ended = threading.Event(), threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Tell whether the work has ended within this time."""
        return self._ended.wait(seconds)

    def _run(self) -> None:
        try:
            with _turns:
                step(0.0, None, self._stop.is_set)  # cancelled while it waited for its turn
                self.result = self._work(self._at, self._stop.is_set)
            self.state = "done"
        except CancelledError:
            self.state = "cancelled"
        except Exception as error:  # noqa: BLE001 - the page that asked shows it
            self.error, self.state = error, "failed"
        finally:
            self._ended.set()

    def _at(self, share: float) -> None:
        self.share = share


def job(key: str, work: Work) -> Job:
    """Return the job of a key, started if there is none; the oldest that ended makes room."""
    with _lock:
        if key not in _jobs:
            ended = [one for one, kept in _jobs.items() if kept.state != "running"]
            for one in ended[: max(0, len(_jobs) - KEPT + 1)]:
                del _jobs[one]
            _jobs[key] = Job(work)
        return _jobs[key]


def forget(key: str) -> None:
    """Let the next one who asks start the work again."""
    with _lock:
        _jobs.pop(key, None)


def leave(key: str) -> Any | None:
    """Stop and forget the work of a key; return what came of it if it was done, so that it can be put away."""
    with _lock:
        found = _jobs.pop(key, None)
    if found is None:
        return None
    found.cancel()
    return found.result


def stop_all() -> None:
    """Cancel all work and wait a little: a thread inside a solver must not outlive the interpreter."""
    running = [one for one in _jobs.values() if one.state == "running"]
    for one in running:
        one.cancel()
    for one in running:
        one.wait(LAST_S)


atexit.register(stop_all)


def result(key: str, work: Work, label: str) -> Any | None:
    """Return what the work gives; until then draw its progress, or a way to start it again, and return None.

    An error of the work is raised here, and the work forgotten.
    """
    found = job(key, work)
    found.wait(PATIENCE_S)
    if found.state == "done":
        return found.result
    if found.error is not None:
        forget(key)
        raise found.error
    if found.state == "cancelled":
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(t("jobs.cancelled"), width="content")
            st.button(t("jobs.again"), key=Key.JOB_AGAIN.of(label), on_click=forget, args=(key,))
    else:
        _progress(found, label)
    return None


@st.fragment(run_every=EVERY_S)
def _progress(found: Job, label: str) -> None:
    if found.state != "running":
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.progress(min(max(found.share, 0.0), 1.0), text=label, width=360)
        st.button(t("jobs.cancel"), key=Key.JOB_CANCEL.of(label), on_click=found.cancel)
