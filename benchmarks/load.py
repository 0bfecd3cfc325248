"""Fifty people who move a weight every two seconds: how long each waits, what fails, and what the server holds.

`--minutes 30` is the soak: the same for half an hour, with the slope of the server's memory.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks._figures import p95, tell
from benchmarks._session import ANSWER_S, Session, open_session
from tests.e2e.server import start_app

PAUSE_S = 2.0
SAMPLE_S = 10.0
SETTLED = 1 / 3  # of the run: before that, caches fill


@dataclass
class Seen:
    """What all sessions saw."""

    opened: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)  # seconds since the start, MB
    server_s: float = 0.0  # processor time while weights were moved
    own_s: float = 0.0  # and that of the fifty people, who need the same processors


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sessions", type=int, default=50)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--page", default="weights")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = start_app(Path(folder))
        try:
            seen = asyncio.run(
                measure(server.port, server.process.pid, chosen.page, chosen.sessions, chosen.minutes * 60)
            )
        finally:
            server.stop()
    report(seen, chosen.sessions)


async def measure(port: int, process: int, page: str, count: int, seconds: float) -> Seen:
    """Open the sessions one after the other, then let all of them move weights."""
    seen, sessions = Seen(), list[Session]()
    for _ in range(count):
        session = await open_session(port, page)
        seen.opened.append(await asyncio.wait_for(session.start(), ANSWER_S) * 1000)
        sessions.append(session)
    if not all(session.moves for session in sessions):
        raise SystemExit(f"/{page} has no widget that changes a weight: tell benchmarks/_session.py of it")
    until = time.monotonic() + seconds
    used, own = processor_time(process), time.process_time()
    watch = asyncio.create_task(sample(process, until, seen))
    await asyncio.gather(*(use(session, number, until, seen) for number, session in enumerate(sessions)))
    await watch
    seen.server_s, seen.own_s = processor_time(process) - used, time.process_time() - own
    for session in sessions:
        await session.socket.close()
    return seen


async def use(session: Session, number: int, until: float, seen: Seen) -> None:
    """Move a weight every two seconds, the first after a part of them, so that people do not move in step."""
    rng = random.Random(number)
    await asyncio.sleep(rng.uniform(0, PAUSE_S))
    while time.monotonic() < until and not session.errors:
        begun = time.monotonic()
        try:
            seen.moved.append(await asyncio.wait_for(session.move(rng), ANSWER_S) * 1000)
        except (OSError, TimeoutError) as broken:
            session.errors.append(repr(broken))
        await asyncio.sleep(max(0.0, PAUSE_S - (time.monotonic() - begun)))
    seen.errors += session.errors


async def sample(process: int, until: float, seen: Seen) -> None:
    """Note the server's memory every ten seconds."""
    begun = time.monotonic()
    while time.monotonic() < until:
        seen.memory.append((time.monotonic() - begun, memory_of(process)))
        await asyncio.sleep(SAMPLE_S)
    seen.memory.append((time.monotonic() - begun, memory_of(process)))


def memory_of(process: int) -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def processor_time(process: int) -> float:
    """Return the seconds of processor time that a process has used."""
    after_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def report(seen: Seen, count: int) -> None:
    """Print times, errors, memory and its slope once the caches are full."""
    tell(f"{count} sessions: page opened, one after the other", seen.opened)
    tell(f"{count} sessions: weight moved to last message", seen.moved, "p95 500 ms")
    each = 1000 / max(len(seen.moved), 1)
    print(
        f"processor time per move: server {seen.server_s * each:.1f} ms, this script {seen.own_s * each:.1f} ms"
    )
    print(f"errors {len(seen.errors)} (held to 0)" + "".join(f"\n  {one[:200]}" for one in seen.errors[:5]))
    most = max(held for _, held in seen.memory)
    print(f"server memory at the end {seen.memory[-1][1]:.0f} MB, at most {most:.0f} MB (held to 1024 MB)")
    last = seen.memory[-1][0]
    settled = [(at / 60, held) for at, held in seen.memory if at >= last * SETTLED]
    if len(settled) > 2:
        slope = statistics.linear_regression(*zip(*settled, strict=True)).slope
        print(f"memory slope over the last {last * (1 - SETTLED) / 60:.1f} min: {slope:+.2f} MB a minute")
    half = len(seen.moved) // 2
    if half > 20:
        print(
            f"p95 of the first half {p95(seen.moved[:half]):.0f} ms, of the second {p95(seen.moved[half:]):.0f} ms"
        )


if __name__ == "__main__":
    main()
