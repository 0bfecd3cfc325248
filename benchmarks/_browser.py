"""A Chromium for measurements."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.conftest import CHROMIUM_ARGS
from tests.e2e.server import ROOT, AppServer, start_app

CHART = '[data-testid="stVegaLiteChart"] svg, [data-testid="stVegaLiteChart"] canvas'
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
PATIENCE = 5  # times that a page is left alone again where nothing was repainted
UNCOUNTED = 2  # runs of each app before the count begins


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless browser and close it afterwards."""
    arguments = CHROMIUM_ARGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


def side_by_side(
    path: str,
    bare: str,
    change: Callable[[Page, int], None],
    *,
    runs: int,
    quiet_ms: int,
    env: Mapping[str, str] | None = None,
) -> tuple[list[float], list[float]]:
    """Change our page and a bare app in turn; return both apps' times from the last key press to the last repaint.

    Parameters
    ----------
    path : our page
    bare : the script of the app beside it, served with the same configuration
    change : what a user does; its last act is one key press, its second argument the number of the run
    runs, quiet_ms : how often, and how long a page is left alone after each change
    env : added to the environment of our server
    """
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        home = Path(folder) / "bare"
        shutil.copytree(ROOT / ".streamlit", home / ".streamlit")
        (home / "app.py").write_text(bare)
        servers = (start_app(Path(folder), env=env), start_app(Path(folder), cwd=home))
        times: tuple[list[float], list[float]] = ([], [])
        try:
            pages = [_open(browser, server, at) for server, at in zip(servers, (path, "/"), strict=True)]
            for run in range(runs + UNCOUNTED):
                for page, taken in zip(pages, times, strict=True):
                    page.bring_to_front()
                    change(page, run)
                    measured = _measured(page, quiet_ms)
                    if run >= UNCOUNTED:
                        taken.append(measured)
        finally:
            for server in servers:
                server.stop()
    return times


def _open(browser: Browser, server: AppServer, path: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page.goto(server.url + path)
    page.locator(CHART).first.wait_for()
    page.wait_for_timeout(2500)
    page.evaluate(WATCH)
    return page


def _measured(page: Page, quiet_ms: int) -> float:
    for _ in range(PATIENCE):
        page.wait_for_timeout(quiet_ms)
        pressed, painted = page.evaluate("() => [measured.pressed, measured.painted]")
        if painted > pressed:
            return painted - pressed
    raise RuntimeError(f"{page.url}: nothing was repainted within {PATIENCE * quiet_ms} ms")
