"""The basket: each thing once, in the reader's order, never lost to another tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_core.errors import UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import basket
from cluster_core.userdata.basket import BasketItem, add, annotate, clear, items, move, remove, restore
from cluster_core.userdata.connection import Store, open_store

ODD = '<img src=x onerror="alert(1)"> =1+1 مجموعات 😀'


def fill(store: Store, scenario: Scenario, subjects: str = "abc") -> list[BasketItem]:
    return [add(store, "case", one, scenario) for one in subjects]


def order(store: Store) -> str:
    return "".join(one.subject for one in items(store))


def test_an_item_is_kept_with_where_it_belongs(store: Store, scenario: Scenario) -> None:
    assert items(store) == ()
    made = add(store, "shortcoming", "inn_core_tech", scenario)
    assert items(store) == (made,)
    assert made.about == ("shortcoming", "inn_core_tech", "jiangsu", "320900")
    assert made.scenario() == scenario
    assert (made.note, made.space, made.place) == ("", "desk", 0)
    assert abs((datetime.now(UTC) - made.created).total_seconds()) < 60


def test_looking_makes_no_file(store: Store) -> None:
    items(store)
    assert store.path is not None
    assert not store.path.exists()


def test_the_same_thing_twice_is_there_once(store: Store, scenario: Scenario, other: Scenario) -> None:
    first = add(store, "measure", "cm_yc_brand", scenario)
    assert add(store, "measure", "cm_yc_brand", other) == first, "other weights make no other thing"
    add(store, "measure", "cm_yc_brand", replace(scenario, focus="320600"))
    add(store, "case", "cm_yc_brand", scenario)
    assert len(items(store)) == 3


def test_order_removal_and_the_way_back(store: Store, scenario: Scenario) -> None:
    first, second, third = fill(store, scenario)
    move(store, third, -1)
    assert order(store) == "acb"
    move(store, third, -1)
    move(store, third, -1)
    assert order(store) == "cab", "nothing is before the first"
    move(store, second, 1)
    assert order(store) == "cab"
    kept = annotate(store, first, "why")
    assert kept == next(one for one in items(store) if one.id == first.id)
    assert kept.place == 1
    there = items(store)[1]
    remove(store, there)
    remove(store, there)
    assert order(store) == "cb"
    restore(store, [there])
    restore(store, [there])
    assert order(store) == "cab"
    assert items(store)[1].note == "why"


def test_everything_can_be_taken_out_and_put_back(store: Store, scenario: Scenario) -> None:
    fill(store, scenario)
    taken = clear(store)
    assert items(store) == ()
    add(store, "case", "b", scenario)
    restore(store, taken)
    assert sorted(order(store)) == ["a", "b", "c"]


def test_spaces_do_not_see_each_other(store: Store, scenario: Scenario) -> None:
    add(store, "case", "a", scenario, space="one")
    add(store, "case", "a", scenario, space="two")
    assert clear(store, space="one")
    assert len(items(store, space="two")) == 1


def test_two_tabs_at_once(store: Store, scenario: Scenario) -> None:
    """Each tab works with what it read last."""
    first, second, _ = fill(store, scenario)
    remove(store, first)
    move(store, first, 1)
    assert order(store) == "bc"
    with pytest.raises(UserDataError) as gone:
        annotate(store, first, "too late")
    assert gone.value.kind == "basket_gone"
    move(store, second, 1)
    assert order(store) == "cb"


def test_odd_texts_are_kept_as_text(store: Store, scenario: Scenario) -> None:
    made = fill(store, scenario, "a")[0]
    assert annotate(store, made, ODD).note == ODD
    assert items(store)[0].note == ODD
    with pytest.raises(UserDataError) as long:
        annotate(store, made, "x" * 501)
    assert long.value.kind == "name"
    assert items(store)[0].note == ODD


@pytest.mark.parametrize(("kind", "subject"), [("region", "320900"), ("case", ""), ("case", "x" * 65)])
def test_what_is_no_thing_for_a_basket(store: Store, scenario: Scenario, kind: str, subject: str) -> None:
    with pytest.raises(UserDataError, match="allowed: the id of a shortcoming") as refused:
        add(store, kind, subject, scenario)
    assert refused.value.kind == "basket_kind"


def test_a_full_basket_says_so(store: Store, scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basket, "MOST", 2)
    fill(store, scenario, "ab")
    with pytest.raises(UserDataError, match="allowed: 2") as refused:
        add(store, "case", "c", scenario)
    assert refused.value.kind == "basket_full"
    assert add(store, "case", "a", scenario).subject == "a"


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=6))
def test_moving_is_swapping_neighbours(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    store = open_store(str(tmp_path_factory.mktemp("desk")))
    made = fill(store, Scenario("jiangsu", "four_forces", 2023, focus="320900"), "abcde")
    expected = list("abcde")
    for which, by in steps:
        at = expected.index(made[which].subject)
        if 0 <= at + by < 5:
            expected[at], expected[at + by] = expected[at + by], expected[at]
        move(store, made[which], by)
    assert order(store) == "".join(expected)
    assert [one.place for one in items(store)] == [0, 1, 2, 3, 4]
