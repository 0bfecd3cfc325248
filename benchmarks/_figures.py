"""Print measured times in one form."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def milliseconds(action: Callable[[], object], repeats: int) -> list[float]:
    """Return the time of each of `repeats` calls, after one that does not count."""
    action()
    times: list[float] = []
    for _ in range(repeats):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def tell(name: str, times: Sequence[float], limit: str = "") -> None:
    """Print one line: name, number of runs, median and 95th percentile in milliseconds."""
    held = f"   (held to {limit})" if limit else ""
    print(
        f"{name:<46} n={len(times):<4} median {statistics.median(times):8.2f} ms   p95 {p95(times):8.2f} ms{held}"
    )
