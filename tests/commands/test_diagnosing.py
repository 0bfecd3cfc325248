"""The commands shortcomings, toolbox, diagnose and coupling."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from cluster_core.__main__ import main

Captured = pytest.CaptureFixture[str]


def test_one_region_is_diagnosed_among_all(folder: Path, capsys: Captured) -> None:
    assert main(["shortcomings", "--bundle", str(folder), "--region", "R2"]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert set(found["region"]) == {"R2"}
    assert set(found["item"]) == {"i"}


def test_what_answers_each_item_of_one_region_or_of_all(folder: Path, capsys: Captured) -> None:
    tables = []
    for region in ([], ["--region", "R2"]):
        assert main(["toolbox", "--bundle", str(folder), *region]) == 0
        tables.append(pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str, keep_default_na=False))
    every, one = tables
    assert set(every["item"]) == set(one["item"]) == {"i"}
    assert set(one["region"]) == {"R2"} < set(every["region"])
    pd.testing.assert_frame_equal(every[every["region"] == "R2"].reset_index(drop=True), one)


def test_the_side_on_which_grades_are_closed_moves_a_limit_only(capsys: Captured) -> None:
    tables = []
    for side in ("left", "right"):
        assert main(["coupling", "--bundle", "data/practice", "--closed", side]) == 0
        tables.append(pd.read_csv(io.StringIO(capsys.readouterr().out)))
    left, right = tables
    pd.testing.assert_series_equal(left["D"], right["D"])
    inside = (left["D"] * 10).round(9) % 1 != 0
    assert (left["grade"] == right["grade"])[inside].all()
    assert list(left.columns[:6]) == ["region", "C", "T", "D", "grade", "lagging"]
