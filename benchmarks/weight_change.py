"""From a key press on a weight to the last repaint of the charts, beside a bare Streamlit app in the same run."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks._browser import chromium
from benchmarks._figures import p95, tell
from tests.e2e.server import ROOT, AppServer, start_app

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

weight = st.slider("weight", 0, 100, 50)
rows = pd.DataFrame({"name": [f"region {k:02}" for k in range(13)], "score": [k * weight / 13 for k in range(13)]})
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))
"""
WATCH = """
() => {
  window.measured = {pressed: 0, painted: 0};
  addEventListener('keydown', () => { measured.pressed = performance.now(); measured.painted = 0; }, true);
  const seen = records => {
    for (const {target} of records) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (element && element.closest('[data-testid="stVegaLiteChart"]')) {
        requestAnimationFrame(() => { measured.painted = performance.now(); });
        return;
      }
    }
  };
  new MutationObserver(seen).observe(document.body,
    {subtree: true, childList: true, attributes: true, characterData: true});
}
"""
PRESSES, QUIET_MS = 60, 700


def main() -> None:
    """Press in turn on both apps and print medians, the ratio of the medians and p95."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        bare_home = Path(folder) / "bare"
        shutil.copytree(ROOT / ".streamlit", bare_home / ".streamlit")
        (bare_home / "app.py").write_text(BARE)
        ours, bare = start_app(Path(folder)), start_app(Path(folder), cwd=bare_home)
        try:
            pages = {"Weights": _open(browser, ours, "/weights"), "bare app": _open(browser, bare, "/")}
            times: dict[str, list[float]] = {name: [] for name in pages}
            for press in range(PRESSES + 3):
                for name, page in pages.items():
                    taken = _press(page, "ArrowRight" if press % 20 < 10 else "ArrowLeft")
                    if press >= 3:
                        times[name].append(taken)
        finally:
            ours.stop()
            bare.stop()
    for name, taken in times.items():
        tell(f"{name}: key press to last repaint", taken)
    ratio = statistics.median(times["Weights"]) / statistics.median(times["bare app"])
    print(f"ratio of medians {ratio:.2f} (held to 2.0); p95 {p95(times['Weights']):.0f} ms (held to 500 ms)")


def _open(browser: Browser, server: AppServer, path: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page.goto(server.url + path)
    page.locator(
        '[data-testid="stVegaLiteChart"] svg, [data-testid="stVegaLiteChart"] canvas'
    ).first.wait_for()
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    return page


def _press(page: Page, key: str) -> float:
    page.bring_to_front()
    page.locator('[data-testid="stMain"] input[type="range"]').first.focus()
    page.keyboard.press(key)
    page.wait_for_timeout(QUIET_MS)
    pressed, painted = page.evaluate("() => [measured.pressed, measured.painted]")
    if painted <= pressed:
        raise RuntimeError(f"{page.url}: nothing was repainted within {QUIET_MS} ms")
    return painted - pressed


if __name__ == "__main__":
    main()
