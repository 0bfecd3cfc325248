"""Cells to paste."""

from __future__ import annotations

import io

import pandas as pd

from cluster_core.report.clipboard import tab_separated


def test_a_spreadsheet_reads_the_cells_back() -> None:
    rows = pd.DataFrame({"名称": ["甲\t市\n", "=HYPERLINK(1)"], "n": [1.5, float("nan")], "k": [3, -4]})
    told = tab_separated(rows)
    read = pd.read_csv(io.StringIO(told), sep="\t")
    assert read["名称"].tolist() == ["甲 市 ", "'=HYPERLINK(1)"]
    assert read["k"].tolist() == [3, -4]
    assert read["n"][0] == 1.5
    assert read["n"].isna().tolist() == [False, True]
    assert told.count("\n") == 2
