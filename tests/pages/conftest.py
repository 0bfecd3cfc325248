"""Both bundles with frameworks of unusual shapes added, as other people's bundles will have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from cluster_core.model.dataset import Dataset
from cluster_core.model.framework import Framework, Method
from cluster_core.model.indicator import Indicator
from cluster_core.model.text import Text
from tests.model.examples import indicator, tree
from ui import data, text

_LEAVES = ("rd_intensity", "high_tech_density", "loans_gdp", "telecom_revenue_per_head", "gdp_per_capita")


def _deep() -> Framework:
    """Five levels below the root, two branches."""
    return tree(
        "deep",
        {
            "deep": {"deep_a": 1, "deep_b": 2},
            "deep_a": {"deep_c": 1},
            "deep_c": {"deep_d": 1},
            "deep_d": {"deep_e": 1, "mobile_per_100": 1},
            "deep_e": {"rd_intensity": 1, "high_tech_density": 2},
            "deep_b": {"loans_gdp": 1},
        },
    )


def _wide() -> Framework:
    """Nine dimensions of one indicator each, the last of them without data."""
    leaves = (*_LEAVES[:4], "broadband_per_100", "mobile_per_100", "postal_revenue_gdp", "tech_contract_gdp")
    below = {f"wide_{place}": {leaf: 1} for place, leaf in enumerate((*leaves, "nobody_counted"), 1)}
    return tree("wide", {"wide": dict.fromkeys(below, 1), **below})


def _half_empty() -> Framework:
    """One dimension with data beside one without: the whole has too little of it."""
    return tree(
        "half_empty",
        {
            "half_empty": {"half_known": 1, "half_unknown": 3},
            "half_known": {"rd_intensity": 1},
            "half_unknown": {"nobody_counted": 1, "nobody_asked": 1},
        },
    )


ODD: Mapping[str, Framework] = {
    framework.id: framework
    for framework in (
        _deep(),
        _wide(),
        _half_empty(),
        tree(
            "empty",
            {
                "empty": {"empty_a": 1, "empty_b": 1},
                "empty_a": {"nobody_counted": 1},
                "empty_b": {"nobody_asked": 1},
            },
        ),
        tree("single", {"single": {"rd_intensity": 1}}),
        tree("flat", {"flat": {"rd_intensity": 2, "loans_gdp": 1, "nobody_counted": 1}}),
        tree("bare", {"bare": {}}),
        tree(
            "hollow",
            {"hollow": {"hollow_a": 1, "hollow_b": 1}, "hollow_a": {"rd_intensity": 1}, "hollow_b": {}},
        ),
        tree(
            "mixed",
            {"mixed": {"mixed_a": 1, "loans_gdp": 1}, "mixed_a": {"rd_intensity": 1, "high_tech_density": 1}},
        ),
        tree(
            "geometric",
            {
                "geometric": {"geometric_a": 1, "geometric_b": 1},
                "geometric_a": {"rd_intensity": 1},
                "geometric_b": {"loans_gdp": 1},
            },
            method=Method("percentile", "geometric", 0.25),
        ),
    )
}
NOWHERE: Mapping[str, Indicator] = {
    name: indicator(name, typical_source=Text("统计年鉴", "Statistical yearbook"))
    for name in ("nobody_counted", "nobody_asked")
}


@cache
def with_odd_frameworks(bundle: str) -> Dataset:
    """Return a bundle with the odd frameworks and their indicators that nobody has observed."""
    known = data.dataset(bundle)
    return replace(
        known,
        frameworks={**known.frameworks, **ODD},
        indicators={**NOWHERE, **known.indicators},
    )


@cache
def with_gaps(bundle: str) -> Dataset:
    """Return a bundle without two figures of the region in focus, in any year."""
    known = data.dataset(bundle)
    of_focus = known.observations["unit"] == known.default_focus
    taken = known.observations["indicator"].isin(
        [known.indicators[one].numerator or one for one in _LEAVES[:3:2]]
    )
    return replace(
        known, observations=known.observations[~(of_focus & taken)], fingerprint=f"{known.fingerprint}, less"
    )


@pytest.fixture(autouse=True)
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that a catalogue lacks is a fault."""
    monkeypatch.setattr(text, "strict", True)


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the pages read the bundles with the odd frameworks."""
    shipped = data._dataset
    made = {bundle: with_odd_frameworks(bundle) for bundle in data.bundles()}
    monkeypatch.setattr(data, "_dataset", lambda print_, bundle: made.get(bundle) or shipped(print_, bundle))
