"""The shipped documents, shared and of the bundles: complete, cited, and each with a score or what it lacks."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cluster_core.assess.assessment import assess
from cluster_core.assess.needs import needs, uncovered_nodes
from cluster_core.model.dataset import Dataset
from cluster_core.model.diagnosis import LEVELS
from cluster_core.model.fit import default_scenario
from cluster_core.model.framework import Framework
from cluster_core.store.check import check_path
from cluster_core.store.files import load_framework
from cluster_core.store.read import load_dataset

DATA = Path(__file__).resolve().parents[1] / "data"
SHARED = DATA / "frameworks"
PAPER, REPORT = "000_70aaf8506b2ea9c6.txt", "001_a7581ce583f3e2a8.txt"
WHITE_PAPER, CITY, FORCES = (
    "002_c0eb13beb4cc3a1a.txt",
    "003_9d05bd58b6a3cbc0.txt",
    "004_678a69a7c3dd8cda.txt",
)
# Counted in the documents: nodes below the root by level, and families and items.
FRAMEWORKS = {
    "five_elements": (PAPER, [5]),
    "four_forces": (PAPER, [4, 8]),
    "five_forces": (FORCES, [5, 17]),
    "whitepaper_practices": (WHITE_PAPER, [5]),
}
RULES = {
    "shortcomings_yancheng": (PAPER, 4, 8),
    "shortcomings_jiangsu_2020": (REPORT, 4, 13),
    "shortcomings_city_six": (CITY, 6, 12),
}
ADVANTAGES = {"advantages_yancheng": (PAPER, 4), "advantages_city_six": (CITY, 3)}
KINDS = [("jiangsu", "region"), ("practice", "region"), ("practice", "cluster")]


@cache
def loaded(bundle: str) -> Dataset:
    return load_dataset(DATA / bundle)


def document(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def versions(name: str) -> list[Path]:
    """The shared file of a document, and the bundles' own."""
    return [
        path for folder in (SHARED, *DATA.glob("*/frameworks")) if (path := folder / f"{name}.yaml").is_file()
    ]


@pytest.fixture(scope="module", params=["jiangsu", "practice"])
def shipped(request: pytest.FixtureRequest) -> Dataset:
    return loaded(request.param)


def test_all_of_it_is_clean() -> None:
    assert check_path(DATA) == []


def test_every_bundle_has_every_framework_and_rule_set(shipped: Dataset) -> None:
    assert set(shipped.frameworks) == set(FRAMEWORKS)
    assert set(shipped.rules) == set(RULES)
    assert (shipped.default_framework, shipped.default_rule_set) == ("four_forces", "shortcomings_yancheng")
    assert len(shipped.countermeasures) == 8 + 15 + 18 + 17
    assert (len(shipped.cases), len(shipped.policies), len(shipped.advantages)) == (20, 12, 4 + 3)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_node_cites_its_section(name: str) -> None:
    source, levels = FRAMEWORKS[name]
    for path in versions(name):
        text = document(path)
        assert (text["framework"]["id"], text["framework"]["source"]) == (name, source)
        assert all(node["cite"] and node["name"]["zh"] and node["name"]["en"] for node in text["nodes"])
        depth = {name: 0}
        for node in text["nodes"]:
            depth[node["id"]] = depth[node["parent"]] + 1
        found = [list(depth.values()).count(level) for level in range(1, max(depth.values()) + 1)]
        assert found == levels


@pytest.mark.parametrize("name", [*RULES, *ADVANTAGES])
def test_every_item_cites_its_section_and_dates_its_evidence(name: str) -> None:
    for path in versions(name):
        text = document(path)
        head = text.get("rules") or text["advantages"]
        source, *counts = {**RULES, **ADVANTAGES}[name]
        assert (head["id"], head["source"]) == (name, source)
        assert [len(text[key]) for key in ("families", "items") if key in text] == counts
        for item in [*text.get("families", []), *text["items"]]:
            assert item["cite"]
        for item in text["items"]:
            for words in ("2022—2023年", "2020年12月", "未注日期"):
                if words in item["evidence"]["zh"]:
                    break
            else:
                pytest.fail(f"{item['id']} does not say of when its evidence is")


@pytest.mark.parametrize("name", [*FRAMEWORKS, *RULES, *ADVANTAGES])
def test_a_bundles_own_version_differs_in_its_indicators_only(name: str) -> None:
    def said(path: Path) -> list[Any]:
        text = document(path)
        kept = (
            "id",
            "parent",
            "family",
            "cite",
            "evidence",
            "combine",
            "answers",
            "countermeasures",
            "cases",
        )
        lists = [text.get(key, []) for key in ("families", "nodes", "items")]
        return [{key: entry.get(key) for key in kept} for entries in lists for entry in entries]

    shared, *own = versions(name)
    assert shared.parent == SHARED
    assert all(said(path) == said(shared) for path in own)


def test_claims_without_a_source_are_called_claims() -> None:
    items = {item["id"]: item for name in RULES for item in document(SHARED / f"{name}.yaml")["items"]}
    for claim in ("inn_core_tech", "sj_tech_parts"):
        assert "claims" in items[claim]["evidence"]["en"]
        assert "称" in items[claim]["evidence"]["zh"]


def test_every_measure_of_a_document_names_it_and_is_linked_where_it_answers_something() -> None:
    linked = {
        measure
        for name in RULES
        for item in document(SHARED / f"{name}.yaml")["items"]
        for measure in item["countermeasures"]
    }
    measures = {one["id"]: one for one in document(SHARED / "countermeasures.yaml")["countermeasures"]}
    numbers = {"yancheng": "000", "jiangsu_2020": "001", "city_six": "003", "jiangsu_2025": "004"}
    assert all(one["cite"].startswith(f"{numbers[one['set']]} ") for one in measures.values())
    general = {name for name, one in measures.items() if one["set"] != "jiangsu_2025"} - linked
    assert general == {"cm_yc_digital", "cm_yc_environment", "cm_js20_5_services"}


def test_every_registered_indicator_says_where_it_usually_comes_from() -> None:
    with (SHARED / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [
        row["indicator"] for row in rows if not (row["typical_source_zh"] and row["typical_source_en"])
    ] == []


def test_what_any_document_names_is_in_the_registry() -> None:
    """So that a bundle made by somebody else can open every shared document."""
    with (SHARED / "indicators.csv").open(encoding="utf-8", newline="") as file:
        registry = {row["indicator"] for row in csv.DictReader(file)}
    dataset = loaded("practice")
    named = {name for rules in dataset.rules.values() for name in rules.indicators}
    named |= {name for name in FRAMEWORKS for name in _shared(name, dataset).indicators}
    named |= {test.indicator for one in dataset.advantages.values() for test in one.tests}
    named |= {name for one in dataset.countermeasures.values() for name in one.whatif}
    assert named - registry == set()


def _shared(name: str, dataset: Dataset) -> Framework:
    return load_framework(SHARED / f"{name}.yaml", dataset)


@pytest.mark.parametrize("name", FRAMEWORKS)
@pytest.mark.parametrize(("bundle", "unit"), KINDS)
def test_every_framework_has_a_score_or_says_what_it_lacks(bundle: str, unit: str, name: str) -> None:
    whole = loaded(bundle)
    for dataset in (whole, whole.with_framework(_shared(name, whole))):
        result = assess(dataset, default_scenario(dataset, framework=name, unit=unit))
        below, lacking = uncovered_nodes(result), needs(result)
        for node in result.framework.nodes:
            told = set(below["node"])
            assert result.scores[node.id].isna().any() == (node.id in told)
        for node in result.framework.lowest_nodes:
            if node.id in set(below["node"]):
                rows = lacking[[node.id in nodes.split(";") for nodes in lacking["nodes"]]]
                assert len(rows) > 0
                assert rows["blocking"].all()
                assert all(rows["source_zh"])
                assert all(rows["source_en"])


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize(("bundle", "unit"), KINDS)
def test_every_item_has_a_level_or_says_what_it_lacks(bundle: str, unit: str, name: str) -> None:
    dataset = loaded(bundle)
    result = assess(dataset, default_scenario(dataset, rules=name, unit=unit))
    assert set(result.shortcomings["level"]) <= set(LEVELS)
    lacking = needs(result)
    for item in set(result.shortcomings.query("level == 'insufficient'")["item"]):
        rows = lacking[[item in items.split(";") for items in lacking["items"]]]
        assert len(rows) > 0
        assert rows["blocking"].all()
        assert all(rows["source_en"])


def test_the_practice_regions_have_every_figure() -> None:
    dataset = loaded("practice")
    for name in FRAMEWORKS:
        for known in (dataset, dataset.with_framework(_shared(name, dataset))):
            result = assess(known, default_scenario(known, framework=name))
            assert result.coverage.to_numpy().min() == 1
    for name in RULES:
        result = assess(dataset, default_scenario(dataset, rules=name))
        assert (result.shortcomings["coverage"] == 1).all()


def test_what_jiangsu_cannot_score_is_what_the_documentation_says() -> None:
    dataset = loaded("jiangsu")
    without = {
        name: set(uncovered_nodes(assess(dataset, default_scenario(dataset, framework=name)))["node"])
        for name in FRAMEWORKS
    }
    assert without["four_forces"] == set()
    assert without["five_elements"] == {"el_chain"}
    assert without["whitepaper_practices"] == {
        *("whitepaper_practices", "wp_chain", "wp_cross_region", "wp_governance"),
    }
    assert "five_forces" not in without["five_forces"]
    assert {"fv_service", "fv_innovation_network", "fv_smart_ai"} <= without["five_forces"]


def test_a_bundle_without_frameworks_sees_the_documents_own(tmp_path: Path) -> None:
    files = {
        "bundle.yaml": "id: theirs\n",
        "regions.csv": "region,name_en\nA,One\nB,Two\n",
        "indicators.csv": "indicator,name_en,direction\nx,X,benefit\n",
        "observations.csv": "region,indicator,year,value\nA,x,2020,1\nB,x,2020,2\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    dataset = load_dataset(tmp_path)
    assert (set(dataset.frameworks), set(dataset.rules)) == (set(FRAMEWORKS), set(RULES))
    assert (dataset.own_rules, dataset.default_rule_set) == ((), "")
    assert "rd_intensity_ind" in dataset.framework("four_forces").indicators
    result = assess(dataset, default_scenario(dataset))
    assert result.scores.isna().all(axis=None)
    assert check_path(tmp_path) == []
