"""XLSX, ODS and XLS to a sheet of text cells, by python-calamine; merged cells filled, hidden sheets listed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cluster_core.errors import IntakeError, did_you_mean, one_of
from cluster_core.intake.archive import Archive, look_inside
from cluster_core.intake.cell_marks import CellMarks, cell_marks
from cluster_core.intake.numbers import plain
from cluster_core.intake.sheet import CELLS, COLUMNS, Sheet, sheet_of

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LONGEST_MERGE = 10_000  # cells that one merged range may fill


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook, and whether its readers see it."""

    name: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook, the one that was read, and what its container holds (None for XLS)."""

    sheets: tuple[SheetName, ...]
    sheet: Sheet
    archive: Archive | None


def is_workbook(data: bytes) -> bool:
    """Tell whether a file's first bytes are those of a workbook, whatever its name ends in."""
    return data.startswith((ZIP, OLE))


def read_workbook(data: bytes, sheet: str = "") -> Workbook:
    """Return one sheet as text cells: the one that is named, else the first that is not hidden and not empty.

    Numbers are written plainly (1234, 0.1, never 1e5), with a per cent sign where the cell shows one; dates as ISO
    text; truth as TRUE or FALSE; errors as their text. Text cells stay as they are, leading zeros included.

    Raises
    ------
    IntakeError
        As `look_inside`; workbook (not to be read), encrypted, sheet (no such), empty, rows, columns, cells.
    """
    archive = look_inside(data) if data.startswith(ZIP) else None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        listed = tuple(
            SheetName(one.name, one.visible != SheetVisibleEnum.Visible) for one in book.sheets_metadata
        )
        names = [one.name for one in listed]
        if sheet and sheet not in names:
            raise IntakeError(
                "sheet",
                f"sheet: found {sheet!r}, allowed: {one_of(names)}. {did_you_mean(sheet, names)}".rstrip(),
            )
        found = book.get_sheet_by_name(sheet) if sheet else _first(book, listed)
        marks = cell_marks(data, found.name) if archive else CellMarks()
        return Workbook(listed, _texts(found, marks), archive)
    except PasswordError as locked:
        raise IntakeError(
            "encrypted",
            "file: found an encrypted workbook, allowed: one without a password. Remove the password.",
        ) from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise IntakeError(
            "workbook",
            f"file: found no workbook that can be read ({type(broken).__name__}), allowed: XLSX, ODS or XLS. "
            "Open it in the program that made it and save it as XLSX.",
        ) from broken


def _first(book: CalamineWorkbook, listed: Sequence[SheetName]) -> CalamineSheet:
    shown = [one.name for one in listed if not one.hidden] or [one.name for one in listed]
    if not shown:
        raise IntakeError("empty", "file: found a workbook without sheets, allowed: a sheet with a table.")
    sheets = (book.get_sheet_by_name(name) for name in shown)
    return next((one for one in sheets if one.height and one.width), book.get_sheet_by_name(shown[0]))


def _texts(found: CalamineSheet, marks: CellMarks) -> Sheet:
    height, width = found.total_height, found.total_width
    if width > COLUMNS:
        raise IntakeError("columns", f"table: found {width} columns, allowed: {COLUMNS}. Split the table.")
    if height * width > CELLS:
        raise IntakeError("cells", f"table: found {height * width} cells, allowed: {CELLS}. Split the table.")
    rows = [
        [_text(value) if value != "" else "" for value in row]
        for row in found.to_python(skip_empty_area=False)
    ]
    for (row, column), text in marks.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    for row, column in marks.percent:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _percent(rows[row][column])
    merged = tuple(
        (top, left, bottom, right) for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    for top, left, bottom, right in merged:
        if (
            (bottom - top + 1) * (right - left + 1) <= LONGEST_MERGE
            and top < len(rows)
            and left < len(rows[top])
        ):
            for row in range(top, min(bottom + 1, len(rows))):
                for column in range(left, min(right + 1, len(rows[row]))):
                    rows[row][column] = rows[top][left]
    made = sheet_of(found.name, list(rows))
    return replace(
        made,
        merged=merged,
        ragged=(),
        hidden_rows=marks.hidden_rows,
        errors=tuple(marks.errors),
        uncached=marks.uncached,
    )


def _text(value: object) -> str:
    """Return a value as plain text.

    >>> [_text(value) for value in (1234.0, 0.1, 1e15, 1e-7, True, dt.date(2020, 1, 2), "007 ")]
    ['1234', '0.1', '1000000000000000', '0.0000001', 'TRUE', '2020-01-02', '007']
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return plain(float(value))
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()


def _percent(text: str) -> str:
    try:
        return f"{float(text) * 100:.12g}%"
    except ValueError:
        return text
