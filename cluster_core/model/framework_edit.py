"""Changes of a framework's tree, one at a time: each gives a new framework, or a named error and none.

A place is where something stands: its parent and its own id, as an indicator may stand under several dimensions. What
comes out is always a tree that can be written and read again: one root, no cycle, an id once, no siblings that all
weigh nothing. Dimensions stand in tree order, each before its children, its dimensions before its indicators.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from cluster_core.errors import FrameworkEditError, ScenarioError, one_of
from cluster_core.model.framework import AGGREGATIONS, NORMALISATIONS, Child, Framework, Method, Node
from cluster_core.model.scenario import ID, check_aggregation
from cluster_core.model.text import Text

MOST_PLACES = 600  # dimensions and indicators, in each place where they stand
MOST_LEVELS = 10
NAME_MAX = 120
DESCRIPTION_MAX = 1000
ID_MAX = 64
NO_WORDS = ("~", "null", "Null", "NULL")  # what a file reads as nothing
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class At:
    """A place in a tree: what stands under `parent`, which is empty for the root."""

    parent: str
    id: str


# ---- looking


def places(framework: Framework) -> tuple[At, ...]:
    """Return every place from the root down, each dimension followed by all that stands below it.

    >>> leaf = (Child("a", 1.0, is_indicator=True),)
    >>> nodes = Node("f", "", Text(), 0, (Child("one"),)), Node("one", "f", Text(), 1, leaf)
    >>> [place.id for place in places(Framework("f", Text(), nodes))]
    ['f', 'one', 'a']
    """
    found: list[At] = []
    waiting = [At("", framework.id)]
    while waiting:
        at = waiting.pop()
        found.append(at)
        if at.id in framework.by_id and not is_indicator(framework, at):
            waiting += [At(at.id, child.id) for child in reversed(framework.by_id[at.id].children)]
    return tuple(found)


def child_at(framework: Framework, at: At) -> Child | None:
    """Return what stands at a place; None where nothing does, and for the root."""
    parent = framework.by_id.get(at.parent)
    return next((child for child in parent.children if child.id == at.id), None) if parent else None


def is_indicator(framework: Framework, at: At) -> bool:
    """Tell whether an indicator stands at a place."""
    child = child_at(framework, at)
    return child is not None and child.is_indicator


def share_of(framework: Framework, at: At) -> float:
    """Return what a place weighs among its siblings, 0-1; 1 for the root, NaN where nothing stands."""
    child = child_at(framework, at)
    if child is None:
        return 1.0 if at == At("", framework.id) else math.nan
    return child.weight / sum(one.weight for one in framework.by_id[at.parent].children)


def below(framework: Framework, node: str) -> set[str]:
    """Return a dimension and every dimension below it."""
    found, waiting = set[str](), [node]
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += [child.id for child in framework.by_id[one].children if not child.is_indicator]
    return found


def fresh_id(words: str, taken: Collection[str]) -> str:
    """Return an id made of words in Latin letters, one that is not taken.

    >>> fresh_id("Green growth!", ["green_growth"]), fresh_id("绿色", [])
    ('green_growth_2', 'part')
    """
    base = _UNFIT.sub("_", words.lower()).strip("_")[: ID_MAX - 6] or "part"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    return found


# ---- changing the tree


def move(framework: Framework, at: At, parent: str, place: int | None = None) -> Framework:
    """Put what stands at `at` under `parent`, its weight with it.

    Parameters
    ----------
    place : its place among the siblings of its kind, from 0; by default the last

    Raises
    ------
    FrameworkEditError
        root, unknown, cycle (`parent` stands below it), duplicate, all_zero (its old siblings would weigh nothing),
        deep, at_root (an indicator right below the root, which a file cannot hold).
    """
    child = _child(framework, at)
    _node(framework, parent)
    if not child.is_indicator and parent in below(framework, at.id):
        raise _wrong("cycle", at.id, f"a parent that does not stand below it (found '{parent}')")
    nodes = dict(framework.by_id)
    nodes[at.parent] = _without(nodes[at.parent], at.id)
    nodes[parent] = _with(nodes[parent], child, place)
    return _rebuilt(framework, nodes)


def shift(framework: Framework, at: At, by: int) -> Framework:
    """Move a place up (`by` below 0) or down among its siblings of its kind; at an end it stays."""
    child = _child(framework, at)
    kind = [one.id for one in framework.by_id[at.parent].children if one.is_indicator == child.is_indicator]
    return move(framework, at, at.parent, min(max(0, kind.index(at.id) + by), len(kind) - 1))


def add_dimension(
    framework: Framework, parent: str, node: str, name: Text, taken: Collection[str] = ()
) -> Framework:
    """Add an empty dimension of weight 1; an id that `taken` holds, as that of an indicator, is refused."""
    if not ID.fullmatch(node):
        raise _wrong("id", node, "1-64 letters, digits, '_', '.' or '-'")
    if node in framework.by_id or node in taken:
        raise _wrong("duplicate", node, "an id that nothing else has")
    above = _node(framework, parent)
    made = Node(node, parent, _name(name, node), above.level + 1)
    nodes = {**framework.by_id, node: made, parent: _with(above, Child(node), None)}
    return _rebuilt(framework, nodes)


def add_indicator(framework: Framework, parent: str, indicator: str, known: Collection[str]) -> Framework:
    """Add one of the `known` indicators under a dimension, with weight 1."""
    _known(indicator, known)
    above = _node(framework, parent)
    added = _with(above, Child(indicator, is_indicator=True), None)
    return _rebuilt(framework, {**framework.by_id, parent: added})


def remove(framework: Framework, at: At) -> Framework:
    """Take a place away with all that stands below it; FrameworkEditError: root, unknown, all_zero."""
    child = _child(framework, at)
    gone = set[str]() if child.is_indicator else below(framework, at.id)
    nodes = {name: node for name, node in framework.by_id.items() if name not in gone}
    nodes[at.parent] = _without(nodes[at.parent], at.id)
    return _rebuilt(framework, nodes)


def bind(framework: Framework, at: At, indicator: str, known: Collection[str]) -> Framework:
    """Put one of the `known` indicators in the place of another; the weight stays."""
    child = _child(framework, at)
    if not child.is_indicator:
        raise _wrong("unknown", at.id, "a place where an indicator stands")
    _known(indicator, known)
    return _with_child(framework, at, replace(child, id=indicator))


def weigh(framework: Framework, at: At, weight: float) -> Framework:
    """Give a place another weight among its siblings; FrameworkEditError: root, unknown, weight, all_zero."""
    if not (math.isfinite(weight) and 0 <= weight <= 1e100):
        raise _wrong("weight", str(weight), "a finite number from 0 up")
    return _with_child(framework, at, replace(_child(framework, at), weight=float(weight)))


# ---- changing what is said of a dimension, and of the whole


def rename(framework: Framework, node: str, name: Text) -> Framework:
    """Give a dimension, or the framework, another name; without any name it is called by its id."""
    named = _name(name, node)
    changed = _with_node(framework, replace(_node(framework, node), name=named))
    return replace(changed, name=named) if node == framework.id else changed


def describe(framework: Framework, node: str, description: Text) -> Framework:
    """Say in other words what a dimension is; of the whole a file holds no description."""
    if node == framework.id:
        raise _wrong("root", node, "a dimension below the root")
    told = Text(*(_words(words, DESCRIPTION_MAX) for words in (description.zh, description.en)))
    told = Text(told.get("zh"), told.get("en"))
    return _with_node(framework, replace(_node(framework, node), description=told))


def set_aggregate(framework: Framework, node: str, rule: str | None) -> Framework:
    """Give a dimension its own mean; None leaves it to the framework and the scenario."""
    if node == framework.id:
        raise _wrong("root", node, "a dimension below the root, whose mean is the framework's own")
    if rule is not None:
        _check_rule(rule)
    return _with_node(framework, replace(_node(framework, node), aggregate=rule))


def set_method(framework: Framework, method: Method) -> Framework:
    """Give the framework other default methods."""
    _check_rule(method.aggregate)
    if method.normalise not in NORMALISATIONS:
        raise _wrong("method", method.normalise, one_of(NORMALISATIONS))
    if not 0 <= method.min_coverage <= 1:
        raise _wrong("method", str(method.min_coverage), "a number from 0 to 1")
    return replace(framework, method=method)


def identify(framework: Framework, framework_id: str, version: str, source: str | None = None) -> Framework:
    """Give the framework another id and version, and another source unless that is None."""
    for found in (framework_id, version):
        if not ID.fullmatch(found):
            raise _wrong("id", found, "1-64 letters, digits, '_', '.' or '-'")
    if framework_id != framework.id and framework_id in framework.by_id:
        raise _wrong("duplicate", framework_id, "an id that no dimension has")
    nodes = {name: node for name, node in framework.by_id.items() if name != framework.id}
    nodes[framework_id] = replace(framework.root, id=framework_id)
    told = framework.source if source is None else _words(source, DESCRIPTION_MAX)
    return _rebuilt(replace(framework, id=framework_id, version=version, source=told), nodes)


def check_editable(framework: Framework) -> None:
    """Refuse a framework that cannot be edited, or not be written; FrameworkEditError: large, deep, at_root."""
    if any(child.is_indicator for child in framework.root.children):
        raise _wrong("at_root", framework.id, "indicators below a dimension, which a file needs")
    count = sum(len(node.children) for node in framework.nodes)
    if count > MOST_PLACES:
        raise _wrong("large", str(count), f"at most {MOST_PLACES} dimensions and indicators")
    levels = max(node.level for node in framework.nodes)
    if levels > MOST_LEVELS:
        raise _wrong("deep", str(levels), f"at most {MOST_LEVELS} levels of dimensions")


# ---- how


def _wrong(kind: str, found: str, allowed: str) -> FrameworkEditError:
    shown = found if len(found) <= 80 else f"{found[:79]}…"
    return FrameworkEditError(kind, f"framework: found {shown!r}, allowed: {allowed}.")


def _node(framework: Framework, node: str) -> Node:
    if node not in framework.by_id:
        raise _wrong("unknown", node, "a dimension of this framework")
    return framework.by_id[node]


def _child(framework: Framework, at: At) -> Child:
    if at.id == framework.id and not at.parent:
        raise _wrong("root", at.id, "anything below the root")
    child = child_at(framework, at)
    if child is None:
        raise _wrong("unknown", at.id, f"what stands under '{at.parent}'")
    return child


def _known(indicator: str, known: Collection[str]) -> None:
    if indicator not in known:
        raise _wrong("unknown", indicator, "an indicator that the data set knows")


def _check_rule(rule: str) -> None:
    try:
        check_aggregation(rule)
    except ScenarioError:
        raise _wrong("aggregate", rule, f"{one_of(AGGREGATIONS)} (P a number)") from None


def _name(name: Text, otherwise: str) -> Text:
    named = Text(*(_words(words, NAME_MAX) for words in (name.zh, name.en)))
    return Text(named.get("zh") or otherwise, named.get("en") or otherwise)


def _words(words: str, most: int) -> str:
    """Return words on one line, without characters that cannot be seen or written."""
    kept = "".join(" " if one in "\t\r\n" else one for one in words)
    kept = "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cs", "Co", "Cn"})
    kept = " ".join(kept.split())
    if len(kept) > most:
        raise _wrong("name", kept, f"at most {most} characters (found {len(kept)})")
    if kept in NO_WORDS:
        raise _wrong("name", kept, "words; a file reads these as nothing")
    return kept


def _without(node: Node, child: str) -> Node:
    return replace(node, children=tuple(one for one in node.children if one.id != child))


def _with(node: Node, child: Child, place: int | None) -> Node:
    if any(one.id == child.id for one in node.children):
        raise _wrong("duplicate", child.id, f"one of that id under '{node.id}'")
    nodes = [one for one in node.children if not one.is_indicator]
    leaves = [one for one in node.children if one.is_indicator]
    kind = leaves if child.is_indicator else nodes
    kind.insert(len(kind) if place is None else max(0, place), child)
    return replace(node, children=(*nodes, *leaves))


def _with_child(framework: Framework, at: At, child: Child) -> Framework:
    node = framework.by_id[at.parent]
    if child.id != at.id and any(one.id == child.id for one in node.children):
        raise _wrong("duplicate", child.id, f"one of that id under '{node.id}'")
    children = tuple(child if one.id == at.id else one for one in node.children)
    return _with_node(framework, replace(node, children=children))


def _with_node(framework: Framework, node: Node) -> Framework:
    return _rebuilt(framework, {**framework.by_id, node.id: node})


def _rebuilt(framework: Framework, nodes: Mapping[str, Node]) -> Framework:
    """Return the tree of these nodes in tree order, checked."""
    ordered: list[Node] = []
    waiting = [(framework.id, "", 0)]
    while waiting:
        name, parent, level = waiting.pop()
        node = replace(nodes[name], parent=parent, level=level)
        if node.children and not any(child.weight for child in node.children):
            raise _wrong("all_zero", name, "at least one weight above 0 among siblings")
        ordered.append(node)
        waiting += [
            (child.id, name, level + 1) for child in reversed(node.children) if not child.is_indicator
        ]
    made = replace(framework, nodes=tuple(ordered))
    check_editable(made)
    return made
