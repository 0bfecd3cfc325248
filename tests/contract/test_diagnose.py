"""`diagnose`: a profile as a table, against the reference where it has one, and against itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract import reference
from tests.contract.bundles import Bundle, bundles, elsewhere, folder, number, refused, run, small, table

COLUMNS = [
    *("region", "indicator", "value", "year", "goodness", "rank", "weight"),
    *("gap_frontier", "gap_group", "obstacle", "quadrant", "strength"),
]


def test_columns_and_one_region(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    result = run("diagnose", "--bundle", path)
    assert result.code == 0, result.err
    assert result.header[: len(COLUMNS)] == COLUMNS
    one = table("diagnose", "--bundle", path, "--region", result.rows[0]["region"])
    assert one == [row for row in result.rows if row["region"] == result.rows[0]["region"]]


def test_wrong_regions_and_flags_are_refused(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    assert "Atlantis" in refused("diagnose", "--bundle", path, "--region", "Atlantis")
    assert "heavy" in refused("diagnose", "--bundle", path, "--weights", "heavy")


def test_clusters_of_another_country(tmp_path: Path) -> None:
    rows = table("diagnose", "--bundle", elsewhere().write(tmp_path), "--unit", "cluster")
    assert {row["region"] for row in rows} == {"aero", "bio", "wood"}
    assert {row["gap_group"] for row in rows} == {""}


@settings(max_examples=9, deadline=None)
@given(bundles(breaks=False), st.sampled_from(["default", "equal"]))
def test_drawn_bundles(bundle: Bundle, weights: str) -> None:
    data = bundle.data()
    year = max(data.years())
    with folder() as path:
        place = bundle.write(path)
        rows = table("diagnose", "--bundle", place, "--year", year, "--weights", weights)
        weighed = table("weights", "--bundle", place, "--year", year, "--method", weights)
    leaves = reference.leaves(reference.read_tree(bundle.framework))
    assert [row["indicator"] for row in rows] == list(leaves) * len(data.units)
    for name in leaves:
        own = [row for row in rows if row["indicator"] == name]
        values = reference.denominated(data, name, year, 3)
        whole = sum(float(row["effective_weight"]) for row in weighed if row["node"] == name)
        known = [value for value in values.values() if value is not None]
        best = (max if bundle.indicators[name]["direction"] == "benefit" else min)(known, default=None)
        for row in own:
            value = values[row["region"]]
            assert reference.close(number(row["value"]), value)
            assert float(row["weight"]) == pytest.approx(whole)
            gap = None if value is None or best is None else abs(best - value)
            assert reference.close(number(row["gap_frontier"]), gap)
            assert (row["rank"] == "") == (value is None)
            assert (row["quadrant"] == "") == (row["goodness"] == "")
    for region in data.units:
        held = [number(row["obstacle"]) for row in rows if row["region"] == region and row["obstacle"]]
        if held:
            assert sum(part for part in held if part is not None) == pytest.approx(100) or set(held) == {0}
