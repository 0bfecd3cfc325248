"""The shipped typology, ladder and chokepoints: cited, dated, no more than the documents name; refused when broken."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from cluster_core import load_dataset
from cluster_core.model.chokepoints import Chokepoints
from cluster_core.model.dataset import Dataset
from cluster_core.model.ladder import Ladder
from cluster_core.model.typology import Typology
from tests.contract.bundles import ROOT, refused, run

CITED = re.compile(r"00[0-4] \S+|工业和信息化部名单.+|2024年集群竞赛名单.+")


@pytest.fixture(scope="module")
def jiangsu() -> Dataset:
    return load_dataset(ROOT / "data/jiangsu")


@pytest.fixture(scope="module")
def typology(jiangsu: Dataset) -> Typology:
    assert jiangsu.typology is not None
    return jiangsu.typology


@pytest.fixture(scope="module")
def ladder(jiangsu: Dataset) -> Ladder:
    assert jiangsu.ladder is not None
    return jiangsu.ladder


@pytest.fixture(scope="module")
def register(jiangsu: Dataset) -> Chokepoints:
    assert jiangsu.chokepoints is not None
    return jiangsu.chokepoints


def test_every_entry_cites_a_document_and_a_section(
    typology: Typology, ladder: Ladder, register: Chokepoints
) -> None:
    cited = [
        *(typology, *typology.criteria, *typology.types),
        *(ladder, *ladder.rungs, *ladder.listed, *ladder.tiers, *ladder.counts),
        *(register, *register.categories, *register.entries),
    ]
    assert [one.id if hasattr(one, "id") else one.cluster for one in cited if not CITED.match(one.cite)] == []


def test_what_is_ours_is_labelled_in_both_languages(
    typology: Typology, ladder: Ladder, register: Chokepoints
) -> None:
    for origin in (typology.origin, ladder.origin, register.origin):
        assert "本项目设定" in origin.zh
        assert "ours" in origin.en
    assert "脱敏" in ladder.note.zh


def test_names_are_given_in_both_languages(typology: Typology, ladder: Ladder, register: Chokepoints) -> None:
    named = [
        *typology.criteria,
        *typology.types,
        *ladder.rungs,
        *ladder.tiers,
        *ladder.counts,
        *register.entries,
    ]
    assert all(one.name.zh != one.name.en for one in named)


def test_the_rule_of_the_draft(typology: Typology) -> None:
    rule = typology.rule
    assert (rule.t_high, rule.t_mid, rule.n_high, rule.n_mid, rule.least) == (75, 60, 3, 2, 60)
    assert (rule.min_criteria, rule.min_coverage, len(typology.criteria)) == (3, 0.5, 4)
    assert [kind.id for kind in typology.types] == ["leading", "breakthrough", "catching_up"]
    assert [len(kind.strategy) for kind in typology.types] == [3, 3, 3]
    for criterion in typology.criteria:
        assert sum(child.weight for child in criterion.children) == pytest.approx(1)


def test_world_above_nation_province_city_county(ladder: Ladder) -> None:
    assert ladder.order == ("county", "city", "province", "nation", "world")


def test_the_ladders_list_and_the_bundles_clusters_agree(ladder: Ladder) -> None:
    with (ROOT / "data/jiangsu/clusters.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    own = {row["cluster"]: (row["name_zh"], row["tier"], row["status_date"], row["members"]) for row in rows}
    shared = {one.cluster: (one.name.zh, one.rung, one.date, ";".join(one.regions)) for one in ladder.listed}
    assert shared == own


def test_five_five_six_and_only_the_members_that_are_named(ladder: Ladder) -> None:
    assert [(tier.count, tier.unknown) for tier in ladder.tiers] == [(5, 3), (5, 4), (6, 5)]
    assert [[member.zh for member in tier.members] for tier in ladder.tiers] == [
        ["新能源", "新型电力装备"],
        ["物联网"],
        ["航空航天"],
    ]


def test_every_count_keeps_its_date(ladder: Ladder) -> None:
    dated = {(count.date[:4], count.value) for count in ladder.counts}
    assert dated >= {
        ("2018", 13),
        ("2020", 14),
        ("2020", 9),
        ("2020", 8),
        ("2021", 16),
        ("2022", 10),
        ("2025", 14),
    }


def test_import_dependence_is_a_claim_without_a_year(register: Chokepoints) -> None:
    claimed = {one.id: one.import_dependence for one in register.entries if one.import_dependence is not None}
    assert claimed == {
        "cp_cnc_machine_tools": 50,
        "cp_test_instruments": 80,
        "cp_servo_motors": 75,
        "cp_wind_core": 90,
    }
    for one in register.entries:
        assert one.dependence_year is None
        if one.id in claimed:
            assert "年份" in one.evidence.zh
            assert "year" in one.evidence.en


def test_nobody_has_rated_the_shipped_entries(register: Chokepoints) -> None:
    assert [one.id for one in register.entries if one.criticality is not None] == []
    assert len(register.entries) == 12
    assert [category.id for category in register.categories] == ["cp_controlled", "cp_gap", "cp_base"]


# --- broken copies -----------------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shared folder that may be broken, with a bundle beside it."""
    shutil.copytree(ROOT / "data/frameworks", tmp_path / "frameworks")
    shutil.copytree(ROOT / "data/jiangsu", tmp_path / "jiangsu")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "typology.yaml",
            "er_tech_control",
            "er_tech",
            "indicators: found 'er_tech', allowed: a known indicator",
        ),
        (
            "typology.yaml",
            "t_high: 75",
            "t_high: 175",
            "t_high: found '175', allowed: a number from 0 to 100",
        ),
        ("typology.yaml", "t_mid: 60", "t_mid: 76", "t_mid: found '76', allowed: at most t_high (75)"),
        (
            "typology.yaml",
            "id: ty_brand_intl",
            "id: ty_leader_drive",
            "id: found a duplicate 'ty_leader_drive'",
        ),
        (
            "ladder.yaml",
            "{indicator: er_tech_control",
            "{indicator: er",
            "indicator: found 'er', allowed: a known",
        ),
        (
            "ladder.yaml",
            "percentile: 90",
            "percentile: 900",
            "percentile: found '900', allowed: a number from 0",
        ),
        ("ladder.yaml", "id: js_nano", "id: js_iot", "id: found a duplicate 'js_iot'"),
        (
            "ladder.yaml",
            '{id: js_key_2018, date: "2018"',
            '{id: js_key_2018, date: ""',
            "date: found nothing",
        ),
        (
            "chokepoints.yaml",
            "import_dependence: 90",
            "import_dependence: 900",
            "found '900', allowed: a number",
        ),
        (
            "chokepoints.yaml",
            "unless: [cp_controlled",
            "unless: [cp_held",
            "unless: found 'cp_held', allowed:",
        ),
        ("chokepoints.yaml", "id: cp_embedded", "id: cp_engines", "id: found a duplicate 'cp_engines'"),
    ],
)
def test_check_names_the_fault_of_a_broken_copy(copy: Path, file: str, old: str, new: str, said: str) -> None:
    assert run("check", copy).code == 0
    path = copy / "frameworks" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    for place in (copy, path):
        faults = refused("check", place).splitlines()
        assert any(said in line and f"{file}:" in line for line in faults), faults


def test_a_cluster_of_the_ladders_list_without_a_date(copy: Path) -> None:
    path = copy / "frameworks/ladder.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('rung: nation, date: "2021", ', "rung: nation, ", 1), encoding="utf-8")
    assert "date: found nothing, allowed: a date such as 2022, 2022-11 or 2022-11-04" in refused(
        "check", copy
    )


def test_an_indicator_that_a_bundle_measures_itself_may_be_named(copy: Path) -> None:
    path = copy / "frameworks/typology.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: er_tech_control", "id: gdp_per_capita"), encoding="utf-8")
    assert run("check", copy).code == 0, "as for the measures' what-if lists"
