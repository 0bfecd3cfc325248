"""The sheet of the indicators on one scale."""

from __future__ import annotations

import pytest

from cluster_core.report.workbook.places import INPUTS, NORMALISED, TREATED, Leaf, plan
from tests.report.workbook.samples import mixed, opened_mixed


def parameters(leaf: Leaf, **choices: object) -> list[object]:
    places = plan(mixed(**choices))
    sheet, column = opened_mixed(**choices)[NORMALISED], places.leaf_column[leaf] + 1
    keys = places.heads[NORMALISED][3:-1]
    return [sheet.cell(places.head(NORMALISED, key) + 1, column).value for key in keys]


def test_bounds_of_the_vintage_are_live_and_stated_ones_are_inputs() -> None:
    low, high = parameters(Leaf("b", "lq_lead"))
    assert str(low).startswith(f"=IF(COUNT('{INPUTS}'!")
    assert "MAX(" in str(high)
    assert parameters(Leaf("a", "er_business_env")) == [0, 100]


@pytest.mark.parametrize(
    ("normalise", "count"), [("minmax", 2), ("zscore", 2), ("rank", 1), ("percentile", 1)]
)
def test_parameters_of_a_pool_of_all_years_are_numbers(normalise: str, count: int) -> None:
    found = parameters(Leaf("b", "lq_lead"), normalise=normalise, pool="all")
    assert len(found) == count
    live = normalise in ("rank", "percentile")  # ranks are of the vintage, whatever the pool
    assert [isinstance(one, str) for one in found] == [live] * count


def test_a_transformed_indicator_is_read_from_where_it_is_transformed() -> None:
    places, sheet = plan(mixed()), opened_mixed()[NORMALISED]
    row = places.first(NORMALISED) + 1
    assert TREATED in sheet.cell(row, places.leaf_column[Leaf("a", "industry_scale")] + 1).value
    assert INPUTS in sheet.cell(row, places.leaf_column[Leaf("b", "lq_lead")] + 1).value
