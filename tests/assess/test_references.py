"""What values are held against: medians of the others, frontiers and targets, with gaps and imputed cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.references import (
    best_of_others,
    group_median_of_others,
    groups_of,
    median_of_others,
    refer,
    strictly_worse,
)
from cluster_core.index.prepare import prepare
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Prepared
from tests.model.examples import NAN, dataset, facts, indicator, tree

NOBODY = np.array([""] * 3, dtype=object)
values_with_gaps = st.lists(st.floats(-100, 100) | st.integers(-3, 3).map(float) | st.just(NAN), max_size=12)


def ready(known: Any = None, **columns: list[float]) -> Prepared:
    framework = tree("f", {"f": dict.fromkeys(columns, 1.0)})
    units = tuple(f"R{row + 1}" for row in range(len(next(iter(columns.values())))))
    data = dataset(facts(units=units, **columns), [framework], known or (), dict.fromkeys(units, ""))
    return prepare(data, Scenario("demo", "f", 2020))


@settings(max_examples=80)
@given(values_with_gaps)
def test_the_median_of_the_others_is_numpys_without_oneself(drawn: list[float]) -> None:
    values = np.array(drawn, dtype=float)
    found = median_of_others(values)
    for at, value in enumerate(values):
        others = np.delete(values, at)
        others = others[~np.isnan(others)]
        expected = NAN if np.isnan(value) or not others.size else np.median(others)
        np.testing.assert_allclose(found[at], expected, atol=1e-12)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([4.0], [NAN]),
        ([NAN, 4.0], [NAN, NAN]),
        ([1.0, 9.0], [9.0, 1.0]),
        ([5.0, 5.0, 5.0], [5.0, 5.0, 5.0]),
        ([1.0, 2.0, 9.0], [5.5, 5.0, 1.5]),
    ],
)
def test_medians_of_few(values: list[float], expected: list[float]) -> None:
    np.testing.assert_array_equal(median_of_others(np.array(values)), expected)


@settings(max_examples=80)
@given(values_with_gaps)
def test_the_best_of_the_others_is_numpys_without_oneself(drawn: list[float]) -> None:
    values = np.array(drawn, dtype=float)
    found = best_of_others(values)
    for at, value in enumerate(values):
        others = np.delete(values, at)
        others = others[~np.isnan(others)]
        np.testing.assert_array_equal(found[at], NAN if np.isnan(value) or not others.size else others.max())


def test_group_medians_leave_out_oneself_and_the_ungrouped() -> None:
    groups = np.array(["a", "a", "a", "", "b"], dtype=object)
    found = group_median_of_others(np.array([1.0, 2.0, 9.0, 4.0, 5.0]), groups)
    np.testing.assert_array_equal(found, [5.5, 5, 1.5, NAN, NAN])


def test_the_groups_of_regions() -> None:
    data = dataset(facts(a=[1, 2, 3]), groups={"R1": "south", "R2": "", "R3": "north"})
    assert groups_of(data, "region", ("R3", "R2")).tolist() == ["north", ""]


def test_a_reference_in_unit_and_in_goodness() -> None:
    found = refer(ready(a=[0.0, 3.0, 10.0]), indicator("a"), "peer_median", groups=NOBODY)
    assert found.value.tolist() == [6.5, 5, 1.5]
    assert found.goodness == pytest.approx([0.65, 0.5, 0.15])


def test_a_cost_is_best_at_its_least() -> None:
    cost = indicator("a", "cost")
    found = refer(ready([cost], a=[2.0, 3.0, 10.0]), cost, "frontier", groups=NOBODY)
    assert (set(found.value), set(found.goodness)) == ({2.0}, {1.0})
    others = refer(ready([cost], a=[2.0, 3.0, 10.0]), cost, "frontier_of_others", groups=NOBODY)
    assert others.value.tolist() == [3, 2, 2]


def test_the_frontier_need_not_reach_the_goalpost() -> None:
    known = indicator("a", goalpost_low=0.0, goalpost_high=20.0)
    found = refer(ready([known], a=[2.0, 3.0, 10.0]), known, "frontier", groups=NOBODY)
    assert set(found.goodness) == {0.5}


def test_medians_are_taken_after_the_transform_and_frontiers_are_exact() -> None:
    known = indicator("a", transform="log1p")
    table = ready([known], a=[0.0, 3.0, 15.0])
    assert refer(table, known, "peer_median", groups=NOBODY).value == pytest.approx([7, 3, 1])
    assert set(refer(table, known, "frontier", groups=NOBODY).value) == {15.0}


def test_a_target_stands_for_all_and_is_missing_where_none_is_stated() -> None:
    found = refer(ready(a=[0.0, 3.0, 10.0]), indicator("a"), "target", groups=NOBODY, target=25.0)
    assert (set(found.value), set(found.goodness)) == ({25.0}, {1.0})
    none = refer(ready(a=[0.0, 3.0, 10.0]), indicator("a"), "target", groups=NOBODY)
    assert np.isnan([none.value, none.compared, none.goodness]).all()


@pytest.mark.parametrize("vs", ["peer_median", "frontier", "frontier_of_others"])
def test_what_was_imputed_sets_no_standard(vs: str) -> None:
    table = ready(a=[0.0, 4.0, NAN, 10.0])
    treated = table.treated.copy()
    treated[2, 0] = 99.0  # as an imputation would leave it
    filled = np.isnan(table.treated)
    groups = np.array([""] * 4, dtype=object)
    imputed = replace(table, treated=treated, imputed=treated, filled=filled)
    plain = refer(table, indicator("a"), vs, groups=groups)
    found = refer(imputed, indicator("a"), vs, groups=groups)
    np.testing.assert_array_equal(found.compared, plain.compared)
    np.testing.assert_array_equal(found.value, plain.value)


def test_worse_is_more_than_rounding() -> None:
    found = strictly_worse(np.array([0.3, 0.3, 0.2, NAN]), np.array([0.1 + 0.2, 0.3, 0.3, 1.0]))
    assert found.tolist() == [False, False, True, False]
