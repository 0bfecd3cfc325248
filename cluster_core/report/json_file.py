"""A table as JSON: what it is, its rows, and the observations behind them."""

from __future__ import annotations

import json

import pandas as pd

from cluster_core.report.table import Cell, Table, cell, cells


def render_json(table: Table) -> bytes:
    """Write a table as one object: ``about`` (labels and texts), ``rows`` and, where it has any, ``sources``.

    Parameters
    ----------
    table : table
        Numbers stay numbers in the shortest form that reads back the same; texts stay as they are, those that look like
        a formula too, as nothing runs them. Missing and infinite values are null.

    Returns
    -------
    bytes
        UTF-8 without a byte-order mark, one row a line.
    """
    about = [
        {"label": cell(label), "text": cell(text)}
        for label, text in (*table.provenance.facts(), *table.notes)
    ]
    parts = {"about": _listed(about), "rows": _listed(_records(table.rows))}
    if table.behind is not None:
        parts["sources"] = _listed(_records(table.behind))
    return ("{\n" + ",\n".join(f'"{name}": {told}' for name, told in parts.items()) + "\n}\n").encode()


def _records(frame: pd.DataFrame) -> list[dict[str, Cell]]:
    head = [str(cell(str(name))) for name in frame.columns]
    columns = [cells(frame.iloc[:, at]) for at in range(frame.shape[1])]
    return [dict(zip(head, row, strict=True)) for row in zip(*columns, strict=True)]


def _listed(records: list[dict[str, Cell]]) -> str:
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in records) + "\n]"
