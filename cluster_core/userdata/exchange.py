"""Saved scenarios as a JSON file (formats.md section 6): written whole, read with every bad entry named."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cluster_core.errors import Fault, ScenarioError, UserDataError
from cluster_core.model.scenario import Scenario
from cluster_core.userdata.record import NOTE_MAX, SavedScenario, clean_name, clean_note, clean_place
from cluster_core.userdata.tray import Draft

FORMAT = "cluster-desk-scenarios"
VERSION = 1
SIZE_MAX = 1_000_000  # bytes
ENTRIES_MAX = 2_000
_SHOWN = 60  # characters of what was found


@dataclass(frozen=True)
class Incoming:
    """What a file holds: `drafts` can be saved, `faults` name the rest by its place, 1 for the first entry."""

    drafts: tuple[Draft, ...] = ()
    faults: tuple[Fault, ...] = ()


def write(records: Iterable[SavedScenario], exported: datetime) -> bytes:
    """Return saved scenarios as a file: UTF-8, the same records and moment give the same bytes."""
    entries = [
        {
            "name": record.name,
            "note": record.note,
            "code": record.code,
            "created": record.created.isoformat(),
            "changed": record.changed.isoformat(),
            **{key: text for key, text in (("page", record.page), ("view", record.view)) if text},
        }
        for record in records
    ]
    whole = {"format": FORMAT, "version": VERSION, "exported": exported.isoformat(), "scenarios": entries}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def read_file(raw: bytes, file: str) -> Incoming:
    """Read what `write` wrote, or what somebody made by hand.

    Parameters
    ----------
    raw
        The file's bytes.
    file
        What to call it in faults.

    Returns
    -------
    Incoming
        Whatever the bytes are, nothing is raised. A file that is no such file at all has one fault and no drafts.
    """
    return read_as(Shape(FORMAT, VERSION, "scenarios", ENTRIES_MAX, NOTE_MAX), raw, file)[0]


@dataclass(frozen=True)
class Shape:
    """One kind of file: its format and version, where its entries stand, how many, and how long a note may be."""

    format: str
    version: int
    entries: str
    most: int
    note_max: int


def read_as(shape: Shape, raw: bytes, file: str) -> tuple[Incoming, dict[str, Any]]:
    """Return the entries of a file of one kind as drafts, with what is wrong, and all that the file says beside them.

    Nothing is raised, whatever the bytes are; `raw` and `file` as in `read_file`.
    """
    try:
        whole = _whole(shape, raw, file)
    except _UnreadableError as unreadable:
        return Incoming(faults=(unreadable.fault,)), {}
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for place, entry in enumerate(whole[shape.entries], 1):
        try:
            drafts.append(_draft(entry, file, place, shape.note_max))
        except _UnreadableError as unreadable:
            faults.append(unreadable.fault)
    return Incoming(tuple(drafts), tuple(faults)), whole


class _UnreadableError(Exception):
    """One fault on its way to the list of all."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _whole(shape: Shape, raw: bytes, file: str) -> dict[str, Any]:
    def refuse(column: str, found: str, allowed: str) -> _UnreadableError:
        return _UnreadableError(Fault(file, None, column, found, allowed))

    if len(raw) > SIZE_MAX:
        raise refuse("file", f"{len(raw):,} bytes", f"at most {SIZE_MAX:,}")
    try:
        whole = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refuse("file", "another encoding", "UTF-8") from None
    except (ValueError, RecursionError):
        raise refuse("file", "something else than JSON", "what this desk exports") from None
    if not isinstance(whole, dict) or whole.get("format") != shape.format:
        found = whole.get("format") if isinstance(whole, dict) else whole
        raise refuse("format", short(found), f"'{shape.format}'")
    if whole.get("version") != shape.version:
        raise refuse("version", short(whole.get("version")), f"{shape.version}, of this release")
    entries = whole.get(shape.entries)
    if not isinstance(entries, list):
        raise refuse(shape.entries, short(entries), "a list")
    if len(entries) > shape.most:
        raise refuse(shape.entries, f"{len(entries):,} entries", f"at most {shape.most:,}")
    return whole


def _draft(entry: Any, file: str, place: int, note_max: int) -> Draft:
    def refuse(column: str, found: Any, allowed: str) -> _UnreadableError:
        return _UnreadableError(Fault(file, place, column, short(found), allowed))

    if not isinstance(entry, dict):
        raise refuse("entry", entry, "an object with name and code")
    texts = {"name": entry.get("name"), "code": entry.get("code")}
    texts |= {column: entry.get(column, "") for column in ("note", "page", "view")}
    for column, value in texts.items():
        if not isinstance(value, str):
            raise refuse(column, value, "a text")
    name, code, note, page, view = map(str, texts.values())
    try:
        clean_name(name)
    except UserDataError:
        raise refuse("name", name, "1 to 80 characters that can be seen") from None
    try:
        clean_note(note, most=note_max)
    except UserDataError:
        raise refuse("note", note, f"at most {note_max} characters") from None
    try:
        clean_place(page, "")
    except UserDataError:
        raise refuse("page", page, "the last part of a page's address") from None
    try:
        clean_place(page, view)
    except UserDataError:
        raise refuse("view", view, "the parameter v of a link to that page") from None
    try:
        scenario = Scenario.decode(code)
    except ScenarioError as unreadable:
        raise _UnreadableError(
            Fault(file, place, "code", short(code), "a scenario code", str(unreadable))
        ) from None
    return Draft(name, scenario, note, _moment(entry.get("created")), page, view)


def _moment(text: Any) -> datetime | None:
    """Return when it was made first, None where the file does not say so in a way that can be read."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def short(found: Any) -> str:
    """Return what was found, at most a line of it.

    >>> short("x"), short(["x"])
    ("'x'", 'list')
    """
    text = repr(found) if isinstance(found, str | int | float | bool | None) else type(found).__name__
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
