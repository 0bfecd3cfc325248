"""Framework files: the tree that comes out, and every fault of one that does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cluster_core.model.framework import Child, Framework, Method, Node
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.framework_file import parse_framework, parse_weight, text_of
from cluster_core.store.plain import read_plain
from tests.store.samples import told, write

HEAD = "framework: {id: f}\n"


def parse(tmp_path: Path, text: str, indicators: Any = None) -> tuple[Framework | None, list[str]]:
    faults = Faults()
    document = read_plain(write(tmp_path, {"f.yaml": text}) / "f.yaml", faults)
    assert document is not None
    return parse_framework(document, faults, indicators), told(faults)


def nodes(*entries: str) -> str:
    return HEAD + "nodes:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def test_a_tree_with_everything(tmp_path: Path) -> None:
    text = """
framework: {id: f, name: {zh: 框架, en: Frame}, source: a report, version: 1.2}
method: {normalise: percentile, aggregate: power:2, min_coverage: 0.8}
nodes:
  - {id: one, parent: f, weight: 2.5, name: {zh: 一, en: One}, cite: p. 3, indicators: [a, {id: b, weight: 0}]}
  - {id: two, parent: f, aggregate: min, description: All of it}
  - {id: deep, parent: two, indicators: [a]}
"""
    found, faults = parse(tmp_path, text, ["a", "b"])
    assert faults == []
    assert found == Framework(
        "f",
        Text("框架", "Frame"),
        (
            Node("f", "", Text("框架", "Frame"), 0, (Child("one", 2.5), Child("two", 1.0))),
            Node(
                "one",
                "f",
                Text("一", "One"),
                1,
                (Child("a", 1.0, is_indicator=True), Child("b", 0.0, is_indicator=True)),
                "p. 3",
            ),
            Node(
                "two",
                "f",
                Text("two", "two"),
                1,
                (Child("deep", 1.0),),
                aggregate="min",
                description=Text("All of it", "All of it"),
            ),
            Node("deep", "two", Text("deep", "deep"), 2, (Child("a", 1.0, is_indicator=True),)),
        ),
        "a report",
        "1.2",
        Method("percentile", "power:2", 0.8),
    )


def test_nodes_stand_before_indicators_under_one_parent(tmp_path: Path) -> None:
    found, _ = parse(
        tmp_path, nodes("id: one, parent: f, indicators: [a]", "id: deep, parent: one, indicators: [b]")
    )
    assert found is not None
    assert [child.id for child in found.by_id["one"].children] == ["deep", "a"]


def test_without_method_and_version_the_usual_ones_stand(tmp_path: Path) -> None:
    found, _ = parse(tmp_path, nodes("id: one, parent: f, indicators: [320900, NA]"))
    assert found is not None
    assert (found.method, found.version, found.indicators) == (Method(), "1", ("320900", "NA"))


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (["id: one, parent: g"], "f.yaml:3: parent: found 'g', allowed: a known node (f, one)"),
        (
            ["id: one, parent: f, indicators: [a]", "id: one, parent: f, indicators: [a]"],
            "f.yaml:4: id: found a duplicate 'one', allowed: every node id once",
        ),
        (["id: f, parent: f"], "f.yaml:3: id: found a duplicate 'f', allowed: every node id once"),
        (
            ["id: one, parent: one"],
            "f.yaml:3: parent: found a cycle 'one -> one', allowed: parents that lead to f",
        ),
        (
            ["id: one, parent: two", "id: two, parent: one"],
            "f.yaml:3: parent: found a cycle 'one -> two -> one', allowed: parents that lead to f",
        ),
        (
            ["id: deep, parent: one", "id: one, parent: f"],
            "f.yaml:3: parent: found 'one', allowed: a parent that stands before its children",
        ),
        (
            ["id: one, parent: f, weight: 0", "id: two, parent: f, weight: 0"],
            "f.yaml:3: weight: found all zero under 'f' ('0, 0'), allowed: at least one weight above 0",
        ),
        (
            ["id: one, parent: f, indicators: [{id: a, weight: 0}]"],
            "f.yaml:3: weight: found all zero under 'one' ('0'), allowed: at least one weight above 0",
        ),
        (
            ["id: one, parent: f, weight: -1"],
            "f.yaml:3: weight: found '-1', allowed: a finite number from 0 up",
        ),
        (
            ["id: one, parent: f, weight: nan"],
            "f.yaml:3: weight: found 'nan', allowed: a finite number from 0 up",
        ),
        (
            ["id: one, parent: f, aggregate: median"],
            "f.yaml:3: aggregate: found 'median', allowed: arithmetic, geometric, harmonic, power:P, min (P a number)",
        ),
        (
            ["id: one, parent: f, indicators: [a, a]"],
            "f.yaml:3: indicators: found a duplicate 'a', allowed: every indicator once under a node",
        ),
        (
            ["id: one, parent: f, indicators: [aa]"],
            "f.yaml:3: indicators: found 'aa', allowed: a known indicator (a). Did you mean 'a'?",
        ),
        (
            ["id: one, parent: f, indicators: [a]", "id: a, parent: one"],
            "f.yaml:4: id: found a duplicate 'a', allowed: one child of that id under one",
        ),
        (
            ["parent: f"],
            "f.yaml:3: id: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (
            ["id: one"],
            "f.yaml:3: parent: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (["id: one, parent: f, indicators: a"], "f.yaml:3: indicators: found 'a', allowed: a list […]"),
    ],
)
def test_a_tree_with_a_fault(tmp_path: Path, entries: list[str], said: str) -> None:
    found, faults = parse(tmp_path, nodes(*entries), ["a"])
    assert found is None
    assert faults == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "f.yaml:1: nodes: found nothing, allowed: a list of at least one node"),
        (HEAD + "nodes: []\n", "f.yaml:2: nodes: found nothing, allowed: a list of at least one node"),
        (
            HEAD + "nodes: [text]\n",
            "f.yaml:2: nodes: found 'text', allowed: a mapping {id, parent, …} for each node",
        ),
        (
            "framework: {name: F}\nnodes: [{id: n, parent: f}]\n",
            "f.yaml:1: framework.id: found nothing, allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (
            "framework: {id: f, version: 1 b}\nnodes: [{id: n, parent: f}]\n",
            "f.yaml:1: framework.version: found '1 b', allowed: an id of 1-64 letters, digits, '_', '.' or '-'",
        ),
        (
            nodes("id: n, parent: f") + "method: {min_coverage: 1.5}\n",
            "f.yaml:4: min_coverage: found '1.5', allowed: a number from 0 to 1",
        ),
        (
            nodes("id: n, parent: f") + "method: {normalise: minmx}\n",
            "f.yaml:4: normalise: found 'minmx', allowed: minmax, zscore, rank, percentile, target, best. "
            "Did you mean 'minmax'?",
        ),
    ],
)
def test_a_file_with_a_fault(tmp_path: Path, text: str, said: str) -> None:
    found, faults = parse(tmp_path, text)
    assert found is None
    assert faults == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (nodes("id: [x], parent: f"), "f.yaml:3: id: found a list or mapping, allowed: a single value"),
        (HEAD + "nodes: {a: b}\n", "f.yaml:2: nodes: found '{'a': 'b'}', allowed: a list […]"),
        (
            "framework: f\nnodes: [{id: n, parent: f}]\n",
            "f.yaml:1: framework: found 'f', allowed: a mapping {…}",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_before_what_it_leaves_missing(
    tmp_path: Path, text: str, said: str
) -> None:
    found, faults = parse(tmp_path, text)
    assert found is None
    assert faults[0] == said
    assert "found nothing" in faults[1]


def test_every_fault_names_the_file(tmp_path: Path) -> None:
    _, faults = parse(tmp_path, "framework: f\nnodes: [{id: n, parent: f}]\n")
    assert all(fault.startswith("f.yaml:1: ") for fault in faults)


def test_every_fault_is_told_at_once_and_each_cycle_once(tmp_path: Path) -> None:
    text = nodes(
        "id: a, parent: b",
        "id: b, parent: a",
        "id: c, parent: c",
        "id: d, parent: nowhere",
        "id: e, parent: f, weight: -1, aggregate: best",
    )
    _, faults = parse(tmp_path, text)
    assert len(faults) == 5
    assert sum("cycle" in fault for fault in faults) == 2


def test_without_a_bundle_indicators_are_not_looked_up(tmp_path: Path) -> None:
    found, faults = parse(tmp_path, nodes("id: one, parent: f, indicators: [whatever]"))
    assert (found is not None, faults) == (True, [])


def test_a_chain_of_three_hundred_nodes(tmp_path: Path) -> None:
    chain = [f"id: n{k}, parent: {'f' if k == 0 else f'n{k - 1}'}" for k in range(300)]
    found, faults = parse(tmp_path, nodes(*chain))
    assert faults == []
    assert found is not None
    assert found.nodes[-1].level == 300


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"zh": "一", "en": "One"}, Text("一", "One")),
        ({"en": "One"}, Text("One", "One")),
        ({}, Text()),
        ("Both", Text("Both", "Both")),
        ("", Text()),
        (["a"], Text()),
    ],
)
def test_texts(value: Any, text: Text) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("mapping", "weight", "faults"),
    [
        ({}, 1, 0),
        ({"weight": "0"}, 0, 0),
        ({"weight": "2.5"}, 2.5, 0),
        ({"weight": "-1"}, 1, 1),
        ({"weight": "x"}, 1, 1),
    ],
)
def test_weights(mapping: dict[str, str], weight: float, faults: int) -> None:
    noted = Faults()
    assert parse_weight(mapping, noted) == weight
    assert len(noted.every) == faults


def test_a_long_chain_is_followed_once(tmp_path: Path) -> None:
    # Followed anew from every node, ten thousand links would take a quarter of an hour.
    links = [f"id: n{k}, parent: {f'n{k - 1}' if k else 'f'}" for k in range(10_000)]
    framework, faults = parse(tmp_path, nodes(*links))
    assert faults == []
    assert framework is not None
    assert framework.nodes[-1].level == 10_000
