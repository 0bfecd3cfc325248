"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.samples import bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle with a value for two regions, beside what bundles share."""
    return bundle(tmp_path / "data")
