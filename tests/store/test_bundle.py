"""A bundle as a whole: what is read from its files and its head, and what several files say of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_core.model.text import Text
from cluster_core.store.bundle import (
    PROJECT_DATA,
    Bundle,
    bundle_folders,
    is_bundle,
    read_bundle,
    read_shared,
    shared_folder,
)
from cluster_core.store.faults import Faults
from tests.store.samples import FILES, SHARED, bundle, edited, told, write


def read(tmp_path: Path, changes: dict[str, str | None] | None = None) -> tuple[Bundle | None, Faults]:
    folder = bundle(tmp_path, changes=changes)
    faults = Faults()
    return read_bundle(folder, read_shared(shared_folder(folder), Faults()), faults), faults


def test_a_bundle_with_everything(tmp_path: Path) -> None:
    found, faults = read(tmp_path)
    assert told(faults) == []
    assert found is not None
    assert (found.id, found.name, found.version) == ("demo", Text("示例", "Example"), "2")
    assert (found.default_framework, found.default_year, found.default_focus) == ("two", 2020, "R2")
    assert (found.licence, found.synthetic) == ("CC0-1.0", True)
    assert found.groups == {"north": Text("北", "North")}
    assert list(found.regions) == ["R1", "R2", "NA"]
    assert list(found.clusters) == ["c1"]
    assert list(found.sources) == ["s1"]
    assert len(found.observations) == 4, "an empty value is no observation"
    assert found.cluster_observations == [("c1", "a", 2020, 7.0, "", "", "observed", "", None)]
    assert [document.kind for document in found.documents] == [
        "cases",
        "countermeasures",
        "rules",
        "framework",
    ]
    assert [document.file for document in found.shared_documents] == ["frameworks/common.yaml"]


def test_the_registry_stands_behind_the_bundles_own_rows(tmp_path: Path) -> None:
    found, _ = read(tmp_path)
    assert found is not None
    assert list(found.indicators) == ["a", "b", "ab", "shared"]
    assert found.indicators["a"].direction == "benefit"


def test_the_least_that_is_a_bundle(tmp_path: Path) -> None:
    optional = [name for name in FILES if "/" in name or "cluster" in name or name == "sources.csv"]
    found, faults = read(tmp_path, {**dict.fromkeys(optional), "bundle.yaml": "name: Example\n"})
    assert told(faults) == []
    assert found is not None
    assert (found.id, found.version, found.default_year, found.synthetic) == ("demo", "1", None, False)
    assert (found.clusters, found.sources, found.groups, found.documents) == ({}, {}, {}, ())


@pytest.mark.parametrize("name", ["regions.csv", "indicators.csv", "observations.csv"])
def test_a_file_that_must_be_there(tmp_path: Path, name: str) -> None:
    found, faults = read(tmp_path, {name: None})
    assert found is None
    assert f"demo/{name}: file: found no such file, allowed: a file of a bundle" in told(faults)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version: 2", "version: 1 beta", "demo/bundle.yaml:3: version: found '1 beta'"),
        ("id: demo", "id: de mo", "demo/bundle.yaml:1: id: found 'de mo'"),
        ("synthetic: true", "synthetic: maybe", "demo/bundle.yaml:8: synthetic: found 'maybe'"),
        ("default_year: 2020", "default_year: 2020.5", "demo/bundle.yaml:5: default_year: found '2020.5'"),
        (
            "groups: {north: {zh: 北, en: North}}",
            "groups: north",
            "demo/bundle.yaml:9: groups: found 'north'",
        ),
        ("licence: CC0-1.0", "licence: [CC0-1.0]", "demo/bundle.yaml:7: licence: found a list or mapping"),
        ("id: demo", "id: [", "demo/bundle.yaml:"),
    ],
)
def test_a_head_with_a_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    found, faults = read(tmp_path, edited("bundle.yaml", old, new))
    assert found is None
    assert faults.every[0].found
    assert told(faults)[0].startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "default_focus: R2",
            "default_focus: R3",
            "default_focus: found 'R3', allowed: a known region (R1, R2, NA)",
        ),
        (
            "default_framework: two",
            "default_framework: to",
            "default_framework: found 'to', allowed: a known framework",
        ),
        ("licence: CC0-1.0", "default_rules: lack", "default_rules: found 'lack', allowed: a known rule set"),
    ],
)
def test_defaults_that_name_nothing_dangle_and_are_dropped(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found, faults = read(tmp_path, edited("bundle.yaml", old, new))
    assert found is not None
    assert faults.found == []
    assert said in told(faults)[-1]
    assert "" in (found.default_focus, found.default_framework, found.default_rules)


def test_the_default_rule_set_may_be_a_shared_one(tmp_path: Path) -> None:
    write(tmp_path / "frameworks", {"r.yaml": "rules: {id: common_rules}\nitems: []\n"})
    found, faults = read(
        tmp_path, edited("bundle.yaml", "licence: CC0-1.0", "default_rules: common_rules\nlicence: x")
    )
    assert told(faults) == []
    assert found is not None
    assert found.default_rules == "common_rules"


def test_a_row_without_a_typical_source_takes_the_registrys_and_nothing_else(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    registry = "indicator,name_en,direction,typical_source_en\na,Overruled,cost,An office\n"
    write(tmp_path / "frameworks", {"indicators.csv": registry})
    found = read_bundle(folder, read_shared(shared_folder(folder), Faults()), Faults())
    assert found is not None
    row = found.indicators["a"]
    assert (row.typical_source.en, row.name.en, row.direction) == ("An office", "A", "benefit")
    assert not found.indicators["b"].typical_source


def test_the_default_may_be_a_shared_framework(tmp_path: Path) -> None:
    found, faults = read(
        tmp_path, edited("bundle.yaml", "default_framework: two", "default_framework: common")
    )
    assert told(faults) == []
    assert found is not None
    assert found.default_framework == "common"


def test_a_broken_framework_does_not_make_the_default_unknown_too(tmp_path: Path) -> None:
    _, faults = read(tmp_path, edited("frameworks/two.yaml", "indicators: [a]", "indicators: [zz]"))
    assert not any(fault.column == "default_framework" for fault in faults.every)
    assert len(faults.found) == 1
    assert "found 'zz', allowed: a known indicator (a, b, ab, shared)" in told(faults)[0]


def test_faults_of_every_file_are_told_at_once_with_folder_and_file(tmp_path: Path) -> None:
    _, faults = read(
        tmp_path,
        {
            **edited("regions.csv", "33.5", "north"),
            **edited("indicators.csv", "a,A,benefit", "a,A,good"),
            **edited("observations.csv", "20.5", "20,5x"),
            **edited("sources.csv", "s1,A table", "s 1,A table"),
            **edited("clusters.csv", "R1:0.5", "R1:5"),
            **edited("cluster_observations.csv", "c1,a", "c9,a"),
            **edited("frameworks/two.yaml", "weight: 2", "weight: -2"),
            **edited("frameworks/rules.yaml", "indicator: a", "indicator: zz"),
        },
    )
    files = {fault.file for fault in faults.every}
    assert files == {
        f"demo/{name}"
        for name in (
            *("regions.csv", "indicators.csv", "observations.csv", "sources.csv", "clusters.csv"),
            *("cluster_observations.csv", "frameworks/two.yaml", "frameworks/rules.yaml"),
        )
    }


def test_faults_from_before_do_not_spoil_a_bundle(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    broken, sound = Faults(), Faults()
    read_shared(folder / "none", broken)
    first = read_bundle(folder, read_shared(shared_folder(folder), sound), broken)
    assert first is not None


def test_folders_of_bundles(tmp_path: Path) -> None:
    for name in ("b", "a"):
        bundle(tmp_path, name)
    write(tmp_path, {"c/regions.csv": "", "deep/d/bundle.yaml": "id: d\n"})
    assert [path.name for path in bundle_folders(tmp_path)] == ["a", "b"]
    assert is_bundle(tmp_path / "a")
    assert not is_bundle(tmp_path / "c")
    assert bundle_folders(tmp_path / "none") == []


def test_what_is_shared_stands_beside_the_bundle_else_in_the_project(tmp_path: Path) -> None:
    assert shared_folder(bundle(tmp_path)) == (tmp_path / "frameworks").resolve()
    (tmp_path / "frameworks/indicators.csv").unlink()
    assert shared_folder(tmp_path / "demo") == PROJECT_DATA / "frameworks"


def test_a_measure_may_name_an_indicator_that_only_a_bundle_has(tmp_path: Path) -> None:
    shared = {**SHARED, "countermeasures.yaml": "countermeasures: [{id: m, whatif: [mine, nobodys]}]\n"}
    folder = write(tmp_path / "frameworks", {**shared})
    faults = Faults()
    found = read_shared(folder, faults, ["mine"])
    assert (list(found.indicators), list(found.parsed.frameworks)) == (["shared", "a"], ["common"])
    assert faults.found == []
    assert [fault.found for fault in faults.dangling] == ["'nobodys'"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("framework: {id: f}\nnodes: [{id: n, parent: f, indicators: [mine, gone]}]\n", "indicators"),
        (
            "rules: {id: r}\nitems: [{id: i, family: x, tests: [{indicator: mine}, {indicator: gone}]}]\n",
            "indicator",
        ),
        ("rules: {id: r}\nitems: [{id: i, family: x, wanted: [mine, gone]}]\n", "wanted"),
        ("rules: {id: r}\nfamilies: [{id: x, answers: [gone]}]\nitems: []\n", "answers"),
        ("rules: {id: r}\nitems: [{id: i, family: x, countermeasures: [gone]}]\n", "countermeasures"),
        ("rules: {id: r}\nitems: [{id: i, family: x, cases: [gone]}]\n", "cases"),
        ("advantages: {id: s}\nitems: [{id: i, tests: [{indicator: gone}]}]\n", "indicator"),
        ("cases: [{id: k, dimension: gone}]\n", "dimension"),
    ],
)
def test_what_shared_documents_name_and_nobody_defines_dangles(
    tmp_path: Path, text: str, column: str
) -> None:
    folder = write(tmp_path / "frameworks", {**SHARED, "x.yaml": text})
    faults = Faults()
    read_shared(folder, faults, ["mine"])
    assert faults.found == []
    assert [(fault.file, fault.column, fault.found) for fault in faults.dangling] == [
        ("frameworks/x.yaml", column, "'gone'")
    ]
