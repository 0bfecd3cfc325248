"""Long work: done once, told how far it is, cancelled, started again, its errors shown to who asked."""

from __future__ import annotations

import threading

import pytest

from cluster_core.errors import MethodError
from cluster_core.explore.progress import Cancelled, Progress, step
from ui import jobs


@pytest.fixture(autouse=True)
def none_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_jobs", {})


def test_the_work_is_done_once_for_all() -> None:
    calls: list[int] = []

    def work(progress: Progress, cancelled: Cancelled) -> str:
        calls.append(1)
        progress(0.5)
        return "found"

    first = jobs.job("a", work)
    assert first.wait(5)
    assert jobs.job("a", work) is first
    assert jobs.result("a", work, "") == "found"
    assert (first.state, first.share, calls) == ("done", 0.5, [1])


def test_cancelled_in_the_middle_and_started_again() -> None:
    begun, go = threading.Event(), threading.Event()

    def work(progress: Progress, cancelled: Cancelled) -> int:
        begun.set()
        go.wait(5)
        step(0.5, progress, cancelled)
        return 1

    first = jobs.job("a", work)
    assert begun.wait(5)
    assert not first.wait(0)
    first.cancel()
    go.set()
    assert first.wait(5)
    assert (first.state, first.result) == ("cancelled", None)
    jobs.forget("a")
    again = jobs.job("a", work)
    assert again.wait(5)
    assert again.result == 1


def test_work_that_is_left_is_stopped_and_its_result_handed_over() -> None:
    done = jobs.job("a", lambda _progress, _cancelled: "made")
    assert done.wait(5)
    assert jobs.leave("a") == "made"
    assert jobs.leave("a") is None
    go = threading.Event()
    running = jobs.job("b", lambda progress, cancelled: (go.wait(5), step(0.5, progress, cancelled)))
    assert jobs.leave("b") is None
    go.set()
    assert running.wait(5)
    assert running.state == "cancelled"


def test_an_error_reaches_who_asked_and_is_not_kept() -> None:
    def work(progress: Progress, cancelled: Cancelled) -> None:
        raise MethodError("no")

    with pytest.raises(MethodError, match="no"):
        jobs.result("a", work, "")
    assert not jobs._jobs


def test_the_oldest_that_ended_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 3)
    for name in "abcde":
        assert jobs.job(name, lambda progress, cancelled: 1).wait(5)
    assert list(jobs._jobs) == ["c", "d", "e"]


def test_work_stops_with_the_process() -> None:
    begun = threading.Event()

    def work(progress: Progress, cancelled: Cancelled) -> None:
        begun.set()
        while True:
            step(0.1, progress, cancelled)

    endless = jobs.job("a", work)
    assert begun.wait(5)
    jobs.stop_all()
    assert endless.state == "cancelled"
