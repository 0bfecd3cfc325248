"""pymcdm, loaded at the first ranking: it brings matplotlib along, which would more than double every start."""

from __future__ import annotations

import importlib
import logging
from typing import Any


def pymcdm(part: str) -> Any:
    """Return a module of pymcdm (`methods`, `normalizations`, `correlations`).

    matplotlib, which nothing here draws with, complains at its first import where it may not write a cache; that is
    kept off standard error.
    """
    drawing = logging.getLogger("matplotlib")
    level = drawing.level
    drawing.setLevel(logging.ERROR)
    try:
        return importlib.import_module(f"pymcdm.{part}")
    finally:
        drawing.setLevel(level)
