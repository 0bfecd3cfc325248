"""The tree and the worked example say what the core computed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cluster_core.assess.audit import audit
from cluster_core.assess.worked import work
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import data, method_tree


def test_the_headline_is_the_score(english: None, assessment: Assessment) -> None:
    said = method_tree.headline(assessment)
    assert said.startswith("The score of Yancheng")
    assert f"{assessment.scores.loc['320900', 'four_forces']:.1f}" in said
    assert "21 indicators with data, of 25" in said


def test_every_node_and_indicator_has_its_row(english: None, assessment: Assessment) -> None:
    steps = audit(assessment, "320900")
    table = method_tree.table(assessment, steps).set_index("Dimension or indicator")
    framework = assessment.framework
    assert len(table) == len(framework.nodes) + len(framework.indicators)
    leaves = table[table["Unit"] != ""]
    total = assessment.scores.loc["320900", framework.id]
    assert leaves["Contribution"].sum() == pytest.approx(total)
    assert leaves["Weight"].sum() == pytest.approx(100)
    loans = table.loc["\u3000\u3000\u3000Loans outstanding to GDP"]
    assert (loans["Value"], loans["Year"], loans["Note"]) == ("155.7", "2023", "proxy")


def test_what_is_missing_is_shown_as_missing(english: None, assessment: Assessment) -> None:
    table = method_tree.table(assessment, audit(assessment, "320900"))
    missing = table[table["Value"] == "missing"]
    assert len(missing) == 4
    assert missing["Score"].isna().all()
    assert set(missing["Note"]) == {"expert rating, still to come"}


@pytest.mark.parametrize(
    "name", ["loans_gdp", "industry_scale", "national_am_clusters", "budget_revenue_gdp"]
)
def test_the_formulas_hold_the_numbers(language: Language, assessment: Assessment, name: str) -> None:
    worked = work(assessment, "320900", name)
    lines = method_tree.lines(assessment, worked)
    assert len(lines) == 4
    assert all(words for words, _ in lines)
    assert f"{worked.step.score:.1f}" in lines[1][1]
    assert f"{worked.step.contribution:.2f}" in lines[3][1]


def test_a_weight_that_was_handed_on_is_told(english: None, assessment: Assessment) -> None:
    words, formula = method_tree.lines(assessment, work(assessment, "320900", "budget_revenue_gdp"))[2]
    assert "6.250% is in force" in words
    assert r"3.125\% \\ w' = 6.250\%" in formula
    assert "w'" not in method_tree.lines(assessment, work(assessment, "320900", "loans_gdp"))[2][1]


@pytest.mark.parametrize(("field", "value"), [("normalise", "rank"), ("aggregate", "geometric")])
def test_other_methods_have_words_in_the_formulas_place(
    english: None, assessment: Assessment, field: str, value: str
) -> None:
    other = data.assessment(replace(assessment.scenario, **{field: value}))
    lines = method_tree.lines(other, work(other, "320900", "loans_gdp"))
    assert any(not formula for _, formula in lines)


def test_a_region_without_a_total_is_told_so(english: None, assessment: Assessment) -> None:
    strict = data.assessment(replace(assessment.scenario, min_coverage=1.0))
    assert math.isnan(strict.scores.loc["320900", "four_forces"])
    assert "has no total" in method_tree.headline(strict)
    assert method_tree.headline(
        replace(assessment, scenario=replace(assessment.scenario, focus=""))
    ).startswith("Choose a region")
