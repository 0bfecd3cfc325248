"""The shipped bundles, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from cluster_core import default_scenario, load_dataset
from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset


@cache
def bundle(name: str) -> Dataset:
    """Return one of the bundles below data/."""
    return load_dataset(f"data/{name}")


@cache
def assessed(name: str) -> Assessment:
    """Return a bundle under its default scenario."""
    return assess(bundle(name), default_scenario(bundle(name)))
