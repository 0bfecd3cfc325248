"""Contributions to the root: at every depth the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.contributions import to_root
from cluster_core.index.composite import score
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Scores
from cluster_core.model.weights import effective_weights
from tests.model.examples import NAN, prepared, tree

WIDE = {"f": {"one": 1, "two": 3, "z": 2}, "one": {"deep": 1, "a": 1}, "two": {"b": 1, "c": 2}}
DEEP = {**WIDE, "deep": {"d": 1, "e": 4}}
RULES = ["arithmetic", "geometric", "harmonic", "power:2", "power:-2", "power:0.5", "min"]


def scored(rows: Sequence[Sequence[float]], framework: Framework, **choices: Any) -> Scores:
    choices = {"min_coverage": 0.0, **choices}
    return score(prepared(framework, rows), framework, Scenario("demo", "f", 2020, **choices))


def assert_adds_up(found: Scores) -> None:
    """The root's children sum to the root; any other node's children sum to what the node brings."""
    parts = to_root(found)
    framework = found.framework
    brings = {framework.id: found.scores[:, 0]}
    for node in framework.nodes:
        if not node.children:
            continue
        whole = brings[node.id]
        known = ~np.isnan(whole)
        sums = np.nansum(parts[node.id], axis=1)
        np.testing.assert_allclose(sums[known], whole[known], atol=1e-7, err_msg=node.id)
        assert np.isnan(parts[node.id][~known]).all(), "a missing node brings nothing"
        for column, child in enumerate(node.children):
            if not child.is_indicator:
                brings[child.id] = parts[node.id][:, column]


def test_two_levels_by_hand() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
    parts = to_root(scored([[40, 30, 60]], framework))
    # two scores (30 + 120) / 3 = 50; the root 10 + 37.5; of the 37.5 a fifth is b's, four fifths are c's.
    assert parts["f"][0] == pytest.approx([10, 37.5])
    assert parts["one"][0] == pytest.approx([10])
    assert parts["two"][0] == pytest.approx([7.5, 30])


def test_in_an_arithmetic_tree_a_leaf_brings_its_effective_weight_times_its_value() -> None:
    framework = tree("f", DEEP)
    found = scored([[10, 20, 30, 40, 50, 60], [5, 0, 0, 90, 100, 1]], framework)
    leaves = prepared(framework, [[10, 20, 30, 40, 50, 60], [5, 0, 0, 90, 100, 1]])
    parts = to_root(found)
    for child, parent, _, share in effective_weights(framework, dict(found.weights)):
        if child in leaves.at:
            column = [below.id for below in framework.by_id[parent].children].index(child)
            expected = share * leaves.normalised[:, leaves.at[child]]
            np.testing.assert_allclose(parts[parent][:, column], expected, atol=1e-9)


def test_below_a_geometric_root_a_node_hands_on_in_proportion() -> None:
    framework = tree(
        "f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1, "c": 1}}, {"f": "geometric"}
    )
    parts = to_root(scored([[80, 10, 30]], framework))
    # The root is sqrt(80 * 20) = 40, shared equally; of two's 20 points a quarter is b's.
    assert parts["f"][0] == pytest.approx([20, 20])
    assert parts["two"][0] == pytest.approx([5, 15])


def test_below_a_minimum_only_the_lowest_branch_brings_anything() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1, "c": 1}}, {"f": "min"})
    parts = to_root(scored([[80, 10, 30]], framework))
    assert parts["f"][0].tolist() == [0, 20]
    assert parts["one"][0].tolist() == [0]
    assert parts["two"][0] == pytest.approx([5, 15])


def test_a_missing_child_brings_nothing_and_its_siblings_all() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1, "c": 1}})
    parts = to_root(scored([[40, NAN, 60], [NAN, 10, 20]], framework))
    np.testing.assert_allclose(parts["f"], [[20, 30], [NAN, 15]])
    np.testing.assert_allclose(parts["two"], [[NAN, 30], [5, 10]])
    np.testing.assert_allclose(parts["one"], [[20], [NAN]])


def test_a_branch_raised_to_the_floor_spreads_it_by_weight() -> None:
    framework = tree(
        "f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1, "c": 3}}, {"f": "geometric"}
    )
    parts = to_root(scored([[100, 0, 0]], framework, floor=1.0))
    # sqrt(100 * 1) = 10, five points each; two's children are zero both: 1 : 3 by weight.
    assert parts["f"][0] == pytest.approx([5, 5])
    assert parts["two"][0] == pytest.approx([1.25, 3.75])


def test_z_scores_that_cancel_out_keep_their_size() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"c": 1}})
    parts = to_root(scored([[1, -1, 2]], framework, normalise="zscore"))
    # one scores 0, so that there is no proportion: a brings 1/2 * 1/2 * 1, b the opposite.
    assert parts["f"][0] == pytest.approx([0, 1])
    assert parts["one"][0] == pytest.approx([0.25, -0.25])


def test_nothing_known_brings_nothing() -> None:
    framework = tree("f", {"f": {"one": 1}, "one": {"a": 1}})
    assert all(np.isnan(part).all() for part in to_root(scored([[NAN]], framework)).values())


def test_a_node_without_children_has_no_entry() -> None:
    framework = tree("f", {"f": {"one": 1, "none": 1}, "one": {"a": 1}, "none": {}})
    found = scored([[40]], framework)
    assert set(to_root(found)) == {"f", "one"}
    assert_adds_up(found)


leaf = st.floats(0, 100) | st.just(0.0) | st.just(NAN)
rows = st.lists(st.lists(leaf, min_size=6, max_size=6), min_size=1, max_size=4)
rules = st.fixed_dictionaries({name: st.sampled_from(RULES) for name in DEEP})


@settings(max_examples=80)
@given(rows, rules, st.sampled_from([0.0, 0.5]), st.sampled_from([0.01, 5.0]))
def test_parts_add_up_at_every_depth_under_any_rules(
    values: list[list[float]], own: dict[str, str], min_coverage: float, floor: float
) -> None:
    framework = tree("f", DEEP, own)
    assert_adds_up(scored(values, framework, min_coverage=min_coverage, floor=floor))


z = st.integers(-30, 30).map(lambda tenths: tenths / 10)


@settings(max_examples=40)
@given(st.lists(st.lists(z | st.just(NAN), min_size=6, max_size=6), min_size=1, max_size=4))
def test_parts_of_z_scores_add_up(values: list[list[float]]) -> None:
    assert_adds_up(scored(values, tree("f", DEEP), normalise="zscore"))


@settings(max_examples=30)
@given(rows, st.lists(st.sampled_from([0.0, 1.0, 2.5]), min_size=3, max_size=3).filter(any))
def test_parts_add_up_with_children_of_no_weight(values: list[list[float]], points: list[float]) -> None:
    assert_adds_up(scored(values, tree("f", DEEP), weighting="user", points=(("f", tuple(points)),)))
