"""A data folder of a test's own, so that what it imports is nobody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ui import data

SHIPPED = Path(__file__).resolve().parents[2] / "data"


def use_own_data(folder: Path, monkeypatch: pytest.MonkeyPatch, bundle: str = "practice") -> Path:
    """Copy one bundle and what bundles share, and make the app use the copy; return the bundle's folder."""
    for part in ("frameworks", "geo", bundle):
        shutil.copytree(SHIPPED / part, folder / part)
    monkeypatch.setattr(data, "FOLDER", folder)
    monkeypatch.setattr(data, "FILE", folder / "clusters.duckdb")
    monkeypatch.setattr(data, "_built", data._Built())
    return folder / bundle
