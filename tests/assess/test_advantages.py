"""Advantages: they hold only where better, and are a shortcoming's severity with the scale turned round."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.advantages import Advantages, level, try_advantages
from cluster_core.assess.shortcomings import diagnose
from cluster_core.index.prepare import prepare
from cluster_core.model.rules import Advantage, Item, RuleSet, RuleTest
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from tests.model.examples import NAN, assessed, dataset, facts, indicator, tree

ROW = [0.0, 25.0, 50.0, 75.0, 100.0]
FRAMEWORK = tree("f", {"f": {"a": 1}})


def tried(*tests: RuleTest, known: Any = (), groups: Any = (), **columns: list[float]) -> Advantages:
    columns = columns or {"a": ROW}
    return try_advantages(
        assessed(FRAMEWORK, columns, known, groups), [Advantage("x", Text("x", "x"), tests=tests)]
    )


def strength(found: Advantages) -> list[float]:
    return found.strength[:, 0].tolist()


def test_above_the_peer_median_by_hand() -> None:
    found = tried(RuleTest("a"))
    # R4: others 0 25 50 100, median 37.5; 100 (.5 * .75 + .5 * (.75 - .375) / .625) = 67.5; R5 is at the top: 100.
    assert strength(found) == pytest.approx([0, 0, 0, 67.5, 100])
    assert found.outcomes[0][0].holds.tolist() == [False, False, False, True, True]


def test_equal_is_not_better() -> None:
    found = tried(RuleTest("a", "target", 50.0))
    assert found.outcomes[0][0].holds.tolist() == [False, False, False, True, True]
    rounding = tried(RuleTest("a", "target", 0.3), a=[0.1 + 0.2, 0.0, 1.0])
    assert rounding.outcomes[0][0].holds.tolist() == [False, False, True]


def test_the_frontier_is_that_of_the_others() -> None:
    found = tried(RuleTest("a", "frontier"))
    assert found.outcomes[0][0].reference.tolist() == [100, 100, 100, 100, 75]
    assert strength(found) == pytest.approx([0, 0, 0, 0, 100])
    assert found.tests["vs"].unique().tolist() == ["frontier_of_others"]
    shared = tried(RuleTest("a", "frontier"), a=[0.0, 100.0, 100.0])
    assert strength(shared) == [0, 0, 0]


def test_a_target_that_nobody_states_is_not_assessable() -> None:
    assert np.isnan(tried(RuleTest("a", "target")).strength).all()
    stated = tried(RuleTest("a", "target"), known=[indicator("a", target=60.0)])
    # g_ref .6: R4 100 (.375 + .5 * .15/.4)
    assert strength(stated) == pytest.approx([0, 0, 0, 56.25, 100])


def test_missing_constant_and_single_are_insufficient() -> None:
    assert np.isnan(tried(RuleTest("a"), a=[5.0, 5.0, 5.0]).strength).all()
    assert np.isnan(tried(RuleTest("a"), a=[5.0]).strength).all()
    gap = tried(RuleTest("a"), a=[0.0, NAN, 100.0])
    np.testing.assert_allclose(strength(gap), [0, NAN, 100])
    assert np.isnan(tried().strength).all(), "words alone are no evidence"
    silent = [indicator("b"), indicator("c")]
    third = tried(RuleTest("a"), RuleTest("b"), RuleTest("c"), known=silent)
    assert np.isnan(third.strength).all()


def test_proxies_alone_are_indicative() -> None:
    found = tried(RuleTest("a", proxy=True))
    assert strength(found)[3:] == pytest.approx([39.9, 39.9])
    assert found.items["level"].tolist()[3:] == ["slight", "slight"]
    assert found.indicative.all()


def test_tests_may_read_what_the_framework_does_not() -> None:
    found = tried(RuleTest("a"), RuleTest("z", weight=3), a=ROW, z=[100.0, 75.0, 50.0, 25.0, 0.0])
    # R5: a 100, z 0: (100 + 3 * 0)/4; R1 the other way round
    assert strength(found) == pytest.approx([75, 0.75 * 67.5, 0, 67.5 / 4, 25])
    assert found.items["met_tests"].tolist() == ["z", "z", "", "a", "a"]


def test_groups_are_compared_within() -> None:
    found = tried(RuleTest("a", "group_median"), groups=["s", "s", "", "n", "n"])
    assert found.outcomes[0][0].holds.tolist() == [False, True, False, False, True]
    assert np.isnan(strength(found)[2])


def test_no_advantages_are_none() -> None:
    found = try_advantages(assessed(FRAMEWORK, {"a": ROW}), [])
    assert (found.items.empty, found.tests.empty, found.strength.shape) == (True, True, (5, 0))


def test_levels_are_closed_on_the_left() -> None:
    assert [level(value) for value in (19.9, 20, 39.9, 40, 60, NAN)] == [
        *("none", "slight", "slight", "clear", "strong", "insufficient")
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-20, 20).map(float) | st.just(NAN), min_size=2, max_size=6).filter(
        lambda drawn: not all(np.isnan(drawn))
    ),
    st.sampled_from(["benefit", "cost"]),
    st.sampled_from(["peer_median", "target"]),
)
def test_it_is_the_severity_of_the_indicator_turned_round(
    drawn: list[float], direction: str, vs: str
) -> None:
    test = RuleTest("a", vs, 3.0)
    found = tried(test, known=[indicator("a", direction)], a=drawn)
    turned = indicator("a", "cost" if direction == "benefit" else "benefit")
    units = tuple(f"R{row + 1}" for row in range(len(drawn)))
    data = dataset(facts(units=units, a=drawn), [FRAMEWORK], [turned], dict.fromkeys(units, ""))
    data = data.with_rules(RuleSet("r", Text("r"), (), (Item("x", "", Text("x"), tests=(test,)),)))
    scenario = Scenario("demo", "f", 2020, rules="r")
    mirrored = diagnose(data, scenario, prepare(data, scenario))
    np.testing.assert_allclose(found.strength, mirrored.severity, atol=1e-9)
    assert found.outcomes[0][0].holds.tolist() == mirrored.outcomes[0][0].fails.tolist()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-20, 20).map(float), min_size=3, max_size=6))
def test_nothing_is_an_advantage_and_a_shortcoming_at_once(drawn: list[float]) -> None:
    result = assessed(FRAMEWORK, {"a": drawn})
    better = tried(RuleTest("a"), a=drawn).outcomes[0][0].holds
    worse = result.diagnosis.outcomes[0][0].fails
    assert not (better & worse).any()
