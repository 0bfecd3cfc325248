"""The child process: its limits hold, its answer and its errors come back by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import BundleError, IntakeError
from cluster_core.intake import child, jobs
from cluster_core.intake.child import Limits, in_child
from cluster_core.intake.jobs import Request
from cluster_core.intake.wire import to_text
from tests.intake.samples import bundle


def asked(folder: Path, text: str) -> str:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    return to_text(Request(str(folder / "a.csv"), str(folder / "demo")))


def test_an_answer_and_its_steps(tmp_path: Path) -> None:
    bundle(tmp_path)
    seen: list[tuple[str, float]] = []
    answer = in_child("look", asked(tmp_path, "地区,GDP\n南京,1\n"), progress=lambda *step: seen.append(step))
    assert '"gdp"' in answer
    assert seen[0] == ("start", 0.0)


def test_too_little_memory(tmp_path: Path) -> None:
    bundle(tmp_path)
    with pytest.raises(IntakeError, match="Nothing was changed") as wrong:
        in_child("look", asked(tmp_path, "地区,GDP\n"), Limits(memory=60 << 20))
    assert wrong.value.kind in ("memory", "crash")


def test_too_little_time_and_a_user_who_gives_up(tmp_path: Path) -> None:
    bundle(tmp_path)
    with pytest.raises(IntakeError, match=r"more than 0.01 s") as wrong:
        in_child("look", asked(tmp_path, "地区,GDP\n"), Limits(seconds=0.01))
    assert wrong.value.kind == "time"

    def given_up(step: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_child("look", asked(tmp_path, "地区,GDP\n"), progress=given_up)


def test_too_long_an_answer(tmp_path: Path) -> None:
    bundle(tmp_path)
    with pytest.raises(IntakeError) as wrong:
        in_child("look", asked(tmp_path, "地区,GDP\n南京,1\n"), Limits(answer=10))
    assert wrong.value.kind == "output"


def test_errors_of_the_job_come_back_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child would write, read as its parent reads it."""
    bundle(tmp_path)

    def answer(request: str) -> str:
        return child._unwrapped(child._done("look", request))

    with pytest.raises(IntakeError) as wrong:
        answer(asked(tmp_path, ""))
    assert wrong.value.kind == "empty"
    bundle(tmp_path, {"regions.csv": "region,name\n"})
    with pytest.raises(BundleError, match=r"demo/regions.csv:1: region: found no rows"):
        answer(asked(tmp_path, "a,b\n1,2\n"))

    def out_of_memory(request: str, step: object) -> str:
        raise MemoryError

    monkeypatch.setattr(jobs, "JOBS", {"look": out_of_memory})
    with pytest.raises(IntakeError) as wrong:
        answer("{}")
    assert wrong.value.kind == "memory"
