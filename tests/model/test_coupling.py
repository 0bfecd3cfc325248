"""Coupling as a table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_core.model.coupling import Coupling


def test_a_row_a_region_and_no_grade_where_there_is_none() -> None:
    some = np.array([0.5, np.nan])
    found = Coupling(
        ("R1", "R2"), some, some / 2, some / 4, np.array([2, 0]), ("one;two", ""), ("synchronous", "")
    ).tidy()
    assert list(found.columns) == ["region", "C", "T", "D", "grade", "lagging", "lag_type"]
    assert found.iloc[0].tolist() == ["R1", 0.5, 0.25, 0.125, 2, "one;two", "synchronous"]
    assert found["grade"].dtype == "Int64"
    assert pd.isna(found["grade"][1])
    assert found[["C", "T", "D"]].iloc[1].isna().all()
    assert (found["lagging"][1], found["lag_type"][1]) == ("", "")
