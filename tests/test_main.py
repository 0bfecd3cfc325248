"""The command line from within: exit status, what goes to which stream, and how tables are written."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cluster_core.__main__ as command_line
from cluster_core.__main__ import main
from cluster_core.errors import ScenarioError
from cluster_core.store.read import bundle_names
from tests.store.samples import bundle, edited, write

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle with a value for two regions, beside what bundles share."""
    return bundle(tmp_path / "data")


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


# --- exit status -------------------------------------------------------------------------------------------------


def test_done_is_0_with_the_table_on_standard_output(folder: Path, capsys: Captured) -> None:
    assert main(["score", "--bundle", str(folder)]) == 0
    out, _ = capsys.readouterr()
    assert rows(out)[0] == ["framework", "node", "level", "region", "year", "score", "rank", "coverage"]
    assert len(rows(out)) == 1 + 3 * 3  # the root and two nodes, three regions


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["score"],
        ["score", "--bundle"],
        ["score", "--bund", "x"],  # no abbreviations: a later option could change their meaning
        ["check"],
    ],
)
def test_wrong_arguments_are_2_with_the_usage_on_standard_error(
    arguments: list[str], capsys: Captured
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: python -m cluster_core")


def test_help_is_0(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    assert "COMMAND" in capsys.readouterr().out


def test_an_error_of_the_core_is_2_and_only_its_words_are_shown(folder: Path, capsys: Captured) -> None:
    assert main(["score", "--bundle", str(folder), "--framework", "tow"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "framework: found 'tow', allowed: two, common. Did you mean 'two'?"


def test_a_fault_of_ours_is_1_without_a_traceback(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(command_line, "assess", broken)
    assert main(["score", "--bundle", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "internal error, please report it: ZeroDivisionError: a slip"
    assert "Traceback" not in err


def test_a_reader_that_has_seen_enough_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def gone(_content: bytes) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(command_line, "_write_out", gone)
    with (tmp_path / "pipe").open("w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["score", "--bundle", str(folder)]) == 0
        os.write(pipe.fileno(), b"lost")  # what is still to come goes nowhere
    assert (tmp_path / "pipe").read_bytes() == b""


def test_interruption_is_not_swallowed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "assess", stop)
    with pytest.raises(KeyboardInterrupt):
        main(["score", "--bundle", str(folder)])


# --- numbers as arguments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "number"), [("2020", 2020), ("-1", -1), (" 7 ", 7)])
def test_whole_numbers(text: str, number: int) -> None:
    assert command_line._whole(text) == number


@pytest.mark.parametrize("text", ["", "x", "2020.0", "1e3", "2_020", "２０２０", "٢٠٢٠"])
def test_other_whole_numbers_are_refused_by_their_text(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=f"found '{text}', allowed: a whole number"):
        command_line._whole(text)


@pytest.mark.parametrize(("text", "number"), [("0.5", 0.5), ("1", 1.0), ("-1e-3", -0.001)])
def test_numbers(text: str, number: float) -> None:
    assert command_line._number(text) == number


@pytest.mark.parametrize("text", ["", "half", "0,5", "1_0", "５"])
def test_other_numbers_are_refused_by_their_text(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=f"found '{text}', allowed: a number"):
        command_line._number(text)


@pytest.mark.parametrize("option", ["--year", "--max-age"])
def test_a_whole_number_of_any_length_is_an_argument_like_others(folder: Path, option: str) -> None:
    assert main(["score", "--bundle", str(folder), option, "1" * 400]) == 2


# --- choosing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_file"),
    [("two", False), ("two.v1", False), ("a/b", True), ("two.yaml", True), ("w.csv", True), ("./two", True)],
)
def test_a_slash_or_an_ending_makes_a_file(name: str, is_file: bool) -> None:
    assert command_line._is_file(name) is is_file


def test_a_framework_of_ones_own_is_added_by_file(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    write(tmp_path, {"own.yaml": "framework: {id: own}\nnodes: [{id: n, parent: own, indicators: [a]}]\n"})
    assert main(["score", "--bundle", str(folder), "--framework", str(tmp_path / "own.yaml")]) == 0
    assert {row[0] for row in rows(capsys.readouterr().out)[1:]} == {"own"}


def test_a_weights_file_needs_no_ending(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    write(tmp_path, {"w": "node,parent,weight\none,two,1\nother,two,3\n"})
    assert main(["weights", "--bundle", str(folder), "--method", str(tmp_path / "w")]) == 0
    assert rows(capsys.readouterr().out)[1:3] == [
        ["one", "two", "0.25", "0.25"],
        ["other", "two", "0.75", "0.75"],
    ]


@pytest.mark.parametrize(
    ("method", "shares"), [("default", ["0.666667", "0.333333"]), ("equal", ["0.5", "0.5"])]
)
def test_weight_sets_by_name(folder: Path, capsys: Captured, method: str, shares: list[str]) -> None:
    assert main(["weights", "--bundle", str(folder), "--method", method]) == 0
    found = [row[2] for row in rows(capsys.readouterr().out)[1:3]]
    assert [f"{float(share):.6g}" for share in found] == shares


def test_peers_are_separated_by_commas_and_spaces_do_not_matter(folder: Path, capsys: Captured) -> None:
    assert main(["score", "--bundle", str(folder), "--peers", "NA, R1"]) == 0
    assert {row[3] for row in rows(capsys.readouterr().out)[1:]} == {"R1", "NA"}


def test_one_region_is_diagnosed_among_all(folder: Path, capsys: Captured) -> None:
    assert main(["shortcomings", "--bundle", str(folder), "--region", "R2"]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert set(found["region"]) == {"R2"}
    assert set(found["item"]) == {"i"}


def test_of_several_rule_sets_one_must_be_named(folder: Path, capsys: Captured) -> None:
    write(folder / "frameworks", {"more.yaml": "rules: {id: more}\nitems: []\n"})
    assert main(["shortcomings", "--bundle", str(folder)]) == 2
    assert "rules: found none chosen, allowed: more, lacks. Name one with --rules." in capsys.readouterr().err
    assert main(["shortcomings", "--bundle", str(folder), "--rules", "lacks"]) == 0


def test_notices_go_to_standard_error(folder: Path, capsys: Captured) -> None:
    assert main(["score", "--bundle", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert "warning" not in out
    assert all(line.startswith("warning: ") for line in err.splitlines())
    assert "warning: b: constant" in err


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


# --- writing -----------------------------------------------------------------------------------------------------

TABLE = pd.DataFrame({"id": ["NA", "007"], "x": [0.1 + 0.2, None], "flag": [True, False]})


def written(table: pd.DataFrame, **choices: Any) -> int:
    return command_line._write(table, argparse.Namespace(**{"format": "csv", "out": None, **choices}))


def test_csv_has_lower_flags_empty_gaps_and_plain_line_ends(tmp_path: Path) -> None:
    assert written(TABLE, out=tmp_path / "x.csv") == 0
    expected = b"id,x,flag\nNA,0.30000000000000004,true\n007,,false\n"
    assert (tmp_path / "x.csv").read_bytes() == expected
    assert TABLE["flag"].tolist() == [True, False], "the table itself is left as it was"


def test_json_is_a_list_of_records_with_null_for_gaps(tmp_path: Path) -> None:
    written(TABLE.assign(name=["盐城", "x"]), out=tmp_path / "x.json", format="json")
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert "盐城" in text
    assert text.endswith("]\n")
    assert json.loads(text) == [
        {"id": "NA", "x": pytest.approx(0.3, abs=1e-15), "flag": True, "name": "盐城"},
        {"id": "007", "x": None, "flag": False, "name": "x"},
    ]


def test_parquet_keeps_types(tmp_path: Path) -> None:
    written(TABLE, out=tmp_path / "x.parquet", format="parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "x.parquet"), TABLE)


def test_a_place_that_cannot_be_written_is_the_users_fault(
    folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["score", "--bundle", str(folder), "--out", str(tmp_path / "none" / "x.csv")]) == 2
    assert (
        f"{tmp_path / 'none' / 'x.csv'}: --out: found a place that cannot be written"
        in capsys.readouterr().err
    )


def test_a_stream_of_text_only_gets_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert written(TABLE) == 0
    assert stream.getvalue().splitlines()[1] == "NA,0.30000000000000004,true"


def test_stages_are_a_file_each_with_region_and_year(folder: Path, tmp_path: Path) -> None:
    stages = tmp_path / "deep" / "stages"
    assert (
        main(["score", "--bundle", str(folder), "--dump-stages", str(stages), "--out", str(tmp_path / "x")])
        == 0
    )
    assert sorted(path.stem for path in stages.iterdir()) == [
        "aggregated",
        "denominated",
        "imputed",
        "normalised",
        "outliers",
        "raw",
        "status",
        "treated",
    ]
    raw = rows((stages / "raw.csv").read_text(encoding="utf-8"))
    assert raw[0] == ["region", "year", "a", "ab", "b"]
    assert raw[1] == ["R1", "2020", "10.0", "10.0", "4.0"]
    denominated = rows((stages / "denominated.csv").read_text(encoding="utf-8"))
    assert denominated[1] == ["R1", "2020", "10.0", "250.0", "4.0"]  # 100 * 10 / 4
    assert (stages / "imputed.csv").read_bytes() == (stages / "denominated.csv").read_bytes()
    assert rows((stages / "status.csv").read_text(encoding="utf-8"))[1][2:] == ["observed"] * 3
    assert rows((stages / "aggregated.csv").read_text(encoding="utf-8"))[0][2:] == ["two", "one", "other"]


# --- build and check ---------------------------------------------------------------------------------------------


def test_build_takes_all_bundles_below_data_unless_told(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle(folder.parent, "other")
    monkeypatch.chdir(folder.parent.parent)
    assert main(["build"]) == 0
    assert list(bundle_names(Path("data/clusters.duckdb"))) == ["demo", "other"]
    assert "2 bundles, content " in capsys.readouterr().out
    assert main(["build", "--bundle", "data/other", "--out", "one.duckdb"]) == 0
    assert list(bundle_names(Path("one.duckdb"))) == ["other"]


def test_check_says_that_there_are_no_faults_or_every_one(folder: Path, capsys: Captured) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: no faults\n"
    write(folder, {**edited("observations.csv", "20.5", "x"), **edited("regions.csv", "33.5", "y")})
    assert main(["check", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.partition(": found")[0] for line in err.splitlines()] == [
        "demo/regions.csv:2: lat",
        "demo/observations.csv:3: value",
    ]


def test_every_wrong_choice_is_told_at_once(folder: Path, capsys: Captured) -> None:
    arguments = ["--framework", "tow", "--peers", "R9", "--min-coverage", "2", "--aggregate", "best"]
    assert main(["score", "--bundle", str(folder), *arguments]) == 2
    err = capsys.readouterr().err
    assert all(found in err for found in ("'tow'", "'R9'", "2.0", "'best'"))


def test_an_error_raised_by_a_command_is_printed_as_it_is(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> list[object]:
        raise ScenarioError("year: found 1, allowed: 2.")

    monkeypatch.setattr(command_line, "check_path", refuse)
    assert main(["check", "x"]) == 2
    assert capsys.readouterr().err == "year: found 1, allowed: 2.\n"
