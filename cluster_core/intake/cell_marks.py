"""What an XLSX file says about its cells beside their values: per cent formats, errors, formulas without a result.

The reader of workbooks gives bare values: 0.12 for what everybody sees as 12 %, nothing for an error. The parts were
inflated and looked through by `archive` before; here they are searched for a few attributes, not parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMATS = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b([^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*)>")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</(?:\w+:)?v>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PERCENT_FORMATS = (b"9", b"10")


@dataclass(frozen=True, slots=True)
class CellMarks:
    """Cells by row and column from 0. `errors` holds the text of each."""

    percent: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    uncached: tuple[tuple[int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()


def cell_marks(data: bytes, sheet: str) -> CellMarks:
    """Return the marks of one sheet of an XLSX file; none where the file is laid out in a way that is not understood.

    `data` must have passed `look_inside`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        path = _path_of(parts, names, sheet)
        if path not in names:
            return CellMarks()
        styles = (
            _percent_styles(parts.read("xl/styles.xml")) if "xl/styles.xml" in names else frozenset[bytes]()
        )
        return _marks(parts.read(path), styles)


def place_of(name: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of a cell's name.

    >>> place_of("AB7"), place_of("?")
    ((6, 27), None)
    """
    found = _PLACE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {name.split(b":")[-1]: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def _path_of(parts: zipfile.ZipFile, names: set[str], sheet: str) -> str:
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    wanted = (
        sheet.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").encode()
    )
    tags = [_attributes(tag) for tag in _SHEET.findall(parts.read("xl/workbook.xml"))]
    relation = next(
        (tag.get(b"id", b"") for tag in tags if tag.get(b"name") in (wanted, sheet.encode())), b""
    )
    for tag in _RELATION.findall(parts.read("xl/_rels/workbook.xml.rels")):
        found = _attributes(tag)
        if relation and found.get(b"Id") == relation:
            target = found.get(b"Target", b"").decode(errors="replace")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _percent_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a value as per cent."""
    own = [_attributes(tag) for tag in _FORMATS.findall(styles)]
    shown = {tag.get(b"numFmtId", b"") for tag in own if b"%" in tag.get(b"formatCode", b"")} | set(
        _PERCENT_FORMATS
    )
    found = _STYLES.search(styles)
    listed = _STYLE.findall(found[0]) if found else []
    return frozenset(
        str(at).encode() for at, tag in enumerate(listed) if _attributes(tag).get(b"numFmtId", b"") in shown
    )


def _marks(xml: bytes, styles: frozenset[bytes]) -> CellMarks:
    percent, errors, uncached = set[tuple[int, int]](), dict[tuple[int, int], str](), list[tuple[int, int]]()
    for head, body in _CELL.findall(xml):
        formula = _FORMULA.search(body)
        if not (formula or b"t=" in head or b"s=" in head):
            continue
        tag = _attributes(head)
        place = place_of(tag.get(b"r", b"").decode(errors="replace"))
        if place is None:
            continue
        value = _VALUE.search(body)
        if tag.get(b"t") == b"e" and value:
            errors[place] = value[1].decode(errors="replace")
        elif formula and value is None:
            uncached.append(place)
        elif tag.get(b"s") in styles and tag.get(b"t", b"n") == b"n" and value:
            percent.add(place)
    rows = [_attributes(tag).get(b"r", b"") for tag in _HIDDEN.findall(xml)]
    hidden = tuple(int(row) - 1 for row in rows if row.isdigit())
    return CellMarks(frozenset(percent), errors, tuple(uncached), hidden)
