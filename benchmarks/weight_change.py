"""From a key press on a weight to the last repaint of the picture, beside a bare Streamlit app in the same run.

For the 13 regions that are shipped and for 340 made up ones; then what the server does of it.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

from benchmarks._browser import UNCOUNTED, chromium, side_by_side
from benchmarks._figures import p95, tell
from tests.e2e.server import ROOT, start_app

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

weight = st.slider("weight", 0, 100, 50)
rows = pd.DataFrame({"name": [f"region {k:02}" for k in range(13)], "score": [k * weight / 13 for k in range(13)]})
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))
"""
SLIDER = '.live-board input[type="range"], [data-testid="stSlider"] input[type="range"]'
MANY = 340
RUNS, QUIET_MS = 60, 700


def main() -> None:
    """Press in turn on both apps and print medians, the ratio of the medians and p95."""
    with tempfile.TemporaryDirectory() as folder:
        many = {"CLUSTER_DESK_DATA": str(made_up(Path(folder)))}
        for regions, env, limit in ((13, None, 1.8), (MANY, many, 2.5)):
            ours, bare = side_by_side("/weights", BARE, press, runs=RUNS, quiet_ms=QUIET_MS, env=env)
            tell(f"Weights, {regions} regions: key press to last repaint", ours)
            tell("bare app: key press to last repaint", bare)
            ratio = statistics.median(ours) / statistics.median(bare)
            print(f"ratio of medians {ratio:.2f} (held to {limit}); p95 {p95(ours):.0f} ms (held to 500 ms)")
        tell("server, 13 regions: message in to last message out", on_the_server(), "15 ms")


def press(page: Page, run: int) -> None:
    """Move the first slider by a step, ten times up, ten times down."""
    page.locator(SLIDER).first.focus()
    page.keyboard.press("ArrowRight" if run % 20 < 10 else "ArrowLeft")


def on_the_server() -> list[float]:
    """Return the times from the message that asks for other weights to the last message that answers it."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = start_app(Path(folder))
        try:
            page = browser.new_page()
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            sent, heard = [0.0], [0.0]
            wire.on("Network.webSocketFrameSent", lambda frame: sent.append(frame["timestamp"]))
            wire.on("Network.webSocketFrameReceived", lambda frame: heard.append(frame["timestamp"]))
            page.goto(server.url + "/weights")
            page.locator(SLIDER).first.wait_for()
            page.wait_for_timeout(2500)
            for run in range(RUNS + UNCOUNTED):
                press(page, run)
                page.wait_for_timeout(QUIET_MS // 2)
                if run >= UNCOUNTED:
                    times.append((heard[-1] - sent[-1]) * 1000)
        finally:
            server.stop()
    return times


def made_up(folder: Path) -> Path:
    """Write a data folder of one bundle: the practice data's latest figures spread over 340 regions."""
    shutil.copytree(ROOT / "data" / "frameworks", folder / "frameworks")
    practice, made = ROOT / "data" / "practice", folder / "made"
    shutil.copytree(practice / "frameworks", made / "frameworks")
    for name in ("sources.csv", "indicators.csv"):
        shutil.copy(practice / name, made / name)
    about = (practice / "bundle.yaml").read_text(encoding="utf-8")
    (made / "bundle.yaml").write_text(
        about.replace("id: practice", "id: made").replace("default_focus: p09", "default_focus: r009"),
        encoding="utf-8",
    )
    _write(
        made / "regions.csv",
        ["region", "name_zh", "name_en", "group"],
        [
            [f"r{k:03}", f"地区{k:03}", f"Region {k:03}", ("shore", "river", "hills")[k % 3]]
            for k in range(MANY)
        ],
    )
    with (practice / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    latest = max(row["year"] for row in rows)
    rng = np.random.default_rng(1)
    levels: dict[str, float] = {}
    for row in rows:
        if row["year"] == latest:
            levels.setdefault(row["indicator"], float(row["value"]))
    _write(
        made / "observations.csv",
        ["region", "indicator", "year", "value", "source", "note", "status", "quality"],
        [
            [f"r{k:03}", name, latest, f"{level * spread:.4f}", "practice_generator", "", "observed", "C"]
            for name, level in levels.items()
            for k, spread in enumerate(rng.lognormal(0, 0.3, MANY))
        ],
    )
    return folder


def _write(path: Path, head: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


if __name__ == "__main__":
    main()
