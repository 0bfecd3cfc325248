"""JSON that any reader takes: numbers, texts as they are, null where missing, what it is and what is behind it."""

from __future__ import annotations

import json

import pandas as pd

from cluster_core.model.text import Text
from cluster_core.report.json_file import render_json
from cluster_core.report.table import Provenance, Table

FACTS = Provenance("2~code~z", "b", Text("数据", "Data"), "7", 2023)


def test_what_comes_back_is_what_went_in() -> None:
    rows = pd.DataFrame(
        {
            "a": pd.Series(['=1+"1"', "x\ud800", None], dtype=object),
            "n": [0.1 + 0.2, float("inf"), float("nan")],
            "k": [1, 2, 3],
        }
    )
    table = Table(rows, FACTS, (("note", "text"),), pd.DataFrame({"s": ["source"]}))
    read = json.loads(render_json(table))
    assert [row["a"] for row in read["rows"]] == ['=1+"1"', "x\ufffd", None]
    assert [row["n"] for row in read["rows"]] == [0.30000000000000004, None, None]
    assert [row["k"] for row in read["rows"]] == [1, 2, 3]
    assert read["sources"] == [{"s": "source"}]
    told = {one["label"]: one["text"] for one in read["about"]}
    assert told["方案代码 Scenario code"] == "2~code~z"
    assert told["数据版本 Data version"] == "7"
    assert told["note"] == "text"


def test_no_rows_and_nothing_behind() -> None:
    read = json.loads(render_json(Table(pd.DataFrame({"a": []}), FACTS)))
    assert read["rows"] == []
    assert "sources" not in read
