"""A table as text to copy: cells parted by tabs, as spreadsheet programs paste them."""

from __future__ import annotations

import re

import pandas as pd

from cluster_core.report.table import Cell, cell, cells, is_formula

_BLANKS = re.compile(r"\s+")


def tab_separated(rows: pd.DataFrame) -> str:
    r"""Return head and rows, one a line.

    A text that a spreadsheet could take for a formula gets an apostrophe in front, tabs and line ends become blanks,
    and what is missing stays empty.

    >>> tab_separated(pd.DataFrame({"a": ["=1+1", "x"], "b": [0.5, None]}))
    "a\tb\n'=1+1\t0.5\nx\t"
    """
    columns = [cells(rows.iloc[:, at]) for at in range(rows.shape[1])]
    lines = [[cell(str(name)) for name in rows.columns], *map(list, zip(*columns, strict=True))]
    return "\n".join("\t".join(_written(one) for one in line) for line in lines)


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = _BLANKS.sub(" ", value)
        return f"'{text}" if is_formula(value) else text
    return repr(value)
