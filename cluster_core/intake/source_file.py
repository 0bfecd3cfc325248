"""A file to be imported: read once, within limits, and turned into a sheet by what it is, not by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cluster_core.errors import IntakeError
from cluster_core.intake.delimited import found_separator, read_delimited
from cluster_core.intake.encoding import Candidate, Sure, decode
from cluster_core.intake.sheet import Sheet
from cluster_core.intake.workbook import SheetName, is_workbook, read_workbook

LARGEST = 256 * 1024 * 1024  # of text
LARGEST_WORKBOOK = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet and what was found out about its file. `encoding` is empty for a workbook, `sheets` for a text."""

    sheet: Sheet
    digest: str
    encoding: str = ""
    sure: Sure = "certain"
    candidates: tuple[Candidate, ...] = ()
    separator: str = ""
    sheets: tuple[SheetName, ...] = ()
    macros: bool = False
    external_links: bool = False


def open_file(path: Path, *, sheet: str = "", encoding: str = "", digest: str = "") -> Opened:
    """Return the sheet of a file.

    Parameters
    ----------
    path : the file
    sheet : of a workbook; empty for the first that is shown
    encoding : of a text; empty to find out
    digest : SHA-256 of the file as it was looked at before; empty for the first look

    Raises
    ------
    IntakeError
        unreadable, too_large, changed (while it was read, or since that look), and whatever `decode`,
        `read_delimited`, `read_workbook` raise.
    """
    data = _bytes(path)
    found = hashlib.sha256(data).hexdigest()
    if digest and digest != found:
        raise IntakeError("changed", f"{path.name}: found another content than before. Look at it again.")
    if is_workbook(data):
        book = read_workbook(data, sheet)
        inside = book.archive
        return Opened(
            book.sheet,
            found,
            sheets=book.sheets,
            macros=inside is not None and inside.macros,
            external_links=inside is not None and inside.external_links,
        )
    if path.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".xls") and data.lstrip()[:1] == b"<":
        raise IntakeError(
            "workbook",
            f"{path.name}: found a web page named like a workbook. Open it and save it as XLSX or CSV.",
        )
    text = decode(data, encoding)
    separator = found_separator(text.text)
    made = read_delimited(text.text, path.stem, separator)
    return Opened(made, found, text.encoding, text.sure, text.candidates, separator)


def _bytes(path: Path) -> bytes:
    try:
        before = path.stat()
        if not path.is_file():
            raise IntakeError("unreadable", f"{path.name}: found no file, allowed: a file with a table.")
        with path.open("rb") as file:
            workbook = is_workbook(file.read(4))
            largest = LARGEST_WORKBOOK if workbook else LARGEST
            if before.st_size > largest:
                found = f"{before.st_size // 1_000_000} MB"
                raise IntakeError(
                    "too_large", f"{path.name}: found {found}, allowed: {largest >> 20} MB. Split the table."
                )
            file.seek(0)
            data = file.read(largest + 1)
        after = path.stat()
    except OSError as refused:
        raise IntakeError(
            "unreadable",
            f"{path.name}: found a file that cannot be read ({refused.strerror}), allowed: a readable file.",
        ) from refused
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size) or len(
        data
    ) != after.st_size:
        raise IntakeError("changed", f"{path.name}: found a file that changed while it was read. Try again.")
    return data
