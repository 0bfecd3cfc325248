"""Statistical twins: distances by hand and beside scipy's, symmetry, gaps, ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from cluster_core.assess.assessment import assess
from cluster_core.assess.twins import PROFILES, SCALES, Twin, distances, twins
from cluster_core.errors import MethodError
from cluster_core.model.dataset import Unit
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Text
from tests.model.examples import NAN, assessed, dataset, tidy, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 1}, "two": {"c": 1, "d": 1}})
TABLE = {
    "a": [0.0, 10.0, 100.0, 90.0],
    "b": [0.0, 20.0, 100.0, 80.0],
    "c": [100.0, 90.0, 0.0, 20.0],
    "d": [100.0, 70.0, 0.0, 10.0],
}


def of(unit: str = "R1", table: Any = None, count: int = 9, **options: Any) -> tuple[Twin, ...]:
    return twins(assessed(FRAMEWORK, table or TABLE), unit, count, **options)


def test_goodness_by_hand() -> None:
    found = of(profile="indicators", scale="goodness")
    # R2: .1 .2 .1 .3 apart: sqrt((.01 + .04 + .01 + .09)/4)
    assert [twin.unit for twin in found] == ["R2", "R4", "R3"]
    assert found[0].distance == pytest.approx((0.15 / 4) ** 0.5)
    assert found[2].distance == pytest.approx(1)
    assert found[0].common == 1
    assert dict(found[0].differences) == pytest.approx({"a": 0.1, "b": 0.2, "c": -0.1, "d": -0.3})
    assert set(found[0].alike) == {"a", "c"}
    assert [name for name, _ in found[0].apart] == ["d", "b"]


def test_dimensions_by_hand_and_weighted() -> None:
    plain = of(scale="goodness")
    # one: 0 and .15; two: 1 and .8
    assert plain[0].distance == pytest.approx(((0.15**2 + 0.2**2) / 2) ** 0.5)
    weighted = of(scale="goodness", weighted=True)
    assert weighted[0].distance == pytest.approx((0.25 * 0.15**2 + 0.75 * 0.2**2) ** 0.5)


def test_z_scores_are_scipys_standardised_distance() -> None:
    found = {twin.unit: twin.distance for twin in of(profile="indicators")}
    rows = np.array(list(TABLE.values())).T
    expected = cdist(rows[:1], rows, "seuclidean", V=rows.var(axis=0, ddof=1))[0] / 2  # sqrt(4 parts)
    assert [found[unit] for unit in ("R2", "R3", "R4")] == pytest.approx(expected[1:].tolist())


def test_missing_parts_are_left_out_and_few_common_ones_are_not_enough() -> None:
    table = TABLE | {"a": [NAN, *TABLE["a"][1:]], "c": [*TABLE["c"][:3], NAN]}
    found = of("R1", table, profile="indicators", scale="goodness")
    by_unit = {twin.unit: twin for twin in found}
    assert by_unit["R4"].common == pytest.approx(0.5)
    assert [name for name, _ in by_unit["R4"].differences] == ["b", "d"]
    stricter = of("R1", table, profile="indicators", scale="goodness", least_common=0.6)
    assert [twin.unit for twin in stricter] == ["R2", "R3"]


def test_parts_that_nobody_has_or_that_never_vary_are_no_part_of_a_profile() -> None:
    table = TABLE | {"a": [NAN] * 4, "b": [7.0] * 4}
    found = of("R1", table, profile="indicators")
    assert found[0].common == 1
    assert {name for name, _ in found[0].differences} == {"c", "d"}


def test_ties_go_by_the_order_of_the_bundle_and_the_unit_is_never_its_own_twin() -> None:
    table = {name: [50.0, 0.0, 100.0, 0.0] for name in "abcd"}
    assert [twin.unit for twin in of("R1", table, 2)] == ["R2", "R3"]
    assert [twin.unit for twin in of("R2", table)] == ["R4", "R1", "R3"]
    assert of("R2", table)[0].distance == 0


@pytest.mark.parametrize(
    "table", [{name: [1.0] for name in "abcd"}, {name: [NAN, 1.0, 2.0] for name in "abcd"}]
)
@pytest.mark.parametrize("profile", PROFILES)
def test_alone_or_without_data_there_is_no_twin(table: dict[str, list[float]], profile: Any) -> None:
    data = dataset(
        {(f"R{row + 1}", name, 2020): v for name, values in table.items() for row, v in enumerate(values)},
        [FRAMEWORK],
    )
    assert twins(assess(data, Scenario("demo", "f", 2020)), "R1", profile=profile) == ()


def test_clusters_have_twins_too() -> None:
    names = ("x", "y", "z")
    values = {(unit, name, 2020): float(at * 10) for name in "abcd" for at, unit in enumerate(names)}
    data = dataset(
        {},
        [FRAMEWORK],
        clusters={name: Unit(name, Text(name)) for name in names},
        cluster_observations=tidy(values),
    )
    found = twins(assess(data, Scenario("demo", "f", 2020, unit="cluster")), "x", 1)
    assert [twin.unit for twin in found] == ["y"]


def test_an_indicator_right_below_the_root_is_a_dimension() -> None:
    flat = tree("f", {"f": {"a": 1, "deep": 1}, "deep": {"b": 1}})
    found = twins(assessed(flat, {"a": [0, 50, 100], "b": [0, 50, 100]}), "R1", scale="goodness")
    assert found[0].differences == (("a", 0.5), ("deep", 0.5)) or {"a", "deep"} == {
        name for name, _ in found[0].differences
    }
    assert found[0].distance == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"count": 0}, "0"),
        ({"least_common": 0}, "0"),
        ({"least_common": 1.5}, "1.5"),
        ({"profile": "faces"}, "faces"),
        ({"scale": "metres"}, "metres"),
    ],
)
def test_what_cannot_be_asked_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(MethodError, match=said):
        of(**wrong)


cell = st.integers(0, 9).map(float) | st.just(NAN)
rows = st.lists(st.lists(cell, min_size=4, max_size=4), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(rows, st.sampled_from(PROFILES), st.sampled_from(SCALES), st.booleans())
def test_the_distance_is_symmetric(
    drawn: list[list[float]], profile: Any, scale: Any, weighted: bool
) -> None:
    table = dict(zip("abcd", np.array(drawn).T.tolist(), strict=True))
    result = assessed(FRAMEWORK, table, min_coverage=0.0)
    if not result.units:
        return
    found = {
        unit: {
            twin.unit: twin
            for twin in twins(result, unit, 9, profile=profile, scale=scale, weighted=weighted)
        }
        for unit in result.units
    }
    for unit, near in found.items():
        assert unit not in near
        ordered = [twin.distance for twin in near.values()]
        assert ordered == pytest.approx(sorted(ordered))
        for other, twin in near.items():
            assert found[other][unit].distance == pytest.approx(twin.distance)
            assert found[other][unit].common == pytest.approx(twin.common)
            assert dict(found[other][unit].differences) == pytest.approx(
                {name: -gap for name, gap in twin.differences}
            )


@settings(max_examples=40)
@given(rows, st.floats(0.1, 50))
def test_weights_times_k_and_the_order_of_parts_change_no_distance(
    drawn: list[list[float]], factor: float
) -> None:
    levels, weights = np.array(drawn), np.array([1.0, 2.0, 0.5, 3.0])
    one = distances(levels, levels[0], weights)
    two = distances(levels[:, ::-1], levels[0, ::-1], factor * weights[::-1])
    np.testing.assert_allclose(one[0], two[0], atol=1e-9)
    np.testing.assert_allclose(one[1], two[1], atol=1e-9)
