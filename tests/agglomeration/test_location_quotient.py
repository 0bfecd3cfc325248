"""Location quotients: reference areas, zeros, gaps, and the mean that is always 1."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from cluster_core.agglomeration.location_quotient import ALL, location_quotient
from cluster_core.errors import MethodError
from tests.agglomeration.tables import complete, scaled, tidy


def quotients(table: pd.DataFrame, reference: pd.DataFrame | None = None) -> list[float]:
    return location_quotient(table, reference)["lq"].tolist()


def test_against_all_regions_by_hand() -> None:
    found = location_quotient(tidy(a={"x": 30, "y": 10}, b={"x": 20, "y": 40}))
    assert found["lq"].tolist() == pytest.approx([0.75 / 0.5, 0.25 / 0.5, (1 / 3) / 0.5, (2 / 3) / 0.5])
    assert found["share"].tolist() == pytest.approx([0.75, 0.25, 1 / 3, 2 / 3])
    assert set(found["reference"]) == {ALL}


def test_against_a_reference_area_of_several_rows() -> None:
    nation = tidy(n={"x": 30, "y": 30}, s={"x": 30, "y": 10})
    found = location_quotient(tidy(a={"y": 1, "x": 1}), nation, "nation")
    assert found["industry"].tolist() == ["y", "x"]
    assert found["lq"].tolist() == pytest.approx([0.5 / 0.4, 0.5 / 0.6])
    assert found["reference"].tolist() == ["nation"] * 2


def test_none_of_an_industry_is_0_and_an_industry_nowhere_is_undefined() -> None:
    assert quotients(tidy(a={"x": 0, "y": 5, "z": 0}, b={"x": 5, "y": 5, "z": 0})) == pytest.approx(
        [0, 1.5, np.nan, 1.5, 0.75, np.nan], nan_ok=True
    )


def test_an_industry_that_the_reference_lacks_is_undefined() -> None:
    assert quotients(tidy(a={"x": 1, "y": 1}), tidy(n={"x": 4})) == pytest.approx([0.5, np.nan], nan_ok=True)


def test_a_region_of_zeros_is_undefined() -> None:
    found = quotients(tidy(a={"x": 0, "y": 0}, b={"x": 1, "y": 1}))
    assert found == pytest.approx([np.nan, np.nan, 1, 1], nan_ok=True)


def test_a_gap_stays_a_gap_and_totals_are_of_what_is_known() -> None:
    found = quotients(tidy(a={"x": 3, "y": None}, b={"x": 1, "y": 4}))
    assert found == pytest.approx([1 / 0.5, np.nan, 0.2 / 0.5, 0.8 / 0.5], nan_ok=True)


def test_one_region_alone_is_like_itself() -> None:
    assert quotients(tidy(a={"x": 3, "y": 1})) == [1, 1]


def test_a_fault_of_the_reference_is_named_with_it() -> None:
    with pytest.raises(MethodError, match=r"^nation:0: value: found '-1'"):
        location_quotient(tidy(a={"x": 1}), tidy(n={"x": -1}), "nation")


@given(complete())
def test_the_mean_weighted_by_regions_is_1_and_the_unit_does_not_matter(table: pd.DataFrame) -> None:
    found = location_quotient(table)
    size = table.groupby("region", sort=False)["value"].sum()
    weight = found["region"].map(size / max(size.sum(), 1))
    for _, rows in found[size.reindex(found["region"]).to_numpy() > 0].groupby("industry"):
        if rows["lq"].notna().all():
            assert (rows["lq"] * weight[rows.index]).sum() == pytest.approx(1)
    np.testing.assert_allclose(location_quotient(scaled(table, 1e-3))["lq"], found["lq"], rtol=1e-9)
