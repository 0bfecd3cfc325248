"""From the start of the server to the first chart, a warm visit, and the memory of the server with one session."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks._browser import CHART, chromium
from tests.e2e.server import ROOT, start_app


def main() -> None:
    """Measure and print."""
    store = ROOT / "data" / "clusters.duckdb"
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for name in ("start that builds the data file", "second start"):
            if name.startswith("start"):
                store.unlink(missing_ok=True)
            begun = time.perf_counter()
            server = start_app(Path(folder))
            healthy = time.perf_counter() - begun
            try:
                _visit(browser, server.url)
                first = time.perf_counter() - begun
                warm = min(_visit(browser, server.url) for _ in range(3))
                print(f"{name}: health {healthy:.1f} s, first chart {first:.1f} s, warm visit {warm:.1f} s")
                print(f"  server memory {_memory_of(server.process.pid):.0f} MB")
            finally:
                server.stop()


def _visit(browser: Browser, url: str) -> float:
    """Open the overview in a new session and return the seconds until a chart stands."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    begun = time.perf_counter()
    page.goto(url)
    page.locator(CHART).first.wait_for()
    taken = time.perf_counter() - begun
    page.close()
    return taken


def _memory_of(process: int) -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
