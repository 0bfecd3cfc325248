"""Read a CSV file strictly: UTF-8, a header, every cell as text, every fault noted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cluster_core.store.faults import Faults, Place, quote

LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its line in the file and its cells by column name."""

    file: str
    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return the cell's text; empty where the column or the value is missing."""
        return self.cells.get(column, "")

    def place(self, column: str) -> Place:
        """Return where the cell stands, for a fault."""
        return Place(self.file, self.line, column)

    def text(self, column: str) -> tuple[str, str]:
        """Return the Chinese and English text of `column`: x_zh and x_en, one alone serving both, else x."""
        plain = self.get(column)
        return (
            self.get(f"{column}_zh") or plain or self.get(f"{column}_en"),
            self.get(f"{column}_en") or plain or self.get(f"{column}_zh"),
        )


def read_table(path: Path, faults: Faults, *, required: Sequence[str] = (), label: str = "") -> list[Row]:
    """Return the rows of a CSV file; what cannot be read is noted and left out.

    A row with too many or too few cells is a fault, never shifted. Blank lines are skipped.
    """
    return list(rows_of(path, faults, required=required, label=label))


def rows_of(path: Path, faults: Faults, *, required: Sequence[str] = (), label: str = "") -> Iterator[Row]:
    """Give the rows of a CSV file one after the other, as `read_table`: for tables of a million rows."""
    name = label or path.name
    text = read_text(path, faults, name)
    if text is not None:
        yield from table_rows(text, name, faults, required=required)


def table_rows(text: str, name: str, faults: Faults, *, required: Sequence[str] = ()) -> Iterator[Row]:
    """Give the rows of a table in CSV form, as `read_table` does."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    end = 0
    try:
        for raw in reader:
            line, end = end + 1, reader.line_num
            cells = [cell.strip() for cell in raw]
            if not any(cells):
                continue
            if header is None:
                header = cells
                _check_header(header, required, name, line, faults)
            elif len(cells) != len(header):
                found = f"{len(cells)} cells ({quote(','.join(cells))})"
                faults.add(Place(name, line, "row"), found, f"{len(header)} cells as in the header")
            else:
                yield Row(name, line, dict(zip(header, cells, strict=True)))
    except csv.Error as broken:
        allowed = "well-formed CSV with every quote closed"
        faults.add(Place(name, end + 1, "row"), f"a broken row ({broken})", allowed)
    if header is None:
        faults.add(Place(name, 1, "header"), "an empty file", "a header row")


def read_text(path: Path, faults: Faults, name: str) -> str | None:
    """Return a file's text; None after noting why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            faults.add(Place(name, None, "file"), f"{path.stat().st_size} bytes", f"at most {LARGEST} bytes")
            return None
        content = path.read_bytes()
    except OSError as unreadable:
        faults.add(
            Place(name, None, "file"),
            f"a file that cannot be read ({unreadable.strerror})",
            "a readable file",
        )
        return None
    return decoded(content, name, faults)


def decoded(content: bytes, name: str, faults: Faults) -> str | None:
    """Return the text of a file's bytes; None after noting that they are no UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = content[: wrong.start].count(b"\n") + 1
        bytes_found = content[wrong.start : wrong.start + 4].hex(" ")
        faults.add(
            Place(name, row, "encoding"), f"the bytes '{bytes_found}'", "UTF-8", _encoding_hint(content)
        )
        return None
    if "\0" in text:
        faults.add(
            Place(name, text[: text.index("\0")].count("\n") + 1, "encoding"),
            r"'\x00'",
            "text without NUL characters",
        )
        return None
    return text


def _encoding_hint(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "The file is UTF-16: save it as UTF-8."
    if content[:2] == b"PK":
        return "This is a spreadsheet or zip file: save it as CSV UTF-8."
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "Save it as UTF-8."
    return "It may be GBK or Big5: save it as UTF-8."


def _check_header(header: list[str], required: Sequence[str], name: str, line: int, faults: Faults) -> None:
    for column in dict.fromkeys(header):
        if column and header.count(column) > 1:
            faults.add(Place(name, line, column), f"a duplicate column {quote(column)}", "every column once")
    for column in required:
        if column not in header:
            hint = ""
            if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
                hint = "The cells must be separated by commas."
            faults.add(
                Place(name, line, column),
                f"no such column in {quote(','.join(header))}",
                f"a column {column}",
                hint,
            )


def check_named(rows: Sequence[Row], name: str, faults: Faults) -> None:
    """Note a fault for every row without a name in either language."""
    for row in rows:
        if not any(row.text("name")):
            faults.add(Place(name, row.line, "name"), "nothing", "a name in name_zh or name_en (or both)")
