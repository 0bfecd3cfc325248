"""Which weights are admitted."""

from __future__ import annotations

from cluster_core.explore.weight_space import weight_spaces
from cluster_core.store.read import load_dataset

TREE = load_dataset("data/practice").framework("four_forces")


def test_only_the_children_of_the_root_vary_unless_all_are_asked_for() -> None:
    assert [space.parent for space in weight_spaces(TREE)] == ["four_forces"]
    every = weight_spaces(TREE, levels="all", floor=0.1)
    assert [space.parent for space in every] == [node.id for node in TREE.nodes if node.children]
    assert {low for space in every[1:] for low in space.low} == {0.0}


def test_own_bounds_and_orders_go_to_the_parent_of_the_child() -> None:
    (space,) = weight_spaces(
        TREE, floor=0.1, bounds={"brand": (0.2, 0.3)}, orders=[("innovation", "brand"), ("patents", "papers")]
    )
    assert dict(zip(space.children, space.low, strict=True))["brand"] == 0.2
    assert space.orders == (("innovation", "brand"),)
