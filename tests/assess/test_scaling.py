"""Every normalisation with its numbers gives back the score that the assessment holds; formulas written out by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core import default_scenario, load_dataset
from cluster_core.assess.assessment import assess
from cluster_core.assess.scaling import Scaling, scaling
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from tests.model.examples import dataset, facts, indicator, tree

METHODS = ("minmax", "zscore", "rank", "percentile", "best")


def by_hand(used: Scaling, x: float) -> float:
    """The formulas of docs/methods.md, independent of the code that the assessment uses."""
    if used.method == "minmax":
        if used.first == used.second:
            return 50.0
        share = (x - used.first) / (used.second - used.first)
        share = share if used.sign > 0 else 1 - share
        return 100 * (min(max(share, 0.0), 1.0) if used.held else share)
    if used.method == "zscore":
        return used.sign * (x - used.first) / used.second if used.second else 0.0
    if used.method == "rank":
        return used.first
    if used.method == "percentile":
        return 100 * (used.first - 1) / (used.second - 1)
    return min(100 * (x / used.first if used.sign > 0 else used.first / x), 100.0)


@cache
def shipped(bundle: str) -> Dataset:
    return load_dataset(f"data/{bundle}")


@cache
def assessed(bundle: str, method: str, pool: str, treat: str, impute: str) -> Assessment:
    known = shipped(bundle)
    asked = replace(default_scenario(known), normalise=method, pool=pool, treat=treat, impute=impute)
    return assess(known, asked)


@settings(max_examples=10)
@given(
    st.sampled_from(METHODS),
    st.sampled_from(("vintage", "all")),
    st.sampled_from(("none", "winsorise")),
    st.sampled_from(("none", "peer_mean")),
)
def test_raw_to_normalised_is_the_formula(method: str, pool: str, treat: str, impute: str) -> None:
    result = assessed("jiangsu", method, pool, treat, impute)
    prepared = result.prepared
    for name in prepared.indicators:
        for row in (0, 8):
            score = prepared.normalised[row, prepared.at[name]]
            if np.isnan(score):
                continue
            used, x = scaling(result, result.units[row], name), prepared.treated[row, prepared.at[name]]
            assert by_hand(used, x) == pytest.approx(score, abs=1e-9)
            assert used.score(x) == pytest.approx(score, abs=1e-9)


def test_a_target_and_a_cost() -> None:
    aimed = [indicator("a", target=40.0), indicator("b", "cost", target=2.0)]
    known = dataset(facts(a=[10, 20, 50], b=[4, 2, 8]), [tree("f", {"f": {"a": 1, "b": 1}})], aimed)
    result = assess(known, Scenario("demo", "f", 2020, normalise="target"))
    used = [scaling(result, "R1", name) for name in "ab"]
    assert [one.first for one in used] == [40, 2]
    assert [one.score(x) for one, x in zip(used, (10, 4), strict=True)] == [25, 50]


def test_a_rating_is_placed_where_it_was_scored_and_not_where_it_is_diagnosed() -> None:
    # Goodness of a rating without goalposts of its own is on 0-100; its min-max score is on the pool's ends.
    rated = indicator("a", kind="expert")
    known = dataset(facts(a=[20, 40, 60]), [tree("f", {"f": {"a": 1}})], [rated])
    result = assess(known, Scenario("demo", "f", 2020))
    used = scaling(result, "R2", "a")
    assert (used.first, used.second) == (20, 60)
    assert used.score(40) == result.prepared.normalised[1, 0] == 50


def test_where_all_are_equal_there_is_nothing_to_stretch() -> None:
    used = Scaling("minmax", 3.0, 3.0, 1)
    assert used.constant
    assert used.score(3.0) == 50
