"""The tables of the country: what comes out, what replaces what, and every fault by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.nation import ClusterPlan, ContestResult, Footnote, Nation, NationalCluster, Province
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.entries import today
from cluster_core.store.faults import Faults
from cluster_core.store.nation_file import Known, read_nation
from tests.store.samples import told, write

FILES: dict[str, str | None] = {
    "sources.csv": "source,title_en\nlist,A list\n",
    "provinces.csv": "province,name_zh,name_en,short_en,tile_x,tile_y\n"
    "320000,江苏,Jiangsu,JS,7,4\n330000,浙江,Zhejiang,,7,5\n",
    "contest_results.csv": "scope,result,name_en,entrants,entries,winners,date,cite\n"
    "total,both,Both,10,,4,2020,002 x\nyear,2019,First,,6,2,2019,\nprovince,320000,Jiangsu,5,,3,,\n"
    "industry,cars,Cars,10,,4,,\n",
    "national_clusters.csv": "cluster,name_en,industry,members,places_zh,places_en,status_date,status,source,note_en\n"
    "a,Sun,cars,320900;330100,盐城;杭州,Yancheng;Hangzhou,2022-11,named,list,Seen\n"
    "b,,,320100,南京,Nanjing,2024,unnamed,,\n",
    "national_counts.csv": "count,province,name_en,value,date,source\n"
    "c,320000,Jiangsu,2,2022,list\nd,,Across,1,2022,\n",
    "cluster_plans.csv": "plan,region,name_en,document_en,number,year,tier_en,declared,clusters_zh,clusters_en,cite\n"
    "p,320000,Jiangsu,Plan,No. 1,2018,Key,3,甲;乙,A;B,002 y\n",
    "footnotes.csv": "footnote,concerns,text_en,cite\n"
    "n,contest_results:year;national_clusters:a;clusters:x;counts:k,Mind,001\n",
}


def read(tmp_path: Path, changes: dict[str, str | None] | None = None) -> tuple[Nation, Faults]:
    faults = Faults()
    folder = write(tmp_path, FILES | (changes or {}))
    return read_nation(folder, faults, "f/", Known(counts=["k"])), faults


def edited(file: str, old: str, new: str) -> dict[str, str | None]:
    text = FILES[file] or ""
    assert text.count(old) == 1, (file, old)
    return {file: text.replace(old, new)}


def test_everything_in_file_order(tmp_path: Path) -> None:
    nation, faults = read(tmp_path)
    assert told(faults) == []
    assert nation.provinces["320000"] == Province("320000", Text("江苏", "Jiangsu"), Text("JS", "JS"), 7, 4)
    assert nation.provinces["330000"].short == Text("浙江", "Zhejiang")
    both = ContestResult("total", "both", Text("Both", "Both"), 10, None, 4, "2020", "002 x")
    assert nation.contest["total", "both"] == both
    assert [one.id for one in nation.contest.values()] == ["both", "2019", "320000", "cars"]
    places = (Text("盐城", "Yancheng"), Text("杭州", "Hangzhou"))
    sun = NationalCluster(
        *("a", Text("Sun", "Sun"), "cars", ("320900", "330100"), places, "2022-11", "named", ("list",)),
        Text("Seen", "Seen"),
    )
    assert nation.clusters["a"] == sun
    assert nation.clusters["b"].name == Text()
    assert [(one.province, one.value) for one in nation.counts.values()] == [("320000", 2), ("", 1)]
    key = (Text("Jiangsu", "Jiangsu"), Text("Plan", "Plan"), "No. 1", "2018", Text("Key", "Key"), 3)
    assert nation.plans["p"] == ClusterPlan("p", "320000", *key, (Text("甲", "A"), Text("乙", "B")), "002 y")
    concerns = ("contest_results:year", "national_clusters:a", "clusters:x", "counts:k")
    assert nation.footnotes["n"] == Footnote("n", concerns, Text("Mind", "Mind"), "001")
    assert nation.sources["list"].title.en == "A list"


def test_a_folder_without_tables_has_none(tmp_path: Path) -> None:
    faults = Faults()
    assert read_nation(tmp_path, faults, "f/") == Nation()
    assert told(faults) == []


def test_a_bundles_own_table_replaces_the_shared_one_and_its_sources_join(tmp_path: Path) -> None:
    shared, _ = read(tmp_path / "shared")
    own = write(
        tmp_path / "own", {"national_counts.csv": FILES["national_counts.csv"].splitlines()[0] + "\n"}
    )  # type: ignore[union-attr]
    faults, mine = Faults(), Source("list", Text("我的", "Mine"))
    nation = read_nation(own, faults, "own/", Known(sources={"list": mine}), shared)
    assert told(faults) == []
    assert nation.counts == {}
    assert nation.clusters == shared.clusters
    assert nation.sources == {"list": mine}


def test_a_bundles_region_may_be_a_member(tmp_path: Path) -> None:
    shared, _ = read(tmp_path / "shared")
    text = (FILES["national_clusters.csv"] or "").replace("320900;", "p01;")
    own = write(tmp_path / "own", {"national_clusters.csv": text})
    faults = Faults()
    nation = read_nation(own, faults, "own/", Known(regions=["p01"]), shared)
    assert told(faults) == []
    assert nation.clusters["a"].members == ("p01", "330100")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("provinces.csv", "330000,", "320000,", "3: province: found a duplicate '320000'"),
        ("provinces.csv", "7,5", "7,4", "3: tile_x: found '7,4', allowed: a place that no other has"),
        ("provinces.csv", "7,5", "7,five", "3: tile_y: found 'five'"),
        ("provinces.csv", "浙江,Zhejiang", ",", "3: name: found nothing"),
        ("contest_results.csv", "total,both", "all,both", "2: scope: found 'all'"),
        ("contest_results.csv", "year,2019", "total,both", "3: result: found a duplicate 'both'"),
        (
            "contest_results.csv",
            "province,320000",
            "province,990000",
            "4: result: found '990000', allowed: a known province",
        ),
        ("contest_results.csv", "5,,3", "5,,6", "4: winners: found '6', allowed: at most the 5 of entrants"),
        ("contest_results.csv", ",6,2,", ",1,2,", "3: winners: found '2', allowed: at most the 1 of entries"),
        ("contest_results.csv", "10,,4,2020", "many,,4,2020", "2: entrants: found 'many'"),
        (
            "contest_results.csv",
            "10,,4,2020",
            "-10,,4,2020",
            "2: entrants: found '-10', allowed: a whole number from 0",
        ),
        ("contest_results.csv", "4,2020,", "4,2999,", "2: date: found '2999', allowed: a date that has come"),
        ("national_clusters.csv", "b,,,", "a,,,", "3: cluster: found a duplicate 'a'"),
        (
            "national_clusters.csv",
            "320900;",
            "999900;",
            "2: members: found '999900', allowed: a region, or a code of six",
        ),
        (
            "national_clusters.csv",
            "320900;",
            "32090;",
            "2: members: found '32090', allowed: a region, or a code of six",
        ),
        (
            "national_clusters.csv",
            "Yancheng;Hangzhou",
            "Yancheng",
            "2: places: found 2 and 1 names of 2 members",
        ),
        (
            "national_clusters.csv",
            "2022-11",
            "2999-11",
            "2: status_date: found '2999-11', allowed: a date that has come",
        ),
        (
            "national_clusters.csv",
            "2022-11",
            "November",
            "2: status_date: found 'November', allowed: a date such as",
        ),
        ("national_clusters.csv", "2022-11,", ",", "2: status_date: found nothing, allowed: a date such as"),
        ("national_clusters.csv", "named,list", "listed,list", "2: status: found 'listed'"),
        (
            "national_clusters.csv",
            "a,Sun",
            "a,",
            "2: name: found nothing, allowed: a name, or the status unnamed",
        ),
        (
            "national_clusters.csv",
            "b,,",
            "b,Rain,",
            "3: name: found a name, allowed: a name, or the status unnamed",
        ),
        (
            "national_clusters.csv",
            "named,list",
            "named,lost",
            "2: source: found 'lost', allowed: a known source",
        ),
        (
            "national_clusters.csv",
            "Sun,cars",
            "Sun,boats",
            "2: industry: found 'boats', allowed: a known industry",
        ),
        ("national_counts.csv", "d,,", "c,,", "3: count: found a duplicate 'c'"),
        (
            "national_counts.csv",
            "c,320000",
            "c,310000",
            "2: province: found '310000', allowed: a known province",
        ),
        ("national_counts.csv", "2,2022,list", "-2,2022,list", "2: value: found '-2'"),
        ("national_counts.csv", "2,2022,list", ",2022,list", "2: value: found nothing"),
        ("national_counts.csv", "2,2022,list", "2,,list", "2: date: found nothing"),
        ("cluster_plans.csv", "320000", "310000", "2: region: found '310000', allowed: a known province"),
        ("cluster_plans.csv", "A;B", "A", "2: clusters: found 2 and 1 names"),
        ("cluster_plans.csv", ",3,", ",,", "2: declared: found nothing"),
        ("cluster_plans.csv", "2018", "2999", "2: year: found '2999', allowed: a date that has come"),
        ("footnotes.csv", "Mind", "", "2: text: found nothing"),
        (
            "footnotes.csv",
            "contest_results:year;national_clusters:a;clusters:x;counts:k",
            "",
            "2: concerns: found nothing",
        ),
        (
            "footnotes.csv",
            "contest_results:year",
            "contest_results:years",
            "2: concerns: found 'years', allowed: a known figure",
        ),
        (
            "footnotes.csv",
            "national_clusters:a",
            "national_clusters:z",
            "2: concerns: found 'z', allowed: a known figure",
        ),
        (
            "footnotes.csv",
            "counts:k",
            "counts:z",
            "2: concerns: found 'z', allowed: a known figure of counts (k)",
        ),
        (
            "footnotes.csv",
            "clusters:x;",
            "weather:x;",
            "2: concerns: found 'weather', allowed: a known table",
        ),
    ],
)
def test_a_fault_is_named_by_place(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    _, faults = read(tmp_path, edited(file, old, new))
    assert len(told(faults)) >= 1
    assert f"f/{file}:{said}" in "\n".join(told(faults))


def test_a_list_of_today_has_come(tmp_path: Path) -> None:
    _, faults = read(tmp_path, edited("national_clusters.csv", "2022-11", today()))
    assert told(faults) == []
