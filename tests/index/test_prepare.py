"""The first stage as a whole: which units and indicators, in which year, on which scale, with which notices."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cluster_core.errors import MethodError
from cluster_core.index.prepare import indicators_read, peer_rows, prepare
from cluster_core.model.dataset import Dataset
from cluster_core.model.rules import Family, Item, RuleSet, RuleTest
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Notice, Prepared
from cluster_core.model.text import Text
from tests.model.examples import NAN, Facts, dataset, facts, indicator, tree

ONE = tree("f", {"f": {"a": 1, "b": 1}})


def data(*indicators: Any, **columns: list[float]) -> Dataset:
    return dataset(facts(**columns), [ONE], indicators)


def ready(of: Dataset, **choices: Any) -> Prepared:
    return prepare(of, Scenario("demo", "f", **{"year": 2020, **choices}))


def column(found: Prepared, name: str) -> list[float]:
    return found.normalised[:, found.at[name]].tolist()


def codes(found: Prepared) -> list[tuple[str, ...]]:
    return [(notice.code, *notice.ids) for notice in found.notices]


def test_units_and_indicators_are_in_the_order_of_bundle_and_tree() -> None:
    found = ready(data(b=[4, 2, 8], a=[10, 20, 30]))
    assert found.units == ("R1", "R2", "R3")
    assert found.indicators == ("a", "b")
    assert column(found, "a") == [0, 50, 100]
    assert found.raw[:, 1].tolist() == [4, 2, 8]
    assert (found.low.tolist(), found.high.tolist()) == ([10, 2], [30, 8])


def test_peers_limit_the_rows_and_the_scale_but_not_the_vintage() -> None:
    values = facts(2020, a=[10, 20, 30], b=[1, 2, 3]) | facts(2021, a=[5, NAN, NAN], b=[1, 2, 3])
    found = prepare(dataset(values, [ONE]), Scenario("demo", "f", 2021, peers=("R3",), focus="R1", max_age=1))
    assert found.units == ("R1", "R3")
    assert found.vintages["a"].year == 2020, "most regions of the bundle, though R1 has a later value"
    assert found.vintages["a"].total == 3
    assert column(found, "a") == [0, 100]


def test_a_focus_without_peers_is_among_all() -> None:
    assert peer_rows(["R1", "R2"], Scenario("demo", "f", 2020, focus="R2")) == [0, 1]
    assert peer_rows(["R1", "R2", "R3"], Scenario("demo", "f", 2020, focus="R2", peers=("R3", "R1"))) == [
        0,
        1,
        2,
    ]


def test_rules_add_the_indicators_that_only_they_test() -> None:
    item = Item("i", "fam", Text("i", "i"), tests=(RuleTest("b"), RuleTest("z"), RuleTest("z", "frontier")))
    rules = RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), (item,))
    known = dataset(facts(a=[1, 2, 3], b=[1, 2, 3], z=[3, 2, 1]), [ONE]).with_rules(rules)
    assert indicators_read(known, Scenario("demo", "f", 2020)) == ["a", "b"]
    assert indicators_read(known, Scenario("demo", "f", 2020, rules="r")) == ["a", "b", "z"]


def test_the_transform_is_applied_before_the_scale() -> None:
    found = ready(data(indicator("a", transform="log1p"), a=[0, math.e - 1, math.e**2 - 1], b=[1, 2, 3]))
    np.testing.assert_allclose(column(found, "a"), [0, 50, 100])
    np.testing.assert_allclose(found.treated[:, 0], [0, 1, 2])
    np.testing.assert_allclose(found.denominated[:, 0], [0, math.e - 1, math.e**2 - 1])


def test_a_value_that_log1p_cannot_take_is_refused_by_name() -> None:
    with pytest.raises(MethodError, match="a: found -1"):
        ready(data(indicator("a", transform="log1p"), a=[-1, 1, 2], b=[1, 2, 3]))


def test_goalposts_hold_the_score_and_missing_stays_missing() -> None:
    found = ready(data(indicator("a", goalpost_low=0.0, goalpost_high=20.0), a=[10, 30, NAN], b=[1, 2, 3]))
    np.testing.assert_array_equal(column(found, "a"), [50, 100, NAN])


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("minmax", [100, 0, 25]),  # a cost: (8 - x) / 8
        ("rank", [3, 1, 2]),
        ("percentile", [100, 0, 50]),
        ("zscore", [14 / 3 / (52 / 3) ** 0.5, -10 / 3 / (52 / 3) ** 0.5, -4 / 3 / (52 / 3) ** 0.5]),
        ("target", [100, 25, 100 * 2 / 6]),  # 2 / x, and 0 has arrived
    ],
)
def test_every_normalisation_turns_costs(method: str, expected: list[float]) -> None:
    # 0, 8, 6: mean 14/3, squares of the deviations (196 + 100 + 16) / 9, sample variance 312 / 9 / 2 = 52/3.
    cost = indicator("a", "cost", target=2.0)
    other = indicator("b", target=1.0)
    found = ready(data(cost, other, a=[0, 8, 6], b=[1, 2, 3]), normalise=method)
    np.testing.assert_allclose(column(found, "a"), expected)


def test_target_needs_a_target_above_zero_for_every_leaf() -> None:
    known = data(indicator("a", target=5.0), indicator("b", target=-2.0), a=[1, 2, 3], b=[1, 2, 3])
    with pytest.raises(MethodError, match=r"b \(-2\)") as refused:
        ready(known, normalise="target")
    assert "a (" not in str(refused.value)
    with pytest.raises(MethodError, match=r"a \(none\), b \(none\)"):
        ready(data(a=[1, 2, 3], b=[1, 2, 3]), normalise="target")


def test_an_indicator_that_only_rules_test_needs_no_target() -> None:
    item = Item("i", "fam", Text("i", "i"), tests=(RuleTest("z"),))
    rules = RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), (item,))
    aims = [indicator("a", target=2.0), indicator("b", target=2.0)]
    known = dataset(facts(a=[1, 2, 3], b=[1, 2, 3], z=[3, 2, 1]), [ONE], aims).with_rules(rules)
    found = ready(known, normalise="target", rules="r")
    assert column(found, "a") == [50, 100, 100]
    assert np.isnan(column(found, "z")).all()


def test_goodness_is_minmax_whatever_scores_use_and_missing_for_a_constant() -> None:
    known = data(a=[10, 15, 30], b=[4, 4, 4])
    for method in ("minmax", "rank", "zscore", "percentile"):
        found = ready(known, normalise=method)
        np.testing.assert_allclose(found.goodness[:, 0], [0, 0.25, 1])
        assert np.isnan(found.goodness[:, 1]).all()


def test_expert_ratings_are_good_by_0_to_100_but_score_by_the_pool() -> None:
    found = ready(data(indicator("a", kind="expert"), a=[50, 60, 75], b=[1, 2, 3]))
    np.testing.assert_allclose(found.goodness[:, 0], [0.5, 0.6, 0.75])
    np.testing.assert_allclose(column(found, "a"), [0, 40, 100])


def test_the_pool_of_all_years_is_the_scale_of_every_year() -> None:
    values = facts(2019, a=[0, 10, 20], b=[1, 2, 3]) | facts(2020, a=[10, 20, 40], b=[1, 2, 3])
    known = dataset(values, [ONE])
    np.testing.assert_allclose(column(ready(known, pool="all", max_age=0), "a"), [25, 50, 100])
    np.testing.assert_allclose(column(ready(known, pool="all", max_age=0, year=2019), "a"), [0, 25, 50])
    np.testing.assert_allclose(column(ready(known, max_age=0), "a"), [0, 100 / 3, 100])
    peers = ready(known, pool="all", max_age=0, peers=("R1", "R2"))
    np.testing.assert_allclose(column(peers, "a"), [50, 100])  # 0 to 20 over the peers of all years


def test_values_before_a_break_are_held_to_the_scale_of_all_years() -> None:
    values = facts(2019, a=[0, 5, 60], b=[1, 2, 3]) | facts(2020, a=[10, 20, 50], b=[1, 2, 3])
    known = dataset(values, [ONE], [indicator("a", breaks_before=2020)])
    np.testing.assert_allclose(column(ready(known, pool="all", year=2019, max_age=0), "a"), [0, 0, 100])


def test_a_pool_that_a_break_empties_falls_back_to_the_vintage() -> None:
    known = dataset(facts(a=[0, 5, 10], b=[1, 2, 3]), [ONE], [indicator("a", breaks_before=2025)])
    np.testing.assert_allclose(column(ready(known, pool="all"), "a"), [0, 50, 100])


def test_ratios_are_scaled_after_they_are_formed() -> None:
    per_head = indicator("a", numerator="jobs", denominator="people", scale=10.0)
    known = dataset(facts(jobs=[2, 9, 4], people=[1, 3, 4], b=[1, 2, 3]), [ONE], [per_head])
    found = ready(known)
    assert found.raw[:, 0].tolist() == [2, 9, 4]
    assert found.denominated[:, 0].tolist() == [20, 30, 10]
    assert column(found, "a") == [50, 100, 0]


def test_what_is_constant_mixed_or_missing_is_told_once() -> None:
    ratio = indicator("b", numerator="jobs", denominator="people")
    values = facts(2020, a=[7, 7, 7], jobs=[1, 2, 3]) | facts(2018, people=[1, 1, 1])
    found = ready(dataset(values, [ONE], [ratio]))
    assert codes(found) == [("constant", "a"), ("mixed_years", "b")]
    assert "numerator of 2020, denominator of 2018" in found.notices[1].message
    assert found.constant == ("a",)
    assert column(found, "a") == [50, 50, 50]
    assert codes(ready(data(a=[1, 2, 3]))) == [("no_data", "b")]
    assert ready(data(a=[1, 2, 3])).notices[0] == Notice("no_data", ("b",), "b: no value for the year")


def test_a_framework_without_leaves_has_no_columns() -> None:
    bare = tree("f", {"f": {"one": 1}, "one": {}})
    found = ready(dataset(facts(a=[1, 2, 3]), [bare]))
    assert found.normalised.shape == found.goodness.shape == (3, 0)


def test_weights_and_aggregation_do_not_enter() -> None:
    known, plain = data(a=[1, 2, 3], b=[3, 1, 2]), Scenario("demo", "f", 2020)
    other = replace(
        plain, weighting="user", points=(("f", (1.0, 9.0)),), aggregate="min", min_coverage=1.0, floor=5.0
    )
    np.testing.assert_array_equal(prepare(known, plain).normalised, prepare(known, other).normalised)
    assert plain.without_weights() == other.without_weights()


def test_clusters_are_prepared_from_their_own_observations() -> None:
    known = data(a=[1, 2, 3], b=[1, 2, 3])
    clusters = dataset(facts(units=("C1", "C2"), a=[5, 6], b=[1, 0]), [ONE])
    both = replace(known, clusters=clusters.regions, cluster_observations=clusters.observations)
    found = ready(both, unit="cluster")
    assert found.units == ("C1", "C2")
    assert column(found, "b") == [100, 0]


# --- imputation, outliers, distance to best ----------------------------------------------------------------------


def test_imputed_values_take_part_in_scores_and_are_marked() -> None:
    found = ready(data(a=[10, 40, NAN], b=[1, 2, 3]), impute="peer_mean")
    assert found.filled.tolist() == [[False, False], [False, False], [True, False]]
    assert found.imputed[:, 0].tolist() == [10, 40, 25]
    assert math.isnan(found.denominated[2, 0])
    assert math.isnan(found.raw[2, 0])
    assert column(found, "a") == [0, 100, 50]
    assert math.isnan(found.goodness[2, 0]), "a test may not rest on it"
    assert found.scaled[2, 0] == 0.5
    assert codes(found) == [("imputed", "a")]
    assert "1 of 3 values imputed by peer_mean" in found.notices[0].message


def test_groups_are_those_of_the_peers() -> None:
    known = dataset(
        facts(units=("R1", "R2", "R3", "R4"), a=[10, NAN, 40, 90], b=[1, 2, 3, 4]),
        [ONE],
        groups={"R1": "n", "R2": "n", "R3": "n", "R4": ""},
    )
    assert ready(known, impute="group_mean").imputed[:, 0].tolist() == [10, 25, 40, 90]
    peers = ready(known, impute="group_mean", peers=("R1", "R2", "R4"))
    assert peers.imputed[:, 0].tolist() == [10, 10, 90]


def over_years(own: list[float]) -> Dataset:
    """`a` of R1 by year from 2018 on, of the others 1 in every year; b everywhere."""
    values: Facts = {}
    for year, value in enumerate(own, 2018):
        values |= facts(year, b=[1, 2, 3], a=[value, 1, 1])
    return dataset(values, [ONE])


def test_carry_forward_reaches_as_far_back_as_the_index_admits() -> None:
    # 2019 has all three, so the window must not reach it for 2021 to be the vintage.
    values = over_years([NAN, 7, NAN, NAN])
    assert ready(values, year=2021, impute="carry_forward", max_age=1).vintages["a"].year == 2021
    assert math.isnan(ready(values, year=2021, impute="carry_forward", max_age=1).imputed[0, 0])
    two_gaps = dataset(facts(2019, a=[7, NAN, 1]) | facts(2020, a=[NAN, 1, 1], b=[1, 2, 3]), [ONE])
    for age, expected in ((1, [7, 1, 1]), (0, [NAN, 1, 1])):
        found = ready(two_gaps, impute="carry_forward", max_age=age)
        assert found.vintages["a"].year == 2020, "the latest on a tie"
        values_by_unit = dict(zip(found.units, found.imputed[:, 0], strict=True))
        np.testing.assert_array_equal([values_by_unit[unit] for unit in ("R1", "R2", "R3")], expected)


def test_a_line_may_use_later_years_but_no_other_definition() -> None:
    known = over_years([5, NAN, NAN, 11])
    assert ready(known, year=2020, impute="linear", max_age=0).imputed[0, 0] == pytest.approx(9)
    split = replace(known, indicators={**known.indicators, "a": indicator("a", breaks_before=2019)})
    for method in ("linear", "carry_forward"):
        assert math.isnan(ready(split, year=2020, impute=method, max_age=0).imputed[0, 0])


def test_over_time_a_ratio_is_one_of_one_year() -> None:
    ratio = indicator("r", numerator="n", denominator="m", scale=10.0)
    framework = tree("f", {"f": {"r": 1}})
    values = facts(2019, n=[6, 1, 1], m=[2, 1, 1]) | facts(2020, n=[NAN, 1, 1], m=[4, 1, 1])
    found = ready(dataset(values, [framework], [ratio]), impute="carry_forward", max_age=0)
    assert math.isnan(found.imputed[0, 0]), "2019 is too old"
    found = ready(
        dataset({k: v for k, v in values.items() if k != ("R2", "n", 2019)}, [framework], [ratio]),
        impute="carry_forward",
    )
    assert found.imputed[:, 0].tolist() == [30, 10, 10]


SPIKE = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]
TWELVE = tuple(f"R{k:02}" for k in range(12))
CONSTANT_BUT_ONE = [1.0] * 11 + [2.0]


def spiked(*known: Any, values: list[float] = SPIKE) -> Dataset:
    return dataset(facts(units=TWELVE, a=values, b=[float(k + 1) for k in range(12)]), [ONE], known)


def test_winsorised_values_and_goalposts_keep_the_scale_of_the_indicator() -> None:
    found = ready(spiked(), treat="winsorise")
    assert found.treated[:, 0].tolist() == [*SPIKE[:11], 30]
    assert (found.low[0], found.high[0]) == (1, 30)
    assert column(found, "a")[10:] == [100, 100]
    assert found.imputed[11, 0] == found.denominated[11, 0] == 100
    assert found.treatments["a"].rows == (11,)
    assert codes(found) == [("outliers", "a")]
    assert "b" not in found.treatments


def test_a_transformed_indicator_is_examined_after_its_transform() -> None:
    assert not ready(spiked(indicator("a", transform="log1p")), treat="winsorise").treatments


def test_a_log_scale_is_shared_by_values_and_goalposts() -> None:
    found = ready(spiked(values=CONSTANT_BUT_ONE), treat="winsorise")
    # ln(x - 1 + 0.01): from ln 0.01 to ln 1.01.
    np.testing.assert_allclose(found.treated[:, 0], [math.log(0.01)] * 11 + [math.log(1.01)])
    assert (found.low[0], found.high[0]) == pytest.approx((math.log(0.01), math.log(1.01)))
    assert column(found, "a") == pytest.approx([0.0] * 11 + [100])
    assert "log scale" in found.notices[0].message


@pytest.mark.parametrize(
    ("known", "choices"),
    [
        (indicator("a", goalpost_high=5.0), {}),
        (indicator("a", goalpost_low=0.0), {}),
        (indicator("a", kind="expert"), {}),
        (indicator("a"), {"normalise": "best"}),
    ],
)
def test_where_a_log_is_not_defined_the_values_are_left_and_it_is_told(known: Any, choices: Any) -> None:
    found = ready(spiked(known, values=CONSTANT_BUT_ONE), treat="winsorise", **choices)
    assert found.treated[:, 0].tolist() == CONSTANT_BUT_ONE
    assert found.treatments["a"].how == "left"
    assert "outliers left" in found.notices[0].message


def test_with_the_pool_of_all_years_every_year_is_treated_alike() -> None:
    values = facts(2019, TWELVE, a=SPIKE, b=SPIKE) | facts(2020, TWELVE, a=[*SPIKE[:11], 31], b=SPIKE)
    known = dataset(values, [ONE])
    years = [ready(known, year=y, pool="all", max_age=0, treat="winsorise") for y in (2019, 2020)]
    assert [found.high[0] for found in years] == [31, 31]  # 100 is held at 31, the next of all years
    assert years[0].treated[11, 0] == years[1].treated[11, 0] == 31
    assert ready(known, max_age=0, treat="winsorise", year=2019).high[0] == 30, (
        "without the pool, its own year's"
    )


def test_distance_to_the_best_of_the_pool() -> None:
    cost = indicator("b", "cost")
    found = ready(data(cost, a=[5, 20, 10], b=[2, 8, 4]), normalise="best")
    assert column(found, "a") == [25, 100, 50]
    assert column(found, "b") == [100, 25, 50]
    values = facts(2019, a=[40, 1, 1], b=[1, 9, 9]) | facts(2020, a=[5, 20, 10], b=[2, 8, 4])
    found = ready(dataset(values, [ONE], [cost]), normalise="best", pool="all", max_age=0)
    assert column(found, "a") == [12.5, 50, 25]
    assert column(found, "b") == [50, 12.5, 25]


@pytest.mark.parametrize(
    ("direction", "values", "least"),
    [
        ("benefit", [-3.0, 2, 3], -3),
        ("benefit", [0, 0, 0], 0),
        ("cost", [0, 2, 3], 0),
        ("cost", [-1, 2, 3], -1),
    ],
)
def test_what_is_no_share_of_the_best_is_refused_by_name(
    direction: str, values: list[float], least: float
) -> None:
    with pytest.raises(MethodError, match=rf"found 'best' with least values b \({least:g}\)") as refused:
        ready(data(indicator("b", direction), a=[0, 2, NAN], b=values), normalise="best")
    assert "a (" not in str(refused.value)


def test_a_benefit_of_zero_is_no_share_of_the_best() -> None:
    assert column(ready(data(a=[0, 2, 4], b=[1, 2, 4]), normalise="best"), "a") == [0, 50, 100]


def test_an_indicator_that_only_rules_test_may_be_what_it_likes_under_best() -> None:
    item = Item("i", "fam", Text("i", "i"), tests=(RuleTest("z"),))
    rules = RuleSet("r", Text("r", "r"), (Family("fam", Text("fam", "fam")),), (item,))
    known = dataset(facts(a=[1, 2, 3], b=[1, 2, 4], z=[-1, 2, 1]), [ONE]).with_rules(rules)
    found = ready(known, normalise="best", rules="r")
    assert column(found, "b") == [25, 50, 100]
    assert np.isnan(column(found, "z")).all()


def test_an_empty_column_has_no_best() -> None:
    assert np.isnan(column(ready(data(a=[1, 2, 3]), normalise="best"), "b")).all()
