"""Krugman's index: of two regions, against the rest and against the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from cluster_core.agglomeration.krugman import AGAINST, Against, krugman, krugman_against
from tests.agglomeration.tables import complete, scaled, tidy

# Shares of x: a 1/4, b 1/2, c 1; b is ten times as large as c.
TABLE = tidy(a={"x": 1, "y": 3}, b={"x": 10, "y": 10}, c={"x": 2, "y": 0})


def test_pairs_by_hand() -> None:
    found = krugman(TABLE).set_index(["region", "other"])["krugman"]
    assert found.to_dict() == pytest.approx({("a", "b"): 0.5, ("a", "c"): 1.5, ("b", "c"): 1})


def test_the_rest_is_summed_and_the_mean_is_of_shares() -> None:
    rest = krugman_against(TABLE, "rest").set_index("region")["krugman"]
    mean = krugman_against(TABLE, "mean").set_index("region")["krugman"]
    assert rest["a"] == pytest.approx(2 * (12 / 22 - 1 / 4))
    assert mean["a"] == pytest.approx(2 * (3 / 4 - 1 / 4))
    assert rest["c"] == pytest.approx(2 * (1 - 11 / 24))
    assert mean["c"] == pytest.approx(2 * (1 - 3 / 8))


@pytest.mark.parametrize("against", AGAINST)
def test_a_region_alone_and_a_region_of_zeros_are_undefined(against: Against) -> None:
    assert krugman_against(tidy(a={"x": 1}), against)["krugman"].isna().all()
    found = krugman_against(tidy(a={"x": 0, "y": 0}, b={"x": 1, "y": 1}, c={"x": 1, "y": 1}), against)
    assert found["krugman"].tolist() == pytest.approx([np.nan, 0, 0], nan_ok=True)


@pytest.mark.parametrize("against", AGAINST)
def test_a_gap_takes_the_industry_out_of_that_comparison(against: Against) -> None:
    table = tidy(a={"x": 1, "y": 3, "z": None}, b={"x": 1, "y": 1, "z": 5})
    found = krugman_against(table, against)
    assert found["industries"].tolist() == [2, 2]
    assert found["krugman"].tolist() == pytest.approx([0.5, 0.5])
    assert krugman(table).loc[0, "krugman"] == pytest.approx(0.5)


@given(complete())
def test_bounds_symmetry_and_units(table: pd.DataFrame) -> None:
    found = krugman(table)["krugman"]
    assert found.dropna().between(0, 2).all()
    np.testing.assert_allclose(krugman(scaled(table, 1e-3))["krugman"], found, atol=1e-9)
    turned = krugman(table[::-1]).set_index(["other", "region"])["krugman"].sort_index()
    ahead = krugman(table).set_index(["region", "other"])["krugman"].sort_index()
    np.testing.assert_allclose(turned, ahead, atol=1e-12)
    for against in AGAINST:
        assert krugman_against(table, against)["krugman"].dropna().between(0, 2).all()


@given(complete(least=1))
def test_of_two_regions_the_rest_is_the_other(table: pd.DataFrame) -> None:
    two = table[table["region"].isin(["r0", "r1"])]
    pair = krugman(two)["krugman"]
    for against in AGAINST:
        found = krugman_against(two, against)["krugman"].dropna()
        np.testing.assert_allclose(found, np.repeat(pair, len(found)), atol=1e-9)
