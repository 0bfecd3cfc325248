"""CRk: of what is listed, or of a total that is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_core.agglomeration.concentration_ratio import concentration_ratio
from cluster_core.errors import MethodError
from tests.agglomeration.tables import complete, scaled, tidy

FIRMS = pd.DataFrame({"region": "a", "industry": "x", "value": [50, 30, 10, 5, 3, 2]})
OF_PLANTS = ("region", "industry")


@pytest.mark.parametrize(("largest", "share"), [(1, 0.5), (4, 0.95), (6, 1), (9, 1)])
def test_the_k_largest_firms(largest: int, share: float) -> None:
    found = concentration_ratio(FIRMS, OF_PLANTS, largest, plants=True)
    assert found.to_dict("records") == [{"region": "a", "industry": "x", "n": 6, "cr": pytest.approx(share)}]


def test_shares_are_sizes_too_and_four_is_the_default() -> None:
    shares = scaled(FIRMS, 0.01)
    assert concentration_ratio(shares, plants=True)["cr"].tolist() == pytest.approx([0.95])


def test_of_a_total_when_only_the_largest_are_listed() -> None:
    totals = tidy(a={"x": 200, "y": 1})
    found = concentration_ratio(FIRMS, OF_PLANTS, plants=True, totals=totals)
    assert found["cr"].tolist() == pytest.approx([95 / 200])
    whole = concentration_ratio(FIRMS, plants=True, totals=tidy(a={"x": 200}, b={"x": 200}))
    assert whole["cr"].tolist() == pytest.approx([95 / 400])


def test_more_than_the_total_is_refused() -> None:
    with pytest.raises(
        MethodError, match=r"found 95 for the largest of 'a, x', allowed: at most its total of 90"
    ):
        concentration_ratio(FIRMS, OF_PLANTS, plants=True, totals=tidy(a={"x": 90}))


@pytest.mark.parametrize("total", [None, 0])
def test_without_a_total_there_is_no_ratio(total: float | None) -> None:
    none = pd.DataFrame({"region": ["a"], "industry": "x", "value": [0]})
    totals = tidy(a={"x": total})
    assert concentration_ratio(none, OF_PLANTS, plants=True, totals=totals)["cr"].isna().all()
    assert concentration_ratio(FIRMS, OF_PLANTS, plants=True, totals=tidy(b={"x": 1}))["cr"].isna().all()


def test_zeros_and_gaps_only_are_undefined() -> None:
    found = concentration_ratio(tidy(a={"x": 0, "y": None}))
    assert found["n"].tolist() == [1, 0]
    assert found["cr"].isna().all()


def test_k_is_at_least_1() -> None:
    with pytest.raises(MethodError, match="found 0 largest, allowed: a whole number from 1 up"):
        concentration_ratio(FIRMS, largest=0, plants=True)


@given(complete(), st.integers(1, 5))
def test_bounds_growth_and_units(table: pd.DataFrame, largest: int) -> None:
    found = concentration_ratio(table, largest=largest)["cr"]
    more = concentration_ratio(table, largest=largest + 1)["cr"]
    assert (found.dropna().between(0, 1) & (more.dropna() >= found.dropna() - 1e-12)).all()
    np.testing.assert_allclose(
        concentration_ratio(scaled(table, 1e6), largest=largest)["cr"], found, rtol=1e-9
    )
