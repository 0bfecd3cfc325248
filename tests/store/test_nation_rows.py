"""What goes into the DuckDB file comes out the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_core.store.connection import writing
from cluster_core.store.faults import Faults
from cluster_core.store.nation_file import Known, read_nation
from cluster_core.store.nation_rows import nation_of, nation_rows
from cluster_core.store.schema import CREATE, INSERT, SELECT_IN_ORDER
from tests.store.samples import write
from tests.store.test_nation_file import FILES


def test_there_and_back(tmp_path: Path) -> None:
    nation = read_nation(write(tmp_path, FILES), Faults(), "f/", Known(counts=["k"]))
    with writing(None) as connection:
        for statement in CREATE:
            connection.execute(statement)
        connection.execute(
            INSERT["bundles"].replace(
                "SELECT * FROM incoming", "VALUES ('d', 0, '', '', '1', '', '', NULL, '', '', false)"
            )
        )
        for table, rows in nation_rows("d", nation).items():
            frame = pd.DataFrame.from_records(rows).astype(object)
            connection.register("incoming", frame.where(frame.notna(), None))
            connection.execute(INSERT[table])
            connection.unregister("incoming")

        def read(table: str) -> list[dict[str, object]]:
            result = connection.execute(SELECT_IN_ORDER[table], ["d"])
            columns = [column[0] for column in result.description or []]
            return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]

        assert nation_of(read) == nation
    assert nation.clusters
    assert nation.sources
