"""`audit`: correlations, alpha and rank shifts of the command line against plain Python and against `score`."""

from __future__ import annotations

from pathlib import Path
from statistics import correlation

import pytest

from tests.contract.bundles import Bundle, elsewhere, refused, table, tree


def flat(values: dict[str, list[float]], names: list[str]) -> Bundle:
    """Every indicator under one node, with goalposts 0-100: its values are its scores."""
    units = [f"R{at}" for at in range(len(next(iter(values.values()))))]
    return Bundle(
        regions={unit: {} for unit in units},
        indicators={name: {"goalpost_low": 0, "goalpost_high": 100} for name in values},
        facts={
            (unit, name, 2020): value
            for name, column in values.items()
            for unit, value in zip(units, column, strict=True)
        },
        frameworks={"t": tree("t", [{"id": "n", "parent": "t", "indicators": names}])},
    )


VALUES = {"a": [90.0, 10, 40, 70, 30], "b": [20.0, 60, 50, 10, 35], "c": [80.0, 30, 45, 75, 5]}


def places(values: list[float]) -> list[int]:
    """The place of each value among the others; none are equal here."""
    return [sorted(values).index(value) for value in values]


def ranks(path: Path) -> dict[str, int]:
    return {row["region"]: int(row["rank"]) for row in table("score", "--bundle", path) if row["node"] == "t"}


def test_against_score_and_plain_python(tmp_path: Path) -> None:
    path = flat(VALUES, ["a", "b", "c"]).write(tmp_path / "whole")
    rows = {row["node"]: row for row in table("audit", "--bundle", path)}
    assert list(rows) == ["n", "a", "b", "c"]
    scores = [float(row["score"]) for row in table("score", "--bundle", path) if row["node"] == "n"]
    before = ranks(path)
    for name, column in VALUES.items():
        row = rows[name]
        assert (row["parent"], row["n"]) == ("n", "5")
        assert float(row["pearson"]) == pytest.approx(correlation(column, scores))
        assert float(row["spearman"]) == pytest.approx(correlation(places(column), places(scores)))
        others = [other for other in VALUES if other != name]
        r = correlation(*(VALUES[other] for other in others))
        assert float(row["alpha_deleted"]) == pytest.approx(2 * r / (1 + r))
        after = ranks(flat(VALUES, others).write(tmp_path / f"without_{name}"))
        moves = [abs(after[unit] - before[unit]) for unit in before]
        assert float(row["rank_shift_mean"]) == pytest.approx(sum(moves) / 5)
        assert float(row["rank_shift_max"]) == max(moves)
    assert rows["n"]["flag"] == "only_child"
    assert rows["n"]["rank_shift_mean"] == "", "nothing is left without it"


def test_undefined_cells_are_empty(tmp_path: Path) -> None:
    rows = table("audit", "--bundle", flat({"a": [50.0], "b": [20.0]}, ["a", "b"]).write(tmp_path))
    for row in rows:
        assert [row[name] for name in ("pearson", "spearman", "alpha_deleted")] == ["", "", ""]
        assert row["flag"] == "undefined"


def test_any_tree_clusters_and_weights(tmp_path: Path) -> None:
    path = elsewhere().write(tmp_path)
    assert table("audit", "--bundle", path, "--unit", "cluster")
    plain, weighted = (table("audit", "--bundle", path, "--weights", name) for name in ("default", "critic"))
    assert [row["node"] for row in plain] == [row["node"] for row in weighted]
    assert plain != weighted


def test_wrong_weights_are_refused(tmp_path: Path) -> None:
    assert "heavy" in refused("audit", "--bundle", elsewhere().write(tmp_path), "--weights", "heavy")
