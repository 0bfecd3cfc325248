"""The command line from within: exit status, what goes to which stream, and how tables are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import cluster_core.__main__ as command_line
from cluster_core.__main__ import main
from cluster_core.commands import output
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
    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(command_line, "choose", broken)
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

    monkeypatch.setattr(output, "_write_out", gone)
    with (tmp_path / "pipe").open("w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["score", "--bundle", str(folder)]) == 0
        os.write(pipe.fileno(), b"lost")  # what is still to come goes nowhere
    assert (tmp_path / "pipe").read_bytes() == b""


def test_interruption_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "choose", stop)
    assert main(["score", "--bundle", str(folder)]) == 130
    assert capsys.readouterr() == ("", "cancelled: nothing was written\n")


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


def test_an_error_raised_by_a_command_is_printed_as_it_is(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> list[object]:
        raise ScenarioError("year: found 1, allowed: 2.")

    monkeypatch.setattr(command_line, "check_path", refuse)
    assert main(["check", "x"]) == 2
    assert capsys.readouterr().err == "year: found 1, allowed: 2.\n"
