"""Importance-performance quadrants by hand; every point that can be placed is in exactly one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cluster_core.assess.importance import (
    IMPORTANCES,
    LEVELS,
    QUADRANTS,
    Quadrants,
    correlations,
    quadrants,
)
from tests.model.examples import NAN, assessed, tree

FLAT = tree("f", {"f": {"a": 4, "b": 4, "c": 1, "d": 1}})
DEEP = tree("f", {"f": {"one": 4, "two": 1, "z": 5}, "one": {"a": 1, "b": 1}, "two": {"c": 1}})


def placed(own: dict[str, float], framework: Any = FLAT, **options: Any) -> Quadrants:
    """R1 has its own values; R2 is at 100 and R3 at 0 in everything."""
    columns = {name: [own.get(name, NAN), 100.0, 0.0] for name in framework.indicators}
    return quadrants(assessed(framework, columns), "R1", **options)


def test_the_four_quadrants_by_hand() -> None:
    found = placed({"a": 90, "b": 10, "c": 10, "d": 90})
    assert (found.performance_line, found.importance_line) == pytest.approx((0.5, 0.25))
    assert {point.id: point.quadrant for point in found.points} == {
        "a": "keep",
        "b": "priority",
        "c": "low_priority",
        "d": "overkill",
    }
    assert [point.importance for point in found.points] == pytest.approx([0.4, 0.4, 0.1, 0.1])


def test_a_missing_point_is_shown_without_a_quadrant_and_moves_no_line() -> None:
    found = placed({"a": 90, "b": 10, "c": 20})
    assert found.performance_line == pytest.approx(0.4)
    assert found.importance_line == pytest.approx(0.3)
    assert [point.id for point in found.of("")] == ["d"]
    assert math.isnan(found.points[3].performance)
    assert found.points[3].importance == pytest.approx(0.1)


def test_on_the_line_is_above_it() -> None:
    even = tree("f", {"f": {"a": 1, "b": 1, "c": 1}})
    found = placed({"a": 50, "b": 50, "c": 50}, even)
    assert {point.quadrant for point in found.points} == {"keep"}


def test_lowest_nodes_stand_for_their_own_indicators() -> None:
    found = placed({"a": 100, "b": 20, "c": 0, "z": 90}, DEEP, level="nodes")
    assert [(point.id, point.quadrant) for point in found.points] == [
        ("f", "keep"),  # z alone: .9, weight .5
        ("one", "keep"),  # .6, weight .4
        ("two", "low_priority"),  # 0, weight .1
    ]
    assert [point.importance for point in found.points] == pytest.approx([0.5, 0.4, 0.1])
    assert [point.performance for point in found.points] == pytest.approx([0.9, 0.6, 0])


@pytest.mark.parametrize("own", [{}, {"a": NAN}])
def test_with_nothing_known_there_are_no_lines(own: dict[str, float]) -> None:
    found = placed(own)
    assert math.isnan(found.performance_line)
    assert math.isnan(found.importance_line)
    assert {point.quadrant for point in found.points} == {""}


def test_importance_by_rank_correlation_is_scipys() -> None:
    columns = {
        "a": [1, 2, 3, 4, 5, 7],
        "b": [3, 1, 4, 1, 5, 9],
        "c": [9, 5, 4, 3, 2, 1],
        "d": [1, 1, 1, 1, 1, 1],
    }
    result = assessed(FLAT, columns)
    found = quadrants(result, "R1", importance="correlation")
    total = result.scores["f"]
    for point in found.points[:3]:
        assert point.importance == pytest.approx(abs(stats.spearmanr(columns[point.id], total).statistic))
    assert math.isnan(found.points[3].importance)
    assert found.points[3].quadrant == ""


def test_correlations_need_five_pairs_and_something_that_varies() -> None:
    total = np.array([1.0, 2, 3, 4, 5, NAN])
    table = np.array(
        [[1.0, 5, NAN, 1], [2, 4, 1, 1], [3, 3, 2, 1], [4, 2, 3, 1], [5, 1, 4, 1], [NAN, 9, 5, 1]]
    )
    np.testing.assert_allclose(correlations(table, total), [1, 1, NAN, NAN])
    assert np.isnan(correlations(table, np.ones(6))).all()


row = st.lists(st.integers(0, 9).map(float) | st.just(NAN), min_size=4, max_size=4)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(row, min_size=1, max_size=6), st.sampled_from(LEVELS), st.sampled_from(IMPORTANCES), st.data()
)
def test_every_point_that_can_be_placed_is_in_one_quadrant(
    drawn: list[list[float]], level: Any, importance: Any, data: st.DataObject
) -> None:
    framework = tree("f", {"f": {"one": 2, "two": 1}, "one": {"a": 1, "b": 2}, "two": {"c": 1, "d": 1}})
    result = assessed(framework, dict(zip("abcd", np.array(drawn).T.tolist(), strict=True)))
    if not result.units:
        return
    unit = data.draw(st.sampled_from(result.units))
    found = quadrants(result, unit, level, importance)
    for point in found.points:
        can_be = not (math.isnan(point.performance) or math.isnan(point.importance))
        assert (point.quadrant in QUADRANTS) == can_be
    shown = [point for point in found.points if point.quadrant]
    assert len(shown) == sum(len(found.of(name)) for name in QUADRANTS)
    if shown:
        assert found.performance_line == pytest.approx(np.mean([point.performance for point in shown]))
        assert found.importance_line == pytest.approx(np.mean([point.importance for point in shown]))
