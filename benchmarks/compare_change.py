"""A region taken out of the comparison: key press to the last repaint, beside a bare app with as many charts."""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

from benchmarks._browser import side_by_side
from benchmarks._figures import p95, tell

BARE = """
import altair as alt
import pandas as pd
import streamlit as st

names = ["Yancheng", "Suqian", "Nantong", *(f"Region {k}" for k in range(10))]
chosen = st.multiselect("regions", names, default=names[:2])
for chart in range(2):
    rows = pd.DataFrame({"name": chosen, "score": [len(name) * (chart + 1) for name in chosen]})
    st.altair_chart(alt.Chart(rows).mark_bar().encode(x="score", y="name"))
"""
QUIET_MS = 1500


def main() -> None:
    """Take a third region out again and again on both apps, in turn; print medians and their ratio."""
    ours, bare = side_by_side("/compare", BARE, take_out, runs=20, quiet_ms=QUIET_MS)
    tell("Compare: region change to last repaint", ours)
    tell("bare app: region change to last repaint", bare)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"ratio of medians {ratio:.2f} (held to 1.5); p95 {p95(ours):.0f} ms")


def take_out(page: Page, run: int) -> None:
    """Add Nantong, then take it out by the keyboard."""
    del run
    field = page.locator('[data-testid="stMultiSelect"] input').first
    field.click()
    field.fill("Nantong")
    page.keyboard.press("Enter")
    page.wait_for_timeout(QUIET_MS)
    page.keyboard.press("Backspace")


if __name__ == "__main__":
    main()
