"""One region's score as a function of its indicators agrees with the ordinary path, and its slopes with differences."""

from __future__ import annotations

import numpy as np
import pytest

from cluster_core.explore.region_score import region_score
from cluster_core.explore.what_if import what_if
from tests.model.examples import NAN, assessed, tree

NESTED = {"t": {"p": 2, "q": 1, "e": 1}, "p": {"a": 1, "b": 3}, "q": {"c": 1, "d": 1, "a": 1}}
COLUMNS = {
    "a": [0.0, 40.0, 100.0],
    "b": [0.0, 30.0, 100.0],
    "c": [0.0, 60.0, 100.0],
    "d": [0.0, 20.0, 100.0],
    "e": [0.0, 55.0, 100.0],
}
RULES = ["arithmetic", "geometric", "harmonic", "power:0.5", "power:3", "min"]
LEVERS = ("a", "d")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("inner", RULES)
def test_it_is_the_score_of_the_ordinary_path(rule: str, inner: str) -> None:
    result = assessed(tree("t", NESTED, {"p": inner}), COLUMNS, aggregate=rule)
    found = region_score(result, "R2", LEVERS)
    points = np.array([[40.0, 20.0], [70.0, 20.0], [45.0, 90.0]])
    expected = [
        what_if(result, {("R2", "a"): a, ("R2", "d"): d}).scores.loc["R2", "t"] for a, d in points.tolist()
    ]
    assert found.at(points) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("inner", RULES)
def test_slopes_are_those_of_small_differences(rule: str, inner: str) -> None:
    found = region_score(assessed(tree("t", NESTED, {"p": inner}), COLUMNS, aggregate=rule), "R2", LEVERS)
    point, step = np.array([47.0, 26.0]), 1e-5
    slopes, spare = found.tangent(point)
    ends = found.at(point + step * np.eye(2)) - found.at(point - step * np.eye(2))
    assert slopes == pytest.approx(ends / (2 * step), abs=1e-6)
    assert spare == 0


def test_the_shape_is_that_of_the_nodes_above_the_levers() -> None:
    def shape(levers: tuple[str, ...], **rules: str) -> str:
        result = assessed(tree("t", NESTED, rules), COLUMNS)
        return region_score(result, "R2", levers).shape

    assert shape(("a", "b")) == "linear"
    assert shape(("d",), p="geometric") == "linear"
    assert shape(("b",), p="geometric") == "smooth"
    assert shape(("b",), p="min") == "concave"
    assert shape(("b",), p="power:2") == "other"


def test_a_missing_sibling_and_a_withheld_node_stay_out() -> None:
    gaps = {**COLUMNS, "b": [0.0, NAN, 100.0], "c": [0.0, NAN, 100.0], "d": [0.0, NAN, 100.0]}
    result = assessed(tree("t", NESTED), gaps, min_coverage=0.5)
    # p rests on a alone at a coverage of 1/4, q at 1/3: both are withheld, and e carries the whole at 1/4.
    assert np.isnan(result.scores.loc["R2", "p"])
    loose = assessed(tree("t", NESTED), gaps, min_coverage=0.2)
    found = region_score(loose, "R2", ("a",))
    assert found.at(np.array([[80.0]]))[0] == pytest.approx((2 * 80 + 80 + 55) / 4)
    half = assessed(tree("t", {"t": {"p": 1, "e": 3}, "p": {"b": 3, "a": 1}}), gaps)
    still = region_score(half, "R2", ("a",))
    assert still.tangent(still.start)[0].tolist() == [0.0]
    deep = assessed(tree("t", {"t": {"p": 1, "e": 3}, "p": {"q": 1, "b": 3}, "q": {"a": 1}}), gaps)
    below = region_score(deep, "R2", ("a",))
    assert deep.scores.loc["R2", "q"] == 40.0
    assert below.tangent(below.start)[0].tolist() == [0.0]


@pytest.mark.parametrize("rule", ["geometric", "harmonic"])
def test_no_tangent_of_a_concave_score_lies_below_it_not_even_at_the_floor(rule: str) -> None:
    result = assessed(
        tree("t", NESTED), {**COLUMNS, "a": [0.0, 0.0, 100.0], "d": [0.0, 0.0, 9.0]}, aggregate=rule
    )
    found = region_score(result, "R2", LEVERS)
    rng = np.random.default_rng(1)
    points = found.start + rng.random((60, 2)) ** 4 * 60
    scores = found.at(points)
    for point in points[:20]:
        if (point < result.scenario.floor).any():
            continue
        slopes, spare = found.tangent(point)
        assert spare > 0
        above = found.at(point[None, :])[0] + (points - point) @ slopes + spare
        assert (above >= scores - 1e-9).all()
