"""Rescoring without a part: by hand, against a framework that never had it, and where nothing is left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.leave_out import leave_one_out, leave_one_region_out, without
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

Children = Mapping[str, Mapping[str, float]]
TREE = {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"b": 1, "c": 3}}


def assessed(columns: Mapping[str, Sequence[float]], children: Children = TREE, **of: object) -> Assessment:
    """Values 0-100 are their own scores."""
    framework = children if isinstance(children, Framework) else tree("f", children)
    units = [f"R{row + 1}" for row in range(len(next(iter(columns.values()))))]
    known = [indicator(name, goalpost_low=0, goalpost_high=100) for name in columns]
    data = dataset(facts(units=units, **columns), [framework], known, groups=dict.fromkeys(units, ""))
    return assess(data, replace(Scenario("demo", "f", 2020), **of))  # type: ignore[arg-type]


COLUMNS = {"a": [90, 50, 10], "b": [0, 60, 40], "c": [20, 60, 40]}


def row(found: object, part: str) -> dict[str, object]:
    tidy = found.tidy()  # type: ignore[attr-defined]
    return tidy[tidy["part"] == part].iloc[0].to_dict()


def test_by_hand() -> None:
    # Scores: R1 (90 + 15)/2 = 52.5, R2 55, R3 25. Without a: 15, 60, 40; without b: 55, 55, 25; without c: 45, 55, 25.
    found = leave_one_out(assessed(COLUMNS))
    assert found.parts == ("one", "two", "a", "b", "c")
    assert found.before[2].tolist() == [2, 1, 3]
    assert found.after[2].tolist() == [3, 1, 2]
    assert row(found, "a") == {
        "part": "a",
        "is_indicator": True,
        "rank_shift_mean": pytest.approx(2 / 3),
        "rank_shift_max": 1,
        "moved": "R1;R3",
        "n": 3,
    }
    assert found.after[3].tolist() == [1, 1, 3]
    assert found.score_change[3].tolist() == pytest.approx([2.5, 0, 0])
    assert row(found, "c")["rank_shift_mean"] == 0
    assert row(found, "c")["moved"] == ""


def test_a_node_goes_with_all_below_it_and_a_lone_indicator_with_its_node() -> None:
    found = leave_one_out(assessed(COLUMNS))
    one, a = found.parts.index("one"), found.parts.index("a")
    np.testing.assert_array_equal(found.after[one], found.after[a])
    two = found.parts.index("two")
    assert found.after[two].tolist() == [1, 2, 3]


@pytest.mark.parametrize("weighting", ["default", "equal", "entropy", "critic"])
def test_the_same_as_a_framework_that_never_had_it(weighting: str) -> None:
    columns = {"a": [90, 50, 10, 30], "b": [5, 60, 40, 80], "c": [20, 65, 45, 1], "d": [7, 3, 99, 50]}
    whole = {"f": {"one": 1, "two": 2}, "one": {"a": 1, "d": 2}, "two": {"b": 1, "c": 3}}
    smaller = {"f": {"one": 1, "two": 2}, "one": {"a": 1, "d": 2}, "two": {"c": 3}}
    result = assessed(columns, whole, weighting=weighting)
    found = leave_one_out(result)
    never = assessed({name: columns[name] for name in "acd"}, smaller, weighting=weighting)
    at = found.parts.index("b")
    change = never.scored.scores[:, 0] - result.scored.scores[:, 0]
    np.testing.assert_allclose(found.score_change[at], change, atol=1e-9)


def test_the_users_points_stay_with_the_children_that_stay() -> None:
    points = (("f", (3.0, 1.0)), ("two", (0.0, 5.0)))
    result = assessed(COLUMNS, weighting="user", points=points)
    found = leave_one_out(result)
    never = {"f": {"one": 3, "two": 1}, "one": {"a": 1}, "two": {"c": 5}}
    expected = assessed({"a": COLUMNS["a"], "c": COLUMNS["c"]}, never)
    at = found.parts.index("b")
    change = expected.scored.scores[:, 0] - result.scored.scores[:, 0]
    np.testing.assert_allclose(found.score_change[at], change, atol=1e-9)
    # What is left under two weighs nothing, so two goes with c.
    lone = found.parts.index("c")
    assert found.score_change[lone] == pytest.approx(
        np.array(COLUMNS["a"], dtype=float) - result.scored.scores[:, 0]
    )


def test_siblings_without_default_weight_count_alike_where_other_weights_are_in_force() -> None:
    children = {"f": {"a": 1, "b": 0, "c": 0}}
    found = leave_one_out(assessed(COLUMNS, children, weighting="equal"))
    assert found.after[0].tolist() == [3, 1, 2]
    framework = tree("f", children)
    scenario = Scenario("demo", "f", 2020)
    shares = {"f": np.array([1.0, 0.0, 0.0])}
    assert without(framework, scenario, ("a", True), shares) is None


def test_an_indicator_under_several_nodes_goes_everywhere() -> None:
    children = {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"b": 1, "c": 3}}
    found = leave_one_out(assessed(COLUMNS, children))
    assert found.parts.count("b") == 1
    expected = assessed(COLUMNS, {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"c": 3}})
    before = assessed(COLUMNS, children).scored.scores[:, 0]
    np.testing.assert_allclose(
        found.score_change[found.parts.index("b")], expected.scored.scores[:, 0] - before
    )


def test_only_units_ranked_both_times_are_compared() -> None:
    columns = {"a": [90, 50, 10, NAN], "b": [0, 60, NAN, 40], "c": [20, 60, NAN, 40]}
    found = leave_one_out(assessed(columns, min_coverage=0.5))
    # Without a, R3 has nothing; the other three are ranked among each other before and after.
    at = found.parts.index("a")
    np.testing.assert_array_equal(found.before[at], [2, 1, NAN, 3])
    np.testing.assert_array_equal(found.after[at], [3, 1, NAN, 2])
    assert row(found, "a")["n"] == 3


def test_one_indicator_leaves_nothing() -> None:
    found = leave_one_out(assessed({"a": [1, 2, 3]}, {"f": {"a": 1}}))
    assert row(found, "a")["n"] == 0
    assert math.isnan(row(found, "a")["rank_shift_mean"])  # type: ignore[arg-type]
    assert found.by_unit()["best"].isna().all()


def test_no_parts_and_one_region() -> None:
    empty = leave_one_out(assessed({"a": [1, 2]}, {"f": {}}))
    assert empty.tidy().empty
    assert empty.by_unit()["worst"].isna().all()
    alone = leave_one_out(assessed({"a": [50], "b": [20]}, {"f": {"a": 1, "b": 1}}))
    assert alone.tidy()["rank_shift_max"].tolist() == [0, 0]


def test_the_range_of_each_unit() -> None:
    found = leave_one_out(assessed(COLUMNS)).by_unit()
    assert found["best"].tolist() == [1, 1, 2]
    assert found["worst"].tolist() == [3, 1, 3]
    assert found["rank_shift_mean"].tolist() == pytest.approx([2 / 3, 0, 1 / 3])
    nodes = leave_one_out(assessed(COLUMNS)).by_unit(indicators=False)
    assert nodes["worst"].tolist() == [3, 2, 3]


# --- regions -----------------------------------------------------------------------------------------------------


def stretched(focus: str = "") -> Assessment:
    """Without goalposts the best and the worst unit are 100 and 0."""
    columns = {"a": [0, 10, 20, 100], "b": [30, 15, 8, 0]}
    units = ["R1", "R2", "R3", "R4"]
    data = dataset(facts(units=units, **columns), [tree("f", {"f": {"a": 1, "b": 1}})])
    return assess(data, Scenario("demo", "f", 2020, focus=focus))


@pytest.mark.parametrize("focus", ["", "R4"])
def test_without_a_region_the_others_are_stretched_anew(focus: str) -> None:
    found = leave_one_region_out(stretched(focus))
    assert found.parts == ("R1", "R2", "R3", "R4")
    # With R4: 50, (10 + 50)/2 = 30, (20 + 26.7)/2 = 23.3. Without: a is 0, 50, 100 and b 100, 31.8, 0.
    at = 3
    assert np.isnan(found.after[at][3])
    assert found.after[at][:3].tolist() == [1, 3, 1]
    assert found.before[at][:3].tolist() == [1, 2, 3]
    assert found.score_change[at][:3] == pytest.approx(
        [0, (50 + 700 / 22) / 2 - 30, 50 - (20 + 800 / 30) / 2]
    )
    assert row(found, "R4")["moved"] == "R3"


def test_a_region_alone_leaves_nobody() -> None:
    found = leave_one_region_out(assessed({"a": [50]}, {"f": {"a": 1}}))
    assert row(found, "R1")["n"] == 0
