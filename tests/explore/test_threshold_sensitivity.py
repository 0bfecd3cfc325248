"""Thresholds moved, peers left out: by hand, against the rule engine itself, and at the very turning point."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from cluster_core import default_scenario, load_dataset
from cluster_core.assess.assessment import assess
from cluster_core.assess.shortcomings import diagnose
from cluster_core.explore.threshold_sensitivity import (
    FLAG,
    SCALES,
    ThresholdSensitivity,
    threshold_sensitivity,
)
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Family, Item, RuleSet, RuleTest
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from tests.model.examples import NAN, dataset, facts, indicator, tree

TREE = tree("t", {"t": {"a": 1, "b": 1}})
GOALPOSTS = [
    indicator("a", goalpost_low=0.0, goalpost_high=100.0),
    indicator("b", "cost", goalpost_low=0.0, goalpost_high=100.0),
]


def tried(*items: Item, groups: dict[str, str] | None = None, **columns: list[float]) -> Assessment:
    rules = RuleSet("r", Text("r", "r"), (Family("f", Text("f", "f")),), items)
    units = tuple(f"R{row + 1}" for row in range(len(columns["a"])))
    data = dataset(facts(units=units, **columns), [TREE], GOALPOSTS, groups).with_rules(rules)
    return assess(data, Scenario("demo", "t", 2020, rules="r"))


def item(*tests: RuleTest, **fields: object) -> Item:
    return Item("i", "f", Text("i", "i"), tests=tests, **fields)  # type: ignore[arg-type]


AT_50 = RuleTest("a", "target", 50.0)


def row_of(found: ThresholdSensitivity, region: str) -> dict[str, object]:
    summary = found.summary
    return summary[summary["region"] == region].iloc[0].to_dict()


def test_a_target_moved_by_hand() -> None:
    found = threshold_sensitivity(tried(item(AT_50), a=[40.0, 60.0, 55.0], b=[1.0, 2.0, 3.0]))
    # 40 against 25 and 40: passes. Against 45: 50 * 0.6 + 50 * (5/45); 50: 30 + 50/5; 75: 30 + 50 * 35/75.
    by_scale = dict(zip(SCALES, found.together[0, 0].tolist(), strict=True))
    assert by_scale[-0.5] == by_scale[-0.2] == 0
    assert by_scale[-0.1] == pytest.approx(30 + 50 * 5 / 45)
    assert by_scale[0.0] == pytest.approx(40)
    assert by_scale[0.5] == pytest.approx(30 + 50 * 35 / 75)
    row = row_of(found, "R1")
    assert (row["low"], row["high"], row["flips"]) == (0, pytest.approx(30 + 50 * 35 / 75), True)
    assert (row["nearest"], row["threshold"], row["share"]) == ("a", 40.0, pytest.approx(-0.2))


def test_less_is_stricter_for_a_cost() -> None:
    found = threshold_sensitivity(
        tried(item(RuleTest("b", "target", 50.0)), a=[1.0, 2.0, 3.0], b=[40.0, 20.0, 90.0])
    )
    by_scale = dict(zip(SCALES, found.together[0, 0].tolist(), strict=True))
    assert by_scale[0.1] == by_scale[0.0] == 0
    assert by_scale[0.5] == pytest.approx(20 + 50 * (75 - 60) / 75)
    assert row_of(found, "R1")["share"] == pytest.approx(0.2)


def test_the_turning_point_in_closed_form_inside_a_failing_test() -> None:
    """Two tests, one passed: the item is half of the failing one's severity, which must reach 40."""
    both = item(AT_50, RuleTest("b", "target", 99.0))
    found = threshold_sensitivity(tried(both, a=[70.0, 40.0, 55.0], b=[1.0, 2.0, 3.0]))
    # R1: g = 0.7, so that 15 + 50 (1 - 0.7/x) = 40 at x = 1.4: never. R2: 30 + 50 (1 - 0.4/x) = 40 at x = 0.5: now.
    assert row_of(found, "R1")["nearest"] == ""
    assert row_of(found, "R2")["threshold"] == pytest.approx(50.0)
    wider = threshold_sensitivity(tried(both, a=[70.0, 45.0, 55.0], b=[1.0, 2.0, 3.0]))
    # 27.5 + 50 (1 - 0.45/x) = 40 at x = 0.6.
    assert row_of(wider, "R2")["threshold"] == pytest.approx(60.0)
    assert row_of(wider, "R2")["share"] == pytest.approx(0.2)


@cache
def shipped(bundle: str) -> tuple[Assessment, ThresholdSensitivity]:
    data = load_dataset(f"data/{bundle}")
    result = assess(data, default_scenario(data))
    return result, threshold_sensitivity(result)


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_nothing_moved_is_the_diagnosis(bundle: str) -> None:
    result, found = shipped(bundle)
    still = found.scales.index(0.0)
    np.testing.assert_array_equal(found.together[:, :, still], result.diagnosis.severity)
    for column, single in enumerate(found.alone):
        for test in range(single.shape[1]):
            np.testing.assert_array_equal(single[:, test, still], result.diagnosis.severity[:, column])


def test_stricter_thresholds_are_never_milder() -> None:
    for bundle in ("jiangsu", "practice"):
        result, found = shipped(bundle)
        for column, one in enumerate(result.rules.items):
            if one.combine != "at_least_k":
                assert not (np.diff(found.together[:, column], axis=1) < -1e-9).any()


@pytest.mark.parametrize("bundle", ["jiangsu", "practice"])
def test_the_flag_turns_at_the_turning_point_and_nowhere_nearer(bundle: str) -> None:
    """A rule set with the threshold as a stated target, a hair on either side and on the way there."""
    result, found = shipped(bundle)
    seen = 0
    for column, one in enumerate(result.rules.items):
        for test, turning in enumerate(found.turning[column].T):
            if one.tests[test].vs == "frontier" or seen > 24:
                continue
            reference = result.diagnosis.outcomes[column][test].reference
            for row in np.flatnonzero(~np.isnan(turning))[:2]:
                sides = {
                    step: _flagged_with(
                        result, column, test, row, reference[row] + step * (turning[row] - reference[row])
                    )
                    for step in (0.0, 0.5, 1 - 1e-7, 1 + 1e-7)
                    if turning[row] != reference[row]
                }
                seen += len(sides) > 0
                if sides:
                    assert sides[0.0] == sides[0.5] == sides[1 - 1e-7] != sides[1 + 1e-7]
    assert seen > 8


def _flagged_with(result: Assessment, column: int, test: int, row: int, threshold: float) -> bool:
    """Ask the rule engine itself, with one threshold stated as a target."""
    changed = result.rules.items[column]
    tests = list(changed.tests)
    tests[test] = replace(tests[test], vs="target", target=float(threshold))
    one = replace(changed, tests=tuple(tests))
    rules = replace(
        result.rules, items=(*result.rules.items[:column], one, *result.rules.items[column + 1 :])
    )
    data = result.dataset.with_rules(rules)
    return bool(diagnose(data, result.scenario, result.prepared).severity[row, column] >= FLAG - 1e-9)


def test_leaving_a_peer_out_is_the_scenario_without_it() -> None:
    result, found = shipped("practice")
    kept = tuple(unit for unit in result.units if unit != "p02")
    less = assess(result.dataset, replace(result.scenario, peers=kept))
    rows = [result.units.index(unit) for unit in kept]
    left_out = result.units.index("p02")
    np.testing.assert_array_equal(found.without[rows, :, left_out], less.diagnosis.severity)
    assert np.isnan(found.without[left_out, :, left_out]).all()


def test_leaving_out_the_focus_leaves_it_out() -> None:
    result, found = shipped("practice")
    own = result.units.index(result.scenario.focus)
    assert np.isnan(found.without[own, :, own]).all()


def test_the_own_group_as_peers() -> None:
    groups = {"R1": "x", "R2": "x", "R3": "x", "R4": "y", "R5": ""}
    result = tried(item(RuleTest("a")), groups=groups, a=[10.0, 12.0, 8.0, 90.0, 95.0], b=[1.0] * 5)
    found = threshold_sensitivity(result)
    # Against all: the median of 12, 8, 90, 95 is 51; in the group that of 12 and 8 is 10, which R1 meets.
    assert result.diagnosis.severity[0, 0] > FLAG
    assert found.in_group[0, 0] == 0
    assert np.isnan(found.in_group[3:, 0]).all()
    flips = found.flips
    assert "group" in set(flips["cause"][flips["region"] == "R1"])


def test_an_item_without_enough_evidence_stays_so() -> None:
    both = item(AT_50, RuleTest("b"), RuleTest("b", "frontier"))
    found = threshold_sensitivity(tried(both, a=[40.0, 60.0, 55.0], b=[NAN, 2.0, 3.0]))
    row = row_of(found, "R1")
    assert np.isnan(found.together[0]).all()
    assert (row["level"], row["flips"], row["nearest"]) == ("insufficient", False, "")


def test_k_of_several_and_the_worst_turn_as_the_rule_says() -> None:
    two = item(AT_50, RuleTest("b", "target", 50.0), combine="at_least_k", k=2)
    found = threshold_sensitivity(tried(two, a=[40.0, 60.0, 55.0], b=[45.0, 20.0, 90.0]))
    # One of two fails: nothing; b fails too as soon as its threshold is below 45.
    assert row_of(found, "R1")["severity"] == 0
    assert (row_of(found, "R1")["nearest"], row_of(found, "R1")["threshold"]) == ("b", 45.0)
    worst = threshold_sensitivity(
        tried(replace(two, combine="worst"), a=[40.0, 60.0, 55.0], b=[45.0, 20.0, 90.0])
    )
    assert row_of(worst, "R1")["threshold"] == 40.0


def test_one_region_alone_has_no_peer_to_leave_out() -> None:
    found = threshold_sensitivity(tried(item(RuleTest("a")), a=[1.0], b=[2.0]))
    assert np.isnan(found.without).all()
    assert found.flips.empty
