"""Assessments made of plain scores, for the tests of what could be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_core.model.assessment import Assessment
from tests.model.examples import assessed, indicator, tree


def criteria(columns: Mapping[str, Sequence[float]], **choices: Any) -> Assessment:
    """Units R1, R2 ... judged by criteria below the root; every value is its score, 0-100; NaN is missing."""
    made = [indicator(name, goalpost_low=0, goalpost_high=100) for name in columns]
    return assessed(tree("f", {"f": dict.fromkeys(columns, 1.0)}), columns, made, **choices)


def forces(
    below: Mapping[str, Mapping[str, Sequence[float]]], rules: Mapping[str, str] | None = None, **choices: Any
) -> Assessment:
    """Units judged by forces, each with criteria of its own: force -> criterion -> scores."""
    columns = {name: scores for part in below.values() for name, scores in part.items()}
    made = [indicator(name, goalpost_low=0, goalpost_high=100) for name in columns]
    parts = {force: dict.fromkeys(part, 1.0) for force, part in below.items()}
    framework = tree("f", {"f": dict.fromkeys(below, 1.0), **parts}, rules)
    return assessed(framework, columns, made, **choices)
