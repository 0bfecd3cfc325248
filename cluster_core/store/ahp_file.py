"""Read judgements of pairs (AHP): a reciprocal matrix per parent, from YAML, JSON or CSV.

YAML or JSON, a mapping from each parent to one of
- a list of lists, rows and columns in the framework's child order;
- {items: [...], matrix: [[...]]}, in the order of `items`;
- {child: {child: judgement}}, each pair at least once.
CSV with the columns parent, row, column, value (each pair at least once), or parent, node and a column per child.

A judgement is a positive number or a fraction such as 1/3. Where both halves of a pair are given they must be
reciprocal within 2 %, which lets 0.33 stand for 1/3: the one of 1 or more counts, the other is its reciprocal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from cluster_core.errors import BundleError
from cluster_core.model.framework import Framework, Node
from cluster_core.store.faults import NUMBER, Faults, Place, quote
from cluster_core.store.plain import Located, Plain, is_mapping, place_of, read_plain
from cluster_core.store.tables import Row, read_table

ROUNDING = 0.02
LARGEST = 1e6
A_JUDGEMENT = "a number above 0, or a fraction such as 1/3"
TIDY = ("row", "column", "value")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One judgement as written: how many times as important `first` is as `second`."""

    parent: str
    first: str
    second: str
    text: str
    place: Place


def read_judgements(path: Path, framework: Framework) -> dict[str, NDArray[np.float64]]:
    """Return, for every parent that the file names, its matrix in the framework's child order, exactly reciprocal.

    Parents that the file does not name have no entry: they keep their default weights.

    Raises
    ------
    BundleError
        With every fault: unknown, missing or doubled parents and children, a matrix that is not square, judgements
        that are no positive number, a diagonal other than 1, halves that are not reciprocal.
    """
    faults = Faults()
    entries = (
        _from_table(path, faults) if path.suffix.lower() == ".csv" else _from_plain(path, framework, faults)
    )
    by_parent: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_parent.setdefault(entry.parent, []).append(entry)
    parents = {node.id: node for node in framework.nodes if node.children}
    matrices: dict[str, NDArray[np.float64]] = {}
    for parent, given in by_parent.items():
        if faults.known(given[0].place.column_of("parent"), parent, parents, "parent") is not None:
            matrices[parent] = _matrix(parents[parent], given, faults)
    if not by_parent and not faults.found:
        faults.add(
            Place(str(path), 1, "parent"), "no judgements", "a reciprocal matrix for at least one node"
        )
    if faults.found:
        raise BundleError(faults.every)
    return {parent: matrices[parent] for parent in parents if parent in matrices}


def _matrix(node: Node, entries: list[_Entry], faults: Faults) -> NDArray[np.float64]:
    names = [child.id for child in node.children]
    at = {name: position for position, name in enumerate(names)}
    matrix = np.full((len(names), len(names)), np.nan)
    before = len(faults.found)
    for entry in entries:
        known = [
            faults.known(entry.place, name, at, f"child of {node.id}") for name in (entry.first, entry.second)
        ]
        value = _judgement(entry, faults)
        if value is None or None in known:
            continue
        cell = at[entry.first], at[entry.second]
        if not np.isnan(matrix[cell]):
            found = f"a duplicate judgement {quote(f'{entry.first} over {entry.second}')}"
            faults.add(entry.place, found, "every pair once in each direction")
        elif entry.first == entry.second and abs(value - 1) > 1e-9:
            faults.add(entry.place, f"{quote(entry.text)} for {entry.first} over itself", "1 on the diagonal")
        else:
            matrix[cell] = value
    if len(faults.found) == before:
        _complete(matrix, names, entries, faults)
    return matrix


def _complete(matrix: NDArray[np.float64], names: list[str], entries: list[_Entry], faults: Faults) -> None:
    """Fill the diagonal and the halves left out; note pairs without a judgement and halves that do not fit."""
    np.fill_diagonal(matrix, 1.0)
    places = {(entry.first, entry.second): entry for entry in entries}
    for row, first in enumerate(names):
        for column, second in enumerate(names[:row]):
            down, up = matrix[row, column], matrix[column, row]
            if np.isnan(down) and np.isnan(up):
                found = f"no judgement of {quote(f'{second} over {first}')}"
                faults.add(entries[0].place.column_of("value"), found, "one for every pair of siblings")
                continue
            if abs(down * up - 1) > ROUNDING + 1e-9:
                entry, other = places[first, second], places[second, first]
                found = (
                    f"{quote(entry.text)} for {first} over {second}, {quote(other.text)} the other way round"
                )
                faults.add(entry.place, found, "reciprocal judgements, such as 3 and 1/3")
                continue
            if np.isnan(up) or down >= max(1.0, up):
                matrix[column, row] = 1 / down
            else:
                matrix[row, column] = 1 / up


def _judgement(entry: _Entry, faults: Faults) -> float | None:
    above, slash, below = (part.strip() for part in entry.text.partition("/"))
    parts = (above, below) if slash else (above,)
    if all(NUMBER.fullmatch(part) for part in parts):
        top, bottom = float(above), float(below) if slash else 1.0
        if top > 0 and bottom > 0 and 1 / LARGEST <= top / bottom <= LARGEST:
            return top / bottom
    found = quote(entry.text) if entry.text else "nothing"
    faults.add(entry.place, f"{found} for {entry.first} over {entry.second}", A_JUDGEMENT)
    return None


def _from_table(path: Path, faults: Faults) -> list[_Entry]:
    rows = read_table(path, faults, required=("parent",), label=str(path))
    if not rows or faults.found:
        return []
    header = list(rows[0].cells)
    if all(name in header for name in TIDY):
        return [
            _Entry(row.get("parent"), row.get("row"), row.get("column"), row.get("value"), row.place("value"))
            for row in rows
        ]
    if "node" in header:
        return list(_wide(rows))
    faults.add(
        rows[0].place("header"),
        quote(",".join(header)),
        "the columns parent, row, column, value; or parent, node and one per child",
    )
    return []


def _wide(rows: list[Row]) -> Iterator[_Entry]:
    for row in rows:
        own = row.get("parent"), row.get("node")
        for name, text in row.cells.items():
            if name not in ("parent", "node") and text:
                yield _Entry(*own, name, text, row.place(name))


def _from_plain(path: Path, framework: Framework, faults: Faults) -> list[_Entry]:
    plain = read_plain(path, faults, str(path))
    if plain is None or faults.found:
        return []
    entries: list[_Entry] = []
    parents = {node.id: [child.id for child in node.children] for node in framework.nodes if node.children}
    for parent, value in plain.items():
        place = place_of(plain, parent)
        if faults.known(place.column_of("parent"), parent, parents, "parent") is None:
            continue
        if is_mapping(value) and isinstance(value.get("matrix"), list):
            items = _items(value, parents[parent], faults)
            entries += _square(parent, items, value["matrix"], place_of(value, "matrix"), faults)
        elif isinstance(value, list):
            entries += _square(parent, parents[parent], cast("list[Plain]", value), place, faults)
        elif is_mapping(value) and value:
            entries += _nested(parent, value, faults)
        else:
            found = quote(str(value)) if value else "nothing"
            faults.add(place, found, "a list of lists, items with a matrix, or child: {child: judgement}")
    return entries


def _items(value: dict[str, Plain], names: list[str], faults: Faults) -> list[str]:
    items = value.get("items", names)
    if isinstance(items, list) and all(isinstance(item, str) for item in cast("list[Plain]", items)):
        found = cast("list[str]", items)
        for name in dict.fromkeys(name for name in found if found.count(name) > 1):
            faults.add(place_of(value, "items"), f"a duplicate {quote(name)}", "every item once")
        return found
    faults.add(place_of(value, "items"), quote(str(items)), "a list of the children's ids")
    return names


def _square(parent: str, names: list[str], rows: list[Plain], place: Place, faults: Faults) -> list[_Entry]:
    count = len(names)
    widths = [len(cast("list[Plain]", row)) if isinstance(row, list) else 0 for row in rows]
    if len(rows) != count or any(width != count for width in widths):
        found = f"{len(rows)} rows of {', '.join(map(str, dict.fromkeys(widths))) or 'no'} judgements"
        faults.add(place, found, f"a square matrix, {count} rows of {count} for {', '.join(names)}")
        return []
    return [
        _Entry(parent, first, second, _text(cell), place)
        for first, row in zip(names, rows, strict=True)
        for second, cell in zip(names, cast("list[Plain]", row), strict=True)
    ]


def _nested(parent: str, value: dict[str, Plain], faults: Faults) -> Iterator[_Entry]:
    for first, others in value.items():
        if not is_mapping(others):
            faults.add(place_of(value, first), quote(_text(others)), "a mapping {child: judgement}")
            continue
        for second, cell in others.items():
            yield _Entry(
                parent,
                first,
                second,
                _text(cell),
                place_of(others if isinstance(others, Located) else value, second),
            )


def _text(cell: Plain) -> str:
    return cell.strip() if isinstance(cell, str) else "a list or mapping"
