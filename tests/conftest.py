"""Settings that every test shares."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cluster_core.store.build import ensure_built
from cluster_core.userdata.connection import Store, open_store

# Timing on a shared machine says nothing about the code, so no example has a deadline. In continuous integration the
# examples are the same at every run, and fewer; at a desk each run looks at new ones.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("desk"), derandomize=True, print_blob=True, max_examples=50
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parents[1]


# Nobody's own tray is read or written by a test; the folder comes only where a test saves something.
os.environ["CLUSTER_DESK_USERDATA"] = str(Path(tempfile.gettempdir(), f"desk-of-tests-{os.getpid()}"))
# Nor does what somebody imported here decide what a test finds in the shipped bundles.
os.environ["CLUSTER_DESK_IMPORTS"] = str(Path(tempfile.gettempdir(), f"imports-of-tests-{os.getpid()}"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A tray of this test's own, the one that pages and servers started by it use."""
    monkeypatch.setenv("CLUSTER_DESK_USERDATA", str(tmp_path / "desk"))
    return open_store(str(tmp_path / "desk"))


def pytest_sessionstart() -> None:
    """Build the data file before tests are even collected: a page that finds it missing says so for a while."""
    ensure_built(ROOT / "data", ROOT / "data" / "clusters.duckdb")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: the browser keeps an event loop in the thread where others start their own."""
    items.sort(key=lambda item: "e2e" in item.path.parts)
