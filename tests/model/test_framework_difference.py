"""What separates two frameworks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from cluster_core.model import framework_edit as edit
from cluster_core.model.framework import Framework, Method
from cluster_core.model.framework_difference import Difference, differences
from cluster_core.model.framework_edit import At
from cluster_core.model.text import Text
from tests.model.framework_edits import BASE, KNOWN, edited


def after(framework: Framework) -> list[Difference]:
    return list(differences(BASE, framework))


def test_nothing_changed_and_another_id() -> None:
    assert after(BASE) == []
    assert after(edit.identify(BASE, "g", "2")) == []


def test_a_move_of_either_kind_is_one_change() -> None:
    assert after(edit.move(BASE, At("one", "deep"), "two")) == [
        Difference("moved", "deep", "two", "one", "two")
    ]
    assert after(edit.move(BASE, At("one", "deep"), "f")) == [Difference("moved", "deep", "", "one", "")]
    moved = edit.move(BASE, At("one", "b"), "two")
    assert after(moved) == [Difference("moved", "b", "two", "one", "two", is_indicator=True)]
    assert after(edit.weigh(moved, At("two", "b"), 6)) == [
        Difference("moved", "b", "two", "one", "two", is_indicator=True),
        Difference("reweighted", "b", "two", 0.5, 0.75, is_indicator=True),
    ]


def test_what_was_added_and_removed_tells_its_share() -> None:
    more = edit.add_indicator(BASE, "two", "e", KNOWN)
    assert after(more) == [Difference("added", "e", "two", None, 1 / 3, is_indicator=True)]
    less = edit.remove(BASE, At("f", "one"))
    assert after(less) == [
        Difference("removed", "one", "", 0.25),
        Difference("removed", "deep", "one", 0.25),
        Difference("removed", "a", "deep", 1.0, is_indicator=True),
        Difference("removed", "a", "one", 0.25, is_indicator=True),
        Difference("removed", "b", "one", 0.5, is_indicator=True),
    ]


def test_an_indicator_in_the_place_of_another() -> None:
    bound = edit.bind(BASE, At("two", "d"), "e", KNOWN)
    assert after(bound) == [Difference("rebound", "e", "two", "d", "e", is_indicator=True)]
    weighed = edit.weigh(bound, At("two", "e"), 3)
    assert after(weighed) == [
        Difference("rebound", "e", "two", "d", "e", is_indicator=True),
        Difference("reweighted", "e", "two", 0.5, 0.75, is_indicator=True),
    ]


def test_weights_count_by_their_share() -> None:
    assert after(edit.weigh(BASE, At("f", "one"), 3)) == [Difference("reweighted", "one", "", 0.25, 0.5)]
    doubled = edit.weigh(edit.weigh(BASE, At("f", "one"), 2), At("f", "two"), 6)
    assert after(doubled) == []


def test_what_is_said_and_how_it_is_reckoned() -> None:
    named = edit.rename(BASE, "one", Text("一", "One"))
    assert after(named) == [Difference("renamed", "one", "", Text("one", "one"), Text("一", "One"))]
    assert after(edit.describe(BASE, "deep", Text("x", "x"))) == [Difference("described", "deep", "one")]
    assert after(edit.set_aggregate(BASE, "one", "min")) == [Difference("aggregate", "one", "", "", "min")]
    assert after(edit.set_method(BASE, Method("rank"))) == [
        Difference("method", "normalise", old="minmax", new="rank")
    ]
    assert after(edit.shift(BASE, At("one", "b"), -1)) == [Difference("ordered", "one", "")]


@settings(max_examples=60)
@given(edited())
def test_no_difference_means_the_same_framework(framework: Framework) -> None:
    found = differences(BASE, framework)
    same = edit.identify(framework, "f", "1")
    weights = {at: edit.share_of(BASE, at) for at in edit.places(BASE)}
    alike = (
        [replace(node, children=()) for node in same.nodes]
        == [replace(node, children=()) for node in BASE.nodes]
        and (same.method, same.source, edit.places(same)) == (BASE.method, BASE.source, edit.places(BASE))
        and all(abs(edit.share_of(same, at) - share) < 1e-9 for at, share in weights.items())
    )
    assert (found == ()) == alike
    assert len(set(found)) == len(found)


@settings(max_examples=30)
@given(edited())
def test_there_and_back_are_the_same_changes_turned_round(framework: Framework) -> None:
    there, back = differences(BASE, framework), differences(framework, BASE)
    turned = {"added": "removed", "removed": "added"}

    def kinds(found: tuple[Difference, ...]) -> list[str]:
        return sorted(one.kind for one in found)

    assert kinds(there) == sorted(turned.get(kind, kind) for kind in kinds(back))
