"""Judgements of pairs from a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cluster_core.errors import BundleError
from cluster_core.store.ahp_file import read_judgements
from tests.model.examples import tree
from tests.store.samples import write

FRAMEWORK = tree("f", {"f": {"one": 1, "two": 3}, "one": {"a": 1, "b": 1, "c": 1}, "two": {"a": 1}})
ONE = np.array([[1, 2, 5], [1 / 2, 1, 3], [1 / 5, 1 / 3, 1]])
TIDY = "parent,row,column,value\n"
WIDE = "parent,node,a,b,c\n"


def read(tmp_path: Path, text: str, name: str = "j.yaml") -> dict[str, np.ndarray]:
    return read_judgements(write(tmp_path, {name: text}) / name, FRAMEWORK)


def faults(tmp_path: Path, text: str, name: str = "j.yaml") -> list[str]:
    with pytest.raises(BundleError) as refused:
        read(tmp_path, text, name)
    return [f"{fault.row} {fault.column}: {fault.found}" for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("j.yaml", "one:\n  - [1, 2, 5]\n  - [1/2, 1, 3]\n  - [1/5, 1/3, 1]\n"),
        ("j.yaml", "one: [[1, 2, 5], [0.5, 1, 3], [0.2, 0.33, 1]]\n"),
        ("j.json", '{"one": [[1, 2, 5], [0.5, 1, 3], ["1/5", "1/3", 1]]}'),
        ("j.yaml", "one: {items: [c, a, b], matrix: [[1, 1/5, 1/3], [5, 1, 2], [3, 1/2, 1]]}\n"),
        ("j.yaml", "one: {a: {b: 2, c: 5}, b: {c: 3}}\n"),
        ("j.yaml", "one: {c: {a: 1/5, b: 1 / 3}, b: {a: 0.5}}\n"),
        ("j.csv", TIDY + "one,a,b,2\none,c,a,1/5\none,b,c,3\n"),
        ("j.csv", WIDE + "one,c,1/5,0.333,1\none,a,1,2,5\none,b,1/2,1,3\n"),
        ("j.csv", WIDE + "one,a,,2,5\none,b,,,3\n"),
    ],
)
def test_one_matrix_in_every_form(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, text, name)
    assert list(found) == ["one"]
    np.testing.assert_allclose(found["one"], ONE, rtol=1e-12)


def test_of_rounded_halves_the_one_above_one_counts(tmp_path: Path) -> None:
    found = read(tmp_path, "f: [[1, 0.14], [7, 1]]\n")["f"]
    np.testing.assert_allclose(found, [[1, 1 / 7], [7, 1]], rtol=1e-12)


def test_parents_come_in_the_order_of_the_tree_and_one_child_needs_no_judgement(tmp_path: Path) -> None:
    found = read(tmp_path, "two: [[1]]\nf: {one: {two: 1/3}}\n")
    assert list(found) == ["f", "two"]
    assert found["two"].tolist() == [[1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one: [[1, 2], [1/2, 1]]\n", ["1 one: 2 rows of 2 judgements"]),
        ("one: [[1, 2, 3], [1/2, 1], [1/3, 1, 1]]\n", ["1 one: 3 rows of 3, 2 judgements"]),
        ("one: []\n", ["1 one: 0 rows of no judgements"]),
        ("f: [[1, 0], [2, 1]]\n", ["1 f: '0' for one over two"]),
        ("f: [[1, -2], [x, 1]]\n", ["1 f: '-2' for one over two", "1 f: 'x' for two over one"]),
        ("f: [[1, 1/0], [1, 1]]\n", ["1 f: '1/0' for one over two"]),
        ("f: [[1, 1e7], [1e-7, 1]]\n", ["1 f: '1e7' for one over two", "1 f: '1e-7' for two over one"]),
        ("f: [[1, 3], [3, 1]]\n", ["1 f: '3' for two over one, '3' the other way round"]),
        ("f: [[1, 3], [0.3, 1]]\n", ["1 f: '0.3' for two over one, '3' the other way round"]),
        ("f: [[2, 3], [1/3, 1]]\n", ["1 f: '2' for one over itself"]),
        ("f: {one: {two: }}\n", ["1 two: nothing for one over two"]),
        ("x: 1\ng: [[1]]\n", ["1 parent: 'x'", "2 parent: 'g'"]),
        ("f: [[1, 3], [1/3, 1]]\nf: [[1, 3], [1/3, 1]]\n", ["2 f: a duplicate key 'f'"]),
        ("f:\n  one: {two: 2}\n  three: {one: 2}\n", ["3 one: 'three'"]),
        ("one:\n  a: {b: 2, c: 5}\n", ["2 value: no judgement of 'b over c'"]),
        ("f: {items: [one, one], matrix: [[1, 2], [1/2, 1]]}\n", ["1 items: a duplicate 'one'"]),
        ("f: {items: 3, matrix: [[1, 2], [1/2, 1]]}\n", ["1 items: '3'"]),
        ("f: {}\n", ["1 f: nothing"]),
        ("f: 3\n", ["1 f: '3'"]),
        ("f: {one: 3}\n", ["1 one: '3'"]),
        ("{}\n", ["1 parent: no judgements"]),
        ("f: [[1, [2]], [1/2, 1]]\n", ["1 f: 'a list or mapping' for one over two"]),
    ],
)
def test_faults_of_a_mapping(tmp_path: Path, text: str, said: list[str]) -> None:
    found = faults(tmp_path, text)
    assert found[: len(said)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TIDY + "one,a,b,2\none,a,b,2\n", ["3 value: a duplicate judgement 'a over b'"]),
        (TIDY + "f,one,two,\n", ["2 value: nothing for one over two"]),
        (TIDY + "f,one,three,2\n", ["2 value: 'three'"]),
        (TIDY + "g,one,two,2\n", ["2 parent: 'g'"]),
        (TIDY + "f,one,two,3\nf,two,one,0.5\n", ["3 value: '0.5' for two over one, '3' the other way round"]),
        (WIDE + "f,one,1,2,3\n", ["2 a: 'a'", "2 b: 'b'", "2 c: 'c'"]),
        (WIDE + "one,a,1,2,5\none,a,1,2,5\n", ["3 a: a duplicate judgement 'a over a'"]),
        (
            WIDE + "one,a,1,2,\n",
            ["2 value: no judgement of 'a over c'", "2 value: no judgement of 'b over c'"],
        ),
        ("parent,first,value\nf,one,2\n", ["2 header: 'parent,first,value'"]),
        ("row,column,value\none,two,2\n", ["1 parent: no such column in 'row,column,value'"]),
        (TIDY, ["1 parent: no judgements"]),
    ],
)
def test_faults_of_a_table(tmp_path: Path, text: str, said: list[str]) -> None:
    assert faults(tmp_path, text, "j.csv")[: len(said)] == said
