"""The profile of a region: one row an indicator, each column as its method gives it, and what must not change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cluster_core.assess.gaps import gaps
from cluster_core.assess.importance import LEVELS, quadrants
from cluster_core.assess.obstacle import obstacles
from cluster_core.assess.profile import COLUMNS, profiles
from cluster_core.assess.twins import twins
from cluster_core.model.assessment import Assessment
from cluster_core.model.framework import Framework
from tests.model.examples import NAN, assessed, indicator, tree

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 3}, "two": {"b": 1, "c": 1, "d": 2}})
GROUPS = ("g", "g", "g", "g", "h", "h")
TABLE = {
    "a": [1.0, 2.0, 3.0, 4.0, 5.0, 9.0],
    "b": [6.0, 6.0, NAN, 1.0, 0.0, 3.0],
    "c": [10.0, 30.0, 20.0, 50.0, 40.0, 15.0],
    "d": [7.0, 7.0, 7.0, 7.0, 7.0, 7.0],
}
COST = [indicator("c", "cost")]


def result(table: dict[str, list[float]] | None = None, **about: Any) -> Assessment:
    return assessed(FRAMEWORK, table or TABLE, **({"indicators": COST, "groups": GROUPS} | about))


def test_every_column_is_that_of_its_method() -> None:
    whole = result()
    table = profiles(whole)
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 6 * 4
    gap, held = gaps(whole), obstacles(whole)
    for row, unit in enumerate(whole.units):
        own = table[table["region"] == unit].set_index("indicator")
        assert own.index.tolist() == ["a", "b", "c", "d"]
        assert own["quadrant"].tolist() == [point.quadrant for point in quadrants(whole, unit).points]
        np.testing.assert_array_equal(own["obstacle"], held.indicators[row])
        for column, vs in (("gap_frontier", "frontier"), ("gap_group", "group_median")):
            rows = gap[(gap["region"] == unit) & (gap["vs"] == vs) & gap["is_indicator"]]
            np.testing.assert_array_equal(own[column], rows.set_index("id")["gap"])


def test_one_row_by_hand() -> None:
    row = profiles(result(), ["R4"]).set_index("indicator").loc["c"]
    # The least of 10 ... 50 is best: goodness 0, last of six; one quarter of three quarters of the whole.
    assert (row["value"], row["year"], row["goodness"], row["rank"]) == (50, 2020, 0, 6)
    assert row["weight"] == pytest.approx(0.75 * 0.25)
    assert (row["gap_frontier"], row["gap_group"]) == (40, 30)  # against 10, and the median of 10 30 20
    assert row["strength"] == "weakness"


def test_missing_stays_missing() -> None:
    row = profiles(result(), ["R3"]).set_index("indicator").loc["b"]
    assert row[["value", "year", "goodness", "rank", "gap_frontier", "gap_group", "obstacle"]].isna().all()
    assert (row["quadrant"], row["strength"], row["group_strength"]) == ("", "insufficient", "insufficient")


def test_a_constant_indicator_has_a_place_and_no_diagnosis() -> None:
    row = profiles(result(), ["R1"]).set_index("indicator").loc["d"]
    assert (row["value"], row["rank"], row["gap_frontier"]) == (7, 1, 0)
    assert row[["goodness", "obstacle"]].isna().all()
    assert (row["quadrant"], row["strength"]) == ("", "insufficient")


@pytest.mark.parametrize(
    "table",
    [
        {"a": [1.0], "b": [2.0], "c": [3.0], "d": [4.0]},
        {"a": [1.0, 2.0], "b": [NAN, NAN], "c": [NAN, NAN], "d": [NAN, NAN]},
        {name: [5.0, 5.0, 5.0] for name in "abcd"},
    ],
)
def test_one_region_gaps_and_constants_are_told_without_a_number(table: dict[str, list[float]]) -> None:
    found = profiles(result(table, groups=()))
    assert len(found) == 4 * len(table["a"])
    assert set(found["strength"]) == {"insufficient"}
    assert not np.isinf(found.select_dtypes("number").to_numpy(dtype=float, na_value=np.nan)).any()


def test_weights_of_each_units_own_count_for_it_alone() -> None:
    whole = result()
    same_for_all = {parent: np.tile(shares, (6, 1)) for parent, shares in whole.scored.weights.items()}
    tiled = replace(whole, scored=replace(whole.scored, weights=same_for_all))
    same(profiles(tiled), profiles(whole))
    assert near(tiled, "R1") == pytest.approx(near(whole, "R1"))
    for level in LEVELS:
        one, two = (quadrants(found, "R1", level).points for found in (tiled, whole))
        assert [point.quadrant for point in one] == [point.quadrant for point in two]
    turned = {**same_for_all, "f": np.vstack([same_for_all["f"][:1, ::-1], same_for_all["f"][1:]])}
    own = profiles(replace(whole, scored=replace(whole.scored, weights=turned))).set_index(
        ["region", "indicator"]
    )
    assert own.loc[("R1", "a"), "weight"] == pytest.approx(0.75 * 0.25)
    assert own.loc[("R2", "a"), "weight"] == pytest.approx(0.25 * 0.25)


# --- what must not change it -------------------------------------------------------------------------------------

cell = st.integers(0, 6).map(float) | st.just(NAN)
rows = st.lists(st.lists(cell, min_size=4, max_size=4), min_size=2, max_size=6)
few = settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def columns(drawn: Sequence[Sequence[float]]) -> dict[str, list[float]]:
    return dict(zip("abcd", np.array(drawn, dtype=float).T.tolist(), strict=True))


def same(one: pd.DataFrame, two: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, two, check_exact=False, atol=1e-9, rtol=1e-9)


def near(found: Assessment, unit: str) -> dict[str, float]:
    return {twin.unit: twin.distance for twin in twins(found, unit, 9, profile="indicators")}


@few
@given(rows, st.sampled_from("abcd"), st.sampled_from([2.0, 1000.0, 0.25]))
def test_the_unit_of_an_indicator(drawn: list[list[float]], name: str, factor: float) -> None:
    table = columns(drawn)
    if not result(table, groups=()).units:
        return
    one = result(table, groups=["g"] * len(table["a"]))
    two = result(table | {name: [value * factor for value in table[name]]}, groups=["g"] * len(table["a"]))
    before, after = profiles(one), profiles(two)
    in_unit = ["value", "gap_frontier", "gap_group"]
    rescaled = before["indicator"] == name
    before.loc[rescaled, in_unit] *= factor
    same(before, after)
    assert near(one, one.units[0]) == pytest.approx(near(two, two.units[0]))


@few
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_regions(drawn: list[list[float]], shuffler: Any) -> None:
    order = list(range(len(drawn)))
    shuffler.shuffle(order)
    groups = ["g" if row % 2 else "h" for row in range(len(drawn))]
    one = profiles(result(columns(drawn), groups=groups))
    two = profiles(result(columns([drawn[row] for row in order]), groups=[groups[row] for row in order]))
    named = {f"R{place + 1}": f"R{row + 1}" for place, row in enumerate(order)}
    two["region"] = two["region"].map(named)
    by = ["region", "indicator"]
    same(one.sort_values(by, ignore_index=True), two.sort_values(by, ignore_index=True))


@few
@given(rows, st.sampled_from([3.0, 0.1, 250.0]))
def test_weights_times_k(drawn: list[list[float]], factor: float) -> None:
    heavier = Framework(
        FRAMEWORK.id,
        FRAMEWORK.name,
        tuple(
            replace(
                node,
                children=tuple(replace(child, weight=child.weight * factor) for child in node.children),
            )
            for node in FRAMEWORK.nodes
        ),
    )
    one, two = (assessed(framework, columns(drawn), COST) for framework in (FRAMEWORK, heavier))
    same(profiles(one), profiles(two))
