"""Hours of a workshop: people who explore, phones that ask and vote on, and what the server holds meanwhile.

`--minutes 120` is what the project is held to: memory must not grow by 5 MB an hour, handles not at all. Shorter runs
show the way, but their slope still holds what caches take up at first.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks._figures import tell
from benchmarks._session import ANSWER_S, open_session
from benchmarks.load import SETTLED, Seen, memory_of, use
from benchmarks.workshop import POLL_S, Phone
from cluster_core.model.ballot import question_of
from cluster_core.model.fit import default_scenario
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import open_store
from tests.e2e.server import start_app
from ui import data

VOTE_S = 40.0  # between two votes of one phone
SAMPLE_S = 10.0


@dataclass
class Held:
    """What the server held, at seconds since the start: MB of memory, open handles."""

    memory: list[tuple[float, float]] = field(default_factory=list)
    handles: list[tuple[float, int]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)  # ms from a vote to its acknowledgement
    failed: list[str] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=2.0)
    options.add_argument("--explorers", type=int, default=20)
    options.add_argument("--phones", type=int, default=60)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {"CLUSTER_DESK_USERDATA": str(folder / "desk")}
        store, known = open_store(env["CLUSTER_DESK_USERDATA"]), data.dataset("jiangsu")
        asked = question_of(known, "four_forces", "four_forces", "points")
        made = sessions.create(
            store, sessions.Plan("Soak", "", asked, default_scenario(known), known.fingerprint)
        )
        sessions.advance(store, made.session.id, made.key, "open")
        server = start_app(folder, env=env)
        phones = [Phone(server.port, number) for number in range(chosen.phones)]
        try:
            seen, held = asyncio.run(
                room(
                    (server.port, server.process.pid),
                    phones,
                    made.session.join_code,
                    chosen.explorers,
                    chosen.minutes * 60,
                )
            )
        finally:
            server.stop()
        counted = votes.counts(store, made.session.id, 1)
    report(seen, held)
    print(f"votes kept: {counted.voted} of {len(phones)} phones, {counted.joined} joined")


async def room(
    server: tuple[int, int], phones: list[Phone], code: str, explorers: int, seconds: float
) -> tuple[Seen, Held]:
    """Let everybody go on until the time is over."""
    port, process = server
    seen, held = Seen(), Held()
    people = [await open_session(port, "weights") for _ in range(explorers)]
    for one in people:
        seen.opened.append(await asyncio.wait_for(one.start(), ANSWER_S) * 1000)
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(use(one, number, until, seen) for number, one in enumerate(people)),
        *(vote_on(one, code, until, held) for one in phones),
        watch(process, until, held),
    )
    for one in people:
        await one.socket.close()
    return seen, held


async def vote_on(phone: Phone, code: str, until: float, held: Held) -> None:
    """Join, ask for the state every four seconds and change the vote again and again."""
    rng = random.Random(phone.number)
    await asyncio.sleep(rng.uniform(0, POLL_S))
    await phone.ask("GET", f"/j/{code}")
    await phone.ask("POST", f"/j/{code}", {})
    sequence, due = 0, time.monotonic() + rng.uniform(0, VOTE_S)
    while time.monotonic() < until:
        await asyncio.sleep(POLL_S)
        await phone.ask("GET", "/j/state")
        if time.monotonic() < due:
            continue
        due, sequence = time.monotonic() + VOTE_S, sequence + 1
        first, begun = rng.randint(0, 100), time.monotonic()
        form = {"round": "1", "sequence": str(sequence), "form": secrets.token_urlsafe(12)}
        points = {"v0": str(first), "v1": str(100 - first), "v2": "0", "v3": "0"}
        status, answer = await phone.ask("POST", "/j/vote", {**form, **points}, "application/json")
        if status == 200:
            held.waits.append((time.monotonic() - begun) * 1000)
        else:
            held.failed.append(f"{status} {answer[:120]}")


async def watch(process: int, until: float, held: Held) -> None:
    """Note memory and open handles every ten seconds."""
    begun = time.monotonic()
    while time.monotonic() < until:
        at = time.monotonic() - begun
        held.memory.append((at, memory_of(process)))
        held.handles.append((at, len(list(Path(f"/proc/{process}/fd").iterdir()))))
        await asyncio.sleep(SAMPLE_S)


def report(seen: Seen, held: Held) -> None:
    """Print times, faults, and the slopes once the caches are full."""
    tell("weight moved to last message", seen.moved, "p95 500 ms")
    tell("vote to acknowledgement", held.waits, "p95 1000 ms")
    print(f"errors: {len(seen.errors)} of explorers, {len(held.failed)} of phones {held.failed[:2]}")
    last = held.memory[-1][0]
    for what, points, unit in (("memory", held.memory, "MB"), ("handles", held.handles, "")):
        settled = [(at / 3600, float(value)) for at, value in points if at >= last * SETTLED]
        if len(settled) > 2:
            slope = statistics.linear_regression(*zip(*settled, strict=True)).slope
            minutes = last * (1 - SETTLED) / 60
            print(
                f"{what}: {points[0][1]:.0f} {unit} at first, {points[-1][1]:.0f} at last, "
                f"{slope:+.1f} {unit} an hour over the last {minutes:.1f} min"
            )


if __name__ == "__main__":
    main()
