"""From the click on a layer of the map to the last change on the screen, and frames a second while the map is moved.

For the 13 regions that are shipped and for a made up country of 340 regions with 80 clusters. The browser draws in
software here: with a graphics card every figure is better.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import statistics
import tempfile
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from benchmarks._browser import chromium
from benchmarks._figures import p95, tell
from benchmarks.page_switch import WATCH, rest, taken
from benchmarks.weight_change import MANY, made_up
from tests.e2e.server import start_app

LAYERS = ("Rank", "Certainty", "Two measures", "Value", "Outlined", "Clusters", "Plain", "Nothing")
ROUNDS, UNCOUNTED = 4, 1
MAP = '[data-testid="stDeckGlJsonChart"] canvas'
CLUSTERS, MOST_MEMBERS = 80, 4
ACROSS = 20  # regions a line of the made up country
CORNERS = 40  # of an outline
PAN_S = 4.0
FRAMES = """
() => {
  window.frames_seen = [];
  const look = now => { frames_seen.push(now); requestAnimationFrame(look); };
  requestAnimationFrame(look);
}
"""


def main() -> None:
    """Switch every layer again and again, then move the map; print the load beside the figures."""
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        many = {"CLUSTER_DESK_DATA": str(made_up_country(Path(folder)))}
        for regions, env in ((13, None), (MANY, many)):
            measure(browser, Path(folder), regions, env)
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


def measure(browser: Browser, folder: Path, regions: int, env: Mapping[str, str] | None) -> None:
    """Print the figures of one bundle."""
    server = start_app(folder, env=env)
    try:
        page = browser.new_page(viewport={"width": 1366, "height": 1000}, locale="en-GB")
        page.goto(server.url + "/map")
        page.locator(MAP).first.wait_for()
        rest(page)
        page.evaluate(WATCH)
        tell(f"Map, {regions} regions: page to canvas, warm", ready(page), "3000 ms")
        times: dict[str, list[float]] = {layer: [] for layer in LAYERS}
        for turn in range(ROUNDS + UNCOUNTED):
            for layer in LAYERS:
                choose(page, layer)
                measured = taken(page)
                if turn >= UNCOUNTED:
                    times[layer].append(measured)
        for layer, found in times.items():
            tell(f"Map, {regions} regions: {layer}", found)
        every = [one for found in times.values() for one in found]
        print(
            f"all layers: median {statistics.median(every):.0f} ms, p95 {p95(every):.0f} ms (held to 500 ms)"
        )
        choose(page, "Clusters")
        rest(page)
        page.keyboard.press("Escape")
        frames, longest = pan(page)
        print(
            f"moving the map, {regions} regions, software rendering: {frames:.0f} frames/s, longest {longest:.0f} ms"
        )
        page.close()
    finally:
        server.stop()


def choose(page: Page, layer: str) -> None:
    """Click a choice; those of the layers stand behind a button."""
    choice = page.get_by_role("radio", name=layer, exact=True)
    if not choice.is_visible():
        page.get_by_role("button", name=re.compile("^Layers")).click()
    choice.click()


def ready(page: Page) -> list[float]:
    """Return the milliseconds from the click on the page's name to its canvas, from the first page and back."""
    times: list[float] = []
    for _ in range(ROUNDS):
        for name in ("Overview", "Map"):
            page.get_by_test_id("stTopNavSection").first.click()
            begun = time.perf_counter()
            page.get_by_role("menuitem", name=name, exact=True).click()
            if name == "Map":
                page.locator(MAP).first.wait_for()
                times.append((time.perf_counter() - begun) * 1000)
            rest(page)
    return times


def pan(page: Page) -> tuple[float, float]:
    """Drag the map to and fro; return frames a second and the longest wait for one in milliseconds."""
    box = page.locator(MAP).first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    begun = time.perf_counter()
    while (spent := time.perf_counter() - begun) < PAN_S:
        page.mouse.move(x + 120 * math.sin(4 * spent), y + 60 * math.sin(6 * spent))
    seen: list[float] = page.evaluate("() => frames_seen")
    page.mouse.up()
    waits = [after - before for before, after in pairwise(seen)]
    return 1000 / statistics.mean(waits), max(waits)


def made_up_country(folder: Path) -> Path:
    """Write the made up regions of `weight_change` with outlines on a grid and clusters of one to four of them."""
    made = made_up(folder) / "made"
    rng = np.random.default_rng(7)
    features = []
    for k in range(MANY):
        lon, lat = 20 + k % ACROSS, 40 - k // ACROSS
        turns = np.linspace(0, 2 * math.pi, CORNERS, endpoint=False)
        reach = 0.42 + 0.06 * rng.random(CORNERS)
        ring = [
            [round(lon + r * math.cos(a), 4), round(lat + r * math.sin(a), 4)]
            for a, r in zip(turns, reach, strict=True)
        ]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "properties": {"region": f"r{k:03}"}, "geometry": geometry})
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (made / "map.geojson").write_text(text, encoding="utf-8")
    with (made / "clusters.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["cluster", "name_zh", "name_en", "industry", "tier", "status_date", "members"])
        for k in range(CLUSTERS):
            members = rng.choice(MANY, size=1 + k % MOST_MEMBERS, replace=False)
            listed = ";".join(f"r{member:03}" for member in members)
            lines.writerow(
                [f"c{k:02}", f"集群{k:02}", f"Cluster {k:02}", f"i{k % 8}", "nation", "2022", listed]
            )
    regions = (made / "regions.csv").read_text(encoding="utf-8").splitlines()
    near = [";".join(f"r{n:03}" for n in (k - 1, k + 1) if 0 <= n < MANY) for k in range(MANY)]
    rows = [
        f"{regions[0]},neighbours",
        *(f"{row},{more}" for row, more in zip(regions[1:], near, strict=True)),
    ]
    (made / "regions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
