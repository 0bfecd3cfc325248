"""A room of phones that submit within ten seconds, as the page does it, with and without a restart in the middle.

Every phone opens the QR code's address, joins, asks for the state every four seconds and sends one vote at a random
moment, again and again with the same key until it is acknowledged. A wall reads the counts meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import random
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks._figures import tell
from cluster_core.model.ballot import question_of
from cluster_core.model.fit import default_scenario
from cluster_core.userdata import sessions, votes
from cluster_core.userdata.connection import Store, open_store
from tests.e2e.server import AppServer, start_app
from ui import data
from ui.phone.answers import shown

SPREAD_S = 10.0
POLL_S = 4.0
WALL_S = 0.05
TIMEOUT_S = 8.0  # as in phone.js
GIVE_UP_S = 120.0


@dataclass
class Phone:
    """One participant: what was sent, when, and when the server said that it has it."""

    port: int
    number: int
    held: str = ""
    ballot: dict[str, str] = field(default_factory=dict)
    sent: float = 0.0
    tries: int = 0
    acknowledged: float = 0.0
    outcome: str = ""
    received: int = 0
    requests: int = 0

    async def ask(
        self, method: str, path: str, form: Mapping[str, str] | None = None, accept: str = ""
    ) -> tuple[int, str]:
        """Send one request over a connection of its own; return status and body, 0 where there is no answer."""
        body = urlencode(form).encode() if form is not None else b""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Connection: close",
            "Accept-Language: zh",
        ]
        lines += (
            [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
            if form is not None
            else []
        )
        lines += [f"Cookie: desk_phone={self.held}"] if self.held else []
        lines += [f"Accept: {accept}"] if accept else []
        try:
            async with asyncio.timeout(TIMEOUT_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write("\r\n".join([*lines, "", ""]).encode() + body)
                await writer.drain()
                answer = await reader.read()
                writer.close()
        except (OSError, TimeoutError):
            return 0, ""
        self.received += len(answer)
        self.requests += 1
        head, _, text = answer.partition(b"\r\n\r\n")
        if found := re.search(rb"set-cookie: desk_phone=([^;]+)", head):
            self.held = found[1].decode()
        return (int(head.split()[1]) if head else 0), text.decode(errors="replace")

    async def take_part(self, code: str, at: float) -> None:
        """Join, wait for the moment `at`, send until it is acknowledged."""
        await self.ask("GET", f"/j/{code}")
        _, page = await self.ask("POST", f"/j/{code}", {})
        hidden = dict(re.findall('<input type="hidden" name="(round|sequence|form)" value="([^"]*)">', page))
        while time.monotonic() + POLL_S < at:
            await asyncio.sleep(POLL_S)
            await self.ask("GET", "/j/state")
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        first = random.Random(self.number).randint(0, 100)
        self.ballot = {"v0": str(first), "v1": str(100 - first), "v2": "0", "v3": "0"}
        self.sent = time.monotonic()
        while not self.acknowledged and time.monotonic() - self.sent < GIVE_UP_S:
            self.tries += 1
            status, answer = await self.ask("POST", "/j/vote", {**hidden, **self.ballot}, "application/json")
            if status == 200:
                self.acknowledged, self.outcome = time.monotonic(), json.loads(answer)["outcome"]
            elif status in {0, 408, 429} or status >= 500:
                await asyncio.sleep(min(5, self.tries) * (0.5 + random.random()))
            else:
                raise SystemExit(f"refused: {status} {answer[:200]}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, nargs="*", default=[60, 200])
    chosen = options.parse_args()
    for count in chosen.phones:
        for restart in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder), count, restart=restart)


def measure(folder: Path, count: int, *, restart: bool) -> None:
    """Hold one round with so many phones on a server of its own, and print what came of it."""
    env = {"CLUSTER_DESK_USERDATA": str(folder / "desk")}
    store = open_store(env["CLUSTER_DESK_USERDATA"])
    known = data.dataset("jiangsu")
    asked = question_of(known, "four_forces", "four_forces", "points")
    plan = sessions.Plan("Bench", "", asked, default_scenario(known), known.fingerprint, timer_s=60)
    made = sessions.create(store, plan)
    sessions.advance(store, made.session.id, made.key, "open")
    server = start_app(folder, env=env)
    phones = [Phone(server.port, number) for number in range(count)]
    try:
        begin = time.monotonic() + 5 + count / 40  # everyone has joined by then
        server, wall, gone = asyncio.run(
            room(phones, (folder, store, made.session), begin, (server, env, restart))
        )
        report(phones, (store, made.session.id), wall, gone)
    finally:
        server.stop()


Wall = list[tuple[float, int]]


async def room(
    phones: list[Phone],
    held: tuple[Path, Store, sessions.Session],
    begin: float,
    running: tuple[AppServer, Mapping[str, str], bool],
) -> tuple[AppServer, Wall, tuple[float, float]]:
    """Let all phones take part and the wall read; return the server then running, and from when to when none was."""
    folder, store, session = held
    server, env, restart = running
    rng, down, up = random.Random(len(phones)), 0.0, 0.0
    tasks = [
        asyncio.create_task(one.take_part(session.join_code, begin + rng.uniform(0, SPREAD_S)))
        for one in phones
    ]
    wall: Wall = []
    watch = asyncio.create_task(read_counts(store, session.id, len(phones), wall))
    if restart:
        await asyncio.sleep(begin + SPREAD_S / 2 - time.monotonic())
        down = time.monotonic()
        await asyncio.to_thread(server.stop)
        server = await asyncio.to_thread(start_app, folder, env=env, port=server.port)
        up = time.monotonic()
    await asyncio.gather(*tasks)
    await asyncio.wait_for(watch, GIVE_UP_S)
    return server, wall, (down, up)


async def read_counts(store: Store, session_id: str, wanted: int, wall: Wall) -> None:
    """Note whenever the number of votes that the wall shows has grown."""
    while not wall or wall[-1][1] < wanted:
        voted = (await asyncio.to_thread(votes.counts, store, session_id, 1)).voted
        if voted and (not wall or voted > wall[-1][1]):
            wall.append((time.monotonic(), voted))
        await asyncio.sleep(WALL_S)


def report(phones: list[Phone], kept: tuple[Store, str], wall: Wall, gone: tuple[float, float]) -> None:
    """Print times and what is in the store; stop where a vote was lost, doubled or changed."""
    store, session_id = kept
    count, (down, up) = len(phones), gone
    outage = up - down
    label = f"{count} phones" + (f", server gone for {outage:.1f} s" if outage else "")
    waits = [(one.acknowledged - one.sent) * 1000 for one in phones]
    if outage:
        parts = {"before": (0.0, down), "meanwhile": (down, up), "after": (up, math.inf)}
        for name, (first, last) in parts.items():
            found = [wait for wait, one in zip(waits, phones, strict=True) if first <= one.sent < last]
            if found:
                tell(f"{label}: sent {name}", found)
    else:
        tell(f"{label}: submission to acknowledgement", waits, f"p95 {1000 if count <= 60 else 3000} ms")
        ordered = sorted(phones, key=lambda one: one.acknowledged)
        shown_at = [next(at for at, voted in wall if voted > place) for place in range(count)]
        tell(
            f"{label}: submission to the wall's count",
            [(at - one.sent) * 1000 for at, one in zip(shown_at, ordered, strict=True)],
            "p95 2000 ms",
        )
    found = votes.counts(store, session_id, 1)
    session = sessions.find(store, session_id)
    wrong = 0
    for one in phones:
        ballot = votes.standing(store, session_id, one.held.partition(".")[2]).ballot
        wrong += ballot is None or shown(session.question, ballot) != one.ballot
    repeated = sum(one.outcome == "repeated" for one in phones)
    print(
        f"{label}: {found.voted} votes of {found.joined} participants, lost or changed {wrong}, doubled "
        f"{found.voted - count + wrong} (held to 0); sent again {sum(one.tries - 1 for one in phones)} times, of which "
        f"{repeated} had arrived already"
    )
    if wrong or found.voted != count or found.joined != count:
        raise SystemExit("a vote was lost, doubled or changed")
    if not outage:
        quick = min(phones, key=lambda one: one.requests)
        print(
            f"{label}: at least {quick.requests} requests and {quick.received / 1024:.1f} KB a phone, uncompressed "
            "(held to 5, 100 KB)"
        )


if __name__ == "__main__":
    main()
