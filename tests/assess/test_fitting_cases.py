"""Cases for a shortcoming: the kind of each link, held against the files themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.assess.fitting_cases import CASE_LINKS, DIRECT, PRACTICE, fitting_cases, practice_nodes
from cluster_core.model.dataset import Dataset
from cluster_core.model.rules import RuleSet
from tests.shipped import bundle


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return bundle("jiangsu")


@pytest.fixture(scope="module")
def rules(dataset: Dataset) -> RuleSet:
    return dataset.rules["shortcomings_yancheng"]


def test_cases_are_filed_under_the_five_practices_of_the_paper(dataset: Dataset) -> None:
    assert list(practice_nodes(dataset)) == [
        *("wp_innovation", "wp_chain", "wp_digital", "wp_cross_region", "wp_governance")
    ]


def test_every_item_has_all_the_cases_that_the_links_give_and_no_other(
    dataset: Dataset, rules: RuleSet
) -> None:
    """Brute force over items and cases, by the words of the files alone."""
    leaves = {
        node.id: {child.id for child in node.children}
        for node in dataset.frameworks["whitepaper_practices"].nodes
    }
    for item in rules.items:
        read = {*(test.indicator for test in item.tests), *item.wanted}
        kin = {
            case for one in rules.items if one.family == item.family and one is not item for case in one.cases
        }
        practices = {dataset.cases[case].dimension for case in item.cases}
        found = {one.case.id: one for one in fitting_cases(dataset, rules, item)}
        for case in dataset.cases.values():
            shared = read & leaves[case.dimension]
            links = [case.id in item.cases, case.id in kin, case.dimension in practices, bool(shared)]
            assert (case.id in found) == any(links), (item.id, case.id)
            if case.id in found:
                assert found[case.id].link == CASE_LINKS[links.index(True)]
                assert set(found[case.id].shared) == shared


def test_named_cases_come_first(dataset: Dataset, rules: RuleSet) -> None:
    for item in rules.items:
        links = [CASE_LINKS.index(one.link) for one in fitting_cases(dataset, rules, item)]
        assert links == sorted(links)
        assert links[0] == CASE_LINKS.index(DIRECT)


def test_without_practices_or_cases(dataset: Dataset, rules: RuleSet) -> None:
    item = next(one for one in rules.items if one.id == "inn_core_tech")
    frameworks = {key: one for key, one in dataset.frameworks.items() if key != "whitepaper_practices"}
    found = fitting_cases(replace(dataset, frameworks=frameworks), rules, item)
    assert {one.link for one in found} >= {DIRECT, PRACTICE}
    assert all(one.shared == () for one in found)
    assert fitting_cases(replace(dataset, cases={}), rules, item) == ()
