"""`check`: every fault at a path, each once, whatever the path is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cluster_core.store.bundle import PROJECT_DATA
from cluster_core.store.check import check_path
from tests.store.samples import FILES, bundle, edited, write


def said(path: Path) -> list[str]:
    return [str(fault) for fault in check_path(path)]


def test_a_clean_bundle_folder_and_file(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    assert said(folder) == []
    assert said(tmp_path) == []
    assert said(folder / "frameworks/two.yaml") == []
    assert said(folder / "frameworks/rules.yaml") == [], "its measures and cases stand beside it"
    assert said(tmp_path / "frameworks/common.yaml") == []
    assert said(tmp_path / "frameworks/indicators.csv") == []


def test_a_path_to_nothing(tmp_path: Path) -> None:
    assert said(tmp_path / "none") == [
        f"{tmp_path / 'none'}: path: found no such file or folder, "
        "allowed: a bundle, a framework file or a folder"
    ]


def test_dangling_references_of_a_bundle_are_faults_here(tmp_path: Path) -> None:
    folder = bundle(tmp_path, changes=edited("regions.csv", "R2;NA", "R2;R9"))
    assert said(folder) == [
        "demo/regions.csv:2: neighbours: found 'R9', allowed: a known region (R1, R2, NA)"
    ]


def test_a_folder_reports_every_bundle_and_what_they_share_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        bundle(tmp_path, name, edited("observations.csv", "20.5", "x"))
    write(tmp_path / "frameworks", {"broken.yaml": "framework: {id: g}\n"})
    assert [line.partition(": ")[0] for line in said(tmp_path)] == [
        "frameworks/broken.yaml:1",
        "one/observations.csv:3",
        "two/observations.csv:3",
    ]


def test_bundles_are_found_at_any_depth_and_other_documents_too(tmp_path: Path) -> None:
    bundle(tmp_path / "deep/er", changes=edited("observations.csv", "20.5", "x"))
    write(tmp_path / "loose", {"f.yaml": "framework: {id: f}\nnodes: [{id: n, parent: m}]\n"})
    assert [line.partition(": found")[0] for line in said(tmp_path)] == [
        "demo/observations.csv:3: value",
        "loose/f.yaml:2: parent",
    ]


def test_the_shared_folder_alone(tmp_path: Path) -> None:
    bundle(tmp_path)
    write(tmp_path / "frameworks", {"common.yaml": "framework: {id: g}\nnodes: [{id: n, parent: m}]\n"})
    assert [line.partition(": found")[0] for line in said(tmp_path / "frameworks")] == [
        "frameworks/common.yaml:2: parent"
    ]


def test_a_file_without_a_bundle_is_checked_for_itself(tmp_path: Path) -> None:
    write(tmp_path, {"f.yaml": FILES["frameworks/two.yaml"], "r.yaml": FILES["frameworks/rules.yaml"]})
    assert said(tmp_path / "f.yaml") == []
    assert said(tmp_path / "r.yaml") == []


def test_a_file_in_a_bundle_is_held_against_its_indicators(tmp_path: Path) -> None:
    folder = bundle(tmp_path, changes=edited("frameworks/two.yaml", "indicators: [a]", "indicators: [zz]"))
    assert len(said(folder / "frameworks/two.yaml")) == 1
    assert "found 'zz', allowed: a known indicator (" in said(folder / "frameworks/two.yaml")[0]
    assert said(folder / "frameworks/cases.yaml") == [], "faults of its neighbours are not its own"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("budget: {}\n", "'budget'"),
        ("a: 1\na: 2\n", "duplicate key"),
        ("- x\n", "a list"),
        ("", "an empty file"),
    ],
)
def test_a_file_that_is_no_document(tmp_path: Path, text: str, found: str) -> None:
    write(tmp_path, {"x.yaml": text})
    assert any(found in line for line in said(tmp_path / "x.yaml"))


def test_a_csv_is_checked_as_a_list_of_indicators(tmp_path: Path) -> None:
    write(tmp_path, {"indicators.csv": "indicator,name_en,direction\na,A,up\n"})
    assert said(tmp_path / "indicators.csv") == [
        "indicators.csv:2: direction: found 'up', allowed: benefit, cost"
    ]


def test_one_table_of_the_country_is_checked_beside_the_others(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT_DATA / "frameworks", tmp_path / "frameworks")
    table = folder / "contest_results.csv"
    assert said(table) == []
    table.write_text(
        table.read_text(encoding="utf-8").replace("province,320000", "province,990000"), encoding="utf-8"
    )
    (folder / "national_counts.csv").write_text("count\n", encoding="utf-8")
    assert [line.partition(", allowed")[0] for line in said(table)] == [
        "frameworks/contest_results.csv:17: result: found '990000'"
    ]


def test_a_bundles_own_table_of_the_country(tmp_path: Path) -> None:
    own = {"national_counts.csv": "count,province,name_en,value,date\na,,All,many,2022\n"}
    folder = bundle(tmp_path, changes={**own})
    found = "demo/national_counts.csv:2: value: found 'many'"
    assert [line.partition(", allowed")[0] for line in said(folder)] == [found]
    assert [line.partition(", allowed")[0] for line in said(folder / "national_counts.csv")] == [found]


def test_nothing_at_all_below_a_folder_is_no_fault(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_a_shared_file_alone_may_name_what_the_bundles_beside_it_measure(tmp_path: Path) -> None:
    bundle(tmp_path)
    text = "framework: {id: g}\nnodes: [{id: n, parent: g, indicators: [ab, gone]}]\n"
    write(tmp_path / "frameworks", {"g.yaml": text})
    assert [line.partition(", allowed")[0] for line in said(tmp_path / "frameworks/g.yaml")] == [
        "g.yaml:2: indicators: found 'gone'"
    ]


# One wrong id in a copy of each shipped file: file, what stands there, what is put there, where and what `check` finds.
BROKEN = [
    ("five_elements.yaml", "leading_firms,", "leading_firm,", "indicators: found 'leading_firm'"),
    ("five_forces.yaml", "id: fv_smart_ai", "id: fv_smart_infra", "id: found a duplicate 'fv_smart_infra'"),
    ("four_forces.yaml", "id: four_forces,", "id: five_forces,", "parent: found 'four_forces'"),
    ("whitepaper_practices.yaml", "id: wp_chain", "id: wp_chains", "dimension: found 'wp_chain'"),
    ("shortcomings_yancheng.yaml", "answers: [innovation]", "answers: [inovation]", "answers: found 'inovation'"),
    ("shortcomings_jiangsu_2020.yaml", "[cm_js20_5_digital]", "[cm_js20_5]", "countermeasures: found 'cm_js20_5'"),
    ("shortcomings_city_six.yaml", "cases: [case_wf_power]", "cases: [case_wf]", "cases: found 'case_wf'"),
    ("shortcomings_city_six.yaml", "{indicator: lq_lead,", "{indicator: lq,", "indicator: found 'lq'"),
    ("advantages_yancheng.yaml", "{indicator: cnc_rate,", "{indicator: cnc,", "indicator: found 'cnc'"),
    ("advantages_city_six.yaml", "id: ac_hub", "id: ay_space", "found a duplicate 'ay_space'"),
    ("policies.yaml", "id: po_js_1650", "id: po_14fyp", "id: found a duplicate 'po_14fyp'"),
    ("policies.yaml", "id: po_js_1650, level: province", "id: po_js_1650, level: state", "level: found 'state'"),
    ("countermeasures.yaml", "whatif: [core_import_dependence,", "whatif: [import_dependence,", "whatif: found"),
    ("countermeasures.yaml", "id: cm_yc_talent, set: yancheng, family: resilience", "id: cm_yc_talent, family: talent",
     "family: found 'talent'"),
    ("cases.yaml", "id: case_qd_rail", "id: case_hz_security", "id: found a duplicate 'case_hz_security'"),
    ("national_clusters.csv", "nc02,", "nc01,", "cluster: found a duplicate 'nc01'"),
    ("national_clusters.csv", ",2024,", ",2999,", "status_date: found '2999', allowed: a date that has come"),
    ("contest_results.csv", ",13,,8,", ",7,,8,", "winners: found '8', allowed: at most the 7 of entrants"),
    ("footnotes.csv", "counts:js_key_2018", "counts:js_key_2017", "concerns: found 'js_key_2017'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "found"), BROKEN)
def test_one_wrong_id_in_a_shipped_document_is_seen(
    tmp_path: Path, file: str, old: str, new: str, found: str
) -> None:
    folder = shutil.copytree(PROJECT_DATA / "frameworks", tmp_path / "frameworks")
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    assert said(folder) == []
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(found in line for line in said(folder))


def test_a_table_of_industries_is_checked_with_its_bundle(tmp_path: Path) -> None:
    text = "region,industry,year,value\nR9,x,2020,1\nR1,,2020,-1\n"
    folder = bundle(tmp_path, changes={"industries.csv": text})
    told = said(folder)
    assert [line.partition(": found")[0] for line in told] == [
        "demo/industries.csv:2: region",
        "demo/industries.csv:3: industry",
        "demo/industries.csv:3: value",
    ]
