"""The commands audit, rankings and disparity."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from cluster_core.__main__ import main

Captured = pytest.CaptureFixture[str]


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


def test_rankings_side_by_side_or_how_far_they_agree(capsys: Captured) -> None:
    assert main(["rankings", "--bundle", "data/practice", "--weights", "equal"]) == 0
    out, err = capsys.readouterr()
    assert rows(out)[0] == ["region", "method", "score", "rank"]
    assert len(rows(out)) == 1 + 9 * 12
    assert "synthetic" in err
    assert main(["rankings", "--bundle", "data/practice", "--agreement"]) == 0
    found = rows(capsys.readouterr().out)
    assert found[0] == ["method", "units", "kendall", "spearman", "ws"]
    assert found[1][:2] == ["arithmetic", "12"]


def test_disparity_of_one_year_is_that_row_of_all_years(capsys: Captured) -> None:
    argv = ["disparity", "--bundle", "data/practice", "--indicator", "gdp"]
    assert main(argv) == 0
    every = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert main([*argv, "--year", "2022"]) == 0
    one = pd.read_csv(io.StringIO(capsys.readouterr().out))
    pd.testing.assert_frame_equal(one, every[every["year"] == 2022].reset_index(drop=True))
