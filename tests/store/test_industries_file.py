"""A file region, industry, value: read as text, every fault at its line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cluster_core.errors import BundleError
from cluster_core.store.faults import Faults
from cluster_core.store.industries_file import IndustryRow, read_bundle_industries, read_industries
from tests.store.samples import told, write

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


OWN = "region,industry,industry_zh,year,value,unit_zh,breaks_before,source,status,quality\n"


def of_bundle(
    folder: Path, text: str, sources: set[str] | None = None
) -> tuple[list[IndustryRow], list[str]]:
    found = Faults()
    path = write(folder, {"industries.csv": text}) / "industries.csv"
    rows = read_bundle_industries(path, ("R1", "007"), sources, found)
    return list(rows), told(found)


def test_the_table_of_a_bundle(tmp_path: Path) -> None:
    rows, faults_ = of_bundle(
        tmp_path,
        OWN + "007,x,纺织,2020,1.5,亿元,2021,s,estimated,B\n007,x,,2021,0,,,,,\n"
        "R1,光芯片,,2020,,,,,,\nR1,x,,+2022,3,,,,,\n",
    )
    assert faults_ == []
    assert rows == [
        ("007", "x", "纺织", "纺织", 2020, 1.5, "", "", "亿元", "亿元", 2021, "s", "", "estimated", "B"),
        ("007", "x", "纺织", "纺织", 2021, 0.0, "", "", "亿元", "亿元", 2021, "", "", "observed", ""),
        ("R1", "x", "纺织", "纺织", 2022, 3.0, "", "", "亿元", "亿元", 2021, "", "", "observed", ""),
    ]


@pytest.mark.parametrize(
    ("row", "told_of"),
    [
        ("R9,x,,2020,1,,,,,", "2: region: found 'R9', allowed: a known region (R1, 007)"),
        ("R1,,,2020,1,,,,,", "2: industry: found nothing, allowed: a name or id of 1-64 characters"),
        ("R1,a|b,,2020,1,,,,,", "2: industry: found 'a|b', allowed: a name or id of 1-64 characters"),
        (
            "R1,x,,2020,-1,,,,,",
            "2: value: found '-1', allowed: a finite number from 0 up, or empty for missing",
        ),
        ("R1,x,,2020,inf,,,,,", "2: value: found 'inf', allowed: a finite number from 0 up"),
        ('R1,x,,2020,"1,000",,,,,', "2: value: found '1,000', allowed: a finite number from 0 up"),
        ("R1,x,,,1,,,,,", "2: year: found nothing, allowed: a year as a whole number"),
        ("R1,x,,soon,1,,,,,", "2: year: found 'soon', allowed: a year as a whole number"),
        ("R1,x,,2020,1,,next,,,", "2: breaks_before: found 'next', allowed: a year as a whole number"),
        ("R1,x,,2020,1,,,s9,,", "2: source: found 's9', allowed: a known source (s)"),
        ("R1,x,,2020,1,,,s,guessed,", "2: status: found 'guessed', allowed: observed, estimated"),
        ("R1,x,,2020,1,,,s,,D", "2: quality: found 'D', allowed: "),
        (
            "R1,x,,2020,1,,,,,\nR1,x,,02020,,,,,,",
            "3: key: found a duplicate 'R1,x,2020', allowed: each (region, ind",
        ),
        (
            "R1,x,甲,2020,1,,,,,\n007,x,乙,2020,1,,,,,",
            "3: industry_zh: found '乙', allowed: the same of 'x' in every row",
        ),
        (
            "R1,x,,2020,1,吨,,,,\n007,x,,2020,1,人,,,,",
            "3: unit_zh: found '人', allowed: the same in every row: '吨'",
        ),
    ],
)
def test_every_fault_of_a_bundles_table_has_its_line(tmp_path: Path, row: str, told_of: str) -> None:
    _, (told_,) = of_bundle(tmp_path, OWN + row + "\n", {"s"})
    assert told_.startswith(f"industries.csv:{told_of}")


def test_a_bundles_table_needs_its_columns(tmp_path: Path) -> None:
    _, faults_ = of_bundle(tmp_path, "region,industry,value\nR1,x,1\n")
    assert (
        faults_[0]
        == "industries.csv:1: year: found no such column in 'region,industry,value', allowed: a column year"
    )


def test_a_table_without_rows_is_an_empty_one(tmp_path: Path) -> None:
    assert of_bundle(tmp_path, OWN) == ([], [])
