"""A tidy table of regions and industries: what makes a matrix, and what is refused by name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from cluster_core.errors import MethodError
from cluster_core.model.industries import checked, measured, of_year, structure, value_faults

NAN = np.nan
COLUMNS = ["region", "industry", "value"]


def tidy(*rows: tuple[Any, Any, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def test_pairs_without_a_row_and_empty_values_are_unknown() -> None:
    found = structure(tidy(("b", "x", 1), ("a", "y", None), ("a", "x", 0)))
    assert (found.regions, found.industries) == (("b", "a"), ("x", "y"))
    np.testing.assert_array_equal(found.values, [[1, NAN], [0, NAN]])


def test_ids_are_text_whatever_they_look_like() -> None:
    found = structure(tidy((320900, "007", 1), ("NA", "no", 2)))
    assert found.regions == ("320900", "NA")
    assert found.industries == ("007", "no")


@pytest.mark.parametrize("missing", [None, NAN, pd.NA, ""])
def test_what_counts_as_missing(missing: object) -> None:
    assert np.isnan(checked(tidy(("a", "x", missing)))["value"]).all()


@pytest.mark.parametrize(
    ("value", "told"),
    [(-1, "'-1'"), (-2.5, "'-2.5'"), (np.inf, "'inf'"), ("n/a", "'n/a'"), ("1,5", "'1,5'")],
)
def test_values_that_are_none_are_refused_by_name(value: object, told: str) -> None:
    with pytest.raises(MethodError) as refused:
        structure(tidy(("a", "x", 1), ("b", "y", value)), "staff")
    assert str(refused.value) == (
        f"staff:1: value: found {told} (b, y), allowed: a finite number from 0 up, or empty for missing"
    )


def test_every_fault_is_told_at_its_row() -> None:
    table = tidy(("a", "x", 1), ("a", "x", 2), ("", "x", 1), ("b", None, -1)).set_axis([2, 3, 4, 5])
    assert [(fault.row, fault.column) for fault in value_faults(table)] == [
        (3, "industry"),
        (4, "region"),
        (5, "industry"),
        (5, "value"),
    ]
    assert "duplicate 'a, x'" in value_faults(table)[0].found


def test_plants_of_one_region_and_industry_are_several_rows() -> None:
    assert len(checked(tidy(("a", "x", 1), ("a", "x", 2)), plants=True)) == 2


def test_columns_and_rows_must_be_there() -> None:
    assert [fault.column for fault in value_faults(pd.DataFrame({"region": ["a"]}))] == ["industry", "value"]
    assert [fault.found for fault in value_faults(pd.DataFrame(columns=COLUMNS))] == ["no rows"]


def test_the_table_itself_is_left_as_it_was() -> None:
    table = tidy((1, "x", "2"))
    structure(table)
    assert table.loc[0].tolist() == [1, "x", "2"]


def panel(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    stated = {
        "name_zh": "甲",
        "name_en": "A",
        "measure_zh": "产值",
        "measure_en": "output",
        "unit_zh": "亿元",
    }
    frame = pd.DataFrame(rows, columns=["region", "industry", "year", "value"])
    return frame.assign(
        **stated, unit_en="100m", breaks_before=[2021 if row[1] == "y" else None for row in rows]
    )


def test_what_a_bundles_table_measures() -> None:
    found = measured(panel(("a", "x", 2021, 1), ("b", "y", 2020, 2)))
    assert found is not None
    assert (found.measure.get("zh"), found.unit.get("en"), found.years) == ("产值", "100m", (2020, 2021))
    assert (set(found.names), found.breaks) == ({"x", "y"}, {"y": 2021})
    assert measured(pd.DataFrame()) is None


def test_one_year_of_a_bundles_table() -> None:
    assert of_year(panel(("a", "x", 2021, 1), ("b", "y", 2020, 2)), 2020).values.tolist() == [["b", "y", 2]]


@pytest.mark.parametrize(
    ("table", "allowed"),
    [(panel(("a", "x", 2021, 1)), "2021"), (pd.DataFrame(), "a data set with a table of industries")],
)
def test_a_year_without_values_is_refused(table: pd.DataFrame, allowed: str) -> None:
    with pytest.raises(MethodError, match=f"found the year 2020, allowed: {allowed}"):
        of_year(table, 2020)
