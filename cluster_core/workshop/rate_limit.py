"""How often one client may guess a join code or submit: in memory only, salted, forgotten after ten minutes."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MINUTE = 60.0
FORGET_AFTER = 600.0  # seconds
WRONG_PER_CLIENT = 5  # codes a minute
WRONG_OVERALL = 50  # codes a minute, before answers are delayed
MOST_DELAY = 5.0  # seconds: a lock for all would let one guesser stop the room
SUBMISSIONS = 30  # a minute and participant


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to go on: `delay_s` to wait before answering, `retry_s` until a refused client may try again."""

    allowed: bool
    delay_s: float = 0.0
    retry_s: float = 0.0


class RateLimit:
    """Counts of the last minute, safe to use from several threads.

    >>> limit = RateLimit(clock=lambda: 0.0)
    >>> for _ in range(5):
    ...     limit.wrong_code("10.0.0.7")
    >>> limit.may_try_code("10.0.0.7").allowed, limit.may_try_code("10.0.0.8").allowed
    (False, True)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, salt: bytes | None = None) -> None:
        """Take a clock that only goes forward, in seconds, and a salt, made anew for every process."""
        self._clock, self._salt = clock, salt or secrets.token_bytes(16)
        self._times: dict[bytes, deque[float]] = {}
        self._overall: deque[float] = deque()
        self._cleared = clock()
        self._lock = threading.Lock()

    def may_try_code(self, address: str) -> Verdict:
        """Ask before a code is compared: five wrong ones a minute and client; beyond 50 in all, later answers.

        The same holds for a code that turns out right: who guesses learns nothing by the time it takes.
        """
        now, key = self._clock(), self._key("code", address)
        with self._lock:
            self._forget(now)
            wrong = _recent(self._times.get(key, deque()), now)
            if len(wrong) >= WRONG_PER_CLIENT:
                return Verdict(allowed=False, retry_s=wrong[-WRONG_PER_CLIENT] + MINUTE - now)
            over = len(_recent(self._overall, now)) - WRONG_OVERALL
            return Verdict(allowed=True, delay_s=min(MOST_DELAY, max(0, over + 1) * MINUTE / WRONG_OVERALL))

    def wrong_code(self, address: str) -> None:
        """Count a code that was wrong or expired."""
        now, key = self._clock(), self._key("code", address)
        with self._lock:
            self._times.setdefault(key, deque(maxlen=WRONG_PER_CLIENT)).append(now)
            self._overall.append(now)

    def may_submit(self, token: str) -> Verdict:
        """Ask, and count, before a participant's submission is written: 30 a minute."""
        now, key = self._clock(), self._key("submit", token)
        with self._lock:
            self._forget(now)
            times = self._times.setdefault(key, deque(maxlen=SUBMISSIONS))
            sent = _recent(times, now)
            if len(sent) >= SUBMISSIONS:
                return Verdict(allowed=False, retry_s=sent[0] + MINUTE - now)
            times.append(now)
            return Verdict(allowed=True)

    @property
    def remembered(self) -> int:
        """How many clients and participants are held in memory."""
        return len(self._times)

    def _key(self, what: str, who: str) -> bytes:
        return hashlib.blake2b(f"{what}:{who}".encode(), key=self._salt, digest_size=16).digest()

    def _forget(self, now: float) -> None:
        """Drop, once a minute, whoever did nothing for ten minutes; of the room's count, whatever is a minute old."""
        while self._overall and self._overall[0] <= now - MINUTE:
            self._overall.popleft()
        if now - self._cleared >= MINUTE:
            self._cleared = now
            old = [key for key, times in self._times.items() if times[-1] <= now - FORGET_AFTER]
            for key in old:
                del self._times[key]


def _recent(times: deque[float], now: float) -> list[float]:
    return [one for one in times if one > now - MINUTE]
