"""One number a region: values, ranks, changes and classes, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.measures import Measure, change_of, classes, difference_of, rank_of, thirds, value_of
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from cluster_core.store.read import load_dataset


@pytest.fixture(scope="module")
def result() -> Assessment:
    dataset = load_dataset("data/jiangsu")
    return assess(dataset, default_scenario(dataset))


def measure(*values: float, ranks: tuple[int, ...] = ()) -> Measure:
    units = tuple(f"u{place}" for place in range(len(values)))
    given = np.array(ranks or range(1, len(values) + 1))
    return Measure(units, np.array(values), given, min(values), max(values))


def test_scores_are_those_of_the_assessment(result: Assessment) -> None:
    root = value_of(result, result.framework.id)
    assert root.values.tolist() == result.scores[result.framework.id].tolist()
    assert root.ranks.tolist() == result.ranks[result.framework.id].tolist()
    assert (root.low, root.high) == (0, 100)
    assert root.limits == (0, 20, 40, 60, 80, 100)


def test_scores_without_bounds_are_divided_between_their_ends(result: Assessment) -> None:
    free = assess(result.dataset, replace(result.scenario, normalise="zscore"))
    root = value_of(free, free.framework.id)
    assert (root.low, root.high) == (root.values.min(), root.values.max())
    assert {0, 4} <= set(root.classes.tolist())


def test_an_indicator_is_ranked_by_its_direction(result: Assessment) -> None:
    found = value_of(result, "export_gdp")
    best = found.ranks.tolist().index(1)
    assert found.values[best] == found.values.max()
    assert sorted(found.ranks.tolist()) == list(range(1, 14))


def test_an_indicator_without_data_has_no_values(result: Assessment) -> None:
    found = value_of(result, "er_planning_fit")
    assert np.isnan(found.values).all()
    assert set(found.ranks.tolist()) == {0}
    assert set(found.classes.tolist()) == {-1}


def test_thirteen_places_in_five_classes() -> None:
    ranks = rank_of(measure(*map(float, range(13))))
    assert ranks.values.tolist() == list(range(1, 14))
    assert ranks.classes.tolist() == [4] * 3 + [3] * 2 + [2] * 3 + [1] * 2 + [0] * 3


def test_a_place_that_nobody_has_is_missing() -> None:
    ranks = rank_of(measure(5, 6, 7, ranks=(1, 0, 1)))
    assert ranks.values[0] == ranks.values[2] == 1
    assert np.isnan(ranks.values[1])


def test_limits_belong_to_the_class_above() -> None:
    """5 (0.6 - 0) / 1 is 3.0000000000000004 or 2.9999999999999996 with other ends: the limit counts, not the noise."""
    assert classes(np.array([0.1, 0.3, 0.5, 0.7, 0.7999, 0.9]) + 0.0, 0.1, 0.9).tolist() == [0, 1, 2, 3, 4, 4]
    assert classes(np.array([5.0, np.nan]), 5, 5).tolist() == [2, -1]
    assert classes(np.array([-1.0, 7.0]), 0, 5).tolist() == [0, 4], "beyond the ends is the end"


def test_change_is_now_minus_then(result: Assessment) -> None:
    pooled = replace(result.scenario, pool="all")
    now, then = assess(result.dataset, pooled), assess(result.dataset, replace(pooled, year=2022))
    found = change_of(now, then, "brand")
    assert found.values == pytest.approx((now.scores["brand"] - then.scores["brand"]).to_numpy())
    assert found.ranks[found.values.argmax()] == 1


def test_the_same_vintage_twice_is_no_change(result: Assessment) -> None:
    then = assess(result.dataset, replace(result.scenario, year=2022))
    assert np.isnan(change_of(result, then, "rd_intensity").values).all(), "of 2021 both times"
    assert np.isfinite(change_of(result, then, "export_gdp").values).all()


def test_less_of_a_cost_is_an_improvement(result: Assessment) -> None:
    dataset = result.dataset
    cost = replace(dataset.indicators["export_gdp"], direction="cost")
    turned = replace(dataset, indicators={**dataset.indicators, "export_gdp": cost})
    now, then = assess(turned, result.scenario), assess(turned, replace(result.scenario, year=2022))
    found = change_of(now, then, "export_gdp")
    assert found.ranks[found.values.argmin()] == 1
    assert value_of(now, "export_gdp").ranks.tolist()[value_of(now, "export_gdp").values.argmin()] == 1


def test_a_region_that_was_not_compared_then_has_no_change(result: Assessment) -> None:
    few = assess(result.dataset, replace(result.scenario, year=2022, peers=("320100", "320900")))
    found = change_of(result, few, "export_gdp")
    assert np.isfinite(found.values).sum() == 2
    assert (found.ranks > 0).sum() == 2


def test_a_difference_of_scenarios_is_this_less_the_other(result: Assessment) -> None:
    root = result.framework.id
    other = assess(result.dataset, result.scenario.with_points(root, (70, 10, 10, 10)))
    found = difference_of(result, other, root)
    assert found.values.tolist() == pytest.approx((result.scores[root] - other.scores[root]).tolist())
    assert found.low == -found.high == -np.abs(found.values).max()
    assert found.values[found.ranks.tolist().index(1)] == found.values.max()
    assert set(difference_of(result, result, root).values.tolist()) == {0.0}
    backwards = difference_of(other, result, root)
    assert backwards.values.tolist() == pytest.approx((-found.values).tolist())


def test_a_region_of_one_scenario_alone_has_no_difference(result: Assessment) -> None:
    few = assess(result.dataset, replace(result.scenario, peers=("320900", "320100", "320500")))
    found = difference_of(result, few, "export_gdp")
    known = {unit for unit, value in zip(found.units, found.values, strict=True) if np.isfinite(value)}
    assert known == set(few.units)
    with pytest.raises(KeyError):
        difference_of(result, few, "nothing")


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((1, 2, 3, 4, 5, 6), [2, 2, 1, 1, 0, 0]),
        ((1, 1, 3, 3, 5, 5), [2, 2, 1, 1, 0, 0]),
        ((1, 1, 1, 1), [2, 2, 2, 2]),
        ((1, 0, 2), [2, -1, 1]),  # of two the second is in the middle third
        ((0,), [-1]),
    ],
)
def test_thirds_of_a_ranking(ranks: tuple[int, ...], expected: list[int]) -> None:
    assert thirds(measure(*range(len(ranks)), ranks=ranks)).tolist() == expected
