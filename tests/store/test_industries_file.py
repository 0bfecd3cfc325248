"""A file region, industry, value: read as text, every fault at its line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cluster_core.errors import BundleError
from cluster_core.store.industries_file import read_industries
from tests.store.samples import write

HEAD = "region,industry,value\n"


def read(folder: Path, text: str, *, plants: bool = False) -> pd.DataFrame:
    return read_industries(write(folder, {"i.csv": text}) / "i.csv", plants=plants)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BundleError) as refused:
        read(folder, text)
    return [str(fault).removeprefix(f"{folder / 'i.csv'}:") for fault in refused.value.faults]


def test_rows_with_their_lines_and_other_columns_ignored(tmp_path: Path) -> None:
    found = read(
        tmp_path, "value,region,year,industry\n1.5,007,2020,纺织\n,NA,2020,Clothing trade\n\n0,007,2020,x\n"
    )
    assert found.index.tolist() == [2, 3, 5]
    assert found["region"].tolist() == ["007", "NA", "007"]
    assert found["industry"].tolist() == ["纺织", "Clothing trade", "x"]
    assert found["value"].fillna(-1).tolist() == [1.5, -1, 0]


def test_every_fault_at_once(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + "a,x,1\na,x,-2\n,y,1e400\nb,,n/a\n") == [
        "3: value: found '-2' (a, x), allowed: a finite number from 0 up, or empty for missing",
        "3: industry: found a duplicate 'a, x', allowed: one row a region and industry. Keep one year.",
        "4: value: found '1e400', allowed: a finite number from 0 up, or empty for missing. "
        "Its size must not exceed 1e+100.",
        "4: region: found nothing, allowed: the id of the region",
        "5: value: found 'n/a', allowed: a finite number from 0 up, or empty for missing",
        "5: industry: found nothing, allowed: the id of the industry",
    ]


def test_plants_may_share_a_region_and_industry(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEAD + "a,x,1\na,x,2\n", plants=True)) == 2


def test_a_missing_column_and_no_rows(tmp_path: Path) -> None:
    assert faults(tmp_path, "region,value\na,1\n") == [
        "1: industry: found no such column in 'region,value', allowed: a column industry"
    ]
    (told,) = faults(tmp_path, HEAD)
    assert told == " value: found no rows, allowed: at least one region with one industry"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="found a file that cannot be read"):
        read_industries(tmp_path / "none.csv")
