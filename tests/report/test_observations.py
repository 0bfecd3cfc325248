"""Choosing, widening and loosening, with rows counted by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.assess.quality_flags import FLAGS
from cluster_core.model.dataset import Dataset, Unit
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.indicator import Indicator
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.report.observations import (
    LIST,
    Pool,
    Selection,
    at_years,
    loosened,
    pool_of,
    select,
    vintage_years,
    widen,
)
from ui import data

TIDY = pd.DataFrame(
    [
        ("a", "x", 2020, 1.0, "s1", "observed", "A"),
        ("a", "x", 2021, 2.0, "s1", "observed", "A"),
        ("a", "y", 2021, 3.0, "s2", "estimated", "B"),
        ("b", "x", 2021, 4.0, "s1", "observed", "C"),
        ("c", "y", 2020, 5.0, "s2", "observed", "B"),
    ],
    columns=["unit", "indicator", "year", "value", "source", "status", "quality"],
)
REGIONS = {
    "a": Unit("a", Text("甲市", "Alpha"), "north"),
    "b": Unit("b", Text("乙市", "Beta"), "north"),
    "c": Unit("c", Text("丙市", "Gamma")),
}
INDICATORS = {
    "x": Indicator("x", Text("钢产量", "Steel output"), "benefit"),
    "y": Indicator("y", Text("人口", "Residents"), "benefit"),
    "per_head": Indicator(
        "per_head", Text("人均钢", "Steel per head"), "benefit", numerator="x", denominator="y"
    ),
}
TREE = Framework(
    "f",
    Text("", "All"),
    (
        Node("f", "", Text("", "All"), 0, (Child("d1"), Child("d2"))),
        Node("d1", "f", Text("", "One"), 1, (Child("per_head", is_indicator=True),)),
        Node("d2", "f", Text("", "Two"), 1, (Child("y", is_indicator=True),)),
    ),
)


def pool(tidy: pd.DataFrame = TIDY, flagged: dict[str, list[int]] | None = None) -> Pool:
    flags = pd.DataFrame(False, index=range(len(tidy)), columns=list(FLAGS))
    for flag, places in (flagged or {}).items():
        flags.loc[places, flag] = True
    sources = {one: Source(one, Text("年鉴" + one, "Yearbook " + one)) for one in ("s1", "s2")}
    dataset = Dataset("b", Text(), "1", "", REGIONS, INDICATORS, tidy, sources)
    return pool_of(tidy, flags, dataset, TREE, "region")


POOL = pool(flagged={"jump": [1], "outlier": [1, 3], "stale": [4]})


@pytest.mark.parametrize(
    ("selection", "values"),
    [
        (Selection(), [1, 2, 3, 4, 5]),
        (Selection(unit=("a",)), [1, 2, 3]),
        (Selection(group=("north",)), [1, 2, 3, 4]),
        (Selection(year=((2021.0, 2021.0),), quality=("A", "B")), [2, 3]),
        (Selection(year=((None, 2020.0),)), [1, 5]),
        (Selection(year=((2021.0, None), (1900.0, 1901.0))), [2, 3, 4]),
        (Selection(source=("s2",), status=("observed",)), [5]),
        (Selection(indicator=("x",), group=("north",), year=((2020.0, 2021.0),), unit=("b",)), [4]),
        (Selection(unit=("nobody",)), []),
        (Selection(value=((2.0, 4.0),)), [2, 3, 4]),
        (Selection(value=((None, 1.0), (5.0, 5.0))), [1, 5]),
        (Selection(flag=("jump",)), [2]),
        (Selection(flag=("jump", "stale")), [2, 5]),
        (Selection(flag=("none",)), [1, 3]),
        (Selection(flag=("none", "stale")), [1, 3, 5]),
        (Selection(dimension=("d2",)), [3, 5]),  # y itself
        (Selection(dimension=("d1",)), [1, 2, 3, 4, 5]),  # what the ratio is made of
        (Selection(text=("STEEL",)), [1, 2, 4]),
        (Selection(text=("丙",)), [5]),
        (Selection(text=("ｂｅｔａ",)), [4]),  # full width
        (Selection(text=("yearbook s2",)), [3, 5]),
        (Selection(text=("per head",)), []),
    ],
)
def test_a_row_meets_every_choice(selection: Selection, values: list[float]) -> None:
    assert TIDY["value"].iloc[select(POOL, selection)].tolist() == values


def test_what_is_chosen_is_named() -> None:
    assert Selection(year=((2020, 2020),), unit=("a",)).active == ("unit", "year")
    assert Selection(year=((2020, 2020),)).without("year") == Selection()


def test_the_choices_that_block_are_found() -> None:
    nothing = Selection(unit=("b",), year=((2020.0, 2020.0),))
    assert not len(select(POOL, nothing))
    assert loosened(POOL, nothing) == {"unit": 2, "year": 1}
    assert loosened(POOL, replace(nothing, quality=("Z",))) == {}


def test_a_cell_may_be_a_list() -> None:
    listed = pool(TIDY.assign(source=[f"s1{LIST}s2", "s1", "s2", "", f"s3{LIST}s2"]))
    assert select(listed, Selection(source=("s2",))).tolist() == [0, 2, 4]


def test_any_text_can_be_a_source() -> None:
    odd = "Yearbook 2021; table 3 + note, 5 %"
    assert select(pool(TIDY.assign(source=["", odd, "s1", "", odd])), Selection(source=(odd,))).tolist() == [
        1,
        4,
    ]


def test_nothing_to_choose_from() -> None:
    none = pool(TIDY.head(0))
    every = Selection(**dict.fromkeys(("unit", "group", "dimension", "text", "flag"), ("x",)))  # type: ignore[arg-type]
    assert not len(select(none, every))
    assert not at_years(none, {"x": 2020}).any()


def test_wide_keeps_order_and_leaves_out_what_is_empty() -> None:
    rows = TIDY[at_years(POOL, {"x": 2021, "y": 2020})]
    wide = widen(rows, ["c", "b", "a"], "indicator", ["y", "z", "x"])
    assert list(wide.index) == ["c", "b", "a"]
    assert list(wide.columns) == ["y", "x"]
    assert wide.loc["c", "y"] == 5
    assert wide.loc["b", "x"] == 4
    assert math.isnan(wide.loc["c", "x"])


def test_an_indicator_without_a_year_is_left_out() -> None:
    assert TIDY["value"][at_years(POOL, {"y": 2021})].tolist() == [3]


def test_two_values_of_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="duplicate"):
        widen(TIDY, ["a"], "indicator", ["x"])


@settings(max_examples=20)
@given(st.permutations(range(5)))
def test_the_order_of_rows_changes_no_pivot(order: list[int]) -> None:
    wide = widen(TIDY.iloc[order].query("indicator == 'x'"), list("abc"), "year", [2020, 2021])
    expected = TIDY[TIDY["indicator"] == "x"].pivot_table(index="unit", columns="year", values="value")
    np.testing.assert_array_equal(wide.to_numpy(), expected.to_numpy())


def test_the_years_are_those_of_the_assessment() -> None:
    dataset = data.dataset("jiangsu")
    scenario = default_scenario(dataset)
    used = data.assessment(scenario).prepared.vintages
    years = vintage_years(dataset, scenario)
    plain = [one for one in used if not dataset.indicators[one].derived and used[one].present]
    assert plain
    assert {one: years[one] for one in plain} == {one: used[one].year for one in plain}
    assert not vintage_years(dataset, replace(scenario, year=1900))
