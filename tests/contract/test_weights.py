"""`weights` and the weight sets default, equal and file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract import reference
from tests.contract.bundles import Bundle, bundles, elsewhere, folder, number, refused, run, small, table
from tests.contract.test_score import compare

COLUMNS = ["node", "parent", "weight", "effective_weight"]


def shares(rows: list[dict[str, str]]) -> dict[tuple[str, str], tuple[float, float]]:
    """Rows of `weights` by (node, parent). Reading: a row of the root itself, without a parent, may be there or not."""
    return {
        (row["node"], row["parent"]): (float(row["weight"]), float(row["effective_weight"]))
        for row in rows
        if row["parent"]
    }


def write_weights(path: Path, rows: dict[tuple[str, str], object]) -> Path:
    """A weight file: node,parent,weight."""
    lines = ["node,parent,weight", *(f"{node},{parent},{weight}" for (node, parent), weight in rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_columns(tmp_path: Path) -> None:
    result = run("weights", "--bundle", small().write(tmp_path), "--framework", "two", "--method", "default")
    assert result.code == 0, result.err
    assert result.header[: len(COLUMNS)] == COLUMNS


def test_default_and_equal_by_hand(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    found = shares(table("weights", "--bundle", path, "--method", "default"))
    assert found["second", "two"] == pytest.approx((0.75, 0.75))
    assert found["c", "second"] == pytest.approx((2 / 3, 0.5))
    found = shares(table("weights", "--bundle", path, "--method", "equal"))
    assert found["second", "two"] == pytest.approx((0.5, 0.5))
    assert found["c", "second"] == pytest.approx((0.5, 0.25))


@settings(max_examples=10, deadline=None)
@given(bundles(), st.sampled_from(["default", "equal"]))
def test_weights_are_those_of_the_reference(bundle: Bundle, method: str) -> None:
    branches = reference.read_tree(bundle.framework)
    parts = reference.shares(branches, method)
    whole = reference.effective(branches, parts)
    with folder() as path:
        found = shares(table("weights", "--bundle", bundle.write(path), "--method", method))
    assert set(found) == set(whole)
    for (node, parent), (share, effective) in found.items():
        assert share == pytest.approx(parts[parent][node], abs=1e-9)
        assert effective == pytest.approx(whole[node, parent], abs=1e-9)
    leaf = sum(effective for (node, _parent), (_share, effective) in found.items() if node not in branches)
    assert leaf == pytest.approx(1)


@settings(max_examples=10, deadline=None)
@given(bundles(aggregates=["geometric"]), st.data())
def test_a_weight_file_is_read_relative_among_siblings(bundle: Bundle, data: st.DataObject) -> None:
    branches = reference.read_tree(bundle.framework)
    file: dict[tuple[str, str], float] = {}
    for branch in branches.values():
        names = [name for name, _weight, _is_indicator in branch.children]
        numbers = data.draw(
            st.lists(
                st.sampled_from([0, 1, 2, 5, 0.25, 400]), min_size=len(names), max_size=len(names)
            ).filter(any)
        )
        file |= {(name, branch.id): weight for name, weight in zip(names, numbers, strict=True)}
    year = max(bundle.data().years())
    with folder() as path:
        bundle.write(path)
        argv = ["--bundle", path, "--weights", write_weights(path / "w.csv", dict(file)), "--year", year]
        compare(bundle, table("score", *argv), year, weights="file", file=file)


def test_what_weights_writes_reads_back(tmp_path: Path) -> None:
    path = elsewhere().write(tmp_path)
    for method in ("default", "equal"):
        out = tmp_path / f"{method}.csv"
        assert run("weights", "--bundle", path, "--method", method, "--out", out).code == 0
        assert table("score", "--bundle", path, "--weights", out) == table(
            "score", "--bundle", path, "--weights", method
        )
        again = table("weights", "--bundle", path, "--method", out)
        assert [row["node"] for row in again] == [
            row["node"] for row in table("weights", "--bundle", path, "--method", method)
        ]
        before = shares(table("weights", "--bundle", path, "--method", method))
        assert shares(again) == {key: pytest.approx(value) for key, value in before.items()}


def test_nearly_one_is_normalised_and_one_weight_may_take_all(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    rows = {
        ("first", "two"): 0.4,
        ("second", "two"): 0.5999999,
        ("a", "first"): 1,
        ("b", "second"): 1,
        ("c", "second"): 0,
    }
    file = write_weights(tmp_path / "w.csv", dict(rows))
    found = shares(table("weights", "--bundle", path, "--method", file))
    assert sum(found[name, "two"][0] for name in ("first", "second")) == pytest.approx(1, abs=1e-12)
    assert found["b", "second"][0] == 1
    compare(small(), table("score", "--bundle", path, "--weights", file), 2020, weights="file", file=rows)


@pytest.mark.parametrize("bad", ["nan", "inf", "-0.2", "abc", "1_000", "0x1", "12%", '"0,5"', "1e999"])
def test_a_weight_that_is_no_weight_is_refused_with_its_row(tmp_path: Path, bad: str) -> None:
    path = small().write(tmp_path)
    rows = {
        ("first", "two"): 1,
        ("second", "two"): bad,
        ("a", "first"): 1,
        ("b", "second"): 1,
        ("c", "second"): 1,
    }
    said = refused("score", "--bundle", path, "--weights", write_weights(tmp_path / "w.csv", dict(rows)))
    assert "w.csv:3: weight:" in said
    assert bad.strip('"') in said


def test_every_fault_of_a_weight_file_is_told_at_once(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    file = tmp_path / "w.csv"
    file.write_text(
        "node,parent,weight\nfirst,two,-1\nsecnd,two,1\na,first,0\nb,second,1\nb,second,2\nc,nowhere,1\n",
        encoding="utf-8",
    )
    said = refused("weights", "--bundle", path, "--method", file)
    for found in ("-1", "secnd", "duplicate", "nowhere"):
        assert found in said, found


def test_all_zero_weights_of_one_parent_are_refused(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    rows = {
        ("first", "two"): 1,
        ("second", "two"): 1,
        ("a", "first"): 1,
        ("b", "second"): 0,
        ("c", "second"): 0,
    }
    said = refused("score", "--bundle", path, "--weights", write_weights(tmp_path / "w.csv", dict(rows)))
    assert "second" in said
    assert "zero" in said.lower()


def test_an_unknown_weight_set_is_refused(tmp_path: Path) -> None:
    path = small().write(tmp_path)
    assert "entropi" in refused("score", "--bundle", path, "--weights", "entropi")
    assert "entropi" in refused("weights", "--bundle", path, "--method", "entropi")
    assert "missing.csv" in refused("score", "--bundle", path, "--weights", tmp_path / "missing.csv")


@settings(max_examples=8, deadline=None)
@given(bundles(breaks=False, complete=True), st.sampled_from([1.5, 3, 10]))
def test_more_weight_on_the_best_force_never_lowers_a_region(bundle: Bundle, factor: float) -> None:
    branches = reference.read_tree(bundle.framework)
    forces = [name for name, _weight, _is_indicator in branches["root"].children]
    base = {
        (name, branch.id): weight
        for branch in branches.values()
        for name, weight, _is_indicator in branch.children
    }
    with folder() as path:
        bundle.write(path)
        before = {(r["node"], r["region"]): number(r["score"]) for r in table("score", "--bundle", path)}
        region = next(iter(bundle.regions))
        best = max(forces, key=lambda force: before[force, region] or 0.0)
        raised = dict(base) | {(best, "root"): base[best, "root"] * factor + 0.1}
        rows = table("score", "--bundle", path, "--weights", write_weights(path / "w.csv", dict(raised)))
    after = {(r["node"], r["region"]): number(r["score"]) for r in rows}
    old, new = before["root", region], after["root", region]
    if old is None:
        return
    assert new is not None
    assert new >= old - 1e-9
