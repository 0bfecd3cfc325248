"""Theil and Dagum on the incomes of 32 Mexican states, 1940-2000, in five regions, as the command line prints them."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from tests.contract.bundles import Bundle, table, tree

HERE = Path(__file__).parent


def mexico() -> tuple[Bundle, dict[str, dict[str, str]]]:
    """The states as a bundle, and the two printed rows."""
    with (HERE / "domain_theil_mexico.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    states = [row for row in rows if not row["state"].startswith("expected")]
    years = [name for name in states[0] if name.startswith("pcgdp")]
    bundle = Bundle(
        regions={f"S{at}": {"group": f"H{row['group_hanson98']}"} for at, row in enumerate(states)},
        indicators={"income": {}},
        facts={
            (f"S{at}", "income", int(year.removeprefix("pcgdp"))): float(row[year])
            for at, row in enumerate(states)
            for year in years
        },
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": ["income"]}])},
    )
    return bundle, {row["state"]: row for row in rows if row["state"].startswith("expected")}


def test_theil_total_and_between(tmp_path: Path) -> None:
    bundle, printed = mexico()
    rows = table("disparity", "--bundle", bundle.write(tmp_path), "--indicator", "income")
    assert [row["year"] for row in rows] == [str(year) for year in range(1940, 2001, 10)]
    for row in rows:
        column = f"pcgdp{row['year']}"
        assert row["n"] == "32"
        total, between = (float(printed[name][column]) for name in ("expected_T", "expected_between"))
        assert float(row["theil"]) == pytest.approx(total, abs=0.51e-8)
        assert float(row["between"]) == pytest.approx(between, abs=0.51e-8)
        assert float(row["within"]) == pytest.approx(total - between, abs=1.1e-8)


def test_dagum_of_the_year_2000(tmp_path: Path) -> None:
    rows = table(
        "disparity", "--bundle", mexico()[0].write(tmp_path), "--indicator", "income", "--year", 2000
    )
    assert len(rows) == 1
    expected = {
        "gini": 0.25811308,
        "gini_within": 0.03901773,
        "gini_between": 0.13371130,
        "gini_overlap": 0.08538406,
    }
    for name, number in expected.items():
        assert float(rows[0][name]) == pytest.approx(number, abs=0.51e-8), name


def test_half_of_the_units_have_everything(tmp_path: Path) -> None:
    bundle = Bundle(
        regions={f"R{at}": {"group": "poor" if at < 3 else "rich"} for at in range(6)},
        indicators={"income": {}},
        facts={(f"R{at}", "income", 2020): 0.0 if at < 3 else 10.0 for at in range(6)},
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": ["income"]}])},
    )
    row = table("disparity", "--bundle", bundle.write(tmp_path), "--indicator", "income")[0]
    assert float(row["theil"]) == pytest.approx(math.log(2), abs=1e-12)
    assert float(row["between"]) == pytest.approx(math.log(2), abs=1e-12)
    assert float(row["within"]) == 0
    assert row["sigma"] == ""
