"""Everything with a name has one entry, with the texts of the files."""

from __future__ import annotations

import pytest

from cluster_core.assess.shortcomings import rules_of
from cluster_core.model.dataset import Dataset
from cluster_core.search.entries import (
    CASE,
    CHOKEPOINT,
    CLUSTER,
    CONTEST,
    FOOTNOTE,
    INDICATOR,
    KINDS,
    MEASURE,
    NATIONAL,
    NODE,
    PLAN,
    POLICY,
    REGION,
    SHORTCOMING,
    SOURCE,
    STRENGTH,
    entries,
)
from tests.shipped import bundle


@pytest.fixture(scope="module", params=["jiangsu", "practice"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return bundle(request.param)


def test_everything_has_one_entry(dataset: Dataset) -> None:
    found = entries(dataset)
    keys = [(one.kind, one.id, one.within) for one in found]
    assert len(set(keys)) == len(keys)
    register = dataset.chokepoints
    counts = {
        SHORTCOMING: sum(len(one.items) for one in dataset.rules.values()),
        MEASURE: len(dataset.countermeasures),
        CASE: len(dataset.cases),
        POLICY: len(dataset.policies),
        INDICATOR: len(dataset.indicators),
        CHOKEPOINT: len(register.entries) if register else 0,
        STRENGTH: len(dataset.advantages),
        NODE: sum(len(one.nodes) for one in dataset.frameworks.values()),
        CLUSTER: len(dataset.clusters),
        NATIONAL: len(dataset.nation.clusters),
        PLAN: len(dataset.nation.plans),
        CONTEST: len(dataset.nation.contest),
        FOOTNOTE: len(dataset.nation.footnotes),
        REGION: len(dataset.regions),
        SOURCE: len(dataset.sources),
    }
    assert {kind: sum(one.kind == kind for one in found) for kind in KINDS} == counts
    assert all(one.name for one in found)


def test_rule_sets_that_follow_from_a_framework_can_be_added(dataset: Dataset) -> None:
    own = rules_of(dataset.frameworks["four_forces"])
    added = [one for one in entries(dataset, [own]) if one.kind == SHORTCOMING and one.within == own.id]
    assert [one.id for one in added] == [item.id for item in own.items]


def test_texts_are_those_of_the_files() -> None:
    known = {(one.kind, one.id): one for one in entries(bundle("jiangsu"))}
    weifang = known[CASE, "case_wf_power"]
    assert "60%以上" in weifang.text.zh
    assert "above 60 %" in weifang.text.en
    assert (weifang.cite, weifang.within) == ("002 二(二)案例三", "wp_chain")
    assert "2023" in known[POLICY, "po_state_council_2023"].text.en
    assert "盐城" in known[SHORTCOMING, "inn_core_tech"].text.zh


def test_what_the_documents_tell_of_the_country() -> None:
    known = {(one.kind, one.id, one.within): one for one in entries(bundle("practice"))}
    assert known[NATIONAL, "nc24", ""].name.en == "Zhuzhou", "a cluster without a name goes by its cities"
    assert "Guangzhou" in known[NATIONAL, "nc03", ""].text.en
    plan = known[PLAN, "cp01", ""]
    assert plan.name.en == "Jiangsu: Advanced-manufacturing clusters"
    assert "物联网" in plan.text.zh
    assert known[CONTEST, "320000", "province"].cite == "002 一(二)"
    assert "179" in known[FOOTNOTE, "contest_entries", ""].name.zh
