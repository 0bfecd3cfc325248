"""Growth a year: compound, of the two years alone, and never across a break."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_core.agglomeration.growth import annual_growth
from cluster_core.errors import MethodError


def panel(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["region", "industry", "year", "value"])


def test_growth_compounds_over_the_years_between() -> None:
    # 100 -> 133.1 in three years is 10 % a year; what lies between takes no part.
    found = annual_growth(
        panel(("a", "x", 2020, 100), ("a", "x", 2021, 999), ("a", "x", 2023, 133.1)), 2020, 2023
    )
    assert found["growth"].tolist() == pytest.approx([0.1])
    assert found[["first_value", "last_value", "reason"]].values.tolist() == [[100, 133.1, ""]]


def test_why_there_is_no_growth() -> None:
    table = panel(
        *(("gone", "x", 2020, 5), ("gone", "x", 2022, 0), ("new", "x", 2020, 0), ("new", "x", 2022, 5)),
        *(("late", "x", 2022, 5), ("early", "x", 2020, 5), ("a", "y", 2020, 5), ("a", "y", 2022, 5)),
    )
    found = annual_growth(table, 2020, 2022, {"y": 2021}).set_index("region")
    assert found["reason"].to_dict() == {
        "gone": "",
        "new": "from_zero",
        "late": "missing",
        "early": "missing",
        "a": "break",
    }
    assert found.loc["gone", "growth"] == -1
    assert found["growth"].drop("gone").isna().all()


@pytest.mark.parametrize(
    ("since", "broken"), [(2019, False), (2020, False), (2021, True), (2022, True), (2023, False)]
)
def test_a_break_counts_between_the_two_years(since: int, broken: bool) -> None:
    found = annual_growth(panel(("a", "x", 2020, 5), ("a", "x", 2022, 6)), 2020, 2022, {"x": since})
    assert (found["reason"].item() == "break") is broken


@pytest.mark.parametrize(("first", "last"), [(2020, 2020), (2022, 2020), (2020, 2021), (2019, 2022)])
def test_one_year_or_an_unknown_one_is_refused(first: int, last: int) -> None:
    with pytest.raises(MethodError, match=r"allowed: .*2020, 2022"):
        annual_growth(panel(("a", "x", 2020, 5), ("a", "x", 2022, 6)), first, last)


@settings(max_examples=30)
@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.integers(1, 30), st.sampled_from([0.001, 1000.0]))
def test_the_first_value_grown_is_the_last_and_units_do_not_matter(
    before: float, after: float, years: int, factor: float
) -> None:
    table = panel(("a", "x", 2000, before), ("a", "x", 2000 + years, after))
    growth = annual_growth(table, 2000, 2000 + years)["growth"].item()
    assert math.isclose(before * (1 + growth) ** years, after, rel_tol=1e-9)
    scaled = table.assign(value=table["value"] * factor)
    assert math.isclose(
        1 + annual_growth(scaled, 2000, 2000 + years)["growth"].item(), 1 + growth, rel_tol=1e-9
    )
