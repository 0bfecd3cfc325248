"""Herfindahl: regions, firms and industries as what is shared; bounds and empty groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from cluster_core.agglomeration.herfindahl import herfindahl, hhi
from tests.agglomeration.tables import complete, scaled, tidy

TABLE = tidy(a={"x": 3, "y": 0}, b={"x": 1, "y": 2})


def test_regions_in_an_industry_or_industries_in_a_region() -> None:
    by_industry = herfindahl(TABLE).set_index("industry")
    assert by_industry["hhi"].to_dict() == {"x": 10 / 16, "y": 1}
    assert by_industry["n"].to_dict() == {"x": 2, "y": 2}
    by_region = herfindahl(TABLE, ("region",)).set_index("region")
    assert by_region["hhi"].to_dict() == pytest.approx({"a": 1, "b": 5 / 9})


def test_plants_of_a_region_and_industry() -> None:
    plants = pd.DataFrame({"region": ["a"] * 3 + ["b"], "industry": "x", "value": [2, 1, 1, 7]})
    found = herfindahl(plants, ("region", "industry"), plants=True)
    assert found.columns.tolist() == ["region", "industry", "n", "hhi", "normalised", "equivalent_number"]
    assert found["hhi"].tolist() == [6 / 16, 1]
    assert found["normalised"].tolist() == [pytest.approx((6 / 16 - 1 / 3) / (2 / 3)), 1]


def test_missing_rows_do_not_count() -> None:
    assert herfindahl(tidy(a={"x": 1}, b={"x": None}, c={"x": 1}))[["n", "hhi"]].to_numpy().tolist() == [
        [2, 0.5]
    ]


def test_nothing_but_zeros_or_gaps_is_undefined() -> None:
    found = herfindahl(tidy(a={"x": 0, "y": None}, b={"x": 0, "y": None}))
    assert found["n"].tolist() == [2, 0]
    assert found[["hhi", "normalised", "equivalent_number"]].isna().all(axis=None)


def test_huge_and_tiny_sizes() -> None:
    for size in (1e100, 1e-200):
        assert hhi(np.array([size, size])) == pytest.approx(0.5)


@given(complete())
def test_bounds_and_units(table: pd.DataFrame) -> None:
    found = herfindahl(table)
    known = found[found["hhi"].notna()]
    assert (known["hhi"] >= 1 / known["n"] - 1e-12).all()
    assert (known["hhi"] <= 1 + 1e-12).all()
    assert known["normalised"].between(0, 1 + 1e-12).all()
    np.testing.assert_allclose(herfindahl(scaled(table, 1e6))["hhi"], found["hhi"], rtol=1e-9)
