"""Read the documents of a `frameworks` folder: trees, rule sets, what goes with them, and registers of one kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cluster_core.model.chokepoints import Chokepoints
from cluster_core.model.framework import Framework
from cluster_core.model.ladder import Ladder
from cluster_core.model.rules import Advantage, Case, Countermeasure, Policy, RuleSet
from cluster_core.model.typology import Typology
from cluster_core.store.chokepoints_file import parse_chokepoints
from cluster_core.store.faults import Faults, quote
from cluster_core.store.framework_file import parse_framework
from cluster_core.store.ladder_file import parse_ladder
from cluster_core.store.plain import Plain, place_of, read_plain
from cluster_core.store.rules_file import (
    Known,
    parse_advantages,
    parse_cases,
    parse_countermeasures,
    parse_policies,
    parse_rules,
)
from cluster_core.store.typology_file import parse_typology

T = TypeVar("T")
LISTS = ("countermeasures", "cases", "advantages", "policies")
SINGLE = ("typology", "ladder", "chokepoints")  # a folder has at most one file of each


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its name, its kind (framework, rules, one of `LISTS` or `SINGLE`, other) and its content."""

    file: str
    kind: str
    content: dict[str, Plain]


@dataclass(slots=True)
class Documents:
    """What a set of documents says, by id; of the kinds in `SINGLE` there is one at most."""

    frameworks: dict[str, Framework] = field(default_factory=dict[str, Framework])
    rules: dict[str, RuleSet] = field(default_factory=dict[str, RuleSet])
    countermeasures: dict[str, Countermeasure] = field(default_factory=dict[str, Countermeasure])
    cases: dict[str, Case] = field(default_factory=dict[str, Case])
    advantages: dict[str, Advantage] = field(default_factory=dict[str, Advantage])
    policies: dict[str, Policy] = field(default_factory=dict[str, Policy])
    typology: Typology | None = None
    ladder: Ladder | None = None
    chokepoints: Chokepoints | None = None


def read_documents(folder: Path, faults: Faults, label: str = "") -> list[Document]:
    """Return the YAML files of a folder in the order of their names; none where there is no folder."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]) if folder.is_dir() else []
    return [document for path in paths if (document := read_document(path, faults, f"{label}{path.name}"))]


def read_document(path: Path, faults: Faults, label: str) -> Document | None:
    """Return one YAML file as a document."""
    content = read_plain(path, faults, label)
    return None if content is None else Document(label, kind_of(content), content)


def kind_of(content: dict[str, Plain]) -> str:
    """Name the kind of a document by its top keys."""
    if "rules" in content:
        return "rules"
    if "framework" in content and "nodes" in content and "cases" not in content:
        return "framework"
    for kind in (*LISTS, *SINGLE):
        if kind in content:
            return kind
    return "framework" if set(content) <= {"framework", "method"} else "other"


def parse_documents(
    documents: Iterable[Document],
    faults: Faults,
    indicators: Collection[str] | None,
    beside: Documents | None,
) -> Documents:
    """Return what the documents say; `beside` holds what they may refer to outside themselves.

    References to measures, cases, nodes and wanted indicators that do not exist are noted as dangling; they are left
    unchecked without a `beside`, and references to indicators without `indicators`.
    """
    parsed = Documents()
    documents = list(documents)
    for document in documents:
        if document.kind == "framework":
            framework = parse_framework(document.content, faults, indicators)
            if framework is not None:
                _add(parsed.frameworks, framework.id, framework, document, faults)
    known = _known(parsed, beside, indicators)
    for document in documents:
        _parse_list(document, parsed, known, faults)
    known = _known(parsed, beside, indicators)
    for document in documents:
        if document.kind == "rules":
            rules = parse_rules(document.content, faults, known)
            if rules is not None:
                _add(parsed.rules, rules.id, rules, document, faults)
    _parse_single(documents, parsed, faults, indicators)
    return parsed


def _parse_list(document: Document, parsed: Documents, known: Known, faults: Faults) -> None:
    """Add the measures, cases, advantages or policies of a document to what was parsed."""
    if document.kind == "countermeasures":
        for measure in parse_countermeasures(document.content, faults, known).values():
            _add(parsed.countermeasures, measure.id, measure, document, faults)
    elif document.kind == "cases":
        for case in parse_cases(document.content, faults, known).values():
            _add(parsed.cases, case.id, case, document, faults)
    elif document.kind == "advantages":
        for advantage in parse_advantages(document.content, faults, known).values():
            _add(parsed.advantages, advantage.id, advantage, document, faults)
    elif document.kind == "policies":
        for policy in parse_policies(document.content, faults).values():
            _add(parsed.policies, policy.id, policy, document, faults)


def _parse_single(
    documents: Iterable[Document], parsed: Documents, faults: Faults, indicators: Collection[str] | None
) -> None:
    """Parse the documents of which there is one at most of each kind; the first stands."""
    seen: set[str] = set()
    for document in documents:
        kind, content = document.kind, document.content
        if kind in SINGLE and kind in seen:
            faults.add(place_of(content, kind), f"a second file of {kind}", "one such file in a folder")
            continue
        seen.add(kind)
        if kind == "typology":
            parsed.typology = parse_typology(content, faults, indicators)
        elif kind == "ladder":
            parsed.ladder = parse_ladder(content, faults, indicators)
        elif kind == "chokepoints":
            parsed.chokepoints = parse_chokepoints(content, faults)


def _known(parsed: Documents, beside: Documents | None, indicators: Collection[str] | None) -> Known:
    if beside is None:
        return Known(indicators)
    frameworks = {**beside.frameworks, **parsed.frameworks}
    nodes = [node.id for framework in frameworks.values() for node in framework.nodes]
    measures, cases = {**beside.countermeasures, **parsed.countermeasures}, {**beside.cases, **parsed.cases}
    families = dict.fromkeys(measure.family for measure in measures.values() if measure.family)
    return Known(indicators, indicators, measures, cases, nodes, families)


def _add(target: dict[str, T], key: str, value: T, document: Document, faults: Faults) -> None:
    if key in target:
        place = place_of(document.content, document.kind, "id")
        faults.add(place, f"a duplicate {quote(key)}", f"every id of {document.kind} once")
    target.setdefault(key, value)
