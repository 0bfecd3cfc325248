"""A weights file: node, parent, weight."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.errors import BundleError
from cluster_core.store.weights_file import read_weights
from tests.model.examples import tree
from tests.store.samples import write

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 1}, "two": {"a": 1}})
HEAD = "node,parent,weight\n"


def read(tmp_path: Path, rows: str) -> object:
    return read_weights(write(tmp_path, {"w.csv": rows}) / "w.csv", FRAMEWORK)


def faults(tmp_path: Path, rows: str) -> list[str]:
    with pytest.raises(BundleError) as refused:
        read(tmp_path, rows)
    return [f"{fault.row} {fault.column}: {fault.found}" for fault in refused.value.faults]


def test_weights_come_in_the_order_of_the_tree(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "b,one,2\ntwo,f,0.5\na,one,3\none,f,0\n") == (
        ("f", (0.0, 0.5)),
        ("one", (3.0, 2.0)),
    )


def test_other_columns_and_the_roots_own_row_are_ignored(tmp_path: Path) -> None:
    rows = "effective_weight,node,parent,weight\n1,f,,1\n1,a,two,7\n"
    assert read(tmp_path, rows) == (("two", (7.0,)),)


def test_one_indicator_under_two_nodes_has_two_weights(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "a,two,1\na,one,3\nb,one,1\n") == (("one", (3.0, 1.0)), ("two", (1.0,)))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("one,f,1\n", ["2 node: no weight for 'two'"]),
        ("one,f,0\ntwo,f,0\n", ["2 weight: all zero under 'f'"]),
        ("one,f,1\ntwo,f,1\nz,f,1\n", ["4 node: 'z under f'"]),
        ("one,f,1\ntwo,f,1\nb,two,1\n", ["4 node: 'b under two'"]),
        ("one,f,1\ntwo,f,1\none,f,2\n", ["4 node: a duplicate 'one'"]),
        ("one,f,1\ntwo,f,-1\n", ["3 weight: '-1'"]),
        ("one,f,1\ntwo,f,\n", ["3 weight: nothing"]),
        ("one,f,1\ntwo,f,nan\n", ["3 weight: 'nan'"]),
        ("one,f,1\ntwo,f,1e999\n", ["3 weight: '1e999'"]),
    ],
)
def test_weights_with_a_fault(tmp_path: Path, rows: str, said: list[str]) -> None:
    assert faults(tmp_path, HEAD + rows) == said


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, HEAD + "one,f,x\ntwo,f,1\nz,f,1\na,two,0\n")) == 3  # x, z, all zero


@pytest.mark.parametrize("rows", ["", HEAD, "node,weight\none,1\n"])
def test_a_file_that_weighs_nothing_is_refused(tmp_path: Path, rows: str) -> None:
    assert faults(tmp_path, rows)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be read"):
        read_weights(tmp_path / "none.csv", FRAMEWORK)


def test_weights_of_every_region_apart_are_told_so_once(tmp_path: Path) -> None:
    rows = "node,parent,weight,region\none,f,1,R1\ntwo,f,1,R1\none,f,1,R2\n"
    assert faults(tmp_path, rows) == ["2 region: weights of every region apart"]
