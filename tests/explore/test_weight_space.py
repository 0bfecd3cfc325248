"""Which weights are admitted, and in words which constraints leave none."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cluster_core.errors import Constraint, ConstraintError
from cluster_core.explore.weight_space import (
    WeightSpace,
    admits,
    check_space,
    limit_rows,
    some_shares,
    weight_spaces,
)
from cluster_core.store.read import load_dataset

TREE = load_dataset("data/practice").framework("four_forces")
LEAF = next(child.id for _, child in TREE.edges() if child.is_indicator)
NAMES = ("a", "b", "c", "d")


def space(
    low: tuple[float, ...] = (0, 0, 0, 0),
    high: tuple[float, ...] = (1, 1, 1, 1),
    orders: tuple[tuple[str, str], ...] = (),
) -> WeightSpace:
    return WeightSpace("f", NAMES[: len(low)], low, high, orders)


def test_only_the_children_of_the_root_vary_unless_all_are_asked_for() -> None:
    assert [one.parent for one in weight_spaces(TREE)] == ["four_forces"]
    every = weight_spaces(TREE, levels="all", floor=0.1)
    assert [one.parent for one in every] == [node.id for node in TREE.nodes if node.children]
    assert {low for one in every[1:] for low in one.low} == {0.0}


def test_own_bounds_and_orders_go_to_the_parent_of_the_child() -> None:
    inner = next(node for node in TREE.nodes if node.level == 1 and len(node.children) > 1)
    pair = (inner.children[0].id, inner.children[1].id)
    spaces = weight_spaces(
        TREE, levels="all", floor=0.1, bounds={"brand": (0.2, 0.3)}, orders=[("innovation", "brand"), pair]
    )
    root = spaces[0]
    assert dict(zip(root.children, root.low, strict=True))["brand"] == 0.2
    assert root.orders == (("innovation", "brand"),)
    assert next(one for one in spaces if one.parent == inner.id).orders == (pair,)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"bounds": {"inovation": (0, 1)}}, "Did you mean 'innovation'?"),
        ({"orders": [("innovation", "brnd")]}, "Did you mean 'brand'?"),
        ({"bounds": {LEAF: (0, 1)}}, "does not vary"),
        ({"floor": 0.3}, "brand at least 30 %"),
        ({"cap": 0.2}, "at most 20 %"),
        ({"floor": -0.1}, "least share of 'innovation', allowed: 0 to 1"),
        ({"cap": 1.2}, "found 1.2 as the most share"),
        ({"bounds": {"brand": (0.5, 0.4)}}, "at most 0.4"),
        ({"bounds": {"brand": (float("nan"), 0.4)}}, "allowed: 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ConstraintError) as refused:
        weight_spaces(TREE, **asked)
    assert said in str(refused.value)


def test_an_order_across_parents_is_refused() -> None:
    parents = [node for node in TREE.nodes if node.level == 1 and node.children][:2]
    pair = (parents[0].children[0].id, parents[1].children[0].id)
    with pytest.raises(ConstraintError, match="children of one parent"):
        weight_spaces(TREE, levels="all", orders=[pair])


def test_floors_that_sum_to_one_by_rounding_only_are_no_contradiction() -> None:
    check_space([WeightSpace("f", tuple("abcdefg"), (1 / 7,) * 7, (1.0,) * 7)])
    check_space([WeightSpace("f", tuple("abc"), (0.0,) * 3, (1 / 3,) * 3)])


def test_only_what_contradicts_is_named() -> None:
    with pytest.raises(ConstraintError) as refused:
        check_space([space(low=(0.1, 0.6, 0, 0), high=(0.5, 1, 1, 0.9), orders=(("a", "b"), ("c", "d")))])
    found = refused.value.constraints
    assert refused.value.parent == "f"
    # a <= 0.5 and b >= 0.6 contradict a >= b; so do b >= 0.6 and the sum: either is a smallest set.
    assert Constraint("order", ("a", "b")) in found
    assert Constraint("floor", ("b",), 0.6) in found
    assert Constraint("order", ("c", "d")) not in found
    assert "b at least 60 %" in str(refused.value)


def test_orders_in_a_circle_make_shares_equal() -> None:
    ring = space(orders=(("a", "b"), ("b", "c"), ("c", "a")))
    check_space([ring])
    shares = some_shares(ring)
    np.testing.assert_allclose(shares[:3], shares[0], atol=1e-9)


def test_an_order_of_a_stranger_is_refused() -> None:
    with pytest.raises(ConstraintError, match="allowed: a, b, c, d"):
        check_space([space(orders=(("a", "z"),))])


def feasible(one: WeightSpace, left_out: Constraint | None, kept: tuple[Constraint, ...]) -> bool:
    """Whether the constraints kept, less one, can be met: by a programme of the test's own."""
    size, at = len(one.children), one.children.index
    rows, tops, equal = [], [], False
    for constraint in kept:
        if constraint == left_out:
            continue
        row = np.zeros(size)
        if constraint.code == "floor":
            row[at(constraint.children[0])] = -1
            rows.append(row), tops.append(-constraint.value)
        elif constraint.code == "cap":
            row[at(constraint.children[0])] = 1
            rows.append(row), tops.append(constraint.value)
        elif constraint.code == "order":
            row[at(constraint.children[0])], row[at(constraint.children[1])] = -1, 1
            rows.append(row), tops.append(0.0)
        else:
            equal = True
    found = linprog(
        np.zeros(size),
        A_ub=np.array(rows) if rows else None,
        b_ub=tops or None,
        A_eq=np.ones((1, size)) if equal else None,
        b_eq=[1.0] if equal else None,
        bounds=(0, None),
    )
    return found.status == 0


tenths = st.integers(0, 10).map(lambda n: n / 10)


@st.composite
def spaces(draw: st.DrawFn) -> WeightSpace:
    ends = [sorted((draw(tenths), draw(tenths))) for _ in range(3)]
    pairs = draw(st.lists(st.sampled_from([*combinations("abc", 2), ("c", "a")]), max_size=2, unique=True))
    return space(tuple(low for low, _ in ends), tuple(high for _, high in ends), tuple(pairs))


@given(spaces())
@settings(max_examples=40)
def test_a_contradiction_is_one_and_every_part_of_it_is_needed(one: WeightSpace) -> None:
    every = (
        *(Constraint("floor", (child,), low) for child, low in zip(one.children, one.low, strict=True)),
        *(Constraint("cap", (child,), high) for child, high in zip(one.children, one.high, strict=True)),
        *(Constraint("order", pair) for pair in one.orders),
        Constraint("sum"),
    )
    if not feasible(one, None, every):
        with pytest.raises(ConstraintError) as refused:
            check_space([one])
        found = refused.value.constraints
        assert not feasible(one, None, found)
        assert all(feasible(one, part, found) for part in found)
        return
    check_space([one])
    shares = some_shares(one)
    assert shares.sum() == pytest.approx(1)
    assert admits(one, shares)
    assert (limit_rows(one) @ shares <= 1e-7).all()


def test_shares_outside_a_bound_or_an_order_are_not_admitted() -> None:
    one = space(low=(0.2, 0, 0), high=(1, 0.5, 1), orders=(("a", "b"),))
    assert admits(one, np.array([0.4, 0.3, 0.3]))
    for shares in ([0.1, 0.1, 0.8], [0.2, 0.6, 0.2], [0.3, 0.4, 0.3]):
        assert not admits(one, np.array(shares))
        assert (limit_rows(one) @ np.array(shares) > 0).any()
