"""Read a weights file (node, parent, weight): what the command `weights` writes reads back."""

from __future__ import annotations

from pathlib import Path

from cluster_core.errors import BundleError
from cluster_core.model.framework import Framework
from cluster_core.model.scenario import Points
from cluster_core.store.faults import A_WEIGHT, Faults, Place, quote
from cluster_core.store.tables import Row, read_table


def read_weights(path: Path, framework: Framework) -> Points:
    """Return the weights of a file as points, one number per child in the framework's order.

    Parents that the file does not name keep their default weights; of a parent that it names it must list every child.

    Raises
    ------
    BundleError
        With every fault: unknown or doubled children, weights that are missing, negative, not finite or all zero.
    """
    faults = Faults()
    given: dict[tuple[str, str], float] = {}
    places: dict[str, Place] = {}
    rows = read_table(path, faults, required=("node", "parent", "weight"), label=str(path))
    if rows and "region" in rows[0].cells:
        found, allowed = "weights of every region apart", "one weight a node, the same for all regions"
        faults.add(rows[0].place("region"), found, allowed, "Say --weights bod instead of a file.")
        raise BundleError(faults.found)
    edges = {(child.id, node.id) for node, child in framework.edges()}
    for row in rows:
        key = (row.get("node"), row.get("parent"))
        if key == (framework.id, ""):
            continue
        if key not in edges:
            found, allowed = quote(f"{key[0]} under {key[1]}"), f"a child and its parent in {framework.id}"
            faults.add(Place(row.file, row.line, "node"), found, allowed)
        elif key in given:
            faults.add(
                Place(row.file, row.line, "node"),
                f"a duplicate {quote(key[0])}",
                "every child once under its parent",
            )
        given[key] = _weight(row, faults)
        places.setdefault(key[1], row.place("node"))
    if not rows:
        faults.add(Place(str(path), 1, "node"), "no rows", "a weight for every child of at least one node")
    points: list[tuple[str, tuple[float, ...]]] = []
    for node in framework.nodes:
        weights = [given.get((child.id, node.id)) for child in node.children]
        if all(weight is None for weight in weights):
            continue
        missing = [child.id for child, weight in zip(node.children, weights, strict=True) if weight is None]
        if missing:
            faults.add(
                places[node.id],
                f"no weight for {quote(', '.join(missing))}",
                f"every child of {node.id}",
            )
        known = tuple(weight for weight in weights if weight is not None)
        if not any(known):
            faults.add(
                places[node.id].column_of("weight"),
                f"all zero under {quote(node.id)}",
                "at least one weight above 0",
            )
        points.append((node.id, known))
    if faults.found:
        raise BundleError(faults.found)
    return tuple(points)


def _weight(row: Row, faults: Faults) -> float:
    if not row.get("weight"):
        faults.add(row.place("weight"), "nothing", A_WEIGHT)
    return faults.weight(row.place("weight"), row.get("weight")) or 0.0
