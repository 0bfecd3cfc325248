"""The rule engine: references, what fails, how bad, and what the evidence is good for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.shortcomings import diagnose, family_severity, rules_of
from cluster_core.index.prepare import prepare
from cluster_core.model.diagnosis import Diagnosis
from cluster_core.model.rules import Family, Item, RuleSet, RuleTest
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from tests.model.examples import NAN, dataset, facts, indicator, tree

UNITS = ("R1", "R2", "R3", "R4", "R5")
ROW = [0.0, 25.0, 50.0, 75.0, 100.0]  # goodness 0, .25, .5, .75, 1
FRAMEWORK = tree("f", {"f": {"one": 1}, "one": {"a": 1}})


def item(name: str, *tests: RuleTest, family: str = "fam", **fields: Any) -> Item:
    return Item(name, family, Text(name, name), tests=tests, **fields)


def tried(*items: Item, known: tuple[Any, ...] = (), groups: Any = None, **columns: list[float]) -> Diagnosis:
    families = tuple(Family(name, Text(name, name)) for name in dict.fromkeys(i.family for i in items))
    columns = columns or {"a": ROW}
    units = UNITS[: len(next(iter(columns.values())))]
    known = (*known, *(indicator(name) for name in columns if name not in {one.id for one in known}))
    data = dataset(facts(units=units, **columns), [FRAMEWORK], known, groups or dict.fromkeys(units, ""))
    data = data.with_rules(RuleSet("r", Text("r", "r"), families, items))
    scenario = Scenario("demo", "f", 2020, rules="r")
    return diagnose(data, scenario, prepare(data, scenario))


def severities(found: Diagnosis, column: int = 0) -> list[float]:
    return found.severity[:, column].tolist()


# --- references --------------------------------------------------------------------------------------------------


def test_below_the_peer_median_by_hand() -> None:
    found = tried(item("i", RuleTest("a")))
    # R1: others 25 50 75 100, median 62.5; R2: others 0 50 75 100, 62.5; R3: others 0 25 75 100, 50, which is no worse.
    # S = 100 (.5 (1 - g) + .5 (g_ref - g) / g_ref): R1 100; R2 37.5 + 50 * .375/.625 = 67.5.
    assert severities(found) == pytest.approx([100, 67.5, 0, 0, 0])
    outcome = found.outcomes[0][0]
    assert outcome.reference.tolist() == [62.5, 62.5, 50, 37.5, 37.5]
    assert outcome.fails.tolist() == [True, True, False, False, False]


def test_behind_the_frontier_everyone_but_the_best_fails() -> None:
    found = tried(item("i", RuleTest("a", "frontier")))
    assert severities(found) == pytest.approx([100, 75, 50, 25, 0])  # .5 (1 - g) + .5 (1 - g) / 1
    assert set(found.outcomes[0][0].reference) == {100}


def test_the_frontier_of_a_cost_is_its_least() -> None:
    found = tried(item("i", RuleTest("a", "frontier")), known=(indicator("a", "cost"),))
    assert severities(found) == pytest.approx([0, 25, 50, 75, 100])
    assert set(found.outcomes[0][0].reference) == {0}


def test_groups_are_compared_within_and_the_ungrouped_not_at_all() -> None:
    groups = {"R1": "south", "R2": "south", "R3": "", "R4": "", "R5": "north"}
    outcome = tried(item("i", RuleTest("a", "group_median")), groups=groups).outcomes[0][0]
    np.testing.assert_array_equal(outcome.reference, [25, 0, NAN, NAN, NAN])
    assert outcome.assessable.tolist() == [True, True, False, False, False]
    assert outcome.fails.tolist() == [True, False, False, False, False]


def test_a_tests_own_target_wins_over_the_indicators() -> None:
    known = (indicator("a", target=80.0),)
    found = tried(
        item("own", RuleTest("a", "target", 50.0)), item("theirs", RuleTest("a", "target")), known=known
    )
    # Against 50: g_ref .5, R2 37.5 + 50 * .25/.5 = 62.5. Against 80: g_ref .8, R4 12.5 + 50 * .05/.8 = 15.625.
    assert severities(found, 0) == pytest.approx([100, 62.5, 0, 0, 0])
    assert severities(found, 1) == pytest.approx(
        [100, 37.5 + 50 * 0.55 / 0.8, 25 + 50 * 0.3 / 0.8, 15.625, 0]
    )
    assert found.notices == ()


def test_a_target_beyond_the_best_is_as_good_as_the_best() -> None:
    outcome = tried(item("i", RuleTest("a", "target", 250.0))).outcomes[0][0]
    assert set(outcome.goodness_reference) == {1.0}
    assert outcome.reference[0] == 250
    assert outcome.severity.tolist() == [100, 75, 50, 25, 0]
    assert outcome.fails.all(), "the best still fails the target, but there is no gap that can be measured"


def test_a_target_at_the_worst_end_leaves_no_gap() -> None:
    known = (indicator("a", goalpost_low=10.0, goalpost_high=110.0),)
    outcome = tried(item("i", RuleTest("a", "target", 5.0)), known=known).outcomes[0][0]
    assert set(outcome.goodness_reference) == {0.0}
    assert outcome.severity.tolist() == [50, 0, 0, 0, 0]  # R1 fails 5 with g = 0, and no gap


def test_without_a_target_the_peer_median_stands_in_and_it_is_told() -> None:
    found = tried(item("i", RuleTest("a", "target")))
    assert severities(found) == pytest.approx([100, 67.5, 0, 0, 0])
    assert [(notice.code, notice.ids) for notice in found.notices] == [("target_fallback", ("a",))]


def test_a_target_of_zero_is_a_target() -> None:
    found = tried(item("i", RuleTest("a", "target", 0.0)), known=(indicator("a", target=80.0),))
    assert found.outcomes[0][0].reference.tolist() == [0] * 5
    assert severities(found) == [0] * 5


def test_references_are_taken_on_the_treated_scale_and_shown_in_the_unit() -> None:
    known = (indicator("a", transform="log1p"),)
    outcome = tried(item("i", RuleTest("a")), known=known, a=[0.0, 3.0, 15.0]).outcomes[0][0]
    # R1: others ln 4 and ln 16, the median of the logarithms is ln 8, in the unit 7 (not 9).
    assert outcome.reference == pytest.approx([7, 3, 1])
    assert outcome.value.tolist() == [0, 3, 15]
    assert outcome.goodness == pytest.approx([0, 0.5, 1])
    assert outcome.goodness_reference == pytest.approx([0.75, 0.5, 0.25])


# --- what can be assessed ----------------------------------------------------------------------------------------


def test_a_tie_does_not_fail_and_rounding_is_a_tie() -> None:
    outcome = tried(item("i", RuleTest("a", "target", 0.1 + 0.2)), a=[0.3, 0.0, 1.0]).outcomes[0][0]
    assert outcome.fails.tolist() == [False, True, False]


def test_missing_and_constant_are_neither_good_nor_bad() -> None:
    found = tried(
        item("gap", RuleTest("a")), item("flat", RuleTest("b")), a=[1.0, 2.0, NAN], b=[5.0, 5.0, 5.0]
    )
    assert np.isnan(found.severity).tolist() == [[False, True], [False, True], [True, True]]
    assert found.coverage.tolist() == [[1, 0], [1, 0], [0, 0]]
    assert not found.indicative.any()


def test_an_item_without_tests_is_insufficient() -> None:
    found = tried(item("words"), item("i", RuleTest("a")))
    assert np.isnan(found.severity[:, 0]).all()
    assert (found.coverage[:, 0] == 0).all()
    assert found.items["level"][0] == "insufficient"


def test_half_of_the_tests_are_enough() -> None:
    half = tried(item("i", RuleTest("a"), RuleTest("b")), a=[0.0, 100.0, 50.0], b=[NAN, NAN, NAN])
    assert half.coverage[:, 0].tolist() == [0.5, 0.5, 0.5]
    assert not np.isnan(half.severity).any()
    third = tried(
        item("i", RuleTest("a"), RuleTest("b"), RuleTest("c")), a=[0.0, 100.0, 50.0], b=[NAN] * 3, c=[NAN] * 3
    )
    assert np.isnan(third.severity).all()


# --- combinations ------------------------------------------------------------------------------------------------

# Against the frontier a test's severity is 100 (1 - g): here 75 and 25 for R2, 0 and 0 for the best.
TABLE = {"a": [0.0, 25.0, 100.0], "b": [0.0, 75.0, 100.0]}
TESTS = (RuleTest("a", "frontier", weight=1.0), RuleTest("b", "frontier", weight=3.0))


@pytest.mark.parametrize(
    ("combine", "k", "expected"),
    [
        ("mean", 1, [100, (75 + 3 * 25) / 4, 0]),
        ("worst", 1, [100, 75, 0]),
        ("at_least_k", 1, [100, 37.5, 0]),
        ("at_least_k", 2, [100, 37.5, 0]),
        ("at_least_k", 3, [0, 0, 0]),
    ],
)
def test_combinations(combine: str, k: int, expected: list[float]) -> None:
    assert severities(tried(item("i", *TESTS, combine=combine, k=k), **TABLE)) == pytest.approx(expected)


def test_a_passed_test_dilutes_the_mean_but_not_the_mean_of_the_failed() -> None:
    table = {"a": [25.0, 100.0, 0.0], "b": [100.0, 75.0, 0.0]}
    mean = tried(item("i", *TESTS), **table)
    failed = tried(item("i", *TESTS, combine="at_least_k", k=1), **table)
    assert severities(mean)[:2] == pytest.approx([75 / 4, 3 * 25 / 4])
    assert severities(failed)[:2] == pytest.approx([75, 25])


def test_a_missing_test_is_left_out_of_its_items_mean() -> None:
    found = tried(item("i", *TESTS), a=[0.0, 25.0, 100.0], b=[0.0, NAN, 100.0])
    assert severities(found) == pytest.approx([100, 75, 0])


# --- proxies -----------------------------------------------------------------------------------------------------


def test_proxies_alone_are_held_below_moderate_and_the_raw_severity_stays() -> None:
    found = tried(item("i", RuleTest("a", "frontier", proxy=True)))
    assert severities(found) == pytest.approx([39.9, 39.9, 39.9, 25, 0])
    assert found.severity_raw[:, 0].tolist() == pytest.approx([100, 75, 50, 25, 0])
    assert found.indicative.all()


def test_a_real_test_with_data_lifts_the_cap_where_it_has_data() -> None:
    proxy = RuleTest("a", "frontier", proxy=True)
    found = tried(item("i", proxy, RuleTest("b", "frontier")), a=[0.0, 0.0, 100.0], b=[0.0, NAN, 100.0])
    assert found.indicative[:, 0].tolist() == [False, True, False]
    assert severities(found) == pytest.approx([100, 39.9, 0])


# --- families ----------------------------------------------------------------------------------------------------


def test_a_family_is_the_mean_of_its_two_worst_items() -> None:
    items = np.array(
        [[10.0, 90.0, 50.0], [NAN, 30.0, NAN], [NAN, NAN, NAN], [0.0, 0.0, 0.0], [NAN, 80.0, 20.0]]
    )
    np.testing.assert_array_equal(family_severity(items), [70, 30, NAN, 0, 50])
    assert np.isnan(family_severity(np.empty((2, 0)))).all()


def test_families_take_the_capped_severity_of_their_own_items() -> None:
    proxy = item("p", RuleTest("a", "frontier", proxy=True), family="soft")
    hard = item("h", RuleTest("a", "frontier"), family="hard")
    found = tried(proxy, hard)
    np.testing.assert_allclose(found.family_severity[0], [39.9, 100])


# --- rules of a framework ----------------------------------------------------------------------------------------


def test_a_framework_brings_one_item_per_lowest_node() -> None:
    framework = tree("f", {"f": {"one": 1, "z": 1}, "one": {"deep": 1, "a": 1}, "deep": {"b": 2, "c": 1}})
    rules = rules_of(framework)
    assert [(i.id, i.family, [t.indicator for t in i.tests]) for i in rules.items] == [
        ("f", "f", ["z"]),
        ("one", "f", ["a"]),
        ("deep", "one", ["b", "c"]),
    ]
    assert [family.id for family in rules.families] == ["f", "one"]
    assert {(t.vs, t.weight, t.proxy) for i in rules.items for t in i.tests} == {("peer_median", 1.0, False)}


def test_without_a_rule_set_the_frameworks_rules_are_tried() -> None:
    data = dataset(facts(units=UNITS, a=ROW), [FRAMEWORK])
    scenario = Scenario("demo", "f", 2020)
    found = diagnose(data, scenario, prepare(data, scenario))
    assert [i.id for i in found.rules.items] == ["one"]
    assert severities(found) == pytest.approx([100, 67.5, 0, 0, 0])


@settings(max_examples=60)
@given(
    st.lists(st.integers(-50, 50).map(float) | st.just(NAN), min_size=2, max_size=5).filter(
        lambda drawn: not all(np.isnan(drawn))
    ),
    st.sampled_from(["peer_median", "frontier", "target"]),
    st.sampled_from(["benefit", "cost"]),
)
def test_severity_is_0_to_100_and_above_0_only_where_the_test_fails(
    drawn: list[float], vs: str, direction: str
) -> None:
    found = tried(item("i", RuleTest("a", vs, 7.0)), known=(indicator("a", direction),), a=drawn)
    outcome = found.outcomes[0][0]
    known = outcome.assessable
    assert ((outcome.severity[known] >= 0) & (outcome.severity[known] <= 100 + 1e-9)).all()
    assert np.isnan(outcome.severity[~known]).all()
    assert (outcome.severity[known & ~outcome.fails] == 0).all()
    assert not (outcome.fails & ~known).any()


# --- imputation and outliers -------------------------------------------------------------------------------------


def diagnosed(test: RuleTest, columns: dict[str, list[float]], **choices: Any) -> Diagnosis:
    units = tuple(f"R{k:02}" for k in range(len(columns["a"])))
    groups = dict.fromkeys(units, "g")
    rules = RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), (item("i", test),))
    data = dataset(facts(units=units, **columns), [FRAMEWORK], groups=groups).with_rules(rules)
    scenario = Scenario("demo", "f", 2020, rules="r", **choices)
    return diagnose(data, scenario, prepare(data, scenario))


@pytest.mark.parametrize("vs", ["peer_median", "group_median", "frontier", "target"])
@pytest.mark.parametrize("method", ["peer_mean", "group_median"])
def test_an_imputed_value_is_neither_tested_nor_part_of_a_reference(vs: str, method: str) -> None:
    columns = {"a": [0.0, 10.0, 20.0, 100.0, NAN]}
    test = RuleTest("a", vs, 50.0 if vs == "target" else None)
    plain, filled = (
        diagnosed(test, columns).outcomes[0][0],
        diagnosed(test, columns, impute=method).outcomes[0][0],
    )
    assert filled.assessable.tolist() == plain.assessable.tolist() == [True] * 4 + [False]
    np.testing.assert_array_equal(filled.reference, plain.reference)
    np.testing.assert_array_equal(filled.value, plain.value)
    np.testing.assert_array_equal(filled.severity, plain.severity)
    assert np.isnan(diagnosed(test, columns, impute=method).severity[4, 0])


SPIKE = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]


def test_outliers_are_held_in_goodness_but_compared_as_they_are() -> None:
    outcome = diagnosed(RuleTest("a", "target", 50.0), {"a": SPIKE}, treat="winsorise").outcomes[0][0]
    assert outcome.value.tolist() == SPIKE
    assert set(outcome.reference) == {50.0}
    assert outcome.fails.tolist() == [True] * 11 + [False], (
        "100 meets the target of 50 though it scores as 30"
    )
    assert outcome.goodness[10:].tolist() == [1, 1]
    assert set(outcome.goodness_reference) == {1.0}
    frontier = diagnosed(RuleTest("a", "frontier"), {"a": SPIKE}, treat="winsorise").outcomes[0][0]
    assert set(frontier.reference) == {100.0}
    assert frontier.severity[10:].tolist() == [0, 0], "as good as the best on the treated scale"


def test_on_a_log_scale_references_stay_in_the_unit() -> None:
    column = [1.0] * 11 + [2.0]  # winsorising would make it constant
    outcome = diagnosed(RuleTest("a", "target", 1.5), {"a": column}, treat="winsorise").outcomes[0][0]
    assert set(outcome.reference) == {1.5}
    low, high = np.log(0.01), np.log(1.01)
    assert outcome.goodness_reference == pytest.approx((np.log(0.51) - low) / (high - low))
    assert outcome.fails.tolist() == [True] * 11 + [False]
    median = diagnosed(RuleTest("a"), {"a": column}, treat="winsorise").outcomes[0][0]
    assert median.reference.tolist() == [1.0] * 12
    assert not median.fails.any()
