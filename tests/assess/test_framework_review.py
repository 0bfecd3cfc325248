"""A draft against the data: what is doubtful about it, and the ranking that it makes."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.framework_review import (
    HIGH,
    Finding,
    coverage_of_indicators,
    review,
    standings_of,
)
from cluster_core.errors import MethodError
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Framework, Method
from cluster_core.model.framework_edit import At, identify, move, set_aggregate, set_method, weigh
from cluster_core.model.scenario import Scenario
from cluster_core.store.framework_yaml import to_yaml
from cluster_core.store.read import load_dataset
from tests.model.examples import dataset, facts, indicator, tree

ROOT = Path(__file__).resolve().parents[2]
UNITS = tuple(f"R{k}" for k in range(1, 11))
RISING = [float(k) for k in range(10)]
OTHER = [3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0, 5.0, 3.5, 8.0]


def data_of(framework: Framework, *, cost: str = "", **columns: list[float]) -> tuple[Dataset, Scenario]:
    known = [indicator(cost, "cost")] if cost else []
    return dataset(facts(units=UNITS, **columns), [framework], known), Scenario("demo", framework.id, 2020)


def test_a_sound_framework_has_no_finding() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1, "b": 1}, "two": {"c": 1, "d": 1}})
    data, scenario = data_of(
        framework, a=RISING, b=OTHER, c=list(np.roll(OTHER, 3)), d=list(np.roll(OTHER, 6))
    )
    assert review(framework, data, scenario) == ()


def test_faults_come_first_and_warnings_follow() -> None:
    framework = tree(
        "f",
        {
            "f": {"one": 1, "bare": 1, "above": 1},
            "one": {"a": 1, "gone": 1},
            "bare": {},
            "above": {"under": 1},
            "under": {},
        },
    )
    data, scenario = data_of(framework, a=RISING)
    less = dataset(facts(units=UNITS, a=RISING), [])
    assert review(framework, data, scenario) == (
        Finding("empty", "fault", ("bare",)),
        Finding("empty", "fault", ("above",)),
        Finding("empty", "fault", ("under",)),
        Finding("no_data", "warning", ("gone",)),
    )
    assert Finding("unknown", "fault", ("gone",)) in review(framework, less, scenario)


def test_an_indicator_in_several_places_and_a_single_child() -> None:
    framework = tree("f", {"f": {"one": 1, "two": 1}, "one": {"a": 1}, "two": {"a": 1, "b": 1}})
    data, scenario = data_of(framework, a=RISING, b=OTHER)
    assert review(framework, data, scenario) == (
        Finding("lone", "warning", ("one", "a")),
        Finding("repeated", "warning", ("a",), 2),
    )


@pytest.mark.parametrize(
    ("sign", "cost", "found"), [(1, "", True), (-1, "", False), (-1, "b", True), (1, "b", False)]
)
def test_a_pair_that_pulls_the_same_way_may_count_twice(sign: int, cost: str, found: bool) -> None:
    framework = tree("f", {"f": {"one": 1}, "one": {"a": 1, "b": 1}})
    twin = [sign * value + 0.01 * other for value, other in zip(RISING, OTHER, strict=True)]
    data, scenario = data_of(framework, cost=cost, a=RISING, b=twin)
    alike = [one for one in review(framework, data, scenario) if one.kind == "alike"]
    assert bool(alike) is found
    if alike:
        assert alike[0].ids == ("a", "b")
        assert math.isclose(alike[0].value, abs(np.corrcoef(RISING, twin)[0, 1]), rel_tol=1e-12)
        assert alike[0].value >= HIGH


def test_too_few_units_tell_nothing_of_a_pair() -> None:
    framework = tree("f", {"f": {"one": 1}, "one": {"a": 1, "b": 1}})
    few = [*RISING[:7], *[math.nan] * 3]
    data, scenario = data_of(framework, a=few, b=RISING)
    assert [one.kind for one in review(framework, data, scenario) if one.kind == "alike"] == []


def test_coverage_counts_units_with_a_value_of_the_vintage() -> None:
    framework = tree("f", {"f": {"one": 1}, "one": {"a": 1, "b": 1}})
    data, scenario = data_of(framework, a=RISING, b=[*OTHER[:4], *[math.nan] * 6])
    assert coverage_of_indicators(data, scenario) == {"a": 10, "b": 4}


def test_the_ranking_is_that_of_an_assessment_with_the_saved_framework() -> None:
    data = load_dataset(ROOT / "data" / "practice")
    scenario = default_scenario(data)
    start = identify(data.framework("four_forces"), "mine", "1")
    draft = weigh(
        move(start, At("innovation", start.by_id["innovation"].children[0].id), "brand"),
        At("mine", "support"),
        3,
    )
    found = standings_of(draft, data, scenario)
    known = data.with_framework(draft)
    result = assess(known, default_scenario(known, framework="mine"))
    assert {unit: one.rank for unit, one in found.items()} == result.ranks["mine"].to_dict()
    for unit, one in found.items():
        assert math.isclose(one.score, result.scores.loc[unit, "mine"], rel_tol=1e-12)
    assert "weight: 3" in to_yaml(draft)


def test_methods_that_do_not_go_together_are_refused() -> None:
    framework = tree("f", {"f": {"one": 1}, "one": {"a": 1, "b": 1}})
    data, scenario = data_of(framework, a=RISING, b=OTHER)
    odd = set_aggregate(set_method(framework, Method("zscore")), "one", "geometric")
    with pytest.raises(MethodError):
        standings_of(odd, data, scenario)
    assert review(odd, data, scenario)[0] == Finding("incomputable", "fault", ("f",))
