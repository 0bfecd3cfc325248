"""Regions, clusters, sources and observations from their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.dataset import Unit
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.faults import Faults
from cluster_core.store.units_file import (
    Keys,
    Observation,
    read_clusters,
    read_observations,
    read_regions,
    read_sources,
)
from tests.model.examples import indicator
from tests.store.samples import told, write

KNOWN = {"a": indicator("a"), "b": indicator("b", numerator="a")}


def file(tmp_path: Path, text: str) -> Path:
    return write(tmp_path, {"x.csv": text}) / "x.csv"


def regions(tmp_path: Path, text: str) -> tuple[dict[str, Unit], Faults]:
    faults = Faults()
    return read_regions(file(tmp_path, text), faults, "x.csv"), faults


def clusters(tmp_path: Path, text: str) -> tuple[dict[str, Unit], Faults]:
    faults = Faults()
    return read_clusters(file(tmp_path, text), ("R1", "R2"), faults, "x.csv"), faults


def observations(
    tmp_path: Path, text: str, sources: tuple[str, ...] | None = ("s1",)
) -> tuple[list[Observation], Faults]:
    faults = Faults()
    keys = Keys("region", ("R1", "R2"), KNOWN, sources)
    return read_observations(file(tmp_path, text), keys, faults, "x.csv"), faults


# --- regions -----------------------------------------------------------------------------------------------------


def test_regions_in_file_order_with_all_their_columns(tmp_path: Path) -> None:
    found, faults = regions(
        tmp_path,
        "region,name_zh,name_en,parent,group,lat,lon,tile_x,tile_y,neighbours\n"
        "R2,二,Two,P,north,33.5,-120.25,-1,2,R1; NA;\nR1,一,One,,,,,,,\nNA,,Three,,,,,,,R2\n",
    )
    assert told(faults) == []
    assert list(found) == ["R2", "R1", "NA"]
    assert found["R2"] == Unit("R2", Text("二", "Two"), "north", "P", ("R1", "NA"), 33.5, -120.25, -1, 2)
    assert found["R1"] == Unit("R1", Text("一", "One"))


def test_regions_with_faults(tmp_path: Path) -> None:
    found, faults = regions(
        tmp_path, "region,name_en,lat,tile_x,neighbours\nR1,One,north,1.5,\nR1,Again,,,\nR 2,Two,,,\nR3,,,,\n"
    )
    assert list(found) == ["R1", "R3"]
    assert [line.split(", allowed")[0] for line in told(faults)] == [
        "x.csv:5: name: found nothing",
        "x.csv:2: lat: found 'north'",
        "x.csv:2: tile_x: found '1.5'",
        "x.csv:3: region: found a duplicate 'R1'",
        "x.csv:4: region: found 'R 2'",
    ]


def test_an_unknown_neighbour_dangles(tmp_path: Path) -> None:
    _, faults = regions(tmp_path, "region,name_en,neighbours\nR1,One,R9\n")
    assert faults.found == []
    assert told(faults) == ["x.csv:2: neighbours: found 'R9', allowed: a known region (R1)"]


def test_a_file_without_regions_is_a_fault(tmp_path: Path) -> None:
    assert told(regions(tmp_path, "region,name_en\n")[1]) == [
        "x.csv:1: region: found no rows, allowed: at least one region"
    ]


# --- clusters ----------------------------------------------------------------------------------------------------


def test_clusters_with_members_and_their_shares(tmp_path: Path) -> None:
    found, faults = clusters(
        tmp_path, "cluster,name_en,industry,tier,members\nc1,Wind,energy,nation,R1:0.25; R2\nc2,Sun,,,\n"
    )
    assert told(faults) == []
    assert found["c1"] == Unit(
        "c1", Text("Wind", "Wind"), industry="energy", tier="nation", members=(("R1", 0.25), ("R2", 1.0))
    )
    assert found["c2"].members == ()


def test_the_list_that_gives_a_tier_has_a_date_and_a_source(tmp_path: Path) -> None:
    text = "cluster,name_en,tier,status_date,source\nc1,Wind,nation,2022-11-04,s1\nc2,Sun,city,2022,\nc3,Sea,city,,\n"
    found, faults = clusters(tmp_path, text)
    assert told(faults) == []
    assert [(unit.status_date, unit.source) for unit in found.values()] == [
        ("2022-11-04", "s1"),
        ("2022", ""),
        ("", ""),
    ]


@pytest.mark.parametrize("date", ["2022/11", "Nov 2022", "22", "2022-13", "2022-00", "２０２２"])
def test_a_date_written_otherwise_dangles_and_counts_as_not_stated(tmp_path: Path, date: str) -> None:
    found, faults = clusters(tmp_path, f"cluster,name_en,tier,status_date\nc1,Wind,nation,{date}\n")
    assert found["c1"].status_date == ""
    assert faults.found == []
    assert [fault.column for fault in faults.dangling] == ["status_date"]


def test_an_unknown_source_of_a_cluster_dangles(tmp_path: Path) -> None:
    faults = Faults()
    path = file(tmp_path, "cluster,name_en,source\nc1,Wind,s9\n")
    read_clusters(path, (), faults, "x.csv", ("s1",))
    assert (faults.found, [fault.found for fault in faults.dangling]) == ([], ["'s9'"])


def test_an_industry_may_be_named_in_a_language(tmp_path: Path) -> None:
    found, _ = clusters(tmp_path, "cluster,name_en,industry_zh\nc1,Wind,能源\n")
    assert found["c1"].industry == "能源"


@pytest.mark.parametrize("share", ["0", "-0.5", "1.01"])
def test_a_share_is_above_0_and_at_most_1(tmp_path: Path, share: str) -> None:
    _, faults = clusters(tmp_path, f"cluster,name_en,members\nc1,Wind,R1:{share}\n")
    assert told(faults) == [f"x.csv:2: members: found 'R1:{share}', allowed: a share above 0 and at most 1"]


def test_clusters_with_faults(tmp_path: Path) -> None:
    found, faults = clusters(tmp_path, "cluster,name_en,members\nc1,Wind,R1:half;R9\nc1,Again,\n")
    assert list(found) == ["c1"]
    assert [fault.found for fault in faults.found] == ["'half'", "a duplicate 'c1'"]
    assert [fault.found for fault in faults.dangling] == ["'R9'"]


# --- sources -----------------------------------------------------------------------------------------------------


def test_sources(tmp_path: Path) -> None:
    faults = Faults()
    found = read_sources(
        file(
            tmp_path,
            "source,title_en,issuer,year,address,accessed,licence\ns1,A table,An office,2021,x,y,z\ns2,,,,,,\n",
        ),
        faults,
        "x.csv",
    )
    assert told(faults) == []
    assert found["s1"] == Source(
        "s1", Text("A table", "A table"), Text("An office", "An office"), "2021", "x", "y", "z"
    )
    assert found["s2"] == Source("s2", Text())


def test_a_doubled_source_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    read_sources(file(tmp_path, "source\ns1\ns1\n"), faults, "x.csv")
    assert told(faults) == ["x.csv:3: source: found a duplicate 's1', allowed: every source once"]


def test_a_clusters_industry_has_a_name_in_each_language(tmp_path: Path) -> None:
    found, _ = clusters(
        tmp_path, "cluster,name_en,industry,industry_zh,industry_en\nc1,Wind,wind,风电,Wind power\n"
    )
    assert (found["c1"].industry, found["c1"].industry_name) == ("wind", Text("风电", "Wind power"))


def test_a_list_of_the_future_dangles(tmp_path: Path) -> None:
    found, faults = clusters(tmp_path, "cluster,name_en,status_date\nc1,Wind,2999-01\n")
    assert faults.found == []
    assert told(faults)[0].startswith("x.csv:2: status_date: found '2999-01', allowed: a date that has come")
    assert found["c1"].status_date == "2999-01"


# --- observations ------------------------------------------------------------------------------------------------

HEAD = "region,indicator,year,value,source,note,status,quality\n"


def test_one_tuple_an_observed_value(tmp_path: Path) -> None:
    found, faults = observations(
        tmp_path, HEAD + "R1,a,2020,1.5,s1,see p. 3,estimated,B\nR2,a,2019,-2e3,,,,\nR2,a,2020,,s1,,,\n"
    )
    assert told(faults) == []
    assert found == [
        ("R1", "a", 2020, 1.5, "s1", "see p. 3", "estimated", "B", None),
        ("R2", "a", 2019, -2000.0, "", "", "observed", "", None),
    ]


def test_columns_may_be_left_out_or_in_any_order(tmp_path: Path) -> None:
    found, faults = observations(tmp_path, "value,year,more,indicator,region\n7,2020,x,a,R1\n")
    assert (found, told(faults)) == ([("R1", "a", 2020, 7.0, "", "", "observed", "", None)], [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "R9,a,2020,1,,,,",
            "x.csv:2: region: found 'R9', allowed: a known region (R1, R2)",
        ),
        ("R1,z,2020,1,,,,", "x.csv:2: indicator: found 'z', allowed: a known indicator (a, b)"),
        (
            "R1,b,2020,1,,,,",
            "x.csv:2: indicator: found 'b', allowed: an observed indicator; this one is derived",
        ),
        ("R1,a,,1,,,,", "x.csv:2: year: found nothing, allowed: a year as a whole number"),
        ("R1,a,2020.0,1,,,,", "x.csv:2: year: found '2020.0', allowed: a year as a whole number"),
        ("R1,a,2020,inf,,,,", "x.csv:2: value: found 'inf', allowed: a number, or empty for missing"),
        (
            "R1,a,2020,1,s9,,,",
            "x.csv:2: source: found 's9', allowed: a known source (s1)",
        ),
        (
            "R1,a,2020,1,,,seen,",
            "x.csv:2: status: found 'seen', allowed: observed, estimated, imputed, rating",
        ),
        ("R1,a,2020,1,,,,a", "x.csv:2: quality: found 'a', allowed: "),
    ],
)
def test_a_row_that_cannot_be_used(tmp_path: Path, row: str, said: str) -> None:
    faults = told(observations(tmp_path, HEAD + row + "\n")[1])
    assert len(faults) == 1
    assert faults[0].startswith(said)


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    assert len(observations(tmp_path, HEAD + "R9,z,x,y,s9,,seen,D\n")[1].every) == 7


def test_an_empty_value_is_checked_like_any_other(tmp_path: Path) -> None:
    found, faults = observations(tmp_path, HEAD + "R9,a,2020,,,,,\n")
    assert found == []
    assert len(faults.every) == 1


@pytest.mark.parametrize("again", ["9", "1", ""])
def test_a_doubled_key_is_a_fault_whatever_its_value(tmp_path: Path, again: str) -> None:
    _, faults = observations(tmp_path, HEAD + f"R1,a,2020,1,,,,\nR2,a,2020,1,,,,\nR1,a,2020,{again},,,,\n")
    assert told(faults) == [
        f"x.csv:4: key: found a duplicate 'R1,a,2020' with the value '{again}', "
        "allowed: each (region, indicator, year) once; see line 2"
    ]


@pytest.mark.parametrize("year", ["02020", "+2020"])
def test_a_year_written_otherwise_is_the_same_key(tmp_path: Path, year: str) -> None:
    _, faults = observations(tmp_path, HEAD + f"R1,a,2020,1,,,,\nR1,a,{year},2,,,,\n")
    assert len(faults.every) == 1


def test_without_a_file_of_sources_none_is_asked_for(tmp_path: Path) -> None:
    assert told(observations(tmp_path, HEAD + "R1,a,2020,1,anything,,,\n", None)[1]) == []


def test_a_missing_column_is_one_fault(tmp_path: Path) -> None:
    found, faults = observations(tmp_path, "region,indicator,value\nR1,a,1\n")
    assert found == []
    assert "x.csv:1: year: found no such column" in told(faults)[0]


@pytest.mark.parametrize("error", ["-0.1", "small", "inf"])
def test_an_error_is_a_number_from_0_up(tmp_path: Path, error: str) -> None:
    text = f"region,indicator,year,value,error\nR1,a,2020,1,{error}\nR2,a,2020,1,0.25\n"
    found, faults = observations(tmp_path, text)
    assert told(faults) == [
        f"x.csv:2: error: found '{error}', allowed: a standard error in the unit of the value, from 0 up, or empty"
    ]
    assert [row[-1] for row in found] == [None, 0.25]
