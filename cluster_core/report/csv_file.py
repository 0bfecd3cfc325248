"""A table as CSV that spreadsheet programs open with the right letters and without running anything."""

from __future__ import annotations

import re

from cluster_core.report.table import Cell, Table, cell, cells, is_formula, visible

_ENCODING = "utf-8-sig"  # with a byte-order mark, or Excel takes Chinese for another encoding
_SEPARATORS = str.maketrans({",": "，", ";": "；", '"': "'", "\t": " "})
_BLANKS = re.compile(r"\s+")


def render_csv(table: Table) -> bytes:
    """Write a table as CSV: a head, its rows, and a footer of lines that begin with ``#``.

    Parameters
    ----------
    table : table
        Numbers stay bare, in the shortest form that reads back the same; texts stand in quotes. A text that a
        spreadsheet could take for a formula gets an apostrophe in front. Missing and infinite values are empty.

    Returns
    -------
    bytes
        UTF-8 with a byte-order mark, lines ended by CR LF (RFC 4180). ``pandas.read_csv(..., comment="#")`` leaves the
        footer out: as texts are quoted, no other ``#`` begins a comment.
    """
    head = [_written(cell(str(name))) for name in table.rows.columns]
    columns = [[_written(one) for one in cells(table.rows.iloc[:, at])] for at in range(table.rows.shape[1])]
    lines = [",".join(row) for row in (head, *zip(*columns, strict=True))]
    lines += [_comment(f"{label}: {text}") for label, text in (*table.notes, *table.provenance.facts())]
    return "".join(f"{line}\r\n" for line in lines).encode(_ENCODING)


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        guarded = f"'{value}" if is_formula(value) else value
        return '"' + guarded.replace('"', '""') + '"'
    return repr(value)


def _comment(text: str) -> str:
    """Return a line of the footer: one cell, as what would part it is replaced by its full-width form."""
    return "# " + _BLANKS.sub(" ", visible(text).translate(_SEPARATORS)).strip()
