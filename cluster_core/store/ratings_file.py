"""Ratings of chokepoint technologies as a CSV file: one row a technology, an empty cell says nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from cluster_core.errors import BundleError
from cluster_core.model.chokepoint_ratings import FIELDS, Rating, read_field, refusals
from cluster_core.model.chokepoints import NO_LANE, Chokepoints
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.tables import decoded, table_rows

TECHNOLOGY = "technology"
LARGEST = 100_000  # bytes
TWICE = "every technology once"


def read_ratings(content: bytes, name: str, register: Chokepoints) -> dict[str, Rating]:
    """Return the ratings of a file by technology; rows that say nothing are left out.

    Columns: `technology` and any fields of a rating; the category `unclassified` takes an entry out of all lanes.

    Raises
    ------
    BundleError
        With every fault: no readable table, no column `technology`, an entry that the register does not have or that
        stands there twice, a value that is not allowed in its field.
    """
    faults = Faults()
    if len(content) > LARGEST:
        faults.add(Place(name, None, "file"), f"{len(content)} bytes", f"at most {LARGEST} bytes")
        raise BundleError(faults.found)
    text = decoded(content, name, faults)
    known = tuple(entry.id for entry in register.entries)
    found: dict[str, Rating] = {}
    for row in () if text is None else table_rows(text, name, faults, required=(TECHNOLOGY,)):
        technology, place = row.get(TECHNOLOGY), row.place(TECHNOLOGY)
        if technology in found:
            faults.add(place, f"a duplicate {quote(technology)}", TWICE)
        if faults.known(place, technology, known, "technology") is None:
            continue
        given: dict[str, Any] = {one: _value(one, row.get(one)) for one in FIELDS}
        found[technology] = Rating(**given)
        for field, value, allowed in refusals(register, technology, found[technology]):
            faults.add(row.place(field), value, allowed)
    if faults.found:
        raise BundleError(faults.found)
    return {one: rating for one, rating in found.items() if rating.given}


def write_ratings(register: Chokepoints, ratings: Mapping[str, Rating]) -> bytes:
    """Return the file that `read_ratings` reads: one row an entry of the register, UTF-8 with a byte-order mark."""
    handle = io.StringIO(newline="")
    writer = csv.writer(handle)
    writer.writerow((TECHNOLOGY, *FIELDS))
    for entry in register.entries:
        given = ratings.get(entry.id, Rating()).given
        writer.writerow([entry.id, *(_text(given.get(one)) for one in FIELDS)])
    return handle.getvalue().encode("utf-8-sig")


def _value(field: str, text: str) -> int | str | None:
    return "" if field == "category" and text == NO_LANE else read_field(field, text)


def _text(value: int | str | None) -> str:
    return "" if value is None else str(value) or NO_LANE
