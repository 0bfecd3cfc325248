"""Weights from the data, and from judgements of pairs: `weights --method` and `score --weights`."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.contract import reference
from tests.contract.bundles import (
    Bundle,
    bundles,
    elsewhere,
    folder,
    number,
    refused,
    run,
    small,
    table,
    tree,
)
from tests.contract.test_score import compare
from tests.contract.test_weights import shares

SETS = (
    "entropy",
    "critic",
    "pca",
    "game:entropy+critic",
    "linear:default+entropy",
    "multiplicative:equal+critic",
)


def flat(columns: dict[str, list[float | None]], nodes: list[dict[str, Any]] | None = None) -> Bundle:
    """Regions R1, R2, ... with one column a indicator, all under one node unless nodes are given."""
    count = len(next(iter(columns.values())))
    below = nodes or [{"id": "n", "parent": "t", "indicators": list(columns)}]
    return Bundle(
        regions={f"R{row + 1}": {} for row in range(count)},
        indicators={name: {} for name in columns},
        facts={
            (f"R{row + 1}", name, 2020): value
            for name, values in columns.items()
            for row, value in enumerate(values)
        },
        frameworks={"t": tree("t", below)},
    )


# ---------------------------------------------------------------- against the reference


@settings(max_examples=14, deadline=None)
@given(bundles(), st.sampled_from(["entropy", "critic"]), st.data())
def test_weights_from_the_data_are_those_of_the_reference(
    bundle: Bundle, method: str, data: st.DataObject
) -> None:
    observed, branches = bundle.data(), reference.read_tree(bundle.framework)
    year = data.draw(st.sampled_from(observed.years()))
    found = reference.leaf_weights(observed, branches, observed.units, year, method)
    parts = reference.roll_up(branches, found)
    whole = reference.effective(branches, parts)
    with folder() as path:
        ours = shares(table("weights", "--bundle", bundle.write(path), "--method", method, "--year", year))
    assert set(ours) == set(whole)
    for (node, parent), (share, effective) in ours.items():
        assert share == pytest.approx(parts[parent][node], abs=1e-9)
        assert effective == pytest.approx(whole[node, parent], abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(bundles(aggregates=["arithmetic", "geometric"]), st.sampled_from(["entropy", "critic"]), st.data())
def test_scores_under_weights_from_the_data_are_those_of_the_reference(
    bundle: Bundle, method: str, data: st.DataObject
) -> None:
    observed = bundle.data()
    year = data.draw(st.sampled_from(observed.years()))
    choices: dict[str, Any] = {"weights": method, "normalise": data.draw(st.sampled_from(["minmax", "rank"]))}
    if data.draw(st.booleans()):
        choices["peers"] = data.draw(st.lists(st.sampled_from(observed.units), min_size=1, unique=True))
    try:
        reference.score(observed, bundle.framework, year, **choices)
    except reference.UndecidedError:
        assume(False)
    argv = ["--year", year]
    for name, value in choices.items():
        argv += [f"--{name}", ",".join(value) if isinstance(value, list) else value]
    with folder() as path:
        compare(bundle, table("score", "--bundle", bundle.write(path), *argv), year, **choices)


# ---------------------------------------------------------------- any set


@settings(max_examples=9, deadline=None)
@given(bundles(), st.sampled_from([*SETS, "bod"]))
def test_any_set_is_a_distribution_at_every_parent(bundle: Bundle, method: str) -> None:
    branches = reference.read_tree(bundle.framework)
    with folder() as path:
        rows = table("weights", "--bundle", bundle.write(path), "--method", method)
        scored = table("score", "--bundle", path, "--weights", method)
    sums: dict[tuple[str, str], float] = {}
    leaves: dict[str, float] = {}
    for row in rows:
        unit = row.get("region", "")
        share, effective = float(row["weight"]), float(row["effective_weight"])
        assert -1e-12 <= share <= 1 + 1e-9
        sums[unit, row["parent"]] = sums.get((unit, row["parent"]), 0) + share
        if row["node"] not in branches:
            leaves[unit] = leaves.get(unit, 0) + effective
    assert all(total == pytest.approx(1) for total in sums.values())
    assert all(total == pytest.approx(1) for total in leaves.values())
    assert all(-1e-9 <= value <= 100 + 1e-9 for row in scored if (value := number(row["score"])) is not None)


@pytest.mark.parametrize("method", SETS)
def test_what_weights_writes_of_a_computed_set_reads_back(tmp_path: Path, method: str) -> None:
    path, out = elsewhere().write(tmp_path), tmp_path / "w.csv"
    assert run("weights", "--bundle", path, "--method", method, "--out", out).code == 0
    before = table("score", "--bundle", path, "--weights", method)
    for ours, theirs in zip(table("score", "--bundle", path, "--weights", out), before, strict=True):
        assert reference.close(number(ours["score"]), number(theirs["score"]))
        assert ours["rank"] == theirs["rank"]


@pytest.mark.parametrize("method", ["entropy", "critic", "pca", "bod"])
def test_a_constant_column_weighs_nothing_and_is_named_once(tmp_path: Path, method: str) -> None:
    columns: dict[str, list[float | None]] = {"a": [1, 2, 3, 5], "b": [2, 1, 7, 3], "c": [4, 4, 4, 4]}
    result = run("weights", "--bundle", flat(columns).write(tmp_path), "--method", method)
    assert [row["effective_weight"] for row in result.rows if row["node"] == "c"] == ["0.0"] * (
        4 if method == "bod" else 1
    )
    assert result.err.count("warning: c:") == 1


@pytest.mark.parametrize("method", ["entropy", "critic", "pca", "bod", *SETS[3:]])
@pytest.mark.parametrize(
    "columns",
    [
        {"a": [1, 1, 1], "b": [2, 2, 2]},
        {"a": [1], "b": [2]},
        {"a": [1, None, None], "b": [None, 2, None]},
    ],
    ids=["all constant", "one region", "one value each"],
)
def test_nothing_to_tell_apart_gives_equal_weights(
    tmp_path: Path, method: str, columns: dict[str, list[float | None]]
) -> None:
    rows = table("weights", "--bundle", flat(columns).write(tmp_path), "--method", method)
    assert {float(row["weight"]) for row in rows if row["parent"] == "n"} == {0.5}
    scored = run("score", "--bundle", tmp_path, "--weights", method)
    assert scored.code == 0
    assert "nan" not in scored.out.lower().replace("nanc", "")


@pytest.mark.parametrize("method", ["entropy", "critic", "pca", "bod"])
def test_one_indicator_takes_all_and_one_without_data_nothing(tmp_path: Path, method: str) -> None:
    one = table("weights", "--bundle", flat({"a": [1, 2, 4]}).write(tmp_path / "1"), "--method", method)
    assert all(row["weight"] == "1.0" for row in one)
    two = flat({"a": [1, 2, 4], "b": [None, None, None]})
    rows = table("weights", "--bundle", two.write(tmp_path / "2"), "--method", method)
    assert {row["weight"] for row in rows if row["node"] == "b"} == {"0.0"}


def test_an_indicator_under_three_nodes_gives_a_third_to_each(tmp_path: Path) -> None:
    nodes = [
        {"id": f"n{at}", "parent": "t", "indicators": ["a", *extra]}
        for at, extra in enumerate(["b", "c", ""])
    ]
    columns: dict[str, list[float | None]] = {"a": [1, 2, 9], "b": [5, 1, 2], "c": [3, 8, 1]}
    rows = table("weights", "--bundle", flat(columns, nodes).write(tmp_path), "--method", "critic")
    thirds = [float(row["effective_weight"]) for row in rows if row["node"] == "a"]
    assert len(thirds) == 3
    assert thirds == pytest.approx([thirds[0]] * 3)
    alone = table("weights", "--bundle", flat(columns).write(tmp_path / "flat"), "--method", "critic")
    assert sum(thirds) == pytest.approx(next(float(row["weight"]) for row in alone if row["node"] == "a"))


def test_negative_loadings_and_few_units_are_warned_of(tmp_path: Path) -> None:
    columns: dict[str, list[float | None]] = {"a": [1, 2, 3, 5], "b": [2, 3, 4, 9], "c": [9, 6, 2, 1]}
    said = run("score", "--bundle", flat(columns).write(tmp_path), "--weights", "pca").err
    assert "c: the loading on the first component is negative" in said
    few = flat({name: values[:3] for name, values in columns.items()})
    assert (
        "3 units for 3 indicators"
        in run("score", "--bundle", few.write(tmp_path / "few"), "--weights", "pca").err
    )


# ---------------------------------------------------------------- benefit of the doubt


def bounded(z: np.ndarray, row: int, low: float, high: float) -> float:
    """The composite of one unit by another statement of its programme: the weights' sum is a variable of its own."""
    units, count = z.shape
    rows: list[list[float]] = [[*values, 0.0] for values in z]
    limits = [1.0] * units
    for at in range(count):
        own = [1.0 if column == at else 0.0 for column in range(count)]
        rows += [[*own, -high], [*(-value for value in own), low]]
        limits += [0.0, 0.0]
    total = [[1.0] * count + [-1.0]]
    found = linprog(
        [*(-z[row]), 0.0], A_ub=rows, b_ub=limits, A_eq=total, b_eq=[0.0], bounds=[(0, None)] * (count + 1)
    )
    return -found.fun


@settings(max_examples=10, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(2, 7),
    st.integers(1, 5),
    st.sampled_from([(0, 1), (0.1, 0.6), (0.5, 2)]),
)
def test_benefit_of_the_doubt_keeps_its_bounds_and_finds_the_optimum(
    seed: int, regions: int, count: int, within: tuple[float, float]
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 9, (regions, count)).astype(float)
    assume((values.max(axis=0) > values.min(axis=0)).all())
    low, high = (within[0] / count, min(1.0, within[1] / count)) if within[1] > 1 else within
    assume(count * low <= 1 <= count * high)
    names = [f"i{at}" for at in range(count)]
    bundle = flat({name: values[:, at].tolist() for at, name in enumerate(names)})
    with folder() as path:
        argv = ["--bundle", bundle.write(path), "--share-bounds", f"{low!r},{high!r}"]
        rows = table("weights", *argv, "--method", "bod")
        scored = {
            row["region"]: float(row["score"])
            for row in table("score", *argv, "--weights", "bod")
            if row["node"] == "t"
        }
    z = (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))
    for at, region in enumerate(bundle.regions):
        mine = {row["node"]: float(row["effective_weight"]) for row in rows if row["region"] == region}
        weights = np.array([mine[name] for name in names])
        assert weights.sum() == pytest.approx(1)
        assert (weights >= low - 1e-9).all()
        assert (weights <= high + 1e-9).all()
        assert z[at] @ weights / (z @ weights).max() == pytest.approx(bounded(z, at, low, high), abs=1e-7)
        assert scored[region] == pytest.approx(100 * z[at] @ weights, abs=1e-7)


def test_a_missing_value_takes_no_part_in_the_score_but_counts_against_coverage(tmp_path: Path) -> None:
    bundle = flat({"a": [9, 1, 5, 2], "b": [1, 9, 5, 4], "c": [2, 3, 9, 1], "d": [None, 1, 3, 9]})
    argv = ["--bundle", bundle.write(tmp_path), "--share-bounds", "0.1,0.5"]
    rows = table("weights", *argv, "--method", "bod")
    first = {row["node"]: float(row["effective_weight"]) for row in rows if row["region"] == "R1"}
    assert first["d"] == pytest.approx(0.25)
    assert max(first[name] for name in "abc") <= 0.5 + 1e-9
    assert min(first[name] for name in "abc") >= 0.1 - 1e-9
    top = {row["region"]: row for row in table("score", *argv, "--weights", "bod") if row["node"] == "t"}
    assert float(top["R1"]["coverage"]) == pytest.approx(0.75)
    parts = {"a": 100.0, "b": 0.0, "c": 12.5}
    assert float(top["R1"]["score"]) == pytest.approx(sum(first[name] * parts[name] for name in parts) / 0.75)


@pytest.mark.parametrize("command", ["score", "coupling", "shortcomings"])
def test_every_command_takes_weights_of_every_region(tmp_path: Path, command: str) -> None:
    rows = table(command, "--bundle", elsewhere().write(tmp_path), "--weights", "bod")
    assert rows
    again = table(command, "--bundle", tmp_path, "--weights", "bod")
    assert rows == again, "equal runs give equal bits"


@pytest.mark.parametrize(("bounds", "allowed"), [("0.6,1", "0.333333"), ("0,0.2", "0.333333")])
def test_bounds_that_cannot_be_kept_are_named(tmp_path: Path, bounds: str, allowed: str) -> None:
    columns: dict[str, list[float | None]] = {"a": [1, 2, 3], "b": [2, 1, 7], "c": [4, 1, 9]}
    said = refused(
        "weights", "--bundle", flat(columns).write(tmp_path), "--method", "bod", "--share-bounds", bounds
    )
    assert bounds in said
    assert allowed in said


def test_weights_of_every_region_are_no_weights_file(tmp_path: Path) -> None:
    path, out = small().write(tmp_path), tmp_path / "bod.csv"
    assert run("weights", "--bundle", path, "--method", "bod", "--out", out).code == 0
    assert "--weights bod" in refused("score", "--bundle", path, "--weights", out)


# ---------------------------------------------------------------- judgements of pairs


def judged(tmp_path: Path, text: str, name: str = "judgements.yaml") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return f"ahp:{tmp_path / name}"


FORMS = {
    "list.yaml": "second: [[1, 3], [1/3, 1]]\n",
    "list.json": '{"second": [[1, 3], [0.3333333, 1]]}',
    "items.yaml": "second: {items: [c, b], matrix: [[1, 1/3], [3, 1]]}\n",
    "pairs.yaml": "second: {b: {c: 3}}\n",
    "tidy.csv": "parent,row,column,value\nsecond,b,c,3\n",
    "whole.csv": "parent,row,column,value\nsecond,b,c,3\nsecond,c,b,1/3\nsecond,b,b,1\nsecond,c,c,1\n",
    "wide.csv": "parent,node,c,b\nsecond,b,3,1\nsecond,c,1,0.33\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_judgement_of_three_to_one_in_every_form(tmp_path: Path, name: str) -> None:
    path = small().write(tmp_path / "bundle")
    method = judged(tmp_path, FORMS[name], name)
    found = shares(table("weights", "--bundle", path, "--method", method))
    assert found["b", "second"] == pytest.approx((0.75, 0.5625))
    assert found["second", "two"] == pytest.approx((0.75, 0.75)), (
        "a parent that is not judged keeps its weights"
    )
    rows = {("first", "two"): 1.0, ("second", "two"): 3.0, ("a", "first"): 1.0} | {
        ("b", "second"): 3.0,
        ("c", "second"): 1.0,
    }
    compare(small(), table("score", "--bundle", path, "--weights", method), 2020, weights="file", file=rows)


def test_an_inconsistent_matrix_is_used_with_a_warning_that_says_what_to_look_at(tmp_path: Path) -> None:
    bundle = flat({"a": [1, 2, 3], "b": [3, 1, 2], "c": [1, 3, 2]})
    method = judged(tmp_path, "n: {a: {b: 9, c: 1/9}, b: {c: 9}}\n")
    result = run("weights", "--bundle", bundle.write(tmp_path / "b"), "--method", method)
    assert result.code == 0
    assert "warning: ahp: n: consistency ratio CR = " in result.err
    assert result.err.count("would be consistent") == 3
    rows = [row for row in csv.DictReader(io.StringIO(result.out)) if row["parent"] == "n"]
    assert [float(row["weight"]) for row in rows] == pytest.approx([1 / 3] * 3), "a beats b beats c beats a"


def test_faults_of_judgements_are_refused_with_file_and_row(tmp_path: Path) -> None:
    path = small().write(tmp_path / "bundle")
    rows = ["second,b,c,-3", "second,b,x,2", "nowhere,b,c,2", "two,first,second,3", "two,second,first,3", ""]
    text = "\n".join(["parent,row,column,value", *rows])
    said = refused("score", "--bundle", path, "--weights", judged(tmp_path, text, "j.csv"))
    for part in (
        "j.csv:2: value: found '-3'",
        "j.csv:3: value: found 'x'",
        "j.csv:4: parent: found 'nowhere'",
    ):
        assert part in said
    assert "j.csv:6: value: found '3'" in said
    assert "missing.yaml" in refused(
        "score", "--bundle", path, "--weights", f"ahp:{tmp_path / 'missing.yaml'}"
    )
