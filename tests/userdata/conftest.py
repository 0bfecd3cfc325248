"""A store in a folder of its own, and scenarios to put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata.connection import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "desk"), wait_s=0.05)


@pytest.fixture
def scenario() -> Scenario:
    return Scenario("jiangsu", "four_forces", 2023, focus="320900")


@pytest.fixture
def other(scenario: Scenario) -> Scenario:
    return scenario.with_points("four_forces", (80, 40, 40, 40))
