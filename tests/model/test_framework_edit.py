"""Changes of a tree: what each does, what each refuses, and what holds after any of them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from cluster_core.errors import FrameworkEditError
from cluster_core.model.framework import Framework, Method
from cluster_core.model.framework_edit import (
    MOST_LEVELS,
    MOST_PLACES,
    NAME_MAX,
    At,
    add_dimension,
    add_indicator,
    below,
    bind,
    check_editable,
    child_at,
    describe,
    fresh_id,
    identify,
    is_indicator,
    move,
    places,
    remove,
    rename,
    set_aggregate,
    set_method,
    share_of,
    shift,
    weigh,
)
from cluster_core.model.text import Text
from tests.model.examples import tree
from tests.model.framework_edits import BASE, KNOWN, edited


def children(framework: Framework, node: str) -> list[str]:
    return [child.id for child in framework.by_id[node].children]


def test_places_follow_the_tree() -> None:
    assert [(at.parent, at.id) for at in places(BASE)] == [
        ("", "f"),
        *(("f", "one"), ("one", "deep"), ("deep", "a"), ("one", "a"), ("one", "b")),
        *(("f", "two"), ("two", "c"), ("two", "d")),
    ]
    assert is_indicator(BASE, At("one", "a"))
    assert not is_indicator(BASE, At("one", "deep"))
    assert child_at(BASE, At("", "f")) is None
    assert below(BASE, "one") == {"one", "deep"}


def test_shares_are_of_siblings_of_both_kinds() -> None:
    assert share_of(BASE, At("f", "two")) == 0.75
    assert [share_of(BASE, At("one", child)) for child in ("deep", "a", "b")] == [0.25, 0.25, 0.5]
    assert share_of(BASE, At("", "f")) == 1
    assert math.isnan(share_of(BASE, At("two", "a")))


def test_a_dimension_moves_with_all_below_it() -> None:
    moved = move(BASE, At("one", "deep"), "two")
    assert children(moved, "two") == ["deep", "c", "d"]
    assert children(moved, "one") == ["a", "b"]
    assert [(node.id, node.parent, node.level) for node in moved.nodes] == [
        *(("f", "", 0), ("one", "f", 1), ("two", "f", 1), ("deep", "two", 2)),
    ]
    higher = move(BASE, At("one", "deep"), "f", 1)
    assert children(higher, "f") == ["one", "deep", "two"]
    assert higher.by_id["deep"].level == 1


def test_an_indicator_moves_with_its_weight_to_a_place() -> None:
    moved = move(BASE, At("one", "b"), "two", 1)
    assert [(child.id, child.weight) for child in moved.by_id["two"].children] == [
        ("c", 1),
        ("b", 2),
        ("d", 1),
    ]


def test_a_place_goes_up_and_down_among_its_kind_and_stays_at_an_end() -> None:
    assert children(shift(BASE, At("one", "b"), -1), "one") == ["deep", "b", "a"]
    assert shift(BASE, At("one", "a"), -1) == BASE
    assert shift(BASE, At("one", "b"), 1) == BASE
    assert children(shift(BASE, At("f", "one"), 1), "f") == ["two", "one"]


def test_adding_removing_binding_and_weighing() -> None:
    more = add_indicator(add_dimension(BASE, "two", "new", Text("新", "")), "new", "e", KNOWN)
    assert more.by_id["new"].name == Text("新", "新")
    assert children(more, "two") == ["new", "c", "d"]
    assert remove(more, At("two", "new")) == BASE
    assert [node.id for node in remove(BASE, At("f", "one")).nodes] == ["f", "two"]
    bound = bind(weigh(BASE, At("two", "c"), 5), At("two", "c"), "e", KNOWN)
    assert [(child.id, child.weight) for child in bound.by_id["two"].children] == [("e", 5), ("d", 1)]


def test_all_children_may_go() -> None:
    bare = remove(remove(BASE, At("two", "c")), At("two", "d"))
    assert bare.by_id["two"].children == ()
    assert remove(remove(bare, At("f", "two")), At("f", "one")).nodes[1:] == ()


def test_what_is_said_of_a_dimension_and_of_the_whole() -> None:
    told = describe(rename(BASE, "one", Text("一", "One")), "one", Text("", "All of it"))
    assert told.by_id["one"].name == Text("一", "One")
    assert told.by_id["one"].description == Text("All of it", "All of it")
    assert set_aggregate(told, "one", "power:2").by_id["one"].aggregate == "power:2"
    assert set_aggregate(set_aggregate(told, "one", "min"), "one", None) == told
    assert set_method(BASE, Method("rank", "geometric", 0.75)).method == Method("rank", "geometric", 0.75)
    whole = rename(BASE, "f", Text("框架", "Frame"))
    assert whole.name == whole.root.name == Text("框架", "Frame")
    assert rename(BASE, "one", Text("", "  ")).by_id["one"].name == Text("one", "one")


def test_another_id_is_that_of_the_root_and_of_its_childrens_parent() -> None:
    other = identify(BASE, "g", "7", "a report")
    assert (other.id, other.version, other.source, other.root.id) == ("g", "7", "a report", "g")
    assert [node.parent for node in other.nodes] == ["", "g", "one", "g"]
    assert identify(other, "f", "1", "") == BASE


def test_words_lose_what_cannot_be_seen() -> None:
    named = rename(BASE, "one", Text("a\x00b\tc\n d", "\ue000x"))
    assert named.by_id["one"].name == Text("ab c d", "x")


REFUSED: list[tuple[str, Callable[[], Framework]]] = [
    ("cycle", lambda: move(BASE, At("f", "one"), "deep")),
    ("cycle", lambda: move(BASE, At("f", "one"), "one")),
    ("root", lambda: move(BASE, At("", "f"), "one")),
    ("root", lambda: remove(BASE, At("", "f"))),
    ("root", lambda: weigh(BASE, At("", "f"), 1)),
    ("root", lambda: set_aggregate(BASE, "f", "min")),
    ("root", lambda: describe(BASE, "f", Text("x", "x"))),
    ("duplicate", lambda: move(BASE, At("one", "a"), "deep")),
    ("duplicate", lambda: add_indicator(BASE, "two", "c", KNOWN)),
    ("duplicate", lambda: bind(BASE, At("two", "c"), "d", KNOWN)),
    ("duplicate", lambda: add_dimension(BASE, "two", "one", Text())),
    ("duplicate", lambda: add_dimension(BASE, "two", "e", Text(), KNOWN)),
    ("duplicate", lambda: identify(BASE, "deep", "1")),
    ("unknown", lambda: move(BASE, At("one", "a"), "nowhere")),
    ("unknown", lambda: remove(BASE, At("two", "a"))),
    ("unknown", lambda: add_indicator(BASE, "two", "zzz", KNOWN)),
    ("unknown", lambda: bind(BASE, At("one", "deep"), "e", KNOWN)),
    ("unknown", lambda: rename(BASE, "a", Text("x", "x"))),
    ("id", lambda: add_dimension(BASE, "two", "a b", Text())),
    ("id", lambda: identify(BASE, "../f", "1")),
    ("id", lambda: identify(BASE, "f", "")),
    ("id", lambda: identify(BASE, "x" * 65, "1")),
    ("name", lambda: rename(BASE, "one", Text("长" * 500, "x"))),
    ("name", lambda: rename(BASE, "one", Text("null", "x"))),
    ("weight", lambda: weigh(BASE, At("one", "a"), -1)),
    ("weight", lambda: weigh(BASE, At("one", "a"), float("nan"))),
    ("weight", lambda: weigh(BASE, At("one", "a"), float("inf"))),
    ("all_zero", lambda: weigh(weigh(BASE, At("two", "c"), 0), At("two", "d"), 0)),
    ("all_zero", lambda: remove(weigh(BASE, At("two", "c"), 0), At("two", "d"))),
    ("all_zero", lambda: move(weigh(BASE, At("two", "c"), 0), At("two", "d"), "one")),
    ("aggregate", lambda: set_aggregate(BASE, "one", "median")),
    ("aggregate", lambda: set_method(BASE, Method(aggregate="power:x"))),
    ("method", lambda: set_method(BASE, Method(normalise="best of all"))),
    ("method", lambda: set_method(BASE, Method(min_coverage=float("nan")))),
    ("at_root", lambda: move(BASE, At("one", "a"), "f")),
    ("at_root", lambda: add_indicator(BASE, "f", "e", KNOWN)),
]


@pytest.mark.parametrize(("kind", "change"), REFUSED)
def test_what_is_refused(kind: str, change: Callable[[], Framework]) -> None:
    with pytest.raises(FrameworkEditError, match=r"framework: found .*, allowed: .*\.$") as wrong:
        change()
    assert wrong.value.kind == kind


def test_a_message_shows_at_most_eighty_signs_of_what_was_found() -> None:
    with pytest.raises(FrameworkEditError) as wrong:
        rename(BASE, "one", Text("x" * 5000, ""))
    assert len(str(wrong.value)) < 200
    assert str(NAME_MAX) in str(wrong.value)


def test_too_deep_and_too_large() -> None:
    framework = BASE
    for level in range(MOST_LEVELS - 1):
        framework = add_dimension(framework, f"n{level - 1}" if level else "two", f"n{level}", Text())
    with pytest.raises(FrameworkEditError) as wrong:
        add_dimension(framework, f"n{MOST_LEVELS - 2}", "deeper", Text())
    assert wrong.value.kind == "deep"
    wide = tree("f", {"f": {"one": 1}, "one": {f"i{k}": 1 for k in range(MOST_PLACES)}})
    with pytest.raises(FrameworkEditError) as wrong:
        check_editable(wide)
    assert wrong.value.kind == "large"


def test_three_hundred_nodes_can_be_edited() -> None:
    wide = tree("f", {"f": {f"n{k}": 1 for k in range(150)}, **{f"n{k}": {"a": 1} for k in range(150)}})
    assert len(places(move(wide, At("f", "n149"), "n0"))) == 301


def test_an_id_of_words_is_new() -> None:
    assert fresh_id("New dimension", {"new_dimension", "new_dimension_2"}) == "new_dimension_3"
    assert fresh_id("", {"part"}) == "part_2"
    assert len(fresh_id("x" * 200, {"x" * 58})) <= 64


@settings(max_examples=60)
@given(edited())
def test_whatever_is_done_it_is_a_tree(framework: Framework) -> None:
    assert framework.root.id == framework.id
    assert len(framework.by_id) == len(framework.nodes)
    assert below(framework, framework.id) == set(framework.by_id)
    for node in framework.nodes[1:]:
        assert node.level == framework.by_id[node.parent].level + 1
        assert sum(child.id == node.id for child in framework.by_id[node.parent].children) == 1
    for node in framework.nodes:
        kinds = [child.is_indicator for child in node.children]
        assert kinds == sorted(kinds)
        assert not node.children or math.isclose(
            sum(share_of(framework, At(node.id, child.id)) for child in node.children), 1
        )
