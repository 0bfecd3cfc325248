"""Foreign files are opened in a child process only: bounded in time, memory and what it may write or answer.

Run as a module it is that child: a request as JSON on standard input, the answer on standard output, progress on
standard error.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from cluster_core.errors import BundleError, ClusterError, Fault, IntakeError

ROOT = Path(__file__).resolve().parents[2]
TICK_S = 0.05
SLOWEST = 3
MEMORY = 1 << 30
MODULE = "cluster_core.intake.child"
Progress = Callable[[str, float], object]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take: seconds of work, bytes of address space, bytes a file that it writes, bytes of its answer.

    By the clock it may take SLOWEST times the seconds, as other programs may be at work, too.
    """

    seconds: float = 20.0
    memory: int = MEMORY
    file: int = 512 * 1024 * 1024
    answer: int = 16 * 1024 * 1024


def in_child(job: str, request: str, limits: Limits | None = None, progress: Progress | None = None) -> str:
    """Return the answer of a job of `jobs.JOBS` to a request, both JSON.

    Parameters
    ----------
    job : which one
    request : as the job reads it
    limits : what the child may take
    progress : is told a step and its share, 0-1, several times a second; what it raises (KeyboardInterrupt, say) ends
        the child and is passed on

    Raises
    ------
    IntakeError
        What the job found; time, memory, output (it took more than it may), crash (it ended otherwise).
    BundleError
        If the bundle that it was to read is wrong.
    """
    limits = limits or Limits()
    with (
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as said,
    ):
        asked.write(request.encode())
        asked.seek(0)
        given = [str(limits.seconds), str(limits.memory), str(limits.file)]
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no text of the user's
            [sys.executable, "-m", MODULE, job, *given],
            stdin=asked,
            stdout=answer,
            stderr=said,
            cwd=ROOT,
            env=_environment(),
            start_new_session=True,  # Ctrl-C reaches the parent alone, which ends the child in order
        )
        try:
            _wait(process, limits, (said.fileno(), progress))
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
        return _answer(process.returncode, answer, limits)


def _environment() -> dict[str, str]:
    """Return few variables: one thread a library, as every thread reserves address space of its own."""
    kept = {
        key: os.environ[key]
        for key in ("PATH", "TMPDIR", "LANG", "CLUSTER_DESK_IMPORTS")
        if key in os.environ
    }
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
    return {**kept, **single, "PYTHONUTF8": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _wait(process: subprocess.Popen[bytes], limits: Limits, watched: tuple[int, Progress | None]) -> None:
    said, progress = watched
    begun = time.monotonic()
    while True:
        try:
            process.wait(TICK_S)
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() - begun > SLOWEST * limits.seconds:
                raise _too_much("time", f"more than {limits.seconds:g} s") from None
            if progress is not None:
                progress(*_last_step(said))


def _last_step(said: int) -> tuple[str, float]:
    size = os.fstat(said).st_size
    for line in reversed(os.pread(said, 4096, max(0, size - 4096)).decode(errors="replace").splitlines()):
        parts = line.split("\t")
        if len(parts) == 3 and parts[0] == "step":
            return parts[1], float(parts[2])
    return "start", 0.0


def _answer(code: int, answer: Any, limits: Limits) -> str:
    size = os.fstat(answer.fileno()).st_size
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        raise _too_much("time", f"more than {limits.seconds:g} s")
    if code == -signal.SIGXFSZ or size > limits.answer:
        raise _too_much("output", "more output than allowed")
    if code == 0 and size:
        answer.seek(0)
        return _unwrapped(answer.read().decode())
    if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV, 137):
        raise _too_much("memory", "more memory than allowed, or a file that breaks the reader")
    raise IntakeError(
        "crash", f"file: found something that the reader cannot take (it ended with {code}). Nothing changed."
    )


def _unwrapped(text: str) -> str:
    answer = cast("dict[str, Any]", json.loads(text))
    if "error" in answer:
        raise IntakeError(answer["error"]["kind"], answer["error"]["message"])
    if "faults" in answer:
        raise BundleError(Fault(**one) for one in answer["faults"])
    return answer["answer"]


def _too_much(kind: str, found: str) -> IntakeError:
    return IntakeError(
        kind, f"file: reading it took {found}. Nothing was changed. Split the table into smaller files."
    )


def main(arguments: list[str]) -> int:
    """Be the child: take on the limits before any reader is imported, do the job, answer."""
    job, seconds, memory, file = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(float(seconds)) + 1, int(float(seconds)) + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(file), int(file)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a short life with millions of small objects and no cycles worth looking for
    try:
        sys.stdout.write(_done(job, sys.stdin.read()))
        sys.stdout.flush()
    except OSError:
        return 1
    return 0


def _done(job: str, request: str) -> str:
    try:
        from cluster_core.intake.jobs import JOBS

        return json.dumps({"answer": JOBS[job](request, _step)}, ensure_ascii=False)
    except IntakeError as wrong:
        return json.dumps({"error": {"kind": wrong.kind, "message": str(wrong)}})
    except BundleError as wrong:
        fields = ("file", "row", "column", "found", "allowed", "hint")
        return json.dumps(
            {"faults": [{name: getattr(one, name) for name in fields} for one in wrong.faults[:500]]}
        )
    except MemoryError:
        refused = _too_much("memory", "more memory than allowed")
        return json.dumps({"error": {"kind": refused.kind, "message": str(refused)}})
    except ClusterError as wrong:
        return json.dumps({"error": {"kind": "bundle", "message": str(wrong)}})


def _step(step: str, share: float) -> None:
    sys.stderr.write(f"step\t{step}\t{share:.4f}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
