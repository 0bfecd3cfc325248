"""A table as Parquet: typed columns, and what it is in the file's own metadata."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cluster_core.report.table import Table, cell, cells

ABOUT = b"about"


def render_parquet(table: Table) -> bytes:
    """Write a table as Parquet.

    Parameters
    ----------
    table : table
        Whole numbers, numbers and texts become columns of int64, double and string; texts stay as they are, those that
        look like a formula too. Missing and infinite values are null.

    Returns
    -------
    bytes
        The schema's metadata holds ``about``: JSON, a list of label and text.
    """
    columns = [_column(table.rows.iloc[:, at]) for at in range(table.rows.shape[1])]
    told = [[cell(label), cell(text)] for label, text in (*table.provenance.facts(), *table.notes)]
    schema = pa.schema(
        [
            pa.field(str(cell(str(name))), column.type)
            for name, column in zip(table.rows.columns, columns, strict=True)
        ],
        metadata={ABOUT: json.dumps(told, ensure_ascii=False).encode()},
    )
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), buffer)
    return buffer.getvalue()


def _column(column: pd.Series) -> Any:
    if pd.api.types.is_integer_dtype(column.dtype):
        return pa.array(cells(column), type=pa.int64())
    numbers = pd.api.types.is_float_dtype(column.dtype)
    return pa.array(cells(column), type=pa.float64() if numbers else pa.string())
