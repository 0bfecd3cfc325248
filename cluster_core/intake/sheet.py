"""A table of text cells, as it was found: no number, date or truth value is anything but its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cluster_core.errors import IntakeError

ROWS, COLUMNS, CELLS = 2_000_000, 2_000, 12_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text cells, all of the same width; an empty text is an empty cell.

    `merged` tells which cells were filled from the first of a merged range (first row, first column, last row, last
    column, from 0), `ragged` which rows came with another number of cells than most, `hidden_rows` which a reader of
    the file does not see. `errors` are cells that held a formula's error, `uncached` formulas without a stored result.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    ragged: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    uncached: tuple[tuple[int, int], ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def head(self, rows: int) -> Sheet:
        """Return the sheet with its first rows only, for a preview."""
        return replace(self, rows=self.rows[:rows])

    def transposed(self) -> Sheet:
        """Return the sheet with rows and columns exchanged.

        >>> Sheet("s", (("a", "b"), ("c", "d"))).transposed().rows
        (('a', 'c'), ('b', 'd'))
        """
        if len(self.rows) > COLUMNS:
            raise IntakeError(
                "columns", f"table: found {len(self.rows)} rows, allowed: {COLUMNS} where they are columns."
            )
        return replace(
            self,
            rows=tuple(zip(*self.rows, strict=True)),
            merged=tuple((left, top, right, bottom) for top, left, bottom, right in self.merged),
            errors=tuple((column, row) for row, column in self.errors),
            uncached=tuple((column, row) for row, column in self.uncached),
            ragged=(),
            hidden_rows=(),
        )


def sheet_of(name: str, rows: list[Sequence[str]]) -> Sheet:
    """Return a sheet of rows of any length: padded to the longest, empty rows and columns at the end left out.

    Rows are `ragged` where they have more or fewer cells than most rows.

    Raises
    ------
    IntakeError
        empty, rows, columns, cells: there is nothing, or too much.
    """
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise IntakeError("empty", "table: found no cell with anything in it, allowed: a header and rows.")
    width = _width(rows)
    for limit, found, what in (
        (ROWS, len(rows), "rows"),
        (COLUMNS, width, "columns"),
        (CELLS, len(rows) * width, "cells"),
    ):
        if found > limit:
            raise IntakeError(what, f"table: found {found} {what}, allowed: {limit}. Split the table.")
    usual, ragged = _usual([len(row) for row in rows]), list[int]()
    made: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        if len(row) != usual:
            ragged.append(at)
        if len(row) == width:
            made.append(tuple(row))
        else:
            made.append((*row[:width], *[""] * (width - len(row))))
    return Sheet(name, tuple(made), ragged=tuple(ragged))


def _width(rows: Sequence[Sequence[str]]) -> int:
    width = 0
    for row in rows:
        if len(row) > width:
            end = len(row)
            while end > width and not row[end - 1]:
                end -= 1
            width = end
    return width


def _usual(lengths: list[int]) -> int:
    counts: dict[int, int] = {}
    for length in lengths:
        counts[length] = counts.get(length, 0) + 1
    return max(counts, key=lambda length: (counts[length], length))
