"""Which indicators may move, how far, and what is said of the others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.errors import MethodError, ScenarioError
from cluster_core.explore.levers import levers_of, own_pace
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, assessed, dataset, facts, indicator, tree

TREE = tree("t", {"t": {"a": 1, "b": 1}})
COLUMNS = {"a": [2.0, 5.0, 10.0], "b": [4.0, 2.0, 8.0]}
COST = [indicator("b", "cost")]


def over_years(**series: dict[int, float]):
    """R1's series of the years given, and R2, R3 in 2020 so that there is something to compare with."""
    values = facts(2020, ("R2", "R3"), a=[5.0, 10.0], b=[2.0, 8.0])
    values |= {("R1", name, year): value for name, years in series.items() for year, value in years.items()}
    return assess(dataset(values, [TREE], COST), Scenario("demo", "t", 2020))


def test_the_best_of_the_others_bounds_a_lever_in_its_direction() -> None:
    first, second = levers_of(assessed(TREE, COLUMNS, COST), "R1").usable
    assert (first.current, first.bound, first.best_peer, first.bound_by) == (2.0, 10.0, 10.0, "best_peer")
    assert (first.start, first.most, first.cost) == (0.0, 100.0, 1.0)
    assert (second.current, second.bound, second.best_peer) == (4.0, 2.0, 2.0)
    assert second.start == pytest.approx(100 * 4 / 6)


def test_halfway_to_the_best_is_half_of_the_way_in_its_own_unit() -> None:
    first, second = levers_of(assessed(TREE, COLUMNS, COST), "R1", bounds="halfway").usable
    assert (first.bound, first.bound_by, second.bound) == (6.0, "halfway", 3.0)


def test_who_is_the_best_has_no_room() -> None:
    first = levers_of(assessed(TREE, COLUMNS, COST), "R3").usable[0]
    assert (first.bound, first.best_peer, first.start, first.most) == (10.0, 5.0, 100.0, 100.0)


def test_the_own_pace_is_that_of_three_years_and_goes_on() -> None:
    result = over_years(a={2015: 9.0, 2017: 2.0, 2018: 7.0, 2020: 3.5}, b={2018: 6.0, 2020: 4.0})
    first, second = levers_of(result, "R1", bounds="own_pace").usable
    # (3.5 - 2)/3 a year since 2017, not since 2015, for three years; b falls by 1 a year.
    assert (first.own_pace, first.bound, first.bound_by) == (5.0, 5.0, "own_pace")
    assert (second.own_pace, second.bound) == (1.0, 1.0)
    far = levers_of(result, "R1", bounds="own_pace", horizon=6).usable
    assert [one.bound for one in far] == [6.5, 0.0]  # never below 0 where nobody is


def test_a_pace_that_leads_downwards_leaves_no_room_and_a_missing_one_is_said() -> None:
    found = levers_of(over_years(a={2018: 4.0, 2020: 3.5}, b={2020: 4.0}), "R1", bounds="own_pace")
    first, second = found.usable
    assert (first.own_pace, first.bound, first.most) == (2.75, 3.5, first.start)
    assert math.isnan(second.own_pace)
    assert (second.bound, second.bound_by) == (2.0, "best_peer")
    assert found.no_pace == ("b",)


def test_the_pace_stops_at_the_scenarios_year_and_at_a_break() -> None:
    values = {("R1", "a", 2018): 1.0, ("R1", "a", 2019): 3.0, ("R1", "a", 2020): 4.0, ("R1", "a", 2021): 90.0}
    scenario = Scenario("demo", "t", 2020)
    for first, pace in ((None, 1.5), (2019, 1.0), (2020, NAN)):
        known = indicator("a", breaks_before=first)
        found = own_pace(dataset(values, [TREE], [known]), scenario, "R1", known)
        assert found == pytest.approx(pace, nan_ok=True)


def test_bounds_by_hand_stand_beside_those_of_the_peers() -> None:
    first, second = levers_of(assessed(TREE, COLUMNS, COST), "R1", bounds={"b": 0.5}, costs={"b": 3}).usable
    assert (first.bound, first.bound_by) == (10.0, "best_peer")
    assert (second.bound, second.bound_by, second.cost) == (0.5, "by_hand", 3.0)
    assert second.most == pytest.approx(125.0)  # better than the best so far: beyond 100
    held = [indicator("b", "cost", goalpost_low=2.0, goalpost_high=8.0)]
    assert levers_of(assessed(TREE, COLUMNS, held), "R1", bounds={"b": 0.5}).usable[1].most == 100.0


def test_what_is_no_lever_has_a_reason() -> None:
    columns = {"a": [NAN, 5.0, 10.0], "b": [4.0, 4.0, 4.0]}
    found = levers_of(assessed(TREE, columns), "R1")
    assert (found.usable, found.unusable) == ((), (("a", "missing"), ("b", "constant")))
    filled = levers_of(assessed(TREE, columns, impute="peer_mean"), "R1", names=["a"])
    assert filled.unusable == (("a", "imputed"),)
    assert levers_of(assessed(TREE, columns, normalise="best"), "R1").usable[0].indicator == "b"


def test_an_imputed_value_is_no_best_peer() -> None:
    columns = {"a": [2.0, NAN, 5.0, NAN], "b": [1.0, 2.0, 3.0, 4.0]}
    result = assessed(TREE, columns, impute="group_mean", groups=["x", "y", "x", "x"])
    assert result.prepared.filled[3, 0]
    assert levers_of(result, "R3", names=["a"]).usable[0].best_peer == 2.0


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"names": ["aa"]}, ScenarioError, "lever: found 'aa', allowed: a, b"),
        ({"costs": {"c": 1}}, ScenarioError, "lever: found 'c'"),
        ({"costs": {"a": -2}}, MethodError, "cost of a: found -2, allowed: a finite number from 0 up"),
        ({"costs": {"a": NAN}}, MethodError, "cost of a: found nan"),
        ({"bounds": "best"}, MethodError, "bounds: found 'best', allowed: best_peer, halfway, own_pace"),
        ({"bounds": {"a": 1.0}}, MethodError, "bound of a: found 1, allowed: from 2 up, the current value"),
        ({"bounds": {"b": 5.0}}, MethodError, "bound of b: found 5, allowed: up to 4, the current value"),
        ({"bounds": {"a": np.inf}}, MethodError, "bound of a: found inf, allowed: a finite number"),
        ({"horizon": -1}, MethodError, "horizon: found -1, allowed: a number of years from 0 up"),
    ],
)
def test_what_cannot_be_used_is_said(options, error, said: str) -> None:
    with pytest.raises(error, match=said):
        levers_of(assessed(TREE, COLUMNS, COST), "R1", **options)
