"""`robustness` of the command line against plain Python: the same question put to `score` draw by draw."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.contract.bundles import Bundle, number, refused, table, tree

DRAWS = 2_000
NAMES = ["a", "b", "c"]


def flat(values: dict[str, list[float | None]]) -> Bundle:
    """Indicators straight below the root, with goalposts 0-1: a region's values are its scores."""
    units = [f"R{at}" for at in range(len(next(iter(values.values()))))]
    return Bundle(
        regions={unit: {} for unit in units},
        indicators={name: {"goalpost_low": 0, "goalpost_high": 1} for name in values},
        facts={
            (unit, name, 2020): value
            for name, column in values.items()
            for unit, value in zip(units, column, strict=True)
        },
        frameworks={
            "t": tree("t", [{"id": f"n{name}", "parent": "t", "indicators": [name]} for name in values])
        },
    )


def by_hand(rows: list[list[float]], draws: int, floor: float = 0.0) -> list[list[float]]:
    """Acceptability by sorted uniform gaps, another way to the uniform simplex, and counting who is better."""
    rng = random.Random(5)
    count, size = len(rows), len(rows[0])
    met = [[0] * count for _ in rows]
    for _ in range(draws):
        cuts = [0.0, *sorted(rng.random() for _ in range(size - 1)), 1.0]
        weights = [floor + (1 - size * floor) * (cuts[at + 1] - cuts[at]) for at in range(size)]
        scores = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
        for at, own in enumerate(scores):
            met[at][sum(other > own + 1e-9 for other in scores)] += 1
    return [[hits / draws for hits in row] for row in met]


def matrix(rows: list[dict[str, str]], count: int) -> list[list[float]]:
    values = [float(row["acceptability"]) for row in rows]
    return [values[at : at + count] for at in range(0, len(values), count)]


@pytest.mark.parametrize("floor", [0.0, 0.2])
def test_acceptability_is_that_of_another_sampler(tmp_path: Path, floor: float) -> None:
    rng = random.Random(2)
    rows = [[round(rng.random(), 3) for _ in NAMES] for _ in range(6)]
    path = flat({name: [row[at] for row in rows] for at, name in enumerate(NAMES)}).write(tmp_path)
    argv = ["--bundle", path, "--draws", DRAWS, "--floor-weight", floor]
    found = matrix(table("robustness", *argv, "--matrix"), len(rows))
    expected = by_hand(rows, DRAWS, floor)
    for mine, theirs in zip(found, expected, strict=True):
        assert mine == pytest.approx(theirs, abs=4 * (0.5 / DRAWS) ** 0.5)
    summary = table("robustness", *argv)
    for at, row in enumerate(summary):
        assert float(row["share_top1"]) == found[at][0]
        assert float(row["share_top5"]) == pytest.approx(sum(found[at][:5]))
        reached = [rank for rank, share in enumerate(found[at], 1) if share > 0]
        assert int(row["best_rank"]) <= reached[0]
        assert int(row["worst_rank"]) >= reached[-1]
        for share in (5, 50, 95):
            place = next(r for r in range(1, 7) if sum(found[at][:r]) >= share / 100 - 1e-12)
            assert int(row[f"rank_p{share:02}"]) == place
    scored = {row["region"]: row["rank"] for row in table("score", "--bundle", path) if row["node"] == "t"}
    assert {row["region"]: row["rank"] for row in summary} == scored


def test_two_thirds_and_the_triangle(tmp_path: Path) -> None:
    two = flat({"a": [1, 0], "b": [0, 0.5]}).write(tmp_path / "two")
    rows = table("robustness", "--bundle", two)
    assert float(rows[0]["share_top1"]) == pytest.approx(2 / 3, abs=4 * (2 / 9 / 10_000) ** 0.5)
    three = flat({"a": [1, 0, 0.4], "b": [0, 1, 0.4], "c": [0, 0, 0.4]}).write(tmp_path / "three")
    shares = [float(row["share_top1"]) for row in table("robustness", "--bundle", three)]
    assert shares == pytest.approx([0.34, 0.34, 0.32], abs=4 * (0.25 / 10_000) ** 0.5)


def test_gaps_ties_and_one_region(tmp_path: Path) -> None:
    gaps = flat({"a": [0.2, 0.2, None], "b": [0.7, 0.7, None]}).write(tmp_path / "gaps")
    rows = table("robustness", "--bundle", gaps, "--draws", 50)
    for row in rows[:2]:
        assert list(row.values())[1:7] == ["1"] * 6
        assert number(row["share_top1"]) == 1
    assert list(rows[2].values()) == ["R2", *[""] * 9]
    one = flat({"a": [0.2], "b": [0.7]}).write(tmp_path / "one")
    (row,) = table("robustness", "--bundle", one, "--draws", 50, "--vary", "all")
    assert (row["rank_p05"], row["worst_rank"], row["share_top5"]) == ("1", "1", "1.0")


def test_contradictions_are_named(tmp_path: Path) -> None:
    path = flat({"a": [1, 0], "b": [0, 0.5]}).write(tmp_path)
    said = refused("robustness", "--bundle", path, "--floor-weight", 0.6)
    assert "na at least 60 %" in said
    assert "nb at least 60 %" in said
    assert "floor" in refused("robustness", "--bundle", path, "--floor-weight", "a lot")
