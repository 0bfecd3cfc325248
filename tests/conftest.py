"""Settings that every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cluster_core.store.build import ensure_built

# Timing on a shared machine says nothing about the code, so no example has a deadline. In continuous integration the
# examples are the same at every run; at a desk each run looks at new ones.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parents[1]


def pytest_sessionstart() -> None:
    """Build the data file before tests are even collected: a page that finds it missing says so for a while."""
    ensure_built(ROOT / "data", ROOT / "data" / "clusters.duckdb")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: the browser keeps an event loop in the thread where others start their own."""
    items.sort(key=lambda item: "e2e" in item.path.parts)
