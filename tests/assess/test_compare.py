"""The difference of two scores, split exactly; numbers by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.assessment import assess
from cluster_core.assess.compare import (
    differences,
    indicators_below,
    nearest_above,
    of_indicators,
    widest,
)
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})


def found(*columns: Sequence[float], **choices: object):
    a, b, c = columns
    units = tuple(f"R{k}" for k in range(1, len(a) + 1))
    data = dataset(facts(units=units, a=a, b=b, c=c), [FRAMEWORK], groups=dict.fromkeys(units, ""))
    return assess(data, Scenario("demo", "f", 2020, **choices))  # type: ignore[arg-type]


def test_the_difference_by_hand() -> None:
    result = found([10, 20, 30], [4, 2, 8], [7, 5, 1])
    # Normalised R1: 0, 1/3, 1; R2: 1/2, 0, 2/3. Effective weights: a 1/4, b 1/4, c 1/2.
    parts = differences(result, "R1", "R2")
    assert parts["f"] == pytest.approx({"one": -12.5, "two": 25})
    assert parts["two"] == pytest.approx({"b": 25 / 3, "c": 50 / 3})
    assert parts["one"] == pytest.approx({"a": -12.5})
    assert sum(parts["f"].values()) == pytest.approx(700 / 12 - 1100 / 24)


def test_the_other_way_round_every_sign_turns() -> None:
    result = found([10, 20, 30], [4, 2, 8], [7, 5, 1])
    there, back = differences(result, "R1", "R3"), differences(result, "R3", "R1")
    for parent, parts in there.items():
        assert parts == pytest.approx({child: -gap for child, gap in back[parent].items()})


def test_a_child_that_one_lacks_counts_nothing_there() -> None:
    result = found([10, 20, 30], [NAN, 2, 8], [7, 5, 1])
    parts = differences(result, "R1", "R2")
    # R1 without b: c carries all of two, 3/4 * 100; R2: b 0, c 1/2 * 2/3 * 100.
    assert parts["two"] == pytest.approx({"b": 0, "c": 75 - 100 / 3})
    assert parts["f"]["two"] == pytest.approx(sum(parts["two"].values()))


def test_a_child_that_both_lack_is_unknown() -> None:
    result = found([10, 20, 30], [NAN, NAN, 8], [7, 5, 1])
    parts = differences(result, "R1", "R2")
    assert math.isnan(parts["two"]["b"])
    assert parts["f"]["two"] == pytest.approx(parts["two"]["c"])


def test_without_a_score_nothing_is_said() -> None:
    result = found([10, 20, NAN], [4, 2, NAN], [7, 5, NAN])
    parts = differences(result, "R1", "R3")
    assert all(math.isnan(gap) for children in parts.values() for gap in children.values())
    assert widest(parts["f"]) is None


def test_the_widest_part_counts_either_way() -> None:
    assert widest({"a": 2.0, "b": -3.0, "c": NAN}) == "b"
    assert widest({"a": 3.0, "b": -3.0}) == "a"
    assert widest({}) is None


def test_indicators_of_a_branch_sum_to_it() -> None:
    result = found([10, 20, 30], [4, 2, 8], [7, 5, 1])
    parts = differences(result, "R1", "R2")
    assert of_indicators(FRAMEWORK, parts, "two", "f") == pytest.approx({"b": 25 / 3, "c": 50 / 3})
    assert of_indicators(FRAMEWORK, parts, "a", "one") == pytest.approx({"a": -12.5})
    assert indicators_below(FRAMEWORK, "f") == ("a", "b", "c")
    assert indicators_below(FRAMEWORK, "a") == ("a",)


def test_an_indicator_at_two_places_counts_with_both() -> None:
    twice = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"a": 1, "b": 1}})
    parts = {"f": {"one": 4.0, "two": NAN}, "one": {"a": 4.0}, "two": {"a": 2.0, "b": NAN}}
    whole = tree("r", {"r": {"f": 1}, **{n.id: {c.id: c.weight for c in n.children} for n in twice.nodes}})
    below = of_indicators(whole, {"r": {"f": 6.0}, **parts}, "f", "r")
    assert below["a"] == 6
    assert math.isnan(below["b"])


def test_the_nearest_above_by_rank() -> None:
    result = found([10, 20, 30], [4, 2, 8], [7, 5, 1])  # 58.3, 45.8, 50
    assert nearest_above(result, "R2") == "R3"
    assert nearest_above(result, "R3") == "R1"
    assert nearest_above(result, "R1") == "R3"  # nobody is above the first


def test_equals_stand_beside_each_other() -> None:
    result = found([10, 10, 30], [4, 4, 8], [1, 1, 7])
    assert nearest_above(result, "R1") == "R2"
    assert nearest_above(result, "R2") == "R1"


def test_the_nearest_to_one_that_is_not_ranked_or_not_there() -> None:
    result = found([10, 20, NAN], [4, 2, NAN], [7, 5, NAN])
    assert nearest_above(result, "R3") == "R2"
    assert nearest_above(result, "elsewhere") == "R2"
    assert nearest_above(found([1], [1], [1]), "R1") is None


leaf = st.floats(0, 100) | st.just(NAN)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(leaf, min_size=4, max_size=4), min_size=3, max_size=3),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "min"]),
)
def test_parts_sum_to_the_difference_under_any_rule(columns: list[list[float]], rule: str) -> None:
    if not np.isfinite(columns).any():
        return
    units = ("R1", "R2", "R3", "R4")
    data = dataset(
        facts(units=units, a=columns[0], b=columns[1], c=columns[2]),
        [FRAMEWORK],
        groups=dict.fromkeys(units, ""),
    )
    result = assess(data, Scenario("demo", "f", 2020, aggregate=rule, min_coverage=0.0))
    gap = result.scores.loc["R1", "f"] - result.scores.loc["R2", "f"]
    parts = differences(result, "R1", "R2")
    if math.isnan(gap):
        assert all(math.isnan(part) for part in parts["f"].values())
        return
    known = [part for part in parts["f"].values() if math.isfinite(part)]
    assert sum(known) == pytest.approx(gap, abs=1e-7)
    for child, part in parts["f"].items():
        below = [
            value for value in of_indicators(FRAMEWORK, parts, child, "f").values() if math.isfinite(value)
        ]
        if math.isfinite(part):
            assert sum(below) == pytest.approx(part, abs=1e-7)
