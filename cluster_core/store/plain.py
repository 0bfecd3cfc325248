"""Read YAML as text only: mappings, lists and strings, each mapping knowing its lines.

Every scalar stays the text that was written (320900, NA, 007, no), so that ids cannot change; numbers are read where a
field asks for one. Depth and size are bounded before anything is built, aliases counted at every use, for they can blow
a small file up to any size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeGuard, cast

import yaml

from cluster_core.store.faults import Faults, Place, quote
from cluster_core.store.tables import read_text

Plain = Any  # a mapping of text to Plain, a list of Plain, or text
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 50
NOTHING = ("", "~", "null", "Null", "NULL")
IDS = ("id", "parent", "indicator", "family")
LARGEST = 200_000
PLAIN_TAGS = (
    None,
    "!",
    *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")),
)


class Located(dict[str, Plain]):
    """A mapping that remembers its file, and its line and each key's."""

    def __init__(self, file: str = "", line: int | None = None) -> None:
        """Start empty; `file` and `line` tell where it begins."""
        super().__init__()
        self.lines: dict[str, int] = {}
        self.file, self.line = file, line


def read_plain(path: Path, faults: Faults, label: str = "") -> Located | None:
    """Return the mapping at the top of a YAML file; None after noting what is wrong."""
    name = label or path.name
    text = read_text(path, faults, name)
    return None if text is None else plain_of(text, faults, name)


def plain_of(text: str, faults: Faults, name: str) -> Located | None:
    """Return the mapping at the top of a YAML text; `name` stands for its file."""
    before = len(faults.found)
    try:
        plain = _Builder(name, faults).build(text)
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        found = str(getattr(broken, "problem", None) or broken)
        faults.add(Place(name, mark.line + 1 if mark else None, "YAML"), found, "well-formed YAML")
        return None
    except _RefusedError as refused:
        faults.add(Place(name, refused.line, "YAML"), refused.found, refused.allowed)
        return None
    if isinstance(plain, Located):
        return plain
    if len(faults.found) == before:
        found = {list: "a list", str: f"the text {quote(str(plain))}"}.get(type(plain), "an empty file")
        faults.add(Place(name, 1, "YAML"), found, "a mapping")
    return None


def is_mapping(value: Plain) -> TypeGuard[dict[str, Plain]]:
    """Tell whether a plain value is a mapping."""
    return isinstance(value, dict)


def place_of(mapping: Plain, key: str, column: str = "") -> Place:
    """Return where a key stands (or the mapping, without that key), for a fault in `column`."""
    if not isinstance(mapping, Located):
        return Place("", None, column or key)
    return Place(mapping.file, mapping.lines.get(key, mapping.line), column or key)


def mapping_at(mapping: dict[str, Plain], key: str, faults: Faults) -> dict[str, Plain]:
    """Return the mapping under `key`; empty, after noting a fault, where something else stands there."""
    value = mapping.get(key, "")
    if is_mapping(value):
        return value
    place = place_of(mapping, key)
    if value not in NOTHING:
        faults.add(place, quote(str(value)), "a mapping {…}")
    return Located(place.file, place.row)


def list_at(mapping: dict[str, Plain], key: str, faults: Faults) -> list[Plain]:
    """Return the list under `key`; empty where there is none, with a fault where something else stands there."""
    value = mapping.get(key, [])
    if isinstance(value, list):
        return cast("list[Plain]", value)
    if value not in NOTHING:
        faults.add(place_of(mapping, key), quote(str(value)), "a list […]")
    return []


def text_at(mapping: dict[str, Plain], key: str, faults: Faults) -> str:
    """Return the text under `key`; empty where there is none, with a fault where a list or mapping stands there.

    The words for nothing (null, ~) are empty too, but not where an id stands: an id is text whatever it looks like.
    """
    value = mapping.get(key, "")
    if isinstance(value, str):
        return "" if value in NOTHING and key not in IDS else value.strip()
    faults.add(place_of(mapping, key), "a list or mapping", "a single value")
    return ""


class _RefusedError(Exception):
    """Input that the parser is stopped at: what was found where, and what is allowed."""

    def __init__(self, line: int, found: str, allowed: str) -> None:
        super().__init__(found)
        self.line, self.found, self.allowed = line, found, allowed


class _Builder:
    """Builds plain values from the parser's events with a stack of its own: no depth of input can exhaust ours.

    `sizes` counts the values in each open collection, those behind aliases again at every use.
    """

    def __init__(self, name: str, faults: Faults) -> None:
        self.name, self.faults = name, faults
        self.open: list[Located | list[Plain]] = []
        self.keys: list[tuple[str, int] | None] = []
        self.anchors: list[str | None] = []
        self.sizes: list[int] = [0]
        self.named: dict[str, tuple[Plain, int]] = {}
        self.top: Plain = None

    def build(self, text: str) -> Plain:
        """Return the document's value; None where there is none."""
        documents = 0
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 0
            tag = getattr(event, "tag", None)
            if tag not in PLAIN_TAGS:
                raise _RefusedError(line, f"the tag {quote(str(tag))}", "plain values without tags")
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(line, "a second document ('---')", "one document a file")
            else:
                self._take(event, line)
        return self.top

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            value = str(event.value)
            self._put(value, line, 1)
            if event.anchor:
                self.named[event.anchor] = (value, 1)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.named:
                raise _RefusedError(
                    line, f"the alias {quote(f'*{event.anchor}')} inside itself", "a finite value"
                )
            value, size = self.named[event.anchor]
            self._put(value, line, size)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter(Located(self.name, line) if isinstance(event, yaml.MappingStartEvent) else [], line)
            self.anchors.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._leave()

    def _enter(self, collection: Located | list[Plain], line: int) -> None:
        if len(self.open) >= DEEPEST:
            raise _RefusedError(line, "deeper nesting", f"lists and mappings nested at most {DEEPEST} deep")
        self._put(collection, line, 1)
        self.open.append(collection)
        self.keys.append(None)
        self.sizes.append(0)

    def _leave(self) -> None:
        collection, size, anchor = self.open.pop(), self.sizes.pop(), self.anchors.pop()
        self.keys.pop()
        self.sizes[-1] += size
        if anchor:
            self.named[anchor] = (collection, size + 1)

    def _put(self, value: Plain, line: int, size: int) -> None:
        self.sizes[-1] += size
        if sum(self.sizes) > LARGEST:
            raise _RefusedError(
                line, "more values", f"at most {LARGEST} values, those behind aliases counted again"
            )
        if not self.open:
            self.top = value
            return
        holder = self.open[-1]
        if not isinstance(holder, Located):
            holder.append(value)
            return
        key = self.keys[-1]
        if key is not None:
            holder[key[0]] = value
            holder.lines[key[0]] = key[1]
            self.keys[-1] = None
            return
        if not isinstance(value, str):
            self.faults.add(Place(self.name, line, "YAML"), "a list or mapping as a key", "text as a key")
            value = "?"
        if value in holder:
            self.faults.add(
                Place(self.name, line, value), f"a duplicate key {quote(value)}", "every key once"
            )
        self.keys[-1] = (value, line)
