"""From the click on a page's name to the last change on the screen, every page once warm, beside a bare app of two."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks._browser import chromium
from benchmarks._figures import tell
from tests.e2e.conftest import IDLE, STALE
from tests.e2e.server import ROOT, AppServer, start_app

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

def one():
    st.title("one")
    for chart in range(3):
        rows = pd.DataFrame({"name": [f"region {k:02}" for k in range(13)], "score": range(chart, chart + 13)})
        st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))

def two():
    one()

st.navigation([st.Page(one, title="one"), st.Page(two, title="two")], position="top").run()
"""
ROUNDS, UNCOUNTED = 5, 1
QUIET_MS = 600
WATCH = """
() => {
  window.measured = {clicked: 0, changed: 0};
  addEventListener('click', () => { measured.clicked = performance.now(); measured.changed = 0; }, true);
  new MutationObserver(() => requestAnimationFrame(() => { measured.changed = performance.now(); }))
    .observe(document.querySelector('[data-testid="stMain"]'),
      {subtree: true, childList: true, attributes: true, characterData: true});
}
"""


def main() -> None:
    """Go through all pages again and again, the bare app in between; print a line per page and the slowest."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        home = Path(folder) / "bare"
        shutil.copytree(ROOT / ".streamlit", home / ".streamlit")
        (home / "app.py").write_text(BARE)
        servers = (start_app(Path(folder)), start_app(Path(folder), cwd=home))
        try:
            ours, bare = (opened(browser, server) for server in servers)
            times: dict[str, list[float]] = {}
            for turn in range(ROUNDS + UNCOUNTED):
                for name, taken in [*visited(ours), *visited_bare(bare)]:
                    if turn >= UNCOUNTED:
                        times.setdefault(name, []).append(taken)
        finally:
            for server in servers:
                server.stop()
    yardstick = times.pop("bare app")
    for name, taken in times.items():
        tell(f"{name}: click to last change", taken, "1000 ms")
    tell("bare app, three charts: click to last change", yardstick)
    slowest = max(times, key=lambda name: statistics.median(times[name]))
    ratio = statistics.median(times[slowest]) / statistics.median(yardstick)
    print(f"slowest page: {slowest}, {ratio:.1f} times the bare app")


def opened(browser: Browser, server: AppServer) -> Page:
    """Open the first page and watch it."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page.goto(server.url)
    rest(page)
    page.evaluate(WATCH)
    return page


def visited(page: Page) -> Iterator[tuple[str, float]]:
    """Go through all pages of the dashboard; return the name of each and the milliseconds that it took."""
    page.bring_to_front()
    groups = page.get_by_test_id("stTopNavSection")
    for group in range(groups.count()):
        groups.nth(group).click()
        names = page.get_by_role("menuitem").all_inner_texts()
        page.keyboard.press("Escape")
        for place, name in enumerate(names):
            groups.nth(group).click()
            page.get_by_role("menuitem").nth(place).click()
            yield name.strip(), taken(page)


def visited_bare(page: Page) -> Iterator[tuple[str, float]]:
    """Go to both pages of the bare app."""
    page.bring_to_front()
    for name in ("two", "one"):
        page.get_by_role("link", name=name, exact=True).click()
        yield "bare app", taken(page)


def taken(page: Page) -> float:
    """Return the milliseconds from the last click to the last change."""
    rest(page)
    clicked, changed = page.evaluate("() => [measured.clicked, measured.changed]")
    return max(changed - clicked, 0.0)


def rest(page: Page) -> None:
    """Wait until no script runs, nothing is out of date and the page has been left alone for a while."""
    page.wait_for_timeout(100)
    page.locator(IDLE).wait_for()
    page.wait_for_function("stale => !document.querySelector(stale)", arg=STALE)
    page.wait_for_timeout(QUIET_MS)


if __name__ == "__main__":
    main()
