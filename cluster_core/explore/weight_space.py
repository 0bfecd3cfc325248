"""Which weights are admitted: the noun that every question about other weights shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from cluster_core.model.framework import Framework

Levels = Literal["1", "all"]
Order = tuple[str, str]  # (more, less): the first weighs at least as much as the second


@dataclass(frozen=True, slots=True)
class WeightSpace:
    """The shares admitted for the children of one parent: they sum to 1, within bounds and orders.

    `low` and `high` hold one share 0-1 per child, in the framework's order; `orders` name children of this parent.
    """

    parent: str
    children: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    orders: tuple[Order, ...] = ()


def weight_spaces(
    framework: Framework,
    *,
    levels: Levels = "1",
    floor: float = 0.0,
    cap: float = 1.0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    orders: Collection[Order] = (),
) -> tuple[WeightSpace, ...]:
    """Return the admitted shares of every parent whose weights vary, the root first.

    Parameters
    ----------
    framework
        The tree.
    levels
        "1": only the root's children vary, weights below stay as in the scenario; "all": those of every node.
    floor, cap
        Least and most share of each of the root's children; below the root every share of 0-1 is admitted.
    bounds
        Least and most share of single children by id, instead of `floor` and `cap`.
    orders
        Pairs of siblings: the first weighs at least as much as the second.

    Examples
    --------
    >>> from cluster_core import load_dataset
    >>> tree = load_dataset("data/practice").framework("four_forces")
    >>> (space,) = weight_spaces(tree, floor=0.1)
    >>> space.parent, space.low
    ('four_forces', (0.1, 0.1, 0.1, 0.1))
    """
    chosen = dict(bounds or {})
    parents = [node for node in framework.nodes if node.children and (node.level == 0 or levels == "all")]
    spaces: list[WeightSpace] = []
    for node in parents:
        children = tuple(child.id for child in node.children)
        outer = (floor, cap) if node.level == 0 else (0.0, 1.0)
        limits = [chosen.get(child, outer) for child in children]
        spaces.append(
            WeightSpace(
                node.id,
                children,
                tuple(low for low, _ in limits),
                tuple(high for _, high in limits),
                tuple(pair for pair in orders if pair[0] in children),
            )
        )
    return tuple(spaces)
