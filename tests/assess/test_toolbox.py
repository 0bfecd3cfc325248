"""The chain from a shortcoming to policies, for any rule set, and as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.assessment import assess
from cluster_core.assess.toolbox import COLUMNS, chain, chain_table, policies_by_level
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Policy
from cluster_core.model.text import Text
from tests.shipped import assessed

YANCHENG = "320900"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assessed("jiangsu")


def test_a_chain_begins_with_the_gravest_and_follows_a_choice(assessment: Assessment) -> None:
    worst = chain(assessment, YANCHENG)
    assert worst is not None
    known = assessment.shortcomings[assessment.shortcomings["region"] == YANCHENG]
    assert worst.shortcoming.severity == known["severity"].max()
    assert set(worst.moved) == {one.measure.id for one in worst.answers}
    other = chain(assessment, YANCHENG, "chain_internal")
    assert other is not None
    assert other.shortcoming.item.id == "chain_internal"
    assert other.shortcoming.level == "insufficient"
    assert other.answers
    assert other.cases
    assert chain(assessment, YANCHENG, "nothing") == worst
    assert chain(assessment, "nowhere") is None


@pytest.mark.parametrize("rules", ["shortcomings_jiangsu_2020", "shortcomings_city_six", ""])
def test_every_rule_set_has_chains(assessment: Assessment, rules: str) -> None:
    """Without a rule set of its own a framework's rules follow from it: only indicators link them."""
    found = assess(
        assessment.dataset, replace(assessment.scenario, framework="five_forces", points=(), rules=rules)
    )
    answer = chain(found, YANCHENG)
    assert answer is not None
    assert answer.answers
    if not rules:
        assert {one.link for one in answer.answers} == {"indicator"}


def test_the_table_has_a_row_an_item_and_measure(assessment: Assessment) -> None:
    table = chain_table(assessment, YANCHENG)
    assert tuple(table.columns) == COLUMNS
    assert not table.duplicated(["item", "measure"]).any()
    assert set(table["item"]) == {one.id for one in assessment.rules.items}
    first = table.iloc[0]
    assert (first["item"], first["measure"], first["link"]) == (
        "inn_core_tech",
        "cm_js20_2_chokepoint",
        "direct",
    )
    assert first["with_data"] == "invention_patents_per_10k;tech_contract_gdp"
    assert first["cases"].split(";")[:2] == ["case_cz_carbon", "case_cd_dy_energy"]


def test_an_item_that_nothing_answers_has_one_row(assessment: Assessment) -> None:
    bare = replace(assessment.dataset, countermeasures={}, cases={}, fingerprint="bare")
    table = chain_table(assess(bare, assessment.scenario), YANCHENG)
    assert len(table) == len(assessment.rules.items)
    assert table["measure"].isna().all()


def test_policies_from_the_nation_down(assessment: Assessment) -> None:
    found = policies_by_level(assessment.dataset)
    assert list(found) == ["nation", "province", "city"]
    assert sum(map(len, found.values())) == len(assessment.dataset.policies)
    for policies in found.values():
        years = [one.year or 0 for one in policies]
        assert years == sorted(years, reverse=True)
    county = Policy("po_x", Text("县", "County"), "county")
    assert list(policies_by_level(replace(assessment.dataset, policies={"po_x": county}))) == ["county"]
