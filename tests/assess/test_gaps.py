"""Gaps to frontier, medians and target: sign, unit, goodness, holders, by hand and as identities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.gaps import gaps
from cluster_core.assess.shortcomings import diagnose
from cluster_core.model.scenario import Scenario
from tests.model.examples import NAN, assessed, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1}, "one": {"a": 1}})
GROUPS = ("south", "south", "south", "north", "")


def found(table: pd.DataFrame, column: str, vs: str = "frontier", name: str = "a") -> list[float]:
    return table[(table["id"] == name) & (table["vs"] == vs)][column].tolist()


def of(values: list[float], groups: Any = (), framework: Any = FRAMEWORK, **about: Any) -> pd.DataFrame:
    choices = {key: about.pop(key) for key in ("normalise",) if key in about}
    known = indicator("a", about.pop("direction", "benefit"), **about)
    return gaps(assessed(framework, {"a": values}, [known], groups, **choices))


def test_behind_is_positive_and_the_best_is_at_zero() -> None:
    table = of([10, 20, 60, 110])
    assert found(table, "gap") == [100, 90, 50, 0]
    assert found(table, "gap_goodness") == pytest.approx([1, 0.9, 0.5, 0])
    assert found(table, "gap_relative") == pytest.approx([100 / 110, 90 / 110, 50 / 110, 0])
    assert set(table[table["id"] == "a"]["frontier"]) == {"R4"}


def test_of_a_cost_more_is_behind() -> None:
    table = of([10, 20, 60, 110], direction="cost")
    assert found(table, "gap") == [0, 10, 50, 100]
    assert found(table, "gap_goodness") == pytest.approx([0, 0.1, 0.5, 1])
    assert set(table[table["id"] == "a"]["frontier"]) == {"R1"}


def test_medians_leave_oneself_out() -> None:
    table = of([10, 20, 60, 110, 50], GROUPS)
    assert found(table, "reference", "peer_median") == [55, 55, 35, 35, 40]
    assert found(table, "gap", "peer_median") == [45, 35, -25, -75, -10]
    np.testing.assert_array_equal(found(table, "reference", "group_median"), [40, 35, 15, NAN, NAN])
    np.testing.assert_array_equal(found(table, "gap", "group_median"), [30, 15, -45, NAN, NAN])


def test_a_target_has_rows_only_where_one_is_stated() -> None:
    assert "target" not in set(of([10, 20, 60])["vs"])
    table = of([0, 20, 100], target=150.0)
    assert found(table, "gap", "target") == [150, 130, 50]
    assert found(table, "gap_goodness", "target") == pytest.approx([1, 0.8, 0]), "held at the goalpost"


def test_missing_has_no_gap_and_shared_first_places_are_all_named() -> None:
    table = of([7, NAN, 7, 1])
    np.testing.assert_array_equal(found(table, "gap"), [0, NAN, 0, 6])
    assert set(table["frontier"]) == {"R1;R3"}


def test_a_reference_of_zero_has_no_relative_gap() -> None:
    np.testing.assert_allclose(found(of([0, -5, -10]), "gap_relative"), [NAN] * 3)
    tiny = of([1e-310, 1.0, 2.0], direction="cost")
    np.testing.assert_allclose(found(tiny, "gap_relative"), [0, NAN, NAN])


def test_constant_columns_have_no_goodness_and_one_region_no_median() -> None:
    flat = of([5, 5, 5])
    assert found(flat, "gap") == [0, 0, 0]
    assert np.isnan(found(flat, "gap_goodness")).all()
    single = of([5])
    assert found(single, "gap") == [0]
    assert np.isnan(found(single, "gap", "peer_median")).all()


def test_all_missing_leaves_nothing_but_rows() -> None:
    table = gaps(assessed(tree("f", {"f": {"a": 1, "b": 1}}), {"a": [1, 2], "b": [NAN, NAN]}))
    own = table[table["id"] == "b"]
    assert own[["value", "reference", "gap", "gap_goodness", "gap_relative"]].isna().all(axis=None)
    assert set(own["frontier"]) == {""}


def test_nodes_are_compared_by_score() -> None:
    table = of([0, 40, 100], ("g", "g", "g"))
    assert found(table, "gap", name="one") == [100, 60, 0]
    assert found(table, "gap_goodness", name="one") == pytest.approx([1, 0.6, 0])
    assert found(table, "gap", "peer_median", "f") == [70, 10, -80]
    assert found(table, "gap", "group_median", "f") == [70, 10, -80]
    assert set(table[table["id"] == "f"]["frontier"]) == {"R3"}
    assert not table[table["id"] == "f"]["is_indicator"].any()


def test_z_scores_have_no_goodness() -> None:
    table = of([0, 40, 100], normalise="zscore")
    assert np.isnan(found(table, "gap_goodness", name="f")).all()
    assert found(table, "gap_goodness") == pytest.approx([1, 0.6, 0]), "that of an indicator is min-max"


def test_references_are_those_of_the_shortcomings() -> None:
    result = assessed(FRAMEWORK, {"a": [0, 3, 15, 4]}, [indicator("a", transform="log1p")])
    tested = diagnose(result.dataset, Scenario("demo", "f", 2020), result.prepared).outcomes[0][0]
    table = gaps(result)
    assert found(table, "reference", "peer_median") == pytest.approx(tested.reference.tolist())
    level = np.array(found(table, "gap_goodness", "peer_median"))
    assert level == pytest.approx(tested.goodness_reference - tested.goodness)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-500, 500).map(lambda k: k / 10) | st.just(NAN), min_size=1, max_size=7).filter(
        lambda drawn: not all(np.isnan(drawn))
    ),
    st.sampled_from(["benefit", "cost"]),
    st.sampled_from([2.0, 1000.0, 0.125]),
)
def test_gaps_scale_with_the_unit_and_goodness_does_not(
    drawn: list[float], direction: str, factor: float
) -> None:
    one = of(drawn, direction=direction)
    two = of([value * factor for value in drawn], direction=direction)
    for vs in ("frontier", "peer_median"):
        np.testing.assert_allclose(found(two, "gap", vs), np.array(found(one, "gap", vs)) * factor, atol=1e-9)
        for column in ("gap_goodness", "gap_relative"):
            np.testing.assert_allclose(found(two, column, vs), found(one, column, vs), atol=1e-9)
    behind = np.array(found(one, "gap"))
    assert (behind[~np.isnan(behind)] >= 0).all()
    holders = one[one["id"] == "a"]["frontier"].iloc[0].split(";")
    own = one[(one["id"] == "a") & (one["vs"] == "frontier")].set_index("region")["gap"]
    assert (own[holders] == 0).all()
    assert (own.drop(holders).dropna() > 0).all()
