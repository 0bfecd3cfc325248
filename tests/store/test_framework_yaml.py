"""A framework's file: what is written is read again as the same; what is pasted is read as `check` reads a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from cluster_core.errors import BundleError
from cluster_core.model.framework import Framework
from cluster_core.store.check import check_path
from cluster_core.store.faults import Faults
from cluster_core.store.framework_file import parse_framework
from cluster_core.store.framework_yaml import PASTED_MAX, read_yaml, to_yaml
from cluster_core.store.plain import read_plain
from cluster_core.store.read import load_dataset
from tests.model.framework_edits import BASE, edited

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(
    path for path in ROOT.glob("data/**/frameworks/*.yaml") if "nodes:" in path.read_text(encoding="utf-8")
)


@settings(max_examples=80)
@given(edited())
def test_what_is_written_is_read_again(framework: Framework) -> None:
    text = to_yaml(framework)
    assert text.encode("utf-8").decode("utf-8") == text
    if len(framework.nodes) > 1:  # a file needs one dimension at least
        assert read_yaml(text) == framework
        assert to_yaml(read_yaml(text)) == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_shipped_framework_survives_and_check_takes_it(path: Path, tmp_path: Path) -> None:
    faults = Faults()
    document = read_plain(path, faults)
    assert document is not None
    framework = parse_framework(document, faults)
    assert framework is not None
    assert len(framework.nodes) > 2
    written = tmp_path / "framework.yaml"
    written.write_text(to_yaml(framework), encoding="utf-8")
    assert read_yaml(written.read_text(encoding="utf-8")) == framework
    assert check_path(written) == []


def test_the_shipped_ones_are_found() -> None:
    assert {path.stem for path in SHIPPED} >= set(load_dataset(ROOT / "data" / "jiangsu").frameworks)


PASTED = [
    ("", "found an empty file, allowed: a mapping"),
    ("[1]", "found a list, allowed: a mapping"),
    ("rules: {id: r}", "top keys: found 'rules', allowed: a file with the key framework"),
    ("framework: {id: f}", "nodes: found nothing, allowed: a list of at least one node"),
    ("framework: {id: f}\nnodes: []", "nodes: found nothing"),
    ("framework: !!python/object:os.system x", "allowed: plain values without tags"),
    ("framework: &a [*a]", "inside itself"),
    ("framework: {", "well-formed YAML"),
    ("a: \x00", "well-formed YAML"),
    ("framework: '\ud800'", "half of a character, allowed: well-formed text"),
    ("framework: {id: a b}\nnodes: [{id: n, parent: f}]", "framework.id: found 'a b'"),
    ("framework: {id: f}\nnodes: [{id: ../n, parent: f}]", "id: found '../n'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, weight: -1}]", "weight: found '-1'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, weight: nan}]", "weight: found 'nan'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, weight: 0}]", "all zero under 'f'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: n}]", "a cycle 'n -> n'"),
    ("framework: {id: f}\nnodes: [{id: n, parent: f, indicators: [zzz]}]", "indicators: found 'zzz'"),
    ("a: " + "[" * 60 + "]" * 60, "nested at most 50 deep"),
    ("x" * (PASTED_MAX + 1), f"at most {PASTED_MAX} characters"),
    (
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]" for a, b in zip("abcdef", "bcdefg", strict=True)
        ),
        "values, those behind aliases counted again",
    ),
]


@pytest.mark.parametrize(("text", "told"), PASTED, ids=range(len(PASTED)))
def test_what_cannot_be_pasted(text: str, told: str) -> None:
    with pytest.raises(BundleError) as wrong:
        read_yaml(text, ["a"], "pasted")
    assert told in str(wrong.value)
    assert str(wrong.value).startswith("pasted")


def test_the_fields_of_the_format_are_all_kept() -> None:
    text = (
        "framework:\n  id: f\n  name: {zh: 框, en: Frame}\n  source: a report\n  version: '2.1'\n"
        "method: {normalise: rank, aggregate: 'power:2', min_coverage: 0.75}\n"
        "nodes:\n- id: one\n  parent: f\n  weight: 2\n  cite: p. 3\n  name: {zh: 一, en: One}\n"
        "  description: {zh: 全部, en: All}\n  aggregate: min\n  indicators:\n  - '320900'\n"
        "  - {id: a, weight: 0.5}\n"
    )
    assert to_yaml(read_yaml(text)) == text


def test_an_empty_tree_is_written_too() -> None:
    assert "nodes: []" in to_yaml(Framework("f", BASE.name, BASE.nodes[:1]))
