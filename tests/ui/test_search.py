"""Hits by kind, their marks in Markdown, and where each kind of hit leads."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cluster_core.assess.evidence import INDICATOR as ABOUT_INDICATOR
from cluster_core.assess.facts import FACT, fact
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.scenario import Scenario
from cluster_core.search.entries import KINDS, Entry
from cluster_core.userdata import basket
from ui import search, state, view_state
from ui.subjects import PAGE
from ui.widget_keys import Key


@pytest.fixture
def reader(session: SimpleNamespace, scenario: Scenario) -> SimpleNamespace:
    state.amend(scenario)
    return session


def entry(dataset: Dataset, kind: str, id_: str, within: str = "") -> Entry:
    return next(
        one
        for (found, known, of), one in search.named(dataset).items()
        if (found, known) == (kind, id_) and within in {"", of}
    )


def test_the_kind_of_the_best_hit_comes_first(jiangsu: Dataset) -> None:
    found = search.by_kind(jiangsu, "产业链")
    firsts = [hits[0].in_name for hits in found.values()]
    assert firsts == sorted(firsts, reverse=True)
    assert search.in_order(found) == [kind for kind in KINDS if kind in found]
    assert search.by_kind(jiangsu, "(.*)") == {}


def test_hits_are_bold_and_everything_else_is_text() -> None:
    pieces = (("*a* <b> ", False), ("链", True), (" :red[x]", False))
    assert search.bold(pieces) == r"\*a\* \<b> **链** \:red\[x\]"


def test_title_and_passage_are_in_the_readers_language(english: None, jiangsu: Dataset) -> None:
    hit = next(
        hit
        for hit in search.by_kind(jiangsu, "local supply ratio")["case"]
        if hit.entry.id == "case_wf_power"
    )
    assert search.title(hit, "local supply ratio") == "Weifang power equipment"
    assert "**Local** **supply** **ratio** above 60 %" in search.context(hit, "local supply ratio")


def test_a_passage_of_the_other_language_is_shown_where_only_that_has_the_word(
    english: None, jiangsu: Dataset
) -> None:
    hit = next(hit for hit in search.by_kind(jiangsu, "配套率")["case"] if hit.entry.id == "case_wf_power")
    assert "**配套率**" in search.context(hit, "配套率")


def test_every_kind_leads_somewhere(reader: SimpleNamespace, assessment: Assessment) -> None:
    seen = set()
    for one in search.named(assessment.dataset).values():
        page = search.page_of(assessment, one)
        asks = one.kind in {"indicator", "node"} and not page
        assert page or asks, one
        seen.add(one.kind)
    assert seen == set(KINDS)


def test_a_shortcoming_of_other_rules_brings_its_rules(
    reader: SimpleNamespace, assessment: Assessment
) -> None:
    found = entry(assessment.dataset, "shortcoming", "sj_tech_parts")
    search.choose(assessment, found)
    assert state.scenario().rules == "shortcomings_jiangsu_2020"
    assert view_state.picked(Key.ITEM) == "sj_tech_parts"


def test_a_measure_leads_to_the_shortcoming_that_it_answers_most_firmly(
    reader: SimpleNamespace, assessment: Assessment
) -> None:
    search.choose(assessment, entry(assessment.dataset, "measure", "cm_yc_brand"))
    assert view_state.picked(Key.TOOL_MEASURE) == "cm_yc_brand"
    item = next(one for one in assessment.rules.items if one.id == view_state.picked(Key.ITEM))
    assert "cm_yc_brand" in item.countermeasures
    assert state.scenario().rules == assessment.scenario.rules
    search.choose(assessment, entry(assessment.dataset, "measure", "cm_js20_4_org_growth"))
    assert state.scenario().rules == "shortcomings_jiangsu_2020"
    assert view_state.picked(Key.ITEM) == "sj_prom_awareness"


def test_cases_policies_regions_and_technologies(reader: SimpleNamespace, assessment: Assessment) -> None:
    dataset = assessment.dataset
    search.choose(assessment, entry(dataset, "case", "case_wf_power"))
    search.choose(assessment, entry(dataset, "policy", "po_mic2025"))
    search.choose(assessment, entry(dataset, "region", "320600"))
    technology = next(one for one in search.named(dataset).values() if one.kind == "chokepoint")
    search.choose(assessment, technology)
    assert view_state.picked(Key.TOOL_CASE) == "case_wf_power"
    assert view_state.picked(Key.TOOL_POLICY) == "po_mic2025"
    assert view_state.picked(Key.TECHNOLOGY) == technology.id
    assert state.scenario().focus == "320600"


def test_an_indicator_opens_its_evidence_and_a_foreign_dimension_its_framework(
    reader: SimpleNamespace, assessment: Assessment
) -> None:
    search.choose(assessment, entry(assessment.dataset, "indicator", "rd_intensity"))
    asked = view_state.asked()
    assert asked is not None
    assert asked[0] == search.CARD
    assert (asked[1].region, asked[1].about) == ("320900", ABOUT_INDICATOR + "rd_intensity")
    search.choose(assessment, entry(assessment.dataset, "node", "wp_innovation"))
    assert state.scenario().framework == "whitepaper_practices"


@pytest.mark.parametrize(
    ("kind", "id_", "within", "about"),
    [
        ("contest", "320000", "province", "fact:contest_results:province:320000"),
        ("national", "nc48", "", "fact:national_clusters:nc48"),
        ("plan", "cp01", "", "fact:cluster_plans:cp01"),
        ("cluster", "js_iot", "", "fact:clusters:js_iot"),
        ("footnote", "jiangsu_national", "", "fact:national_counts:320000"),
    ],
)
def test_a_documented_figure_opens_its_card_on_the_page_of_clusters(
    reader: SimpleNamespace, assessment: Assessment, kind: str, id_: str, within: str, about: str
) -> None:
    found = entry(assessment.dataset, kind, id_, within)
    assert search.page_of(assessment, found) == search.CLUSTERS
    search.choose(assessment, found)
    asked = view_state.asked()
    assert asked is not None
    assert (asked[0], asked[1].about) == (PAGE, about)
    assert fact(assessment.dataset, about.removeprefix(FACT))


def test_a_footnote_on_a_whole_table_opens_no_card(reader: SimpleNamespace, assessment: Assessment) -> None:
    search.choose(assessment, entry(assessment.dataset, "footnote", "national_lists"))
    assert view_state.asked() is None


def test_the_basket_takes_what_it_has_kinds_for(assessment: Assessment) -> None:
    known = search.named(assessment.dataset).values()
    taken = {one.kind for one in known if search.can_be_put_aside(assessment, one)}
    assert taken == set(basket.KINDS)
    foreign = entry(assessment.dataset, "shortcoming", "sj_tech_parts")
    assert not search.can_be_put_aside(assessment, foreign)
