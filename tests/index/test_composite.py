"""Node scores from the leaves to the root, coverage, ranks and notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.errors import MethodError, ScenarioError
from cluster_core.index.composite import rank_scores, score
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Scores
from tests.model.examples import NAN, prepared, tree

TWO = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
few = settings(max_examples=40)


def scored(rows: Sequence[Sequence[float]], framework: Framework = TWO, **choices: Any) -> Scores:
    return score(prepared(framework, rows), framework, Scenario("demo", "f", 2020, **choices))


def of(found: Scores, node: str) -> list[float]:
    return found.scores[:, found.at[node]].tolist()


def test_a_tree_by_hand() -> None:
    found = scored([[40, 30, 60], [80, 0, 20]])
    assert of(found, "one") == [40, 80]
    assert of(found, "two") == pytest.approx([50, 40 / 3])  # (30 + 2 * 60) / 3
    assert of(found, "f") == pytest.approx([47.5, 30])  # (1 * 40 + 3 * 50) / 4, (80 + 40) / 4
    assert found.ranks[:, found.at["f"]].tolist() == [1, 2]
    assert found.ranks[:, found.at["one"]].tolist() == [2, 1]
    assert found.contributions["f"][0] == pytest.approx([10, 37.5])
    assert found.contributions["two"][0] == pytest.approx([10, 40])
    assert (found.coverage == 1).all()
    assert found.weights["two"] == pytest.approx([1 / 3, 2 / 3])


def test_a_missing_leaf_leaves_the_rest_and_lowers_coverage_at_every_level() -> None:
    found = scored([[40, NAN, 60]])
    assert of(found, "two") == [60]
    assert of(found, "f") == [55]  # (40 + 3 * 60) / 4
    assert found.coverage[0] == pytest.approx([0.25 + 0.75 * 2 / 3, 1, 2 / 3])


def test_a_node_below_the_least_coverage_is_dropped_but_counted_in_coverage() -> None:
    found = scored([[40, 30, NAN]])  # `two` rests on 1/3 of its weight
    assert np.isnan(of(found, "two")).all()
    assert np.isnan(found.contributions["two"]).all()
    assert of(found, "f") == [40]  # all of the weight is handed to `one`
    assert found.coverage[0, 0] == pytest.approx(0.25 + 0.75 / 3)
    assert found.ranks[0].tolist() == [1, 1, 0]


def test_the_root_itself_is_withheld_and_not_ranked() -> None:
    found = scored([[40, NAN, NAN], [40, 30, 60]])  # a coverage of 1/4
    assert np.isnan(of(found, "f")).tolist() == [True, False]
    assert found.ranks[:, 0].tolist() == [0, 1]
    assert found.ranks[:, found.at["one"]].tolist() == [1, 1]


def test_without_a_least_coverage_one_value_is_enough() -> None:
    assert of(scored([[NAN, 30, NAN]], min_coverage=0.0), "f") == [30]


def test_nothing_known_is_never_zero() -> None:
    found = scored([[NAN, NAN, NAN]], min_coverage=0.0)
    assert np.isnan(found.scores).all()
    assert (found.coverage == 0).all()
    assert (found.ranks == 0).all()


def test_a_node_keeps_its_own_rule() -> None:
    own = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"c": 1}}, {"one": "min"})
    found = scored([[20, 80, 60]], own, aggregate="geometric")
    assert of(found, "one") == [20]
    assert of(found, "f") == pytest.approx([1200**0.5])


def test_nodes_and_indicators_under_one_parent_share_the_weights() -> None:
    mixed = tree("f", {"f": {"deep": 1, "a": 3}, "deep": {"b": 1}})
    assert of(scored([[40, 80]], mixed), "f") == [50]  # the indicators are in tree order: a, b


def test_one_indicator_under_two_nodes_counts_in_both() -> None:
    shared = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"a": 1, "b": 1}})
    assert of(scored([[40, 80]], shared), "f") == [50]  # (40 + (40 + 80)/2) / 2


def test_a_node_without_children_has_no_score_and_is_dropped() -> None:
    hollow = tree("f", {"f": {"one": 1, "none": 1}, "one": {"a": 1}, "none": {}})
    found = scored([[40]], hollow)
    assert np.isnan(of(found, "none")).all()
    assert of(found, "f") == [40]
    assert found.coverage[0, 0] == 0.5
    assert found.contributions["none"].shape == (1, 0)


def test_the_floor_is_told_per_cell() -> None:
    found = scored([[40, 0, 60], [50, 10, 0]], aggregate="geometric", floor=1.0)
    assert of(found, "two") == pytest.approx([(1 * 60**2) ** (1 / 3), (10 * 1**2) ** (1 / 3)])
    assert {(notice.code, *notice.ids) for notice in found.notices} == {
        ("floored", "two", "b", "R1"),
        ("floored", "two", "c", "R2"),
    }
    assert any("b of R1 was raised to the floor of 1" in notice.message for notice in found.notices)


def test_points_of_the_user_weigh() -> None:
    weighted = scored([[40, 30, 60]], weighting="user", points=(("f", (3.0, 1.0)), ("two", (1.0, 0.0))))
    assert of(weighted, "f") == [37.5]  # (3 * 40 + 30) / 4
    assert of(scored([[40, 30, 60]], weighting="equal"), "f") == [42.5]  # (40 + 45) / 2


def test_z_scores_meet_only_means_that_can_take_them() -> None:
    rows = [[-1, 0, 1], [1, 0, -1]]
    assert of(scored(rows, normalise="zscore"), "f") == pytest.approx([0.25, -0.25])  # (-1 + 3 * 2/3) / 4
    assert of(scored(rows, normalise="zscore", aggregate="min"), "f") == [-1, -1]
    with pytest.raises(MethodError, match="geometric"):
        scored(rows, normalise="zscore", aggregate="geometric")
    own = replace(TWO, nodes=(*TWO.nodes[:2], replace(TWO.nodes[2], aggregate="harmonic")))
    with pytest.raises(MethodError, match="harmonic"):
        scored(rows, own, normalise="zscore")


def test_weights_that_do_not_fit_the_tree_are_refused() -> None:
    with pytest.raises(ScenarioError, match="2 weights"):
        scored([[1, 2, 3]], weighting="user", points=(("f", (1.0, 1.0, 1.0)),))


@few
@given(
    st.lists(st.lists(st.floats(0, 100) | st.just(NAN), min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "power:2", "min"]),
)
def test_scores_are_bounded_and_contributions_sum_to_them(rows: list[list[float]], name: str) -> None:
    found = scored(rows, aggregate=name)
    known = ~np.isnan(found.scores)
    assert (found.scores[known] >= 0).all()
    assert (found.scores[known] <= 100 + 1e-9).all()
    assert ((found.coverage >= 0) & (found.coverage <= 1 + 1e-12)).all()
    for node in TWO.nodes:
        column = found.at[node.id]
        sums = np.nansum(found.contributions[node.id], axis=1)
        np.testing.assert_allclose(sums[known[:, column]], found.scores[known[:, column], column], atol=1e-9)


@few
@given(
    st.lists(st.floats(0, 99), min_size=3, max_size=3),
    st.integers(0, 2),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "power:2", "power:-2", "min"]),
)
def test_a_better_leaf_never_lowers_any_node(row: list[float], better: int, name: str) -> None:
    raised = [value + (1 if k == better else 0) for k, value in enumerate(row)]
    before, after = scored([row], aggregate=name), scored([raised], aggregate=name)
    assert (after.scores >= before.scores - 1e-9).all()


# --- ranks -------------------------------------------------------------------------------------------------------


def ranks(*scores: float) -> list[int]:
    return rank_scores(np.array(scores)[:, None]).ravel().tolist()


def test_rank_1_is_best_and_ties_share_the_lowest_number() -> None:
    assert ranks(2, 9, 9, 4) == [4, 1, 1, 3]
    assert ranks(5, 5, 5) == [1, 1, 1]
    assert ranks(-1, 0, 1) == [3, 2, 1]


def test_scores_that_agree_in_nine_decimals_tie() -> None:
    assert ranks(1 / 3, 0.333333333333, 0.333333332) == [1, 1, 3]
    assert ranks(1e-9, 0) == [1, 2]
    assert ranks(1e-10, 0) == [1, 1]


def test_missing_scores_have_no_rank_and_take_no_place() -> None:
    assert ranks(NAN, 3, NAN, 8) == [0, 2, 0, 1]
    assert ranks(NAN) == [0]


@few
@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_a_rank_is_one_more_than_the_number_of_better_ones(scores: list[int]) -> None:
    assert ranks(*scores) == [1 + sum(other > own for other in scores) for own in scores]
