"""CSV, TSV and pasted cells to a sheet: separator found, every cell text, broken quotes named."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from cluster_core.errors import IntakeError
from cluster_core.intake.sheet import Sheet, sheet_of

SEPARATORS = (",", "\t", ";", "|", "，")
LOOKED_AT = 60  # rows that decide about the separator
LONGEST = 1_000_000  # characters of one cell
MOST_SEEN = 20_000


def read_delimited(text: str, name: str = "", separator: str = "") -> Sheet:
    r"""Return the sheet of a text.

    Parameters
    ----------
    text : of a file, or as pasted from a spreadsheet (cells separated by tabs)
    name : what to call the sheet
    separator : between cells; empty to find out

    Raises
    ------
    IntakeError
        quote (one is never closed, or stands inside a cell), empty, rows, columns, cells.

    Examples
    --------
    >>> read_delimited("地区;数值\r盐城市;1,5\r").rows
    (('地区', '数值'), ('盐城市', '1,5'))
    """
    csv.field_size_limit(LONGEST)
    separator = separator or found_separator(text)
    rows: list[Sequence[str]] = []
    seen: dict[str, str] = {}  # one object for a text that comes again and again
    line = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            line = reader.line_num + 1
            cells = [cell.strip() for cell in row]
            if len(seen) < MOST_SEEN:
                cells = [seen.setdefault(cell, cell) for cell in cells]
            else:
                cells = [seen.get(cell, cell) for cell in cells]
            rows.append(tuple(cells))
    except csv.Error as broken:
        raise IntakeError(
            "quote",
            f"file: found a broken row that begins in line {line} ({broken}), allowed: every quote closed.",
        ) from broken
    return sheet_of(name, rows)


def found_separator(text: str) -> str:
    r"""Return the separator that parts most of the first rows alike; a comma where none does.

    >>> found_separator("a;b;c\n1,5;2;3\n"), found_separator("a\tb\n1\t2\n"), found_separator("one column\n")
    (';', '\t', ',')
    """
    head = "\n".join(text[:200_000].splitlines()[:LOOKED_AT])
    scores: dict[str, tuple[int, int]] = {}
    for separator in SEPARATORS:
        try:
            lengths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=separator) if row]
        except csv.Error:
            continue
        (usual, times), *_ = Counter(lengths).most_common(1) or [(1, 0)]
        if usual > 1:
            scores[separator] = (times, usual)
    return max(scores, key=lambda one: scores[one], default=",")
