"""Parquet with typed columns, read back by two libraries."""

from __future__ import annotations

import io
import json

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from cluster_core.model.text import Text
from cluster_core.report.parquet_file import ABOUT, render_parquet
from cluster_core.report.table import Provenance, Table

FACTS = Provenance("2~code~z", "b", Text("数据", "Data"), "7", 2023)
ROWS = pd.DataFrame(
    {
        "文": ["=1+1", "x\u202e", None],
        "n": [0.1 + 0.2, float("inf"), float("nan")],
        "k": pd.array([1, None, 3], dtype="Int64"),
        "none": [None, None, None],
    }
)


def test_what_comes_back_is_what_went_in(tmp_path) -> None:
    content = render_parquet(Table(ROWS, FACTS, (("note", "text"),)))
    read = pq.read_table(io.BytesIO(content))
    assert [str(field.type) for field in read.schema] == ["string", "double", "int64", "string"]
    assert read.to_pydict() == {
        "文": ["=1+1", "x\ufffd", None],
        "n": [0.30000000000000004, None, None],
        "k": [1, None, 3],
        "none": [None, None, None],
    }
    assert ["note", "text"] in json.loads(read.schema.metadata[ABOUT])
    assert ["数据版本 Data version", "7"] in json.loads(read.schema.metadata[ABOUT])
    (tmp_path / "a.parquet").write_bytes(content)
    assert duckdb.sql(f"SELECT sum(k) FROM '{tmp_path / 'a.parquet'}'").fetchall() == [(4,)]


def test_the_same_table_gives_the_same_bytes() -> None:
    table = Table(ROWS, FACTS)
    assert render_parquet(table) == render_parquet(table)
