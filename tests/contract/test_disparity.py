"""`disparity`: from scores and indicators, years and sizes; every measure against a few lines of plain Python."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import fmean, stdev

import pytest

from tests.contract.bundles import Bundle, refused, run, table, tree


def places() -> Bundle:
    """Four regions in two groups, two years, one value missing in the first."""
    values = {"R1": (10, 12, 100, 1), "R2": (20, 22, 300, 3), "R3": (40, 30, 50, 7), "R4": (None, 5, 80, 2)}
    return Bundle(
        regions={name: {"group": "N" if name < "R3" else "S"} for name in values},
        indicators={
            "gdp": {},
            "people": {},
            "jobs": {},
            "gdp_head": {"numerator": "gdp", "denominator": "people"},
        },
        facts={
            (region, name, year): value
            for region, (before, after, people, jobs) in values.items()
            for name, year, value in [
                ("gdp", 2019, before),
                ("gdp", 2020, after),
                ("people", 2020, people),
                ("jobs", 2020, jobs),
            ]
        },
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": ["gdp", "jobs"]}])},
    )


def theil(amounts: list[float], sizes: list[float]) -> float:
    whole, count = sum(amounts), sum(sizes)
    return sum(
        y / whole * math.log(y / whole / (n / count)) for y, n in zip(amounts, sizes, strict=True) if y
    )


def test_an_indicator_over_the_years(tmp_path: Path) -> None:
    rows = table("disparity", "--bundle", places().write(tmp_path), "--indicator", "gdp")
    assert [(row["year"], row["n"], row["missing"]) for row in rows] == [
        ("2019", "3", "1"),
        ("2020", "4", "0"),
    ]
    y = [12.0, 22, 30, 5]
    last = {name: float(cell) for name, cell in rows[1].items()}
    assert last["theil"] == pytest.approx(theil(y, [1] * 4))
    assert last["between"] == pytest.approx(theil([34, 35], [2, 2]))
    assert last["within"] == pytest.approx(last["theil"] - last["between"])
    assert last["cv"] == pytest.approx(stdev(y) / fmean(y))
    assert last["sigma"] == pytest.approx(stdev([math.log(value) for value in y]))
    assert last["gini"] == pytest.approx(sum(abs(a - b) for a in y for b in y) / (2 * 16 * fmean(y)))
    assert last["gini"] == pytest.approx(last["gini_within"] + last["gini_between"] + last["gini_overlap"])


def test_a_ratio_weighted_by_its_denominator_is_the_theil_of_the_totals(tmp_path: Path) -> None:
    rows = table(
        *("disparity", "--bundle", places().write(tmp_path), "--indicator", "gdp_head", "--size", "people"),
        *("--year", 2020),
    )
    assert len(rows) == 1
    assert float(rows[0]["theil"]) == pytest.approx(theil([12, 22, 30, 5], [100, 300, 50, 80]))
    assert float(rows[0]["between"]) == pytest.approx(theil([34, 35], [400, 130]))


def test_the_score_by_default(tmp_path: Path) -> None:
    path = places().write(tmp_path)
    scores = [
        float(r["score"]) for r in table("score", "--bundle", path, "--pool", "all") if r["node"] == "t"
    ]
    last = table("disparity", "--bundle", path)[-1]
    assert last["year"] == "2020"
    assert float(last["cv"]) == pytest.approx(stdev(scores) / fmean(scores))
    weighted = table("disparity", "--bundle", path, "--weights", "entropy")[-1]
    assert weighted["cv"] != last["cv"]


def test_only_the_peers(tmp_path: Path) -> None:
    rows = table("disparity", "--bundle", places().write(tmp_path), "--indicator", "gdp", "--peers", "R1,R2")
    assert [row["n"] for row in rows] == ["2", "2"]
    assert float(rows[0]["between"]) == 0


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["--indicator", "gdb"], "Did you mean 'gdp'?"),
        (["--size", "crowd"], "crowd"),
        (["--size", "gdp_head"], "gdp_head"),
        (["--normalise", "rank"], "'rank'"),
        (["--normalise", "zscore"], "allowed: 0 or more"),
    ],
)
def test_refused(tmp_path: Path, argv: list[str], found: str) -> None:
    assert found in refused("disparity", "--bundle", places().write(tmp_path), *argv)


def test_negative_values_are_refused_by_name(tmp_path: Path) -> None:
    bundle = places()
    bundle.facts["R3", "gdp", 2019] = -4.0
    assert "-4 (R3, 2019)" in refused("disparity", "--bundle", bundle.write(tmp_path), "--indicator", "gdp")


def test_one_region_has_no_spread_but_a_row(tmp_path: Path) -> None:
    row = table("disparity", "--bundle", places().write(tmp_path), "--indicator", "jobs", "--peers", "R1")[0]
    assert [row[name] for name in ("theil", "cv", "sigma", "n")] == ["0.0", "", "", "1"]


def test_a_year_without_values_prints_the_header_alone(tmp_path: Path) -> None:
    found = run("disparity", "--bundle", places().write(tmp_path), "--indicator", "gdp", "--year", 1990)
    assert (found.code, found.rows) == (0, [])
    assert found.header[0] == "year"
