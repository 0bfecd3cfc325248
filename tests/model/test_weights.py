"""Shares among siblings, weights in the whole, and points from sliders with locks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cluster_core.errors import ScenarioError
from cluster_core.model.scenario import Scenario
from cluster_core.model.weights import (
    effective_weights,
    indicator_weights,
    rescale,
    shares,
    sibling_weights,
    weights_in_whole,
)
from tests.model.examples import tree

FRAMEWORK = tree(
    "f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"deep": 1, "b": 3}, "deep": {"c": 5}}
)
few = settings(max_examples=80)
points = st.lists(st.just(0.0) | st.floats(1e-6, 1e9), min_size=1, max_size=8).filter(any)


def scenario(**choices: object) -> Scenario:
    return Scenario("demo", "f", 2020, **choices)  # type: ignore[arg-type]


@few
@given(points, st.floats(1e-3, 1e3))
def test_shares_sum_to_one_and_keep_proportions(given_points: list[float], factor: float) -> None:
    assume(max(given_points) * factor > 1e-300)
    found = shares(given_points)
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()
    np.testing.assert_allclose(found * sum(given_points), given_points, atol=1e-6 * max(given_points))
    np.testing.assert_allclose(shares([point * factor for point in given_points]), found, atol=1e-12)


def test_huge_points_do_not_overflow() -> None:
    assert shares([1e308, 1e308]).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, {"f": [0.25, 0.75], "one": [1], "two": [0.25, 0.75], "deep": [1]}),
        ({"weighting": "equal"}, {"f": [0.5, 0.5], "one": [1], "two": [0.5, 0.5], "deep": [1]}),
        (
            {"weighting": "user", "points": (("two", (3.0, 1.0)),)},
            {"f": [0.25, 0.75], "one": [1], "two": [0.75, 0.25], "deep": [1]},
        ),
        (
            {"weighting": "equal", "points": (("f", (0.0, 2.0)),)},
            {"f": [0, 1], "one": [1], "two": [0.5, 0.5], "deep": [1]},
        ),
    ],
)
def test_weight_sets(choices: dict[str, object], expected: dict[str, list[float]]) -> None:
    found = sibling_weights(FRAMEWORK, scenario(**choices))
    assert {parent: share.tolist() for parent, share in found.items()} == expected


def test_a_node_without_children_has_no_weights() -> None:
    assert list(sibling_weights(tree("f", {"f": {"one": 1}, "one": {}}), scenario())) == ["f"]


@pytest.mark.parametrize(
    ("given_points", "message"),
    [
        ((("nowhere", (1.0,)),), r"found 'nowhere', allowed: a node of f"),
        ((("f", (1.0,)),), r"found 1 weights of 'f', allowed: 2 weights"),
        ((("f", (1.0, 1.0, 1.0)),), r"found 3 weights of 'f', allowed: 2 weights"),
        ((("a", (1.0,)),), r"found 'a', allowed: a node of f"),
    ],
)
def test_points_that_do_not_fit_the_tree_are_refused(
    given_points: tuple[tuple[str, tuple[float, ...]], ...], message: str
) -> None:
    with pytest.raises(ScenarioError, match=message):
        sibling_weights(FRAMEWORK, scenario(weighting="user", points=given_points))


def test_effective_weights_multiply_down_the_tree() -> None:
    rows = effective_weights(FRAMEWORK, sibling_weights(FRAMEWORK, scenario()))
    assert rows == [
        ("one", "f", 0.25, 0.25),
        ("two", "f", 0.75, 0.75),
        ("a", "one", 1.0, 0.25),
        ("deep", "two", 0.25, 0.1875),
        ("b", "two", 0.75, 0.5625),
        ("c", "deep", 1.0, 0.1875),
    ]
    assert sum(share for child, _, _, share in rows if child in "abc") == 1


# --- sliders -----------------------------------------------------------------------------------------------------


def test_without_locks_the_points_stand_as_they_are() -> None:
    assert rescale([90, 40, 40, 40], [False] * 4, [0.25] * 4) == (90, 40, 40, 40)


@pytest.mark.parametrize(
    ("stand", "locked", "current", "expected"),
    [
        # three quarters at 90 : 40 : 40
        ([90, 1, 40, 40], [1], [0.25] * 4, [0.75 * 9 / 17, 0.25, 0.75 * 4 / 17, 0.75 * 4 / 17]),
        ([7, 7, 3, 1], [0, 1], [0.5, 0.1, 0.2, 0.2], [0.5, 0.1, 0.3, 0.1]),
        ([1, 9], [0, 1], [0.3, 0.7], [0.3, 0.7]),  # all locked: the shares in force
        ([5, 5], [0], [1.0, 0.0], [1, 0]),  # what is locked has everything
        ([5, 1, 3], [0], [0.0, 0.5, 0.5], [0, 0.25, 0.75]),  # what is locked has nothing
    ],
)
def test_locked_children_keep_their_shares_and_the_rest_is_split_by_points(
    stand: list[float], locked: list[int], current: list[float], expected: list[float]
) -> None:
    found = rescale(stand, [k in locked for k in range(len(stand))], current)
    np.testing.assert_allclose(shares(found), expected, atol=0.001)


@pytest.mark.parametrize(
    ("stand", "locked"), [([0, 0], [False, False]), ([9, 0, 0], [True, False, False]), ([0], [False])]
)
def test_nothing_to_share_the_rest_by_is_refused(stand: list[float], locked: list[bool]) -> None:
    with pytest.raises(ScenarioError, match="all zero"):
        rescale(stand, locked, [1 / len(stand)] * len(stand))


sizes = st.integers(2, 6)


@st.composite
def boards(draw: st.DrawFn) -> tuple[list[int], list[bool], list[float]]:
    """Sliders, locks (at least one, not all) and shares in force."""
    size = draw(sizes)
    stand = draw(st.lists(st.integers(1, 100), min_size=size, max_size=size))
    locked = draw(
        st.lists(st.booleans(), min_size=size, max_size=size).filter(
            lambda flags: any(flags) and not all(flags)
        )
    )
    current = draw(st.lists(st.integers(1, 100), min_size=size, max_size=size))
    return stand, locked, [share / sum(current) for share in current]


@few
@given(boards())
def test_locked_shares_and_proportions_hold_within_rounding(
    board: tuple[list[int], list[bool], list[float]],
) -> None:
    stand, locked, current = board
    found = rescale(stand, locked, current)
    assert all(isinstance(point, int) and 0 <= point <= 1000 for point in found)
    rest = 1 - sum(share for share, lock in zip(current, locked, strict=True) if lock)
    free = sum(point for point, lock in zip(stand, locked, strict=True) if not lock)
    expected = [
        now if lock else rest * slider / free
        for lock, now, slider in zip(locked, current, stand, strict=True)
    ]
    np.testing.assert_allclose(shares(found), expected, atol=0.001)


def test_many_small_shares_do_not_erode_a_lock() -> None:
    found = shares(rescale([1] * 13, [True] + [False] * 12, [0.5] + [0.5 / 12] * 12))
    assert found[0] == pytest.approx(0.5, abs=0.001)


@pytest.mark.parametrize("stand", [[0.2, 0.4], [1500.0, 3000.0]])
def test_points_without_a_lock_are_weights_from_0_to_1000(stand: list[float]) -> None:
    found = rescale(stand, [False, False], [0.5, 0.5])
    assert max(found) <= 1000
    assert found[1] == 2 * found[0] > 0


def test_weights_in_the_whole_are_the_effective_ones() -> None:
    weights = sibling_weights(FRAMEWORK, scenario())
    found = weights_in_whole(FRAMEWORK, weights)
    for child, parent, _share, whole in effective_weights(FRAMEWORK, weights):
        column = [one.id for one in FRAMEWORK.by_id[parent].children].index(child)
        assert found[parent][column] == pytest.approx(whole)


def test_an_indicator_that_stands_twice_weighs_the_sum() -> None:
    twice = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 2}})
    found = indicator_weights(twice, sibling_weights(twice, scenario()), 2)
    # a 1/4 * 1/2; b 1/8 + 3/4 * 1/3; c 3/4 * 2/3
    np.testing.assert_allclose(found, [[0.125, 0.375, 0.5]] * 2)


def test_every_unit_may_have_weights_of_its_own() -> None:
    flat = tree("f", {"f": {"one": 1, "z": 1}, "one": {"a": 1, "b": 1}})
    own = {"f": np.array([[0.5, 0.5], [0.2, 0.8]]), "one": np.array([0.25, 0.75])}
    found = indicator_weights(flat, own, 2)
    assert flat.indicators == ("z", "a", "b")
    np.testing.assert_allclose(found, [[0.5, 0.125, 0.375], [0.8, 0.05, 0.15]])
