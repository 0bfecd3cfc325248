"""The shortest stave of a region's own profile, by hand."""

from __future__ import annotations

import math

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.weakest_link import Barrel, weakest_link
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, dataset, facts, tree

NAMES = ("one", "two", "three")
FRAMEWORK = tree(
    "f", {"f": dict.fromkeys(NAMES, 1.0), "one": {"a": 1}, "two": {"b": 1}, "three": {"c": 1, "d": 3}}
)


def barrel(own: dict[str, float], *, unit: str = "R1", others: float = 0.0, **choices: object) -> Barrel:
    """R1 has its own values; R2 is at 100 and R3 at 0 in everything, R4 and R5 at `others`."""
    columns = {name: [own.get(name, NAN), 100.0, 0.0, others, others] for name in "abcd"}
    units = ("R1", "R2", "R3", "R4", "R5")
    data = dataset(facts(units=units, **columns), [FRAMEWORK], groups=dict.fromkeys(units, ""))
    return weakest_link(assess(data, Scenario("demo", "f", 2020, **choices)), unit)  # type: ignore[arg-type]


def test_the_profile_by_hand() -> None:
    found = barrel({"a": 20, "b": 80, "c": 100, "d": 60})
    # three = (100 + 3 * 60)/4 = 70. mean 170/3, population SD sqrt((36.67^2 + 23.33^2 + 13.33^2)/3) = 26.2467.
    assert [stave.goodness for stave in found.staves] == pytest.approx([0.2, 0.8, 0.7])
    assert found.mean == pytest.approx(1.7 / 3)
    assert found.deviation == pytest.approx(0.262467, abs=1e-6)
    assert found.limit == pytest.approx(0.3042, abs=1e-4)
    assert found.weakest is not None
    assert (found.weakest.node, found.short) == ("one", True)


def test_an_even_profile_has_a_weakest_stave_without_a_flag() -> None:
    found = barrel({"a": 60, "b": 60, "c": 60, "d": 60})
    assert found.weakest is not None
    assert (found.weakest.node, found.deviation, found.short) == ("one", 0, False)


def test_a_severe_stave_is_flagged_in_an_even_profile() -> None:
    found = barrel({"a": 10, "b": 10, "c": 10, "d": 10}, others=90)
    # Others 100 0 90 90: median 90. S = 100 (.5 * .9 + .5 * .8/.9) = 89.4.
    assert found.weakest is not None
    assert found.weakest.severity == pytest.approx(89.444, abs=0.001)
    assert found.short


def test_a_missing_stave_takes_no_part() -> None:
    found = barrel({"a": 40, "b": 80})
    assert math.isnan(found.staves[2].goodness)
    assert (found.mean, found.deviation) == pytest.approx((0.6, 0.2))
    assert found.short is False, "exactly at the limit is not below it"


def test_a_stave_needs_the_coverage_that_a_score_needs() -> None:
    assert math.isnan(barrel({"a": 40, "b": 80, "c": 5}).staves[2].goodness), "a quarter of its weight"
    assert barrel({"a": 40, "b": 80, "c": 5}, min_coverage=0.25).staves[2].goodness == pytest.approx(0.05)


@pytest.mark.parametrize(("own", "weakest"), [({}, None), ({"b": 50}, "two")])
def test_too_few_staves_to_compare(own: dict[str, float], weakest: str | None) -> None:
    found = barrel(own)
    assert (found.weakest.node if found.weakest else None) == weakest
    assert math.isnan(found.limit)
    assert not found.short


def test_the_method_of_the_score_changes_nothing() -> None:
    own = {"a": 20, "b": 80, "c": 100, "d": 60}
    assert barrel(own, normalise="rank").staves == barrel(own).staves
