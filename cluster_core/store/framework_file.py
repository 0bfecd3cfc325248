"""Read a framework file: a tree of nodes over indicators (formats.md section 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from cluster_core.errors import ScenarioError, one_of
from cluster_core.model.framework import AGGREGATIONS, NORMALISATIONS, Child, Framework, Method, Node
from cluster_core.model.scenario import check_aggregation
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.plain import NOTHING, Plain, is_mapping, list_at, mapping_at, place_of, text_at


@dataclass(slots=True)
class _Draft:
    """A node as written, before the tree is known to be one."""

    id: str
    parent: str
    weight: float
    place: Place
    name: Text
    cite: str
    aggregate: str | None
    description: Text
    leaves: tuple[Child, ...]


def parse_framework(
    document: dict[str, Plain], faults: Faults, indicators: Collection[str] | None = None
) -> Framework | None:
    """Return the framework of a document; None after noting its faults.

    `indicators` holds the ids that its leaves may name; None leaves them unchecked (a file without a bundle).
    """
    before = len(faults.found)
    head = mapping_at(document, "framework", faults)
    root_id = faults.identifier(place_of(head, "framework.id"), text_at(head, "id", faults))
    method = _method(mapping_at(document, "method", faults), faults)
    drafts = [
        draft
        for entry in list_at(document, "nodes", faults)
        if (draft := _draft(entry, place_of(document, "nodes"), faults, indicators)) is not None
    ]
    if not list_at(document, "nodes", Faults()):
        faults.add(place_of(document, "nodes"), "nothing", "a list of at least one node")
    if root_id is not None:
        _check_tree(drafts, root_id, faults)
        _check_siblings(drafts, root_id, faults)
    if root_id is None or len(faults.found) > before:
        return None
    version = text_at(head, "version", faults) or "1"
    if faults.identifier(place_of(head, "version", "framework.version"), version) is None:
        return None
    root = Node(root_id, "", text_of(head.get("name", "")) or Text(root_id, root_id), 0)
    source = text_at(head, "source", faults)
    return Framework(root_id, root.name, _tree(root, drafts), source, version, method)


def text_of(value: Plain) -> Text:
    """Read a text in two languages: a mapping {zh, en}, or one text for both."""
    if is_mapping(value):
        zh, en = (_words(value.get(language)) for language in ("zh", "en"))
        return Text(zh or en, en or zh)
    return Text(_words(value), _words(value))


def _words(value: Plain) -> str:
    return value if isinstance(value, str) and value not in NOTHING else ""


def parse_weight(mapping: dict[str, Plain], faults: Faults) -> float:
    """Read the key `weight`; 1 where it is left out, and after noting a fault."""
    value = faults.weight(place_of(mapping, "weight"), text_at(mapping, "weight", faults))
    return 1.0 if value is None else value


def _method(mapping: dict[str, Plain], faults: Faults) -> Method:
    normalise = faults.choice(
        place_of(mapping, "normalise"),
        text_at(mapping, "normalise", faults),
        NORMALISATIONS,
        "minmax",
    )
    aggregate = _aggregation(mapping, faults) or "arithmetic"
    text = text_at(mapping, "min_coverage", faults)
    place = place_of(mapping, "min_coverage")
    coverage = faults.number(place, text, "a number from 0 to 1")
    if coverage is not None and not 0 <= coverage <= 1:
        faults.add(place, quote(text), "a number from 0 to 1")
    return Method(normalise or "minmax", aggregate, 0.5 if coverage is None else coverage)


def _aggregation(mapping: dict[str, Plain], faults: Faults) -> str | None:
    name = text_at(mapping, "aggregate", faults)
    if not name:
        return None
    try:
        check_aggregation(name)
    except ScenarioError:
        faults.add(place_of(mapping, "aggregate"), quote(name), f"{one_of(AGGREGATIONS)} (P a number)")
        return None
    return name


def _draft(entry: Plain, place: Place, faults: Faults, indicators: Collection[str] | None) -> _Draft | None:
    if not is_mapping(entry):
        faults.add(place, quote(str(entry)), "a mapping {id, parent, …} for each node")
        return None
    node_id = faults.identifier(place_of(entry, "id"), text_at(entry, "id", faults))
    parent = faults.identifier(place_of(entry, "parent"), text_at(entry, "parent", faults))
    weight = parse_weight(entry, faults)
    aggregate = _aggregation(entry, faults)
    leaves = _leaves(entry, faults, indicators)
    if node_id is None or parent is None:
        return None
    name = text_of(entry.get("name", "")) or Text(node_id, node_id)
    cite, description = text_at(entry, "cite", faults), text_of(entry.get("description", ""))
    return _Draft(node_id, parent, weight, place_of(entry, "id"), name, cite, aggregate, description, leaves)


def _leaves(entry: dict[str, Plain], faults: Faults, indicators: Collection[str] | None) -> tuple[Child, ...]:
    children: dict[str, Child] = {}
    for leaf in list_at(entry, "indicators", faults):
        place = place_of(leaf if is_mapping(leaf) else entry, "indicators")
        text = text_at(leaf, "id", faults) if is_mapping(leaf) else str(leaf).strip()
        indicator = faults.identifier(place, text)
        weight = parse_weight(leaf, faults) if is_mapping(leaf) else 1.0
        if indicator is None:
            continue
        if indicators is not None:
            faults.known(place, indicator, indicators, "indicator")
        if indicator in children:
            faults.add(place, f"a duplicate {quote(indicator)}", "every indicator once under a node")
        children[indicator] = Child(indicator, weight, is_indicator=True)
    return tuple(children.values())


def _check_tree(drafts: list[_Draft], root_id: str, faults: Faults) -> None:
    """Note doubled ids, unknown parents, cycles, and children before their parents."""
    seen: dict[str, _Draft] = {}
    for draft in drafts:
        if draft.id in seen or draft.id == root_id:
            faults.add(draft.place, f"a duplicate {quote(draft.id)}", "every node id once")
        seen.setdefault(draft.id, draft)
    in_cycle: set[str] = set()
    followed = {root_id}
    earlier = {root_id}
    for draft in drafts:
        if draft.parent != root_id and draft.parent not in seen:
            faults.known(draft.place.column_of("parent"), draft.parent, [root_id, *seen], "node")
        elif cycle := _cycle(draft, seen, followed):
            in_cycle |= set(cycle)
            path = " -> ".join([*cycle, cycle[0]])
            faults.add(
                draft.place.column_of("parent"), f"a cycle {quote(path)}", f"parents that lead to {root_id}"
            )
        elif draft.parent not in earlier and draft.id not in in_cycle:
            faults.add(
                draft.place.column_of("parent"),
                quote(draft.parent),
                "a parent that stands before its children",
            )
        earlier.add(draft.id)


def _cycle(draft: _Draft, seen: dict[str, _Draft], followed: set[str]) -> list[str]:
    """Return the cycle that the parents of a node lead into; empty if none. Nodes once followed are not again."""
    path: dict[str, None] = {}
    at: _Draft | None = draft
    while at is not None and at.id not in followed and at.id not in path:
        path[at.id] = None
        at = seen.get(at.parent)
    followed |= set(path)
    ids = list(path)
    return ids[ids.index(at.id) :] if at is not None and at.id in path else []


def _by_parent(drafts: list[_Draft]) -> dict[str, list[_Draft]]:
    below: dict[str, list[_Draft]] = {}
    for draft in drafts:
        below.setdefault(draft.parent, []).append(draft)
    return below


def _check_siblings(drafts: list[_Draft], root_id: str, faults: Faults) -> None:
    """Note siblings whose weights are all zero, and nodes and indicators of one id under one parent."""
    children = _by_parent(drafts)
    own = {root_id: None, **{draft.id: draft for draft in drafts}}
    for parent, draft in own.items():
        below = children.get(parent, [])
        leaves = draft.leaves if draft else ()
        weights = [child.weight for child in below] + [leaf.weight for leaf in leaves]
        if weights and not any(weights):
            place = (below[0] if below else draft or drafts[0]).place.column_of("weight")
            found = ", ".join(f"{weight:g}" for weight in weights)
            faults.add(place, f"all zero under {quote(parent)} ('{found}')", "at least one weight above 0")
        for child in below:
            if any(leaf.id == child.id for leaf in leaves):
                faults.add(
                    child.place, f"a duplicate {quote(child.id)}", f"one child of that id under {parent}"
                )


def _tree(root: Node, drafts: list[_Draft]) -> tuple[Node, ...]:
    level = {root.id: 0}
    nodes = [root]
    for draft in drafts:
        level[draft.id] = level[draft.parent] + 1
        nodes.append(
            Node(
                draft.id,
                draft.parent,
                draft.name,
                level[draft.id],
                draft.leaves,
                draft.cite,
                draft.aggregate,
                draft.description,
            )
        )
    below = _by_parent(drafts)
    return tuple(
        replace(node, children=(*(Child(d.id, d.weight) for d in below.get(node.id, [])), *node.children))
        for node in nodes
    )
