"""Choosing, widening and loosening, with rows counted by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from cluster_core.model.fit import default_scenario
from cluster_core.report.observations import Selection, at_years, loosened, select, vintage_years, widen
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
GROUPS = {"a": "north", "b": "north", "c": ""}


@pytest.mark.parametrize(
    ("selection", "values"),
    [
        (Selection(), [1, 2, 3, 4, 5]),
        (Selection(unit=("a",)), [1, 2, 3]),
        (Selection(group=("north",)), [1, 2, 3, 4]),
        (Selection(year=(2021,), quality=("A", "B")), [2, 3]),
        (Selection(source=("s2",), status=("observed",)), [5]),
        (Selection(indicator=("x",), group=("north",), year=(2020, 2021), unit=("b",)), [4]),
        (Selection(unit=("nobody",)), []),
    ],
)
def test_a_row_meets_every_choice(selection: Selection, values: list[float]) -> None:
    assert select(TIDY, GROUPS, selection)["value"].tolist() == values


def test_what_is_chosen_is_named() -> None:
    assert Selection(year=(2020,), unit=("a",)).active == ("unit", "year")
    assert Selection(year=(2020,)).without("year") == Selection()


def test_the_choices_that_block_are_found() -> None:
    nothing = Selection(unit=("b",), year=(2020,))
    assert select(TIDY, GROUPS, nothing).empty
    assert loosened(TIDY, GROUPS, nothing) == {"unit": 2, "year": 1}
    assert loosened(TIDY, GROUPS, Selection(unit=("b",), year=(2020,), quality=("Z",))) == {}


def test_wide_keeps_order_and_leaves_out_what_is_empty() -> None:
    wide = widen(at_years(TIDY, {"x": 2021, "y": 2020}), ["c", "b", "a"], ["y", "z", "x"])
    assert list(wide.index) == ["c", "b", "a"]
    assert list(wide.columns) == ["y", "x"]
    assert wide.loc["c", "y"] == 5
    assert wide.loc["b", "x"] == 4
    assert math.isnan(wide.loc["c", "x"])


def test_an_indicator_without_a_year_is_left_out() -> None:
    assert at_years(TIDY, {"y": 2021})["value"].tolist() == [3]
    assert at_years(TIDY.head(0), {"y": 2021}).empty


def test_two_values_of_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="duplicate"):
        widen(TIDY, ["a"], ["x"])


def test_the_years_are_those_of_the_assessment() -> None:
    dataset = data.dataset("jiangsu")
    scenario = default_scenario(dataset)
    used = data.assessment(scenario).prepared.vintages
    years = vintage_years(dataset, scenario)
    plain = [one for one in used if not dataset.indicators[one].derived and used[one].present]
    assert plain
    assert {one: years[one] for one in plain} == {one: used[one].year for one in plain}
    assert not vintage_years(dataset, replace(scenario, year=1900))
