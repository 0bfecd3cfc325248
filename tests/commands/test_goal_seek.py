"""The command goal-seek."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest

from cluster_core import default_scenario, load_dataset
from cluster_core.__main__ import main
from cluster_core.assess.assessment import assess
from cluster_core.commands import scenario_options
from cluster_core.explore.what_if import what_if

Captured = pytest.CaptureFixture[str]
ASK = ["goal-seek", "--bundle", "data/practice", "--region", "p09"]


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """Read each bundle once for all of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario_options, "load_dataset", cache(load_dataset))
        yield


def test_the_values_that_it_prints_attain_the_rank(capsys: Captured) -> None:
    argv = [*ASK, "--to-rank", "6", "--levers", "rd_intensity,export_gdp,loans_gdp,college_share"]
    assert main([*argv, "--costs", "export_gdp=3"]) == 0
    out, _ = capsys.readouterr()
    table = pd.read_csv(io.StringIO(out))
    assert list(table.columns) == ["indicator", "current", "needed", "change", "bound", "feasible"]
    assert table["feasible"].all()
    assert (table["needed"] - table["current"]).tolist() == pytest.approx(table["change"].tolist())
    dataset = load_dataset("data/practice")
    result = assess(dataset, default_scenario(dataset))
    needed = {("p09", name): value for name, value in zip(table["indicator"], table["needed"], strict=True)}
    assert what_if(result, needed).ranks.loc["p09", "four_forces"] == 6


def test_out_of_reach_has_the_best_rank_and_a_plain_warning(capsys: Captured) -> None:
    assert main([*ASK, "--to-rank", "1", "--bounds", "own_pace"]) == 0
    out, err = capsys.readouterr()
    table = pd.read_csv(io.StringIO(out))
    assert list(table.columns)[-1] == "best_rank"
    assert not table["feasible"].any()
    assert f"rank 1 is not reachable: best possible is rank {table['best_rank'][0]}" in err
    assert "next ahead p06" in err


def test_met_already_is_a_warning(capsys: Captured) -> None:
    assert main([*ASK, "--to-score", "5"]) == 0
    out, err = capsys.readouterr()
    assert (pd.read_csv(io.StringIO(out))["change"] == 0).all()
    assert "met already (rank 8" in err


def test_what_is_no_lever_is_told(capsys: Captured) -> None:
    argv = ["goal-seek", "--bundle", "data/jiangsu", "--region", "320900", "--to-rank", "12"]
    assert main([*argv, "--bounds", "own_pace"]) == 0
    err = capsys.readouterr().err
    assert "er_planning_fit: no lever, its value of 320900 is missing" in err
    assert "rd_intensity: no own pace of 320900; the best peer bounds it" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to-rank", "40"], "target rank: found 40, allowed: 1 to 12"),
        (["--to-rank", "x"], "found 'x', allowed: a whole number"),
        (["--to-rank", "3", "--to-score", "4"], "not allowed with argument"),
        ([], "one of the arguments --to-rank --to-score is required"),
        (["--to-rank", "3", "--levers", "rd_intensty"], "Did you mean 'rd_intensity'?"),
        (["--to-rank", "3", "--costs", "rd_intensity=-1"], "cost of rd_intensity: found -1"),
        (
            ["--to-rank", "3", "--costs", "rd_intensity"],
            "--costs: found 'rd_intensity', allowed: INDICATOR=NUMBER",
        ),
        (
            ["--to-rank", "3", "--bounds", "best"],
            "--bounds: found 'best', allowed: best_peer, halfway, own_pace, or INDICATOR",
        ),
        (
            ["--to-rank", "3", "--bounds", "rd_intensity=0"],
            "bound of rd_intensity: found 0, allowed: from 2.9",
        ),
        (["--to-rank", "3", "--normalise", "rank"], "found 'rank', allowed for goals: minmax"),
        (["--to-score", "nan"], "target score: found nan"),
    ],
)
def test_wrong_options_are_refused_by_name(capsys: Captured, options: list[str], said: str) -> None:
    assert main([*ASK, *options]) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_region_is_named_with_the_nearest(capsys: Captured) -> None:
    assert main(["goal-seek", "--bundle", "data/practice", "--region", "p9", "--to-rank", "3"]) == 2
    assert "found 'p9'" in (err := capsys.readouterr().err)
    assert "Did you mean 'p09'?" in err


def test_one_region_has_met_the_first_rank(capsys: Captured) -> None:
    assert main([*ASK, "--peers", "p09", "--to-rank", "1"]) == 0
    out, err = capsys.readouterr()
    assert "the target is met already (rank 1" in err
    assert set(pd.read_csv(io.StringIO(out))["change"]) <= {0.0}


def test_bounds_without_width_leave_everything_where_it_is_and_say_so(capsys: Captured) -> None:
    dataset = load_dataset("data/practice")
    prepared = assess(dataset, default_scenario(dataset)).prepared
    today = float(prepared.denominated[prepared.units.index("p09"), prepared.at["rd_intensity"]])
    argv = [*ASK, "--to-rank", "1", "--levers", "rd_intensity", "--bounds", f"rd_intensity={today!r}"]
    assert main(argv) == 0
    out, err = capsys.readouterr()
    assert pd.read_csv(io.StringIO(out))["change"].tolist() == [0.0]
    assert "rank 1 is not reachable: best possible is rank 8" in err
