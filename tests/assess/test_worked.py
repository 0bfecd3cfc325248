"""One indicator worked through, by hand."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.worked import Worked, work
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"b": 1, "c": 2}})
RATIO = indicator("c", numerator="top", denominator="base", scale=100.0)
COST = indicator("b", "cost")


def worked(name: str, unit: str = "R1", **columns: list[float]) -> Worked:
    given = {"a": [10, 20, 30], "b": [4, 2, 8], "top": [7, 5, 1], "base": [200, 100, 50], **columns}
    data = dataset(facts(**given), [FRAMEWORK], [RATIO, COST])
    return work(assess(data, Scenario("demo", "f", 2020)), unit, name)


def test_a_ratio_from_its_parts_to_its_points() -> None:
    found = worked("c")
    # 100 * 7/200 = 3.5; the others 5 and 2: score 100 (3.5 - 2)/(5 - 2) = 50; weight 3/4 * 2/3 = 1/2; 25 points.
    assert (found.observed, found.divisor, found.indicator.scale) == (7, 200, 100)
    assert (found.value, found.treated, found.low, found.high) == pytest.approx((3.5, 3.5, 2, 5))
    assert [step.id for step in found.way] == ["two", "c"]
    assert [step.share for step in found.way] == pytest.approx([3 / 4, 2 / 3])
    assert (found.step.score, found.step.in_force, found.step.contribution) == pytest.approx((50, 0.5, 25))


def test_a_plain_cost_has_no_divisor() -> None:
    found = worked("b")
    assert (found.observed, found.value, found.low, found.high) == (4, 4, 2, 8)
    assert math.isnan(found.divisor)
    assert found.step.score == pytest.approx(100 * (8 - 4) / (8 - 2))
    assert found.vintage.year == 2020


def test_what_is_missing_stays_missing() -> None:
    found = worked("b", b=[NAN, 2, 8])
    assert math.isnan(found.value)
    assert math.isnan(found.step.score)
    assert found.step.in_force == 0


def test_nothing_observed_at_all() -> None:
    found = worked("b", b=[NAN, NAN, NAN])
    assert math.isnan(found.value)
    assert found.vintage.year is None


def test_an_imputed_value_is_marked_and_its_parts_stay_missing() -> None:
    given = {"a": [10, 20, 30], "b": [4, 2, 8], "top": [NAN, 5, 1], "base": [200, 100, 50]}
    data = dataset(facts(**given), [FRAMEWORK], [RATIO, COST])
    found = work(assess(data, Scenario("demo", "f", 2020, impute="peer_mean")), "R1", "c")
    assert found.imputed
    assert math.isnan(found.observed)
    assert (found.value, found.treated) == pytest.approx((3.5, 3.5))  # between 5 and 2
    assert not worked("c").imputed


def test_the_treatment_of_outliers_is_told() -> None:
    units = tuple(f"R{k}" for k in range(12))
    spike = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]
    data = dataset(
        facts(units=units, a=spike, b=spike, top=spike, base=[1.0] * 12), [FRAMEWORK], [RATIO, COST]
    )
    found = work(assess(data, Scenario("demo", "f", 2020, treat="winsorise")), "R11", "a")
    assert found.treatment is not None
    assert found.treatment.how == "winsorised"
    assert (found.value, found.treated, found.high, found.changed) == (100, 30, 30, True)
    within = work(assess(data, Scenario("demo", "f", 2020, treat="winsorise")), "R0", "a")
    assert (within.treatment, within.treated, within.changed) == (found.treatment, 1, False)
    assert (worked("a").treatment, worked("a").changed) == (None, False)


def test_an_indicator_in_two_places_is_worked_in_each() -> None:
    twice = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1}, "two": {"a": 1, "b": 1}})
    known = assess(dataset(facts(a=[10, 20, 30], b=[4, 2, 8]), [twice], [COST]), Scenario("demo", "f", 2020))
    found = {parent: work(known, "R1", "a", parent) for parent in ("one", "two")}
    assert {parent: one.step.effective for parent, one in found.items()} == {"one": 1 / 4, "two": 3 / 8}
    assert work(known, "R1", "a").way == found["one"].way
