"""Read a table region, industry, value, for the measures of agglomeration."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_core.errors import BundleError
from cluster_core.model.industries import A_VALUE, COLUMNS, value_faults
from cluster_core.store.faults import Faults
from cluster_core.store.tables import read_table


def read_industries(path: Path, *, plants: bool = False) -> pd.DataFrame:
    """Return the rows of a CSV file; each is labelled with its line, other columns are ignored.

    Parameters
    ----------
    plants
        Whether a row is a plant (or firm), so that a region and industry may have several.

    Raises
    ------
    BundleError
        With every fault: a file or column that cannot be read, a value that is not a number from 0 up, an empty region
        or industry, a duplicate.
    """
    faults = Faults()
    rows = read_table(path, faults, required=COLUMNS, label=str(path))
    numbers = [faults.number(row.place("value"), row.get("value"), A_VALUE) for row in rows]
    tidy = pd.DataFrame(
        {
            "region": [row.get("region") for row in rows],
            "industry": [row.get("industry") for row in rows],
            "value": pd.Series(numbers, dtype="float64"),
        }
    ).set_axis([row.line for row in rows])
    readable = all(column in row.cells for row in rows[:1] for column in COLUMNS)
    if readable and (rows or not faults.found):
        faults.found += value_faults(tidy, str(path), plants=plants)
    if faults.found:
        raise BundleError(sorted(faults.found, key=lambda fault: fault.row or 0))
    return tidy
