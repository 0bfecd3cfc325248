"""Disparity of a series, year by year; the measures themselves are tested in tests/index/test_inequality.py."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from cluster_core.assess.disparity import disparity, disparity_table, sigma
from cluster_core.assess.series import Series
from cluster_core.errors import MethodError
from tests.model.examples import NAN


def series(
    rows: Sequence[Sequence[float]], groups: Sequence[str] | None = None, sizes: object = None
) -> Series:
    """Rows are units, columns the years from 2020."""
    values = np.array(rows, dtype=float)
    units = tuple(f"R{row + 1}" for row in range(len(rows)))
    years = tuple(2020 + at for at in range(values.shape[1]))
    weights = None if sizes is None else np.array(sizes, dtype=float)
    return Series(
        "gdp", units, tuple(groups or ["a"] * len(rows)), years, values, "people" if sizes else "", weights
    )


def test_half_of_the_units_have_everything() -> None:
    only = disparity(series([[0], [0], [0], [10], [10], [10]], "aaabbb"))[0]
    assert (only.theil.total, only.theil.between) == pytest.approx((math.log(2), math.log(2)))
    assert (only.gini.total, only.gini.between) == pytest.approx((0.5, 0.5))
    assert math.isnan(only.sigma)  # ln 0
    assert (only.year, only.n, only.missing) == (2020, 6, 0)


def test_every_year_compares_the_units_that_it_has() -> None:
    table = disparity_table(series([[1, 2], [3, NAN], [2, 2]], "aab"))
    assert list(table.columns[:8]) == ["year", "theil", "between", "within", "cv", "gini", "sigma", "n"]
    assert table["year"].tolist() == [2020, 2021]
    assert table["n"].tolist() == [3, 2]
    assert table["missing"].tolist() == [0, 1]
    assert table["cv"].tolist() == pytest.approx([0.5, 0])
    assert table["theil"].tolist() == pytest.approx((table["between"] + table["within"]).tolist())


def test_sizes_weigh_theil_only_and_units_without_one_are_missing() -> None:
    sized = disparity(series([[1], [3], [9]], "abb", [[2], [1], [NAN]]))[0]
    spelt_out = disparity(series([[1], [1], [3]], "aab"))[0]
    assert sized.theil.total == pytest.approx(spelt_out.theil.total)
    assert sized.theil.between == pytest.approx(spelt_out.theil.between)
    assert (sized.n, sized.missing) == (2, 1)
    assert sized.gini.total == pytest.approx(0.25)  # 1 and 3, each once


@pytest.mark.parametrize("groups", [["a", "", "b"], ["", "", ""]])
def test_without_groups_there_is_nothing_between(groups: list[str]) -> None:
    only = disparity(series([[1], [2], [3]], groups))[0]
    assert only.theil.total > 0
    assert only.gini.total == pytest.approx(8 / 36)
    numbers = (only.theil.between, only.theil.within, only.gini.between, only.gini.overlap)
    assert all(math.isnan(number) for number in numbers)


def test_one_region() -> None:
    only = disparity(series([[5]]))[0]
    assert (only.theil.total, only.theil.within, only.gini.total) == (0, 0, 0)
    assert math.isnan(only.cv)
    assert math.isnan(only.sigma)


def test_a_year_of_nothing() -> None:
    only = disparity(series([[NAN], [NAN]]))[0]
    assert math.isnan(only.theil.total)
    assert (only.n, only.missing) == (0, 2)
    assert disparity_table(series(np.empty((2, 0)))).empty  # type: ignore[arg-type]


def test_negative_values_and_sizes_that_are_none_are_named() -> None:
    with pytest.raises(MethodError, match=r"disparity of gdp: found -1 \(R1, 2021\), -2.5 \(R2, 2020\)"):
        disparity(series([[1, -1], [-2.5, 3]]))
    with pytest.raises(MethodError, match=r"size people: found 0 \(R2, 2020\), allowed: above 0"):
        disparity(series([[1], [2]], "ab", [[1], [0]]))


def test_sigma_is_the_spread_of_logarithms_whatever_the_unit() -> None:
    values = np.array([1.0, math.e, math.e**2])
    assert sigma(values) == pytest.approx(1)
    assert sigma(values * 7) == pytest.approx(1)
    assert math.isnan(sigma(np.array([1.0])))
