"""A data set from the file and from the folder: the same, and all of what the files say."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from cluster_core.errors import BundleError, StoreError
from cluster_core.model.dataset import Unit
from cluster_core.model.industries import measured
from cluster_core.model.source import Source
from cluster_core.model.text import Text
from cluster_core.store.build import build
from cluster_core.store.connection import writing
from cluster_core.store.read import bundle_names, load_dataset
from tests.store.samples import FILES, bundle, edited, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One bundle."""
    return bundle(tmp_path_factory.mktemp("read"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    """The file built from it and from another."""
    other = bundle(folder.parent, "other", edited("observations.csv", "20.5", "99"))
    build([other, folder], folder.parent / "x.duckdb")
    return folder.parent / "x.duckdb"


def test_the_file_and_the_folder_give_the_same(folder: Path, store: Path) -> None:
    one, two = load_dataset(store, "demo"), load_dataset(str(folder))
    for name in ("id", "name", "version", "fingerprint", "licence", "synthetic", "own_rules"):
        assert getattr(one, name) == getattr(two, name), name
    for name in ("regions", "clusters", "indicators", "sources", "frameworks", "rules", "cases", "groups"):
        assert list(getattr(one, name).items()) == list(getattr(two, name).items()), name
    pd.testing.assert_frame_equal(one.observations, two.observations)
    pd.testing.assert_frame_equal(one.cluster_observations, two.cluster_observations)


def test_regions_clusters_and_sources_come_back_as_written(folder: Path) -> None:
    found = load_dataset(folder)
    assert list(found.regions) == ["R1", "R2", "NA"]
    assert found.regions["R1"] == Unit("R1", Text("一", "One"), "north", "", ("R2", "NA"), 33.5, -120.0, 1, 2)
    assert found.regions["R2"] == Unit("R2", Text("Two", "Two"))
    assert found.clusters["c1"] == Unit(
        "c1", Text("Wind", "Wind"), industry="energy", tier="nation", members=(("R1", 0.5), ("NA", 1.0))
    )
    assert found.sources == {"s1": Source("s1", Text("A table", "A table"), year="2021")}
    assert found.groups == {"north": Text("北", "North")}
    assert (found.default_framework, found.default_year, found.default_focus) == ("two", 2020, "R2")


def test_a_clusters_status_comes_back_with_its_date_and_source(tmp_path: Path) -> None:
    text = "cluster,name_en,tier,status_date,source\nc1,Wind,nation,2022-11,s1\n"
    found = load_dataset(bundle(tmp_path / "data", changes={"clusters.csv": text})).clusters["c1"]
    assert (found.tier, found.status_date, found.source) == ("nation", "2022-11", "s1")


LADDER = "ladder: {id: %s}\nrungs: [{id: r, gates: [{indicator: a, min: 1}]}]\n"


def test_a_bundles_own_ladder_wins_over_the_shared_one(tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder = bundle(data)
    none = load_dataset(folder)
    assert (none.typology, none.ladder, none.chokepoints) == (None, None, None)
    write(data / "frameworks", {"ladder.yaml": LADDER % "common"})
    shared = load_dataset(folder).ladder
    assert shared is not None
    assert shared.id == "common"
    write(folder / "frameworks", {"steps.yaml": LADDER % "own"})
    for place in (folder, data / "x.duckdb"):
        if place != folder:
            build([folder], place)
        own = load_dataset(place).ladder
        assert own is not None
        assert own.id == "own"


def test_observations_are_one_row_a_value(folder: Path) -> None:
    tidy = load_dataset(folder).observations
    assert list(tidy.columns) == [
        *("unit", "indicator", "year", "value", "source", "note", "status", "quality", "error")
    ]
    assert tidy.pop("error").isna().all()
    rows = {tuple(row) for row in tidy.values.tolist()}
    assert rows == {
        ("R1", "a", 2020, 10.0, "s1", "", "observed", "A"),
        ("R2", "a", 2020, 20.5, "s1", "seen", "estimated", ""),
        ("NA", "a", 2019, -300.0, "", "", "observed", ""),
        ("R1", "b", 2020, 4.0, "s1", "", "observed", ""),
    }


def test_stated_errors_come_back_and_the_rest_is_missing(tmp_path: Path) -> None:
    changes = {
        "observations.csv": "region,indicator,year,value,error\nR1,a,2020,10,0.5\nR2,a,2020,20.5,0\nR1,b,2020,4,\n",
        "indicators.csv": "indicator,name_en,direction,error\na,A,benefit,3\nb,B,cost,\nab,AB,benefit,\n",
    }
    found = load_dataset(bundle(tmp_path, changes=dict(changes)))
    errors = found.observations.set_index(["unit", "indicator"])["error"]
    assert (errors["R1", "a"], errors["R2", "a"]) == (0.5, 0.0)
    assert math.isnan(errors["R1", "b"])
    assert (found.indicators["a"].error, found.indicators["b"].error) == (3.0, None)


def test_own_indicators_come_first_and_win_over_the_registry(folder: Path) -> None:
    found = load_dataset(folder)
    assert list(found.indicators) == ["a", "b", "ab", "shared"]
    assert found.indicators["a"].direction == "benefit"
    assert (found.indicators["ab"].scale, found.indicators["ab"].derived) == (100.0, True)
    assert (found.indicators["a"].target, found.indicators["b"].target) == (50.0, None)


def test_frameworks_rules_measures_and_cases(folder: Path) -> None:
    found = load_dataset(folder)
    assert list(found.frameworks) == ["two", "common"]
    assert found.framework("two").version == "3"
    assert [child.weight for child in found.framework("two").root.children] == [2.0, 1.0]
    assert (found.own_rules, list(found.rules)) == (("lacks",), ["lacks"])
    assert found.countermeasures["m1"].whatif == ("a",)
    assert found.cases["k1"].regions == ("320900", "007")


def test_advantages_and_policies_a_bundles_own_before_the_shared(tmp_path: Path) -> None:
    text = "advantages: {id: s}\nitems: [{id: x, cite: WHOSE}, {id: y, cite: WHOSE}]\n"
    policies = "policies: [{id: p, level: city, cite: WHOSE}]\n"
    made = bundle(
        tmp_path,
        changes={
            "frameworks/s.yaml": text.replace("WHOSE", "own").replace(", {id: y, cite: own}", ""),
            "frameworks/p.yaml": policies.replace("WHOSE", "own"),
        },
    )
    for name, shared in (("s.yaml", text), ("p.yaml", policies)):
        (tmp_path / "frameworks" / name).write_text(shared.replace("WHOSE", "shared"), encoding="utf-8")
    found = load_dataset(made)
    assert {one.id: one.cite for one in found.advantages.values()} == {"x": "own", "y": "shared"}
    assert found.policies["p"].cite == "own"


def test_the_stated_default_rule_set(tmp_path: Path) -> None:
    assert load_dataset(bundle(tmp_path)).default_rule_set == "lacks"
    second = {"frameworks/other.yaml": "rules: {id: other}\nitems: []\n"}
    head = FILES["bundle.yaml"]
    assert load_dataset(bundle(tmp_path, changes=second)).default_rule_set == ""
    stated = {**second, "bundle.yaml": head + "default_rules: other\n"}
    assert load_dataset(bundle(tmp_path, changes=stated)).default_rule_set == "other"


def test_a_shared_framework_that_the_bundle_cannot_serve_is_left_out(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    (tmp_path / "frameworks/common.yaml").write_text(
        "framework: {id: common}\nnodes: [{id: n, parent: common, indicators: [unheard_of]}]\n",
        encoding="utf-8",
    )
    assert list(load_dataset(made).frameworks) == ["two"]


def test_a_bundles_own_framework_wins_over_a_shared_one_of_its_id(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    (tmp_path / "frameworks/common.yaml").write_text(
        "framework: {id: two}\nnodes: [{id: n, parent: two, indicators: [a]}]\n", encoding="utf-8"
    )
    assert load_dataset(made).framework("two").version == "3"


def test_bundles_of_a_file_are_named_in_order(store: Path) -> None:
    assert bundle_names(store) == {"other": Text("示例", "Example"), "demo": Text("示例", "Example")}


def test_each_bundle_has_its_own_values(store: Path) -> None:
    values = {name: sorted(load_dataset(store, name).observations["value"]) for name in ("demo", "other")}
    assert values == {"demo": [-300, 4, 10, 20.5], "other": [-300, 4, 10, 99]}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (None, r"bundle: found '', allowed: other, demo\."),
        ("dmo", r"bundle: found 'dmo', allowed: other, demo\. Did you mean 'demo'\?"),
    ],
)
def test_of_several_one_must_be_named(store: Path, name: str | None, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        load_dataset(store, name)


def test_a_folder_holds_one_bundle_by_its_own_name_only(folder: Path) -> None:
    assert load_dataset(folder, "demo").id == "demo"
    with pytest.raises(StoreError, match="found 'other', allowed: demo"):
        load_dataset(folder, "other")


def test_a_folder_that_is_no_bundle_or_a_bundle_with_faults_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no bundle\.yaml"):
        load_dataset(tmp_path)
    with pytest.raises(BundleError, match=r"no bundle\.yaml"):
        load_dataset(tmp_path / "none.duckdb")
    with pytest.raises(BundleError, match="'x'"):
        load_dataset(bundle(tmp_path, changes=edited("observations.csv", "20.5", "x")))


def test_a_file_of_another_database_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path / "x.duckdb") as connection:
        connection.execute("CREATE TABLE bundles (other INTEGER)")
    with pytest.raises(StoreError, match="cannot be read"):
        load_dataset(tmp_path / "x.duckdb")
    with pytest.raises(StoreError, match="cannot be read"):
        bundle_names(tmp_path / "x.duckdb")


def test_reading_leaves_the_file_as_it_is(store: Path) -> None:
    before = store.read_bytes()
    load_dataset(store, "demo")
    bundle_names(store)
    assert store.read_bytes() == before


@pytest.mark.parametrize("name", ["jiangsu", "practice"])
def test_a_stand_in_comes_back_marked(name: str) -> None:
    indicators = load_dataset(Path(__file__).parents[2] / "data" / name).indicators
    assert indicators["loans_gdp"].proxy
    assert not indicators["rd_intensity"].proxy
    told = {one.id for one in indicators.values() if "代理指标" in one.description.zh}
    assert {one.id for one in indicators.values() if one.proxy} == told


def test_the_table_of_industries_comes_back_in_file_order(tmp_path: Path) -> None:
    text = (
        "region,industry,year,value,measure_en,breaks_before\nR2,y,2020,0,output,\n"
        "R1,x,2021,1.5,,2021\nR1,y,2021,,,\n"
    )
    home = bundle(tmp_path, changes={"industries.csv": text})
    build([home], tmp_path / "x.duckdb")
    found, other = load_dataset(tmp_path / "x.duckdb"), load_dataset(home)
    pd.testing.assert_frame_equal(found.industries, other.industries)
    assert found.industries[["region", "industry", "year", "value"]].values.tolist() == [
        ["R2", "y", 2020, 0.0],
        ["R1", "x", 2021, 1.5],
    ]
    table = measured(found.industries)
    assert table is not None
    assert (table.measure.get("zh"), table.years, table.breaks) == ("output", (2020, 2021), {"x": 2021})


def test_a_bundle_without_a_table_of_industries(folder: Path) -> None:
    assert measured(load_dataset(folder).industries) is None
