"""From arguments to a data set and a scenario."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from cluster_core.__main__ import main
from cluster_core.commands.scenario_options import _is_file, number, whole
from tests.store.samples import write

Captured = pytest.CaptureFixture[str]


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize(("text", "value"), [("2020", 2020), ("-1", -1), (" 7 ", 7)])
def test_whole_numbers(text: str, value: int) -> None:
    assert whole(text) == value


@pytest.mark.parametrize("text", ["", "x", "2020.0", "1e3", "2_020", "２０２０", "٢٠٢٠"])
def test_other_whole_numbers_are_refused_by_their_text(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=f"found '{text}', allowed: a whole number"):
        whole(text)


@pytest.mark.parametrize(("text", "value"), [("0.5", 0.5), ("1", 1.0), ("-1e-3", -0.001)])
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "half", "0,5", "1_0", "５"])
def test_other_numbers_are_refused_by_their_text(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=f"found '{text}', allowed: a number"):
        number(text)


@pytest.mark.parametrize("option", ["--year", "--max-age"])
def test_a_whole_number_of_any_length_is_an_argument_like_others(folder: Path, option: str) -> None:
    assert main(["score", "--bundle", str(folder), option, "1" * 400]) == 2


@pytest.mark.parametrize(
    ("name", "is_file"),
    [("two", False), ("two.v1", False), ("a/b", True), ("two.yaml", True), ("w.csv", True), ("./two", True)],
)
def test_a_slash_or_an_ending_makes_a_file(name: str, is_file: bool) -> None:
    assert _is_file(name) is is_file


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


def test_of_several_rule_sets_one_must_be_named(folder: Path, capsys: Captured) -> None:
    write(folder / "frameworks", {"more.yaml": "rules: {id: more}\nitems: []\n"})
    assert main(["shortcomings", "--bundle", str(folder)]) == 2
    assert "rules: found none chosen, allowed: more, lacks. Name one with --rules." in capsys.readouterr().err
    assert main(["shortcomings", "--bundle", str(folder), "--rules", "lacks"]) == 0


def test_every_wrong_choice_is_told_at_once(folder: Path, capsys: Captured) -> None:
    arguments = ["--framework", "tow", "--peers", "R9", "--min-coverage", "2", "--aggregate", "best"]
    assert main(["score", "--bundle", str(folder), *arguments]) == 2
    err = capsys.readouterr().err
    assert all(found in err for found in ("'tow'", "'R9'", "2.0", "'best'"))
