"""How tables and warnings leave."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cluster_core.__main__ import main
from cluster_core.commands import output
from cluster_core.commands.robustness import COLUMNS as ROBUSTNESS_COLUMNS

Captured = pytest.CaptureFixture[str]


def test_notices_go_to_standard_error(folder: Path, capsys: Captured) -> None:
    assert main(["score", "--bundle", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert "warning" not in out
    assert all(line.startswith("warning: ") for line in err.splitlines())
    assert "warning: b: constant" in err


TABLE = pd.DataFrame({"id": ["NA", "007"], "x": [0.1 + 0.2, None], "flag": [True, False]})


def written(table: pd.DataFrame, **choices: Any) -> None:
    output.write(table, argparse.Namespace(**{"format": "csv", "out": None, **choices}))


def test_csv_has_lower_flags_empty_gaps_and_plain_line_ends(tmp_path: Path) -> None:
    written(TABLE, out=tmp_path / "x.csv")
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
    written(TABLE)
    assert stream.getvalue().splitlines()[1] == "NA,0.30000000000000004,true"


CHATTY = """
import ctypes, sys
from cluster_core import __main__
from cluster_core.commands import goal_seek, robustness, scoring

def chatty(work):
    def run(*given, **named):
        ctypes.CDLL(None).printf(b"foreign text of a solver\\n")
        return work(*given, **named)
    return run

for module, name in ((robustness, "extreme_ranks"), (goal_seek, "goal_seek"), (scoring, "weigh")):
    setattr(module, name, chatty(getattr(module, name)))
bundle = ["--bundle", "data/practice"]
for argv in (
    ["robustness", *bundle, "--draws", "50"],
    ["goal-seek", *bundle, "--region", "p09", "--to-rank", "5"],
    ["weights", *bundle, "--method", "bod", "--format", "json"],
):
    assert __main__.main(argv) == 0
    print("====", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="C's printf is found by another name there")
def test_what_a_solver_prints_never_stands_among_the_table() -> None:
    """Into pipes, as a shell would read them: C keeps its own buffer there, and empties it late."""
    done = subprocess.run([sys.executable, "-c", CHATTY], capture_output=True, text=True, check=True)
    ranks, levers, weights, rest = done.stdout.split("====\n")
    assert list(pd.read_csv(io.StringIO(ranks))) == ROBUSTNESS_COLUMNS
    assert list(pd.read_csv(io.StringIO(levers)))[:3] == ["indicator", "current", "needed"]
    assert {row["region"] for row in json.loads(weights)} >= {"p01", "p12"}
    assert rest == ""
    assert done.stderr.count("foreign text of a solver") == 3
    assert "foreign text" not in done.stdout


def test_without_descriptors_nothing_is_redirected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with output.foreign_text_aside():
        sys.stdout.write("kept")
    assert sys.stdout.getvalue() == "kept"  # type: ignore[attr-defined]
