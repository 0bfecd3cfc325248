"""Obstacle degree: the analytic example, sums, and what missing, constant and perfect columns do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cluster_core.assess.obstacle import Obstacles, obstacle_degree, obstacles
from tests.model.examples import NAN, assessed, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 3}, "two": {"c": 1}})
TWICE = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 3}})
levels = arrays(float, (3, 4), elements=st.integers(0, 1000).map(lambda k: k / 1000) | st.just(NAN))
weights = arrays(float, 4, elements=st.just(0.0) | st.floats(0.001, 10))


def test_the_analytic_example() -> None:
    found = obstacle_degree(np.array([0.5, 0.3, 0.2]), np.array([[0.8, 0.5, 0.2]]))
    # .5 * .2 = .1, .3 * .5 = .15, .2 * .8 = .16, of .41
    assert found[0] / 100 == pytest.approx([0.24390244, 0.36585366, 0.3902439], abs=1e-8)


@settings(max_examples=80)
@given(weights, levels, st.floats(0.01, 100))
def test_rows_sum_to_100_unless_nothing_holds_back(w: np.ndarray, z: np.ndarray, factor: float) -> None:
    found = obstacle_degree(w, z)
    for row, own in zip(found, z, strict=True):
        known = ~np.isnan(own)
        if not (known & (w > 0)).any():
            assert np.isnan(row).all()
        else:
            assert (np.isnan(row) == ~known).all()
            short = w[known] @ (1 - own[known])
            assert np.nansum(row) == pytest.approx(100 if short > 0 else 0, abs=1e-9)
    np.testing.assert_allclose(obstacle_degree(w * factor, z), found, atol=1e-9)


def test_missing_is_left_out_and_stays_missing() -> None:
    found = obstacle_degree(np.array([0.5, 0.3, 0.2]), np.array([[0.8, NAN, 0.2]]))
    np.testing.assert_allclose(found, [[100 * 0.1 / 0.26, NAN, 100 * 0.16 / 0.26]])


def test_without_a_shortfall_there_is_no_obstacle() -> None:
    assert obstacle_degree(np.array([1.0, 1.0]), np.array([[1.0, 1.0]])).tolist() == [[0, 0]]


# --- from an assessment ------------------------------------------------------------------------------------------


def nodes(found: Obstacles, row: int = 0) -> dict[str, float]:
    return dict(zip(found.node_names, found.nodes[row].tolist(), strict=True))


def test_effective_weights_and_sums_up_the_tree() -> None:
    found = obstacles(assessed(FRAMEWORK, {"a": [50, 0, 100], "b": [100, 0, 50], "c": [75, 0, 100]}))
    # R1: weights 1/16, 3/16, 3/4; 1 - z = .5, 0, .25: .03125, 0, .1875 of .21875
    assert found.indicators[0] == pytest.approx([100 / 7, 0, 600 / 7])
    assert nodes(found) == pytest.approx({"f": 100, "one": 100 / 7, "two": 600 / 7})
    assert found.unhindered.tolist() == [False, False, False]


def test_an_indicator_that_stands_twice_is_counted_in_both_places_and_once_in_the_whole() -> None:
    found = obstacles(assessed(TWICE, {"a": [50, 0, 100], "b": [0, 100, 50], "c": [100, 0, 50]}))
    # R1: a .25 * .5 = .125; b (.25 + .125) * 1 = .375; c 0: of .5
    assert found.indicators[0] == pytest.approx([25, 75, 0])
    assert nodes(found) == pytest.approx({"f": 100, "one": 75, "two": 25})


def test_the_best_in_everything_is_unhindered_and_the_unknown_is_not() -> None:
    columns = {"a": [100, 0, NAN], "b": [100, 0, NAN], "c": [100, 0, NAN]}
    found = obstacles(assessed(FRAMEWORK, columns))
    assert found.unhindered.tolist() == [True, False, False]
    assert (found.indicators[0] == 0).all()
    assert (found.nodes[0] == 0).all()
    assert np.isnan(found.indicators[2]).all()
    assert np.isnan(found.nodes[2]).all()


def test_one_region_or_constant_columns_have_no_obstacles() -> None:
    assert np.isnan(obstacles(assessed(FRAMEWORK, {"a": [1], "b": [2], "c": [3]})).indicators).all()
    flat = obstacles(assessed(FRAMEWORK, {"a": [1, 1], "b": [0, 100], "c": [NAN, NAN]}))
    np.testing.assert_allclose(flat.indicators, [[NAN, 100, NAN], [NAN, 0, NAN]])


@settings(max_examples=30, deadline=None)
@given(arrays(float, (4, 3), elements=st.integers(0, 9).map(float) | st.just(NAN)))
def test_every_cut_through_the_tree_sums_to_the_same(drawn: np.ndarray) -> None:
    table = np.vstack([[0.0] * 3, [9.0] * 3, drawn])
    found = obstacles(assessed(FRAMEWORK, dict(zip("abc", table.T.tolist(), strict=True))))
    for row in range(len(table)):
        whole = nodes(found, row)
        if np.isnan(whole["f"]):
            continue
        assert np.nansum(found.indicators[row]) == pytest.approx(whole["f"])
        assert np.nansum([whole["one"], whole["two"]]) == pytest.approx(whole["f"])
        assert np.nansum(found.indicators[row, :2]) == pytest.approx(np.nan_to_num(whole["one"]))
        assert whole["f"] == pytest.approx(0 if found.unhindered[row] else 100)


def test_as_a_table() -> None:
    tidy = obstacles(assessed(FRAMEWORK, {"a": [50, 0], "b": [100, 0], "c": [75, 0]})).tidy()
    assert list(tidy.columns) == ["region", "id", "is_indicator", "obstacle"]
    assert tidy["id"].tolist() == ["a", "b", "c", "f", "one", "two"] * 2
    assert tidy[tidy["is_indicator"]].groupby("region")["obstacle"].sum().tolist() == pytest.approx([0, 100])
