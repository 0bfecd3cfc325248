"""The fewest rows above zero: both searches against every subset of rows tried by a linear programme."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cluster_core.explore import fewest as searches
from cluster_core.explore.fewest import MOST_SPLIT, ZERO, Admitted, Fewest, depth, fewest
from cluster_core.model.stages import Array


def free(size: int) -> Array:
    return np.empty((0, size))


def by_subsets(rows: Array, limits: Array) -> int | None:
    """The fewest rows above zero: of every number of rows left out, whether the others can be at most zero together."""
    size = rows.shape[1]
    for count in range(len(rows) + 1):
        for out in combinations(range(len(rows)), count):
            kept = np.vstack([np.delete(rows, out, axis=0), limits])
            found = linprog(
                np.zeros(size), A_ub=kept, b_ub=np.zeros(len(kept)), A_eq=np.ones((1, size)), b_eq=[1]
            )
            if found.status == 0:
                return count
    return None


def begin(rows: Array, admitted: Admitted) -> Fewest | None:
    at = admitted.extreme(np.zeros(rows.shape[1]))
    return None if at is None else Fewest(int((rows @ at > ZERO).sum()), at)


@given(st.integers(0, 10**6), st.integers(2, 7), st.integers(0, 2))
@settings(max_examples=14)
def test_fewer_are_impossible_and_as_few_are_attained(seed: int, size: int, limited: int) -> None:
    rng = np.random.default_rng(seed)
    rows, limits = rng.normal(size=(6, size)), rng.normal(size=(limited, size)) - 0.3
    admitted = Admitted(limits)
    start = begin(rows, admitted)
    if start is None:
        assert by_subsets(rows, limits) is None
        return
    found = fewest(rows, admitted, start)
    assert found.proven
    assert found.count == by_subsets(rows, limits)
    assert (rows @ found.weights > ZERO).sum() == found.count
    assert admitted.holds(found.weights[None]).all()
    assert found.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("size", [3, 4, 7])
def test_many_rows_that_meet_in_one_point_end_the_search(size: int) -> None:
    rng = np.random.default_rng(size)
    centre = np.full(size, 1 / size)
    rows = rng.normal(size=(14, size))
    rows -= (rows @ centre)[:, None]
    rows[-1] = -rows[:-1].sum(axis=0)  # so all are zero there, and nowhere else is none above zero
    start = Fewest(14, np.eye(size)[0])
    found = fewest(rows, Admitted(free(size)), start)
    assert found.proven
    assert found.count == 0
    np.testing.assert_allclose(found.weights, centre, atol=1e-6)


def test_a_count_on_the_edge_only_is_found() -> None:
    # At most zero where the first weight is nothing: on the border of the simplex.
    rows = np.array([[1.0, 0.0, 0.0], [1.0, -1.0, 1.0]])
    found = fewest(rows, Admitted(free(3)), Fewest(2, np.array([1.0, 0.0, 0.0])))
    assert found.count == 0
    assert found.weights[0] == pytest.approx(0, abs=1e-9)


def test_both_searches_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(11)
    rows = rng.normal(size=(14, 4)) + 0.2
    admitted = Admitted(rng.normal(size=(2, 4)) - 0.5)
    start = begin(rows, admitted)
    assert start is not None
    split = fewest(rows, admitted, start)
    monkeypatch.setattr(searches, "MOST_SPLIT", 1)
    assert fewest(rows, admitted, start).count == split.count
    assert MOST_SPLIT >= 4


@pytest.mark.parametrize("limit", ["PROGRAMMES", "STEPS"])
def test_a_search_cut_short_says_so(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(searches, limit, 1)
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(20, 6))
    found = fewest(rows, Admitted(free(6)), Fewest(20, np.eye(6)[0]))
    assert not found.proven


def test_rows_that_contradict_each_other_are_named() -> None:
    rows = np.array(
        [[1.0, -1.0], [-1.0, 2.0], [-5.0, -5.0]]
    )  # the first needs w1 <= 1/2, the second w1 >= 2/3
    found = depth(rows, Admitted(free(2)))
    assert found is not None
    assert found.below < 0
    assert found.holding.tolist() == [True, True, False]


def test_no_admitted_weights() -> None:
    nothing = Admitted(np.array([[1.0, 1.0]]))
    assert nothing.extreme(np.zeros(2)) is None
    assert depth(np.array([[1.0, -1.0]]), nothing) is None


def test_the_simplex_of_corners_holds_all_admitted_weights() -> None:
    admitted = Admitted(np.array([[-0.8, 0.2, 0.2], [0.1, -0.9, 0.1]]))  # floors of 0.2 and 0.1
    np.testing.assert_allclose(admitted.corners, [[0.9, 0.1, 0], [0.2, 0.8, 0], [0.2, 0.1, 0.7]], atol=1e-6)


@given(st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), max_size=6))
@settings(max_examples=40)
def test_the_smallest_set_that_meets_all_sets(sets: list[frozenset[int]]) -> None:
    smallest = next(
        count
        for count in range(7)
        for chosen in combinations(range(6), count)
        if all(one & set(chosen) for one in sets)
    )
    found = searches._smallest_hit(sets, 7, searches._Steps(10_000))
    assert found is not None
    assert len(found) == smallest
    assert all(one & found for one in sets)
    assert searches._smallest_hit(sets, smallest, searches._Steps(10_000)) is None
