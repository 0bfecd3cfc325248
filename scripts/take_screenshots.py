"""Take the pictures of docs/: every page at 1366x768 in both languages, from a server that this script starts and ends.

`python -m scripts.take_screenshots` from the project's root; needs what the browser tests need.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from cluster_core import default_scenario, load_dataset
from tests.e2e.conftest import CHROMIUM_ARGS, PATHS, Visit
from tests.e2e.server import ROOT, start_app

TILES = {"zh": "方格图", "en": "Tiles"}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def pages() -> dict[str, str]:
    """Return the pages' paths; the weights page with innovation first, so that ranks move."""
    dataset = load_dataset(ROOT / "data" / "jiangsu")
    weighted = default_scenario(dataset).with_points("four_forces", (80, 40, 40, 40))
    return {**PATHS, "weights": f"/weights?s={weighted.encode()}"}


def main() -> None:
    """Write docs/<page>_<language>.png for every page and language."""
    arguments = CHROMIUM_ARGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = start_app(Path(folder))
        executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        try:
            for language, locale in LANGUAGES.items():
                for name, path in pages().items():
                    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale=locale)
                    visit = Visit(context.new_page(), server.url)
                    visit.goto(path)
                    visit.page.wait_for_timeout(
                        2500
                    )  # charts and the map fade in after the page has come to rest
                    visit.page.screenshot(path=ROOT / "docs" / f"{name}_{language}.png")
                    if name == "map":
                        visit.page.get_by_text(TILES[language], exact=True).first.click()
                        visit.wait_idle()
                        visit.page.wait_for_timeout(1500)
                        visit.page.screenshot(path=ROOT / "docs" / f"map_tiles_{language}.png")
                    context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
