"""What separates two frameworks, change by change, as an editor would tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cluster_core.model.framework import Framework, Node
from cluster_core.model.framework_edit import At, places, share_of
from cluster_core.model.text import Text

Kind = Literal[
    "added",
    "removed",
    "moved",
    "rebound",
    "reweighted",
    "renamed",
    "described",
    "aggregate",
    "ordered",
    "method",
]
METHOD_FIELDS = ("normalise", "aggregate", "min_coverage")
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `id` is the dimension or indicator that it concerns, `parent` where it stands, or stood.

    What `old` and `new` are depends on `kind`: parents (moved; empty for the root), indicators (rebound), shares among
    siblings (0-1; reweighted, of what was added the new and of what was removed the old one), names (renamed), means
    (aggregate; empty for the framework's own), values of the method's field `id` (method); nothing for described and
    ordered, where `id` is the dimension whose children stand in another order. A root is called "" on both sides.
    """

    kind: Kind
    id: str
    parent: str = ""
    old: str | float | Text | None = None
    new: str | float | Text | None = None
    is_indicator: bool = False


def differences(before: Framework, after: Framework) -> tuple[Difference, ...]:
    """Return what was done to `before` to make `after`; id and version of the whole do not count.

    An indicator that left one dimension and came to another was moved; one that stands in the place of another was
    bound in its stead. A weight counts as changed where it is another number and another share of its siblings: the
    shares of siblings that follow from it do not.

    >>> from cluster_core.model.framework import Child, Framework, Node
    >>> def one(weight: float) -> Framework:
    ...     leaves = (Child("a", weight, is_indicator=True), Child("b", is_indicator=True))
    ...     return Framework("f", Text(), (Node("f", "", Text(), 0, leaves),))
    >>> [(found.kind, found.id, found.old, found.new) for found in differences(one(1), one(3))]
    [('reweighted', 'a', 0.5, 0.75)]
    """
    told = _Told(before, after)
    return (*told.method(), *told.placed(), *told.weighed(), *told.said(), *told.ordered())


class _Told:
    """Both trees, with what stands in each by its place; a root is called ""."""

    def __init__(self, before: Framework, after: Framework) -> None:
        self.before, self.after = before, after
        self.nodes_before, self.nodes_after = _nodes(before), _nodes(after)
        self.leaves_before, self.leaves_after = _leaves(before), _leaves(after)
        self.rebound = self._rebound()
        bound_before = {(parent, old) for parent, old, _ in self.rebound}
        bound_after = {(parent, new) for parent, _, new in self.rebound}
        left = [one for one in self.leaves_before if one not in {*self.leaves_after, *bound_before}]
        came = [one for one in self.leaves_after if one not in {*self.leaves_before, *bound_after}]
        self.moved: list[tuple[str, str, str]] = []  # from, to, indicator
        for parent, leaf in list(left):
            if to := next((place for place in came if place[1] == leaf), None):
                self.moved.append((parent, to[0], leaf))
                left.remove((parent, leaf))
                came.remove(to)
        self.left, self.came = left, came

    def method(self) -> Iterator[Difference]:
        for field in METHOD_FIELDS:
            old, new = getattr(self.before.method, field), getattr(self.after.method, field)
            if old != new:
                yield Difference("method", field, old=old, new=new)

    def placed(self) -> Iterator[Difference]:
        for name, node in self.nodes_before.items():
            parent = _parent(self.before, node)
            if name not in self.nodes_after:
                yield Difference("removed", name, parent, old=self._old(parent, name))
            elif (now := _parent(self.after, self.nodes_after[name])) != parent:
                yield Difference("moved", name, now, old=parent, new=now)
        for name, node in self.nodes_after.items():
            if name not in self.nodes_before:
                parent = _parent(self.after, node)
                yield Difference("added", name, parent, new=self._new(parent, name))
        for parent, old, new in self.rebound:
            yield Difference("rebound", new, parent, old=old, new=new, is_indicator=True)
        for was, now, leaf in self.moved:
            yield Difference("moved", leaf, now, old=was, new=now, is_indicator=True)
        for parent, leaf in self.left:
            yield Difference("removed", leaf, parent, old=self._old(parent, leaf), is_indicator=True)
        for parent, leaf in self.came:
            yield Difference("added", leaf, parent, new=self._new(parent, leaf), is_indicator=True)

    def weighed(self) -> Iterator[Difference]:
        for name, node in self.nodes_after.items():
            there = self.nodes_before.get(name)
            if there is not None:
                yield from self._weighed(_parent(self.before, there), _parent(self.after, node), (name, name))
        for parent, leaf in self.leaves_after:
            if (parent, leaf) in self.leaves_before:
                yield from self._weighed(parent, parent, (leaf, leaf), is_indicator=True)
        for was, now, leaf in self.moved:
            yield from self._weighed(was, now, (leaf, leaf), is_indicator=True)
        for parent, old, new in self.rebound:
            yield from self._weighed(parent, parent, (old, new), is_indicator=True)

    def said(self) -> Iterator[Difference]:
        pairs = [
            (name, self.nodes_before[name], self.nodes_after[name])
            for name in self.nodes_before
            if name in self.nodes_after
        ]
        for name, old, new in [("", self.before.root, self.after.root), *pairs]:
            parent = _parent(self.after, new)
            if old.name != new.name:
                yield Difference("renamed", name, parent, old.name, new.name)
            if (old.description, old.cite) != (new.description, new.cite):
                yield Difference("described", name, parent)
            if old.aggregate != new.aggregate:
                yield Difference("aggregate", name, parent, old.aggregate or "", new.aggregate or "")
        if self.before.source != self.after.source:
            yield Difference("described", "")

    def ordered(self) -> Iterator[Difference]:
        swapped = {(parent, old): new for parent, old, new in self.rebound}
        for name in ("", *self.nodes_before):
            old = self.before.root if not name else self.nodes_before[name]
            new = self.after.root if not name else self.nodes_after.get(name)
            if new is None:
                continue
            was = [swapped.get((name, child.id), child.id) for child in old.children]
            now = [child.id for child in new.children]
            if [one for one in was if one in now] != [one for one in now if one in was]:
                yield Difference("ordered", name, _parent(self.after, new))

    # ---- how

    def _rebound(self) -> list[tuple[str, str, str]]:
        """Return (parent, old, new) where an indicator stands in the very place of one that is nowhere else now."""
        found: list[tuple[str, str, str]] = []
        for name in ("", *self.nodes_before):
            old = _leaf_ids(self.before.root if not name else self.nodes_before[name])
            after = self.after.root if not name else self.nodes_after.get(name)
            new = _leaf_ids(after) if after is not None else []
            if len(old) != len(new):
                continue
            for was, now in zip(old, new, strict=True):
                stays = was in new or now in old
                elsewhere = was in self.after.indicators or now in self.before.indicators
                if was != now and not stays and not elsewhere:
                    found.append((name, was, now))
        return found

    def _weighed(
        self, was: str, now: str, ids: tuple[str, str], *, is_indicator: bool = False
    ) -> Iterator[Difference]:
        old, new = (
            _weight(self.before, was or self.before.id, ids[0]),
            _weight(self.after, now or self.after.id, ids[1]),
        )
        shares = self._old(was, ids[0]), self._new(now, ids[1])
        if old != new and abs(shares[0] - shares[1]) > _SAME:
            yield Difference("reweighted", ids[1], now, *shares, is_indicator=is_indicator)

    def _old(self, parent: str, name: str) -> float:
        return share_of(self.before, At(parent or self.before.id, name))

    def _new(self, parent: str, name: str) -> float:
        return share_of(self.after, At(parent or self.after.id, name))


def _nodes(framework: Framework) -> dict[str, Node]:
    return {node.id: node for node in framework.nodes[1:]}


def _leaves(framework: Framework) -> list[tuple[str, str]]:
    """Return (parent, indicator) of every place where an indicator stands, in tree order."""
    return [
        ("" if at.parent == framework.id else at.parent, at.id)
        for at in places(framework)
        if at.parent
        and any(child.id == at.id and child.is_indicator for child in framework.by_id[at.parent].children)
    ]


def _leaf_ids(node: Node) -> list[str]:
    return [child.id for child in node.children if child.is_indicator]


def _parent(framework: Framework, node: Node) -> str:
    return "" if node.parent == framework.id else node.parent


def _weight(framework: Framework, parent: str, child: str) -> float:
    return next(one.weight for one in framework.by_id[parent].children if one.id == child)
