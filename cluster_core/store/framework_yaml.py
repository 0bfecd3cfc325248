"""A framework as the text of its file: what is written here is read again as the same framework."""

from __future__ import annotations

from collections.abc import Collection

import yaml

from cluster_core.errors import BundleError
from cluster_core.model.framework import Child, Framework, Node
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, Place
from cluster_core.store.framework_file import parse_framework
from cluster_core.store.plain import Plain, plain_of

PASTED_MAX = 400_000  # characters: some ten times the longest framework that the editor takes
_NEVER_FOLDED = 1 << 20


def to_yaml(framework: Framework) -> str:
    """Return the file of a framework: the same framework gives the same text.

    Weights of 1, empty texts and means that are the framework's own are left out, as a file may leave them out.

    >>> from cluster_core.model.framework import Framework, Node
    >>> leaf = (Child("space", 0.5, is_indicator=True),)
    >>> root = Node("f", "", Text("宜居", "Liveable"), 0, (Child("one"),))
    >>> part = Node("one", "f", Text("一", "One"), 1, leaf)
    >>> print(to_yaml(Framework("f", root.name, (root, part))))
    framework:
      id: f
      name: {zh: 宜居, en: Liveable}
      version: '1'
    method: {normalise: minmax, aggregate: arithmetic, min_coverage: 0.5}
    nodes:
    - id: one
      parent: f
      name: {zh: 一, en: One}
      indicators:
      - {id: space, weight: 0.5}
    <BLANKLINE>
    """
    head: dict[str, Plain] = {"id": framework.id, "name": _text(framework.name)}
    head |= {"source": framework.source} if framework.source else {}
    document = {
        "framework": head | {"version": framework.version},
        "method": {
            "normalise": framework.method.normalise,
            "aggregate": framework.method.aggregate,
            "min_coverage": _number(framework.method.min_coverage),
        },
        "nodes": [_node(framework, node) for node in framework.nodes[1:]],
    }
    return yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_NEVER_FOLDED
    )


def read_yaml(
    text: str, indicators: Collection[str] | None = None, name: str = "framework.yaml"
) -> Framework:
    """Return the framework of a text that somebody pasted, read as `check` reads a file.

    Raises
    ------
    BundleError
        With every fault: tags, aliases and depth are bounded as in a file; the text at PASTED_MAX characters.
    """
    faults = Faults()
    if len(text) > PASTED_MAX:
        faults.add(Place(name, None, "file"), f"{len(text)} characters", f"at most {PASTED_MAX} characters")
        raise BundleError(faults.every)
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        faults.add(Place(name, None, "file"), "half of a character", "well-formed text")
        raise BundleError(faults.every)
    document = plain_of(text, faults, name)
    if document is not None and "framework" not in document:
        found = ", ".join(list(document)[:5]) or "nothing"
        faults.add(Place(name, 1, "top keys"), f"'{found}'", "a file with the key framework")
    framework = None
    if document is not None and not faults.every:
        framework = parse_framework(document, faults, indicators)
    if framework is None or faults.every:
        raise BundleError(faults.every)
    return framework


def _node(framework: Framework, node: Node) -> dict[str, Plain]:
    weight = next(child.weight for child in framework.by_id[node.parent].children if child.id == node.id)
    written: dict[str, Plain] = {"id": node.id, "parent": node.parent}
    written |= {"weight": _number(weight)} if weight != 1 else {}
    written |= {"cite": node.cite} if node.cite else {}
    written["name"] = _text(node.name)
    written |= {"description": _text(node.description)} if node.description else {}
    written |= {"aggregate": node.aggregate} if node.aggregate else {}
    leaves = [_leaf(child) for child in node.children if child.is_indicator]
    return written | ({"indicators": leaves} if leaves else {})


def _leaf(child: Child) -> Plain:
    return child.id if child.weight == 1 else {"id": child.id, "weight": _number(child.weight)}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _number(value: float) -> int | float:
    """Return a number as it is written: a whole one without a point."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value
