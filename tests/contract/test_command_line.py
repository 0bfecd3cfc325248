"""The command line as formats.md section 4 describes it: commands, formats, --out, stages, exit codes."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.contract import reference
from tests.contract.bundles import (
    ROOT,
    Bundle,
    dump_yaml,
    elsewhere,
    number,
    records,
    refused,
    run,
    small,
    table,
    tree,
)
from tests.contract.test_shortcomings import rules, with_items

COMMANDS: dict[str, tuple[list[str], list[str]]] = {
    "score": ([], ["framework", "node", "level", "region", "year", "score", "rank", "coverage"]),
    "weights": (["--method", "default"], ["node", "parent", "weight", "effective_weight"]),
    "coupling": ([], ["region", "C", "T", "D", "grade", "lagging"]),
    "audit": (
        [],
        [
            *("node", "parent", "pearson", "spearman", "n", "alpha_deleted"),
            *("rank_shift_mean", "rank_shift_max"),
        ],
    ),
    "disparity": (
        ["--indicator", "dust"],
        ["year", "theil", "between", "within", "cv", "gini", "sigma", "n"],
    ),
    "toolbox": ([], ["region", "item", "severity", "level", "measure", "set", "link", "general", "priority"]),
    "diagnose": ([], ["region", "indicator", "value", "year", "goodness", "rank", "weight"]),
    "shortcomings": (
        [],
        [
            "region",
            "item",
            "family",
            "severity",
            "level",
            "indicative",
            "evidence",
            "failed_tests",
            "coverage",
            "countermeasures",
        ],
    ),
}
STAGES = ["raw", "denominated", "imputed", "treated", "normalised", "aggregated"]


def gappy() -> Bundle:
    """A bundle with something missing and ids that readers of tables like to spoil."""
    bundle = with_items(elsewhere(), {"id": "i", "tests": [{"indicator": "dust"}, {"indicator": "reach"}]})
    bundle.regions["007"] = {"group": "North"}
    bundle.regions["1E10"] = {"group": "North"}
    bundle.facts["1E10", "reach", 2020] = 33.0
    return bundle


def shell(*argv: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """Run the real thing, from anywhere."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "cluster_core", *map(str, argv)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_formats_and_files_hold_the_same_table(tmp_path: Path, command: str) -> None:
    extra, columns = COMMANDS[command]
    path = gappy().write(tmp_path / "bundle")
    argv = [command, "--bundle", path, *extra]
    plain = run(*argv)
    assert plain.code == 0, plain.err
    assert plain.header[: len(columns)] == columns
    assert plain.rows
    assert run(*argv, "--format", "csv").raw == plain.raw
    for form in ("csv", "json", "parquet"):
        out = tmp_path / f"table.{form}"
        printed, written = run(*argv, "--format", form), run(*argv, "--format", form, "--out", out)
        assert (printed.code, written.code) == (0, 0), printed.err + written.err
        assert written.raw.strip() == b"", "the table is in the file"
        if form == "csv":
            assert out.read_bytes() == plain.raw
            continue
        if form == "json":
            assert records(out.read_text(encoding="utf-8")) == records(printed.out)
            found = records(printed.out)
            assert all(list(row)[: len(columns)] == columns for row in found)
        else:
            frame = pd.read_parquet(out)
            assert pd.read_parquet(io.BytesIO(printed.raw)).equals(frame)
            assert list(frame.columns)[: len(columns)] == columns
            found = [
                {name: None if pd.isna(value) else value for name, value in row.items()}
                for row in frame.to_dict("records")
            ]
        assert len(found) == len(plain.rows)
        for one, two in zip(found, plain.rows, strict=True):
            for name in columns:
                _same_cell(one[name], two[name])


def _same_cell(value: object, text: str) -> None:
    if value is None or value == "":
        assert text == ""
    elif isinstance(value, bool):
        assert text.lower() in {str(value).lower(), str(int(value))}
    elif isinstance(value, (int, float)):
        assert float(text) == pytest.approx(float(value), abs=1e-12)
    else:
        assert str(value) == text


def test_region_ids_stay_text_in_every_format(tmp_path: Path) -> None:
    path = gappy().write(tmp_path / "bundle")
    ids = set(gappy().regions)
    assert {row["region"] for row in table("score", "--bundle", path)} == ids
    assert {row["region"] for row in records(run("score", "--bundle", path, "--format", "json").out)} == ids
    frame = pd.read_parquet(io.BytesIO(run("score", "--bundle", path, "--format", "parquet").raw))
    assert set(frame["region"]) == ids


def test_stages(tmp_path: Path) -> None:
    bundle = gappy()
    path, out = bundle.write(tmp_path / "bundle"), tmp_path / "stages"
    result = run("score", "--bundle", path, "--year", 2020, "--dump-stages", out)
    assert result.code == 0, result.err
    stages: dict[str, dict[str, dict[str, str]]] = {}
    branches = reference.read_tree(bundle.framework)
    leaves = reference.leaves(branches)
    for stage in STAGES:
        with (out / f"{stage}.csv").open(encoding="utf-8", newline="") as text:
            reader = csv.DictReader(text)
            stages[stage] = {row["region"]: row for row in reader}
            header = list(reader.fieldnames or [])
        assert header[:2] == ["region", "year"]
        assert set(stages[stage]) == set(bundle.regions)
        assert {row["year"] for row in stages[stage].values()} == {"2020"}
        if stage == "aggregated":
            assert set(branches) <= set(header)
        else:
            assert set(leaves) <= set(header)
    data = bundle.data()
    scored = reference.score(data, bundle.framework, 2020)
    for name in leaves:
        meta = bundle.indicators[name]
        values = reference.denominated(data, name, 2020, 3)
        chosen, _below = reference.vintage(data, name, 2020, 3)
        for region in bundle.regions:
            observed = data.at(region, meta.get("numerator") or name, chosen) if chosen else None
            assert reference.close(number(stages["raw"][region][name]), observed)
            assert reference.close(number(stages["denominated"][region][name]), values[region])
            assert reference.close(number(stages["imputed"][region][name]), values[region]), (
                "missing stays missing"
            )
            assert reference.close(
                number(stages["treated"][region][name]), reference.transform(meta, values[region])
            )
            assert reference.close(
                number(stages["normalised"][region][name]), scored.normalised[name][region]
            )
    for node in branches:
        for region in bundle.regions:
            assert reference.close(number(stages["aggregated"][region][node]), scored.score[node, region])


def test_as_a_program(tmp_path: Path) -> None:
    path = gappy().write(tmp_path / "b dir ü")
    done = shell("score", "--bundle", path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("score", "--bundle", path).raw
    done = shell("score", "--bundle", path, "--framework", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nowhere" in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    done = shell("build", "--bundle", path, "--out", tmp_path / "out.duckdb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.duckdb").is_file()
    assert shell("check", path, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "argv", [["--help"], *([command, "--help"] for command in ["build", "check", *COMMANDS])]
)
def test_help(argv: list[str]) -> None:
    result = run(*argv)
    assert result.code == 0
    assert "usage" in result.out.lower()


@pytest.mark.parametrize(
    ("argv", "found"),
    [
        (["--framework", "nowhere"], "nowhere"),
        (["--framework", "missing/file.yaml"], "file.yaml"),
        (["--unit", "galaxy"], "galaxy"),
        (["--year", "twenty"], "twenty"),
        (["--year", "2020.5"], "2020.5"),
        (["--aggregate", "mode"], "mode"),
        (["--aggregate", "power:"], "power:"),
        (["--aggregate", "power:nan"], "power:nan"),
        (["--normalise", "softmax"], "softmax"),
        (["--weights", "heavy"], "heavy"),
        (["--pool", "ocean"], "ocean"),
        (["--peers", "R1,Atlantis"], "Atlantis"),
        (["--min-coverage", "1.5"], "1.5"),
        (["--min-coverage", "nan"], "nan"),
        (["--floor", "-1"], "-1"),
        (["--floor", "inf"], "inf"),
        (["--max-age", "-1"], "-1"),
        (["--format", "xml"], "xml"),
        (["--colour", "blue"], "--colour"),
    ],
)
def test_wrong_arguments_exit_2_and_are_quoted(tmp_path: Path, argv: list[str], found: str) -> None:
    said = refused("score", "--bundle", small().write(tmp_path), *argv)
    assert found in said
    assert len(said) < 5000


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["scores"],
        ["score"],
        ["score", "--bundle", "no-such-folder"],
        ["check"],
        ["check", "no-such-folder"],
    ],
)
def test_a_command_that_is_none_exits_2(argv: list[str]) -> None:
    said = refused(*argv)
    for word in argv:
        if word.startswith("no-such") or word == "scores":
            assert word in said


def test_stages_into_a_file_are_refused(tmp_path: Path) -> None:
    path, taken = small().write(tmp_path / "bundle"), tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    assert "taken" in refused("score", "--bundle", path, "--dump-stages", taken)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_every_wrong_argument_is_told_in_one_run(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    said = refused(
        "score", "--bundle", path, "--framework", "nowhere", "--peers", "R1,Atlantis", "--aggregate", "mode"
    )
    for found in ("nowhere", "Atlantis", "mode"):
        assert found in said, found


def test_a_near_miss_is_hinted_at(tmp_path: Path) -> None:
    bundle = small()
    bundle.frameworks = {"f": tree("four_forces", bundle.framework["nodes"][:1])}
    bundle.framework["nodes"][0]["parent"] = "four_forces"
    assert "four_forces" in refused("score", "--bundle", bundle.write(tmp_path), "--framework", "four_force")


def test_a_year_without_any_data_scores_nothing(tmp_path: Path) -> None:
    # Reading: refused as an unknown year, or every region is not ranked and the program says so; never zeros.
    result = run("score", "--bundle", small().write(tmp_path), "--year", 1800)
    assert result.code in (0, 2)
    assert result.err.strip()
    if result.code == 0:
        assert {(row["score"], row["rank"], float(row["coverage"])) for row in result.rows} == {("", "", 0.0)}


def test_unit_cluster_without_clusters_is_refused(tmp_path: Path) -> None:
    assert "cluster" in refused("score", "--bundle", small().write(tmp_path), "--unit", "cluster")


def test_check_is_silent_about_nothing(tmp_path: Path) -> None:
    one, two = small(), elsewhere()
    one.write(tmp_path / "data" / "demo")
    two.write(tmp_path / "data" / "france")
    assert run("check", tmp_path / "data" / "demo").code == 0
    assert run("check", tmp_path / "data").code == 0
    assert run("check", tmp_path / "data" / "demo" / "frameworks" / "two.yaml").code == 0
    one.facts["Atlantis", "a", 2020] = 1
    one.write(tmp_path / "data" / "demo")
    two.indicators["dust"]["direction"] = "sideways"
    two.write(tmp_path / "data" / "france")
    said = refused("check", tmp_path / "data")
    assert "Atlantis" in said
    assert "sideways" in said, "every bundle below the folder is looked at"


def test_check_of_a_framework_file_and_of_rules(tmp_path: Path) -> None:
    document = tree("t", [{"id": "n", "parent": "nobody", "indicators": ["a"]}])
    dump_yaml(tmp_path / "t.yaml", document)
    assert "nobody" in refused("check", tmp_path / "t.yaml")
    dump_yaml(tmp_path / "r.yaml", rules([{"id": "i", "combine": "median", "tests": []}]))
    assert "median" in refused("check", tmp_path / "r.yaml")


def test_out_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    result = run("score", "--bundle", path, "--out", tmp_path / "no" / "where" / "x.csv")
    # Reading: either it makes the folder or it is the arguments' fault; never a traceback, never silence.
    assert result.code in (0, 2)
    assert "Traceback" not in result.err
    assert (tmp_path / "no" / "where" / "x.csv").exists() == (result.code == 0)


def test_the_shipped_bundle(tmp_path: Path) -> None:
    path = ROOT / "data" / "jiangsu"
    if not path.is_dir():
        pytest.fail("data/jiangsu is part of the project")
    rows = table("score", "--bundle", path, "--framework", "four_forces")
    cities = {row["region"] for row in rows}
    assert len(cities) == 13
    forces = [row for row in rows if row["level"] in {"0", "1"}]
    assert len(forces) == 5 * 13
    assert all(row["score"] for row in forces), "all four forces of all 13 cities"
    assert all(row["D"] for row in table("coupling", "--bundle", path))
    assert run("check", ROOT / "data").code == 0


def test_stages_say_what_each_cell_rests_on(tmp_path: Path) -> None:
    bundle, out = gappy(), tmp_path / "stages"
    path = bundle.write(tmp_path / "bundle")
    argv = ["score", "--bundle", path, "--year", 2020]
    plain, filled = run(*argv), run(*argv, "--impute", "peer_median", "--dump-stages", out)
    assert filled.code == 0, filled.err

    def read(stage: str) -> dict[tuple[str, str], str]:
        with (out / f"{stage}.csv").open(encoding="utf-8", newline="") as text:
            return {
                (row["region"], name): cell
                for row in csv.DictReader(text)
                for name, cell in row.items()
                if name not in {"region", "year"}
            }

    status, before, after = read("status"), read("denominated"), read("imputed")
    assert "imputed:peer_median" in status.values()
    for cell, word in status.items():
        assert word == (
            "observed" if before[cell] else "imputed:peer_median" if after[cell] else "missing"
        ), cell
    imputed = {name for (_, name), word in status.items() if word.startswith("imputed")}
    for name in imputed:
        assert re.search(rf"{name}: \d+ of \d+ values imputed by peer_median", filled.err)
    coverage = [[row["coverage"] for row in one.rows] for one in (plain, filled)]
    assert coverage[0] == coverage[1], "what is imputed is no coverage"


@pytest.mark.parametrize(("name", "value"), [("b", 0.0), ("b", -1.0), ("a", -1.0)])
def test_best_names_the_indicator_that_has_none(tmp_path: Path, name: str, value: float) -> None:
    bundle = small()  # b is a cost
    bundle.facts["R1", name, 2020] = value
    said = refused("score", "--bundle", bundle.write(tmp_path), "--normalise", "best")
    assert f"{name} ({value:g})" in said


def test_a_benefit_of_zero_is_no_share_of_the_best(tmp_path: Path) -> None:
    bundle = small()
    bundle.facts["R1", "a", 2020] = 0.0
    rows = table("score", "--bundle", bundle.write(tmp_path), "--normalise", "best")
    assert {row["region"]: float(row["score"]) for row in rows if row["node"] == "first"} == pytest.approx(
        {"R1": 0.0, "R2": 200 / 3, "R3": 100.0}
    )
