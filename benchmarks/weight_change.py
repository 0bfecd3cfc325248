"""From a key press on a weight to the last repaint of the charts, beside a bare Streamlit app in the same run."""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

from benchmarks._browser import side_by_side
from benchmarks._figures import p95, tell

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

weight = st.slider("weight", 0, 100, 50)
rows = pd.DataFrame({"name": [f"region {k:02}" for k in range(13)], "score": [k * weight / 13 for k in range(13)]})
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))
"""


def main() -> None:
    """Press in turn on both apps and print medians, the ratio of the medians and p95."""
    ours, bare = side_by_side("/weights", BARE, press, runs=60, quiet_ms=700)
    tell("Weights: key press to last repaint", ours)
    tell("bare app: key press to last repaint", bare)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"ratio of medians {ratio:.2f} (held to 2.0); p95 {p95(ours):.0f} ms (held to 500 ms)")


def press(page: Page, run: int) -> None:
    """Move the first slider by a step, ten times up, ten times down."""
    page.locator('[data-testid="stMain"] input[type="range"]').first.focus()
    page.keyboard.press("ArrowRight" if run % 20 < 10 else "ArrowLeft")


if __name__ == "__main__":
    main()
