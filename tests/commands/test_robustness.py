"""The command robustness."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from cluster_core.__main__ import main
from cluster_core.commands import robustness, scenario_options
from cluster_core.commands.robustness import COLUMNS
from cluster_core.explore.data_errors import DataErrors
from cluster_core.store.read import load_dataset

Captured = pytest.CaptureFixture[str]
CALL = ["robustness", "--bundle", "data/practice", "--draws", "400"]
DATA = load_dataset("data/practice")


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_options, "load_dataset", lambda _: DATA)


def table(capsys: Captured, *options: str) -> tuple[pd.DataFrame, str]:
    assert main([*CALL, *options]) == 0
    out, err = capsys.readouterr()
    return pd.read_csv(io.StringIO(out)), err


def refused(capsys: Captured, *options: str) -> str:
    assert main([*CALL, *options]) == 2
    return capsys.readouterr().err


def test_ranks_shares_and_exact_bounds_under_other_weights(capsys: Captured) -> None:
    found, _ = table(capsys, "--floor-weight", "0.1")
    assert list(found) == COLUMNS
    assert (found["bounds"] == "exact").all()
    ordered = found[["best_rank", "rank_p05", "rank_p50", "rank_p95", "worst_rank"]]
    assert (ordered.diff(axis=1).iloc[:, 1:] >= 0).all().all()
    assert found["share_top1"].sum() == pytest.approx(1)
    assert found["share_top5"].sum() == pytest.approx(5)
    wide, _ = table(capsys)
    assert (wide["best_rank"] <= found["best_rank"]).all()
    assert (wide["worst_rank"] >= found["worst_rank"]).all()


def test_the_same_seed_the_same_table(capsys: Captured) -> None:
    one, two, other = (table(capsys, "--matrix", "--seed", seed)[0] for seed in ("3", "3", "4"))
    assert one.equals(two)
    assert not one.equals(other)


def test_the_matrix_has_every_rank_of_every_region(capsys: Captured) -> None:
    found, _ = table(capsys, "--matrix", "--weights", "equal")
    assert list(found) == ["region", "rank", "acceptability"]
    assert len(found) == 12 * 12
    assert found.groupby("region")["acceptability"].sum().to_numpy() == pytest.approx(1)
    assert found.groupby("rank")["acceptability"].sum().to_numpy() == pytest.approx(1)


def test_where_the_score_is_not_linear_bounds_are_sampled_and_said(capsys: Captured) -> None:
    found, said = table(capsys, "--aggregate", "geometric", "--levels", "all", "--around", "mine")
    assert set(found["bounds"]) <= {"exact", "sampled"}
    minimum, said = table(capsys, "--aggregate", "min", "--levels", "all", "--around", "equal")
    assert (minimum["bounds"] == "sampled").all()
    assert "bounds: the score is not linear" in said


def test_methods_alone_and_with_weights(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from cluster_core.explore import method_uncertainty as module
    from cluster_core.explore.methods import Methods

    few = Methods(("minmax", "zscore"), ("arithmetic", "geometric"), ("equal",), ("none",), ("none",))
    monkeypatch.setattr(module, "Methods", lambda: few)
    methods, _ = table(capsys, "--vary", "method")
    assert (methods["bounds"] == "exact").all()
    assert (methods["best_rank"] <= methods["rank"]).all()
    monkeypatch.setattr(robustness, "Methods", lambda: few)
    for errors in (True, False):  # stated, as the practice data do, and not
        if not errors:
            monkeypatch.setattr(robustness, "data_errors", lambda _: DataErrors((), (), {}, {}))
        both, said = table(capsys, "--vary", "all")
        assert (both["bounds"] == "sampled").all()
        assert "1 of 4 combinations are not defined" in said
        assert ("are taken as certain" in said) == errors


def test_data_alone_and_with_weights(capsys: Captured) -> None:
    data, said = table(capsys, "--vary", "data")
    assert list(data) == COLUMNS
    assert (data["bounds"] == "sampled").all()
    assert (data["best_rank"] < data["worst_rank"]).any()
    assert "are taken as certain: " in said
    both, _ = table(capsys, "--vary", "weights+data", "--floor-weight", "0.1")
    weights, _ = table(capsys, "--floor-weight", "0.1")
    assert (both["worst_rank"] - both["best_rank"]).sum() > (data["worst_rank"] - data["best_rank"]).sum()
    assert not both["share_top5"].equals(weights["share_top5"])
    again, _ = table(capsys, "--vary", "data", "--matrix")
    assert again.groupby("region")["acceptability"].sum().to_numpy() == pytest.approx(1)


def test_without_a_stated_error_the_data_are_not_varied(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenario_options, "load_dataset", lambda _: load_dataset("data/jiangsu"))
    said = refused(capsys, "--vary", "data")
    assert "no value states an error" in said
    assert "Fill the column error in indicators.csv (percent) or observations.csv" in said


def test_orders_and_caps_narrow_what_is_admitted(capsys: Captured) -> None:
    free, _ = table(capsys)
    bound, _ = table(
        capsys, "--at-least", "innovation:brand", "--at-least", "brand:support", "--cap-weight", "0.5"
    )
    assert (bound["worst_rank"] <= free["worst_rank"]).all()
    assert (bound["worst_rank"] < free["worst_rank"]).any()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--draws", "0"], "found '0', allowed: a whole number from 1 up"),
        (["--draws", "1e4"], "found '1e4', allowed: a whole number"),
        (["--seed", "-1"], "found '-1'"),
        (["--levels", "2"], "invalid choice: '2'"),
        (["--floor-weight", "0.3"], "innovation at least 30 %"),
        (["--floor-weight", "nan"], "found nan as the least share"),
        (["--floor-weight", "1.5"], "1.5"),
        (["--cap-weight", "0.2"], "innovation at most 20 %"),
        (["--at-least", "innovation"], "allowed: MORE:LESS"),
        (["--at-least", "inovation:brand"], "Did you mean 'innovation'?"),
        (["--at-least", "innovation:rd_intensity"], "rd_intensity"),
    ],
)
def test_what_cannot_be_done_is_said(capsys: Captured, options: list[str], said: str) -> None:
    assert said in refused(capsys, *options)


def test_a_million_draws_are_capped_and_said(capsys: Captured) -> None:
    _, said = table(capsys, "--draws", "1000000", "--around", "mine")
    assert "draws: 1000000 asked for, 200000 made" in said


@pytest.mark.parametrize("vary", ["weights", "data", "weights+data"])
def test_one_region_is_first_whatever_varies(capsys: Captured, vary: str) -> None:
    found, _ = table(capsys, "--vary", vary, "--peers", "p03")
    assert found[["rank_p05", "rank_p95", "best_rank", "worst_rank"]].to_numpy().tolist() == [[1, 1, 1, 1]]


def test_floors_that_leave_no_room_give_the_rank_of_those_weights(capsys: Captured) -> None:
    found, _ = table(capsys, "--floor-weight", "0.25", "--weights", "equal")
    for column in ("rank_p05", "rank_p95", "best_rank", "worst_rank"):
        assert found[column].tolist() == found["rank"].tolist()


def test_a_million_draws_of_data_are_capped_and_said(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluster_core.explore.acceptability.MOST_DRAWS", 300)
    _, said = table(capsys, "--draws", "1000000", "--vary", "data")
    assert "draws: 1000000 asked for, 300 made" in said


def test_cancelled_in_the_middle_says_so_and_writes_nothing(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(robustness, "extreme_ranks", interrupted)
    assert main(CALL) == 130
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[-1]) == ("", "cancelled: nothing was written")
