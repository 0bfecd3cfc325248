"""The tree and the questions that it answers."""

from __future__ import annotations

from tests.model.examples import tree

MIXED = tree(
    "f",
    {
        "f": {"one": 1, "two": 3, "z": 1},
        "one": {"deep": 1, "b": 2},
        "deep": {"a": 1, "c": 1},
        "two": {"b": 1},
    },
)


def test_the_root_is_first_and_bears_the_frameworks_id() -> None:
    assert MIXED.root.id == MIXED.id
    assert (MIXED.root.level, MIXED.root.parent) == (0, "")


def test_nodes_by_id_in_tree_order() -> None:
    assert list(MIXED.by_id) == ["f", "one", "deep", "two"]
    assert MIXED.by_id["deep"].parent == "one"
    assert MIXED.by_id["deep"].level == 2


def test_an_indicator_under_several_nodes_is_listed_once() -> None:
    assert MIXED.indicators == ("z", "b", "a", "c")


def test_dimensions_are_the_roots_children_of_both_kinds() -> None:
    assert MIXED.dimensions == ("one", "two", "z")


def test_the_lowest_nodes_are_those_that_hold_indicators() -> None:
    assert [node.id for node in MIXED.lowest_nodes] == ["f", "one", "deep", "two"]
    plain = tree("f", {"f": {"one": 1}, "one": {"deep": 1}, "deep": {"a": 1}})
    assert [node.id for node in plain.lowest_nodes] == ["deep"]


def test_edges_walk_every_pair_of_parent_and_child() -> None:
    pairs = [(node.id, child.id, child.weight, child.is_indicator) for node, child in MIXED.edges()]
    assert pairs == [
        ("f", "one", 1, False),
        ("f", "two", 3, False),
        ("f", "z", 1, True),
        ("one", "deep", 1, False),
        ("one", "b", 2, True),
        ("deep", "a", 1, True),
        ("deep", "c", 1, True),
        ("two", "b", 1, True),
    ]


def test_a_bare_root_is_a_framework() -> None:
    bare = tree("f", {"f": {}})
    assert (bare.indicators, bare.dimensions, bare.lowest_nodes) == ((), (), ())
