"""The toolbox in words: headlines for every state, links that can be followed, missing values that say so."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from types import SimpleNamespace

import pytest

from cluster_core.assess.answers import Answer, Moved
from cluster_core.assess.fitting_cases import FittingCase
from cluster_core.assess.toolbox import Chain, chain
from cluster_core.model.assessment import Assessment
from cluster_core.model.rules import Case, Policy
from cluster_core.model.text import Text
from ui import toolbox, toolbox_words

YANCHENG = "320900"


@pytest.fixture
def worst(session: SimpleNamespace, assessment: Assessment) -> Chain:
    found = chain(assessment, YANCHENG)
    assert found is not None
    return found


def by_id(worst: Chain, measure: str) -> Answer:
    return next(one for one in worst.answers if one.measure.id == measure)


def test_the_headline_says_what_where_and_how_many(
    english: None, assessment: Assessment, worst: Chain
) -> None:
    said = toolbox_words.headline(assessment, worst, worst.answers[0], 8)
    assert said.startswith("Yancheng: Core technology lacking; imitative innovation prevails (severe 69).")
    assert said.endswith("First answer: Chokepoint list and joint research. 8 cases show how")
    assert "No measure" in toolbox_words.headline(assessment, worst, None, 0)
    untested = chain(assessment, YANCHENG, "chain_internal")
    none = chain(assessment, YANCHENG, "agg_few_flagships")
    assert untested is not None
    assert none is not None
    assert "Too little evidence" in toolbox_words.headline(assessment, untested, None, 0)
    assert "No clear shortcoming" in toolbox_words.headline(assessment, none, None, 0)


def test_the_verdict_names_level_tests_document_and_section(
    english: None, assessment: Assessment, worst: Chain
) -> None:
    said = toolbox_words.verdict(assessment, worst)
    assert said == "**severe 69** · 2 of 2 tests have data · document 000, 三(二)其次"


def test_every_link_is_told(english: None, assessment: Assessment, worst: Chain) -> None:
    direct = toolbox_words.about(assessment, by_id(worst, "cm_js20_2_chokepoint"))
    assert direct.startswith("priority 69 · named for this shortcoming · report on Jiangsu (2020)")
    assert direct.endswith("document 001, 二(二)2")
    family = toolbox_words.about(assessment, by_id(worst, "cm_yc_digital"))
    assert family.startswith("answers its family of shortcomings · general")
    shared = toolbox_words.about(assessment, by_id(worst, "cm_js25_transfer"))
    assert shared.startswith("by a shared indicator: Technology contracts to GDP")
    loose = Answer(assessment.dataset.countermeasures["cm_js25_ai"], toolbox.UNLINKED, general=True)
    assert "not linked to this shortcoming" in toolbox_words.about(assessment, loose)


def test_a_missing_value_says_so(english: None, assessment: Assessment, worst: Chain) -> None:
    moved = toolbox.moved_of(assessment, worst, worst.answers[0])
    table = toolbox_words.moved_table(assessment, moved).set_index("Indicator")
    assert (
        table.loc["Invention patents granted per 10,000 residents", "Now"] == "5.72 per 10k residents (2023)"
    )
    assert table.loc["Import dependence of core technology and parts", "Now"] == "no data"
    assert table.loc["Import dependence of core technology and parts", "Place"] == ""
    said = toolbox_words.moved_title(assessment, moved, YANCHENG)
    assert said.startswith("5 indicators, 2 with data for Yancheng; weakest: Invention patents granted")
    gone = tuple(replace(one, value=nan, goodness=nan) for one in moved)
    assert (
        toolbox_words.moved_title(assessment, gone, YANCHENG) == "5 indicators, none with data for Yancheng"
    )
    bare = (Moved("gdp", 1.0, nan, 1, 13, 2023, lever=False),)
    assert toolbox_words.moved_title(assessment, bare, YANCHENG) == "1 indicator, 1 with data for Yancheng"


def test_a_case_tells_link_figures_and_section(english: None, assessment: Assessment, worst: Chain) -> None:
    by_link = {one.link: one for one in worst.cases}
    lines = toolbox_words.case_lines(assessment, worst.cases[0])
    assert "named for this shortcoming · Collaborative innovation" in lines
    assert "Figures: 14 world firsts in graphene" in lines
    assert "document 002, 二(一)案例三" in lines
    assert "of its family" in toolbox_words.case_link(assessment, by_link["family"])
    practice = toolbox_words.case_link(assessment, by_link["practice"])
    assert practice.startswith("of the same practice as a named case: ")
    shared = FittingCase(worst.cases[0].case, "indicator", ("tech_contract_gdp",))
    said = toolbox_words.case_link(assessment, shared)
    assert said == "its practice, Collaborative innovation, shares an indicator: Technology contracts to GDP"
    assert "found by search" in toolbox_words.case_link(
        assessment, FittingCase(worst.cases[0].case, toolbox.UNLINKED)
    )


def test_markup_in_documents_stays_text(english: None, assessment: Assessment) -> None:
    odd = Text("", "<img src=x> **bold** :red[x]")
    lines = toolbox_words.case_lines(
        assessment, FittingCase(Case("c", odd, measures=odd, facts=odd), "direct")
    )
    policy = toolbox_words.policy_line(Policy("p", odd, "city", 2020, "000 表1; 004", odd))
    for said in (lines, policy):
        assert "<img" not in said.replace(r"\<img", "")
        assert r"\*\*bold\*\* \:red\[x\]" in said
    assert policy.endswith("document 000, 表1 · document 004]")
    assert "(2020)" in policy


def test_a_policy_tells_its_means_where_the_documents_do(english: None) -> None:
    plan = Policy("p", Text("", "Plan"), "city", aim=Text("", "A centre"), instruments=Text("", "a fund"))
    assert toolbox_words.policy_line(plan) == "- **Plan** :gray[· A centre · means: a fund]"
