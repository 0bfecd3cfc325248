"""A region taken out of the comparison: key press to the last repaint, beside a bare app with as many charts."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks._browser import chromium
from benchmarks._figures import p95, tell
from benchmarks.weight_change import WATCH
from tests.e2e.server import ROOT, AppServer, start_app

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

names = ["Yancheng", "Suqian", "Nantong", "Wuxi"]
chosen = st.multiselect("regions", names, default=names[:2])
for chart in range(4):
    rows = pd.DataFrame({"name": chosen, "score": [len(name) * (chart + 1) for name in chosen]})
    st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))
"""
CHANGES, QUIET_MS = 20, 1500


def main() -> None:
    """Take a third region out again and again on both apps, in turn; print medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare_home = Path(folder) / "bare"
        shutil.copytree(ROOT / ".streamlit", bare_home / ".streamlit")
        (bare_home / "app.py").write_text(BARE)
        ours, bare = start_app(Path(folder)), start_app(Path(folder), cwd=bare_home)
        try:
            pages = {"Compare": _open(browser, ours, "/compare"), "bare app": _open(browser, bare, "/")}
            times: dict[str, list[float]] = {name: [] for name in pages}
            for change in range(CHANGES + 2):
                for name, page in pages.items():
                    taken = _take_out(page)
                    if change >= 2:
                        times[name].append(taken)
        finally:
            ours.stop()
            bare.stop()
    for name, taken in times.items():
        tell(f"{name}: region change to last repaint", taken)
    ratio = statistics.median(times["Compare"]) / statistics.median(times["bare app"])
    print(f"ratio of medians {ratio:.2f} (held to 1.5); p95 {p95(times['Compare']):.0f} ms")


def _open(browser: Browser, server: AppServer, path: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page.goto(server.url + path)
    page.locator('[data-testid="stVegaLiteChart"] svg, [data-testid="stVegaLiteChart"] canvas').nth(
        3
    ).wait_for()
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    return page


def _take_out(page: Page) -> float:
    """Add Nantong, then measure its removal by the keyboard."""
    page.bring_to_front()
    field = page.locator('[data-testid="stMultiSelect"] input').first
    field.click()
    field.fill("Nantong")
    page.keyboard.press("Enter")
    page.wait_for_timeout(QUIET_MS)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(QUIET_MS)
    pressed, painted = page.evaluate("() => [measured.pressed, measured.painted]")
    if painted <= pressed:
        raise RuntimeError(f"{page.url}: nothing was repainted within {QUIET_MS} ms")
    return painted - pressed


if __name__ == "__main__":
    main()
