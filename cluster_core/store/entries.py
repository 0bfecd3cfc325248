"""Read lists of entries {id, name, ...} and their numbers and dates, where a file has a shape of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from cluster_core.model.text import Text
from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.framework_file import text_of
from cluster_core.store.plain import Plain, is_mapping, list_at, mapping_at, place_of, text_at

T = TypeVar("T")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
A_DATE = "a date such as 2022, 2022-11 or 2022-11-04"


def head_at(
    document: dict[str, Plain], kind: str, faults: Faults
) -> tuple[str | None, Text, dict[str, Plain]]:
    """Return the id, the name and the whole of the mapping that a file of this kind begins with."""
    head = mapping_at(document, kind, faults)
    identifier = faults.identifier(place_of(head, f"{kind}.id"), text_at(head, "id", faults))
    return identifier, name_of(head, identifier or ""), head


def entries_at(mapping: dict[str, Plain], key: str, faults: Faults) -> dict[str, dict[str, Plain]]:
    """Return the entries of a list by id; what is no mapping, has no id or one that is taken is noted and left out."""
    entries: dict[str, dict[str, Plain]] = {}
    for entry in list_at(mapping, key, faults):
        if not is_mapping(entry):
            faults.add(place_of(mapping, key), quote(str(entry)), "a mapping {id, name, …}")
            continue
        place = place_of(entry, "id")
        identifier = faults.identifier(place, text_at(entry, "id", faults))
        if identifier is not None and identifier in entries:
            faults.add(place, f"a duplicate {quote(identifier)}", f"every id once in {key}")
        elif identifier is not None:
            entries[identifier] = entry
    return entries


def read_entries(
    mapping: dict[str, Plain], key: str, faults: Faults, read: Callable[[str, dict[str, Plain]], T]
) -> tuple[T, ...]:
    """Return what `read` makes of every entry of a list that must hold one at least."""
    entries = entries_at(mapping, key, faults)
    if not list_at(mapping, key, Faults()):
        faults.add(place_of(mapping, key), "nothing", f"a list of at least one entry of {key}")
    return tuple(read(identifier, entry) for identifier, entry in entries.items())


def name_of(entry: dict[str, Plain], identifier: str) -> Text:
    """Return the name of an entry, else its id."""
    return text_of(entry.get("name", "")) or Text(identifier, identifier)


def number_at(mapping: dict[str, Plain], key: str, faults: Faults, low: float, high: float) -> float | None:
    """Read a number from `low` to `high`; None where there is none, and after noting a fault."""
    allowed = f"a number from {low:g} to {high:g}"
    text = text_at(mapping, key, faults)
    number = faults.number(place_of(mapping, key), text, allowed)
    if number is not None and not low <= number <= high:
        faults.add(place_of(mapping, key), quote(text), allowed)
        return None
    return number


def whole_at(mapping: dict[str, Plain], key: str, faults: Faults, low: int, high: int) -> int | None:
    """Read a whole number from `low` to `high`; None where there is none, and after noting a fault."""
    allowed = f"a whole number from {low} to {high}"
    text = text_at(mapping, key, faults)
    number = faults.integer(place_of(mapping, key), text, allowed)
    if number is not None and not low <= number <= high:
        faults.add(place_of(mapping, key), quote(text), allowed)
        return None
    return number


def date_at(mapping: dict[str, Plain], key: str, faults: Faults) -> str:
    """Read a date that must be stated: a year, a month or a day. One in the future is noted as dangling."""
    text = text_at(mapping, key, faults)
    if not DATE.fullmatch(text):
        faults.add(place_of(mapping, key), quote(text) if text else "nothing", A_DATE)
        return text
    return check_date(place_of(mapping, key), text, faults)


def check_date(place: Place, text: str, faults: Faults) -> str:
    """Note a date that is written otherwise or lies in the future, as dangling: no number depends on it.

    Empty is not stated, and so is what cannot be read.
    """
    noted = Faults()
    readable = not text or DATE.fullmatch(text) is not None
    if not readable:
        noted.add(place, quote(text), f"{A_DATE}, or empty")
    elif text > today()[: len(text)]:
        noted.add(place, quote(text), f"a date that has come: today is {today()}")
    faults.dangling += noted.found
    return text if readable else ""


def today() -> str:
    """Return the date of today, as files write it."""
    return datetime.now(tz=UTC).astimezone().date().isoformat()
