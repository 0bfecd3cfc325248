"""How it is judged: a tree of dimensions with default weights over indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cluster_core.model.text import Text

NORMALISATIONS = ("minmax", "zscore", "rank", "percentile", "target", "best")
IMPUTATIONS = ("none", "peer_mean", "peer_median", "group_mean", "group_median", "carry_forward", "linear")
TREATMENTS = ("none", "winsorise")
AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "power:P", "min")
POOLS = ("vintage", "all")
UNITS = ("region", "cluster")


@dataclass(frozen=True, slots=True)
class Child:
    """A node or an indicator under a parent, with its default weight among its siblings."""

    id: str
    weight: float = 1.0
    is_indicator: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A dimension: `children` hold its nodes first, then its indicators, each in file order."""

    id: str
    parent: str
    name: Text
    level: int
    children: tuple[Child, ...] = ()
    cite: str = ""
    aggregate: str | None = None
    description: Text = Text()


@dataclass(frozen=True, slots=True)
class Method:
    """A framework's default methods; a scenario overrides them."""

    normalise: str = "minmax"
    aggregate: str = "arithmetic"
    min_coverage: float = 0.5


@dataclass(frozen=True)
class Framework:
    """A tree: `nodes` has the root first (its id is the framework's) and every parent before its children."""

    id: str
    name: Text
    nodes: tuple[Node, ...]
    source: str = ""
    version: str = "1"
    method: Method = field(default_factory=Method)

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Every node by its id, in tree order."""
        return {node.id: node for node in self.nodes}

    @property
    def root(self) -> Node:
        """The node that stands for the whole."""
        return self.nodes[0]

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The distinct indicators of the tree, in tree order."""
        leaves = (child.id for node in self.nodes for child in node.children if child.is_indicator)
        return tuple(dict.fromkeys(leaves))

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The ids of the root's children (the forces of a four-forces framework)."""
        return tuple(child.id for child in self.root.children)

    @cached_property
    def lowest_nodes(self) -> tuple[Node, ...]:
        """The nodes that hold indicators."""
        return tuple(node for node in self.nodes if any(child.is_indicator for child in node.children))

    def edges(self) -> Iterator[tuple[Node, Child]]:
        """Walk every (parent, child) pair in tree order."""
        for node in self.nodes:
            for child in node.children:
                yield node, child
