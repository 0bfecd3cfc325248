"""The tree and the worked example say what the core computed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cluster_core.assess.audit import audit
from cluster_core.assess.worked import work
from cluster_core.model.assessment import Assessment
from cluster_core.model.dataset import Dataset
from cluster_core.model.fit import default_scenario
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Treatment
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


# ---- estimates and outliers


def test_an_estimate_is_no_indicator_with_data(english: None, imputed: Assessment) -> None:
    said = method_tree.headline(imputed)
    assert said.endswith("19 indicators with data, of 25; 2 more are estimates")
    withheld = replace(imputed.scored, scores=np.full_like(imputed.scored.scores, np.nan))
    told = method_tree.headline(replace(imputed, scored=withheld))
    assert told == "Yancheng has no total: only 19 of 25 indicators have data; 2 more are estimates"


def test_an_estimate_is_marked_in_the_tree(english: None, imputed: Assessment) -> None:
    steps = audit(imputed, "320900")
    table = method_tree.table(imputed, steps).set_index("Dimension or indicator")
    loans = table.loc["\u3000\u3000\u3000Loans outstanding to GDP"]
    mean = np.nanmean(imputed.prepared.denominated[:, imputed.prepared.at["loans_gdp"]])
    assert loans["Value"] == f"≈ {mean:.1f}"
    assert (loans["Year"], loans["Coverage"], loans["Note"]) == ("", 0, "estimate · proxy")
    assert (table["Note"].str.startswith("estimate")).sum() == 2
    assert "estimates: 2; 4 indicators have no value and bring none" in method_tree.tree_title(imputed, steps)


def test_an_estimate_is_worked_without_the_parts_that_nobody_observed(
    english: None, imputed: Assessment
) -> None:
    words, formula = method_tree.lines(imputed, work(imputed, "320900", "loans_gdp"))[0]
    assert words.startswith("1. The value x: not observed. An estimate stands in (mean of the peers)")
    assert "frac" not in formula
    assert "–" not in formula


def test_no_formula_holds_a_missing_number(language: Language, imputed: Assessment) -> None:
    for one in imputed.framework.indicators:
        worked = work(imputed, "320900", one)
        if not math.isnan(worked.step.contribution):
            assert not [line for line in method_tree.lines(imputed, worked) if "–" in line[1]]


@pytest.mark.parametrize(
    ("unit", "said"), [("320100", "counts as that, this value too"), ("320900", "this value lies between")]
)
def test_what_was_done_to_outliers_is_told(english: None, scenario: Scenario, unit: str, said: str) -> None:
    treated = data.assessment(replace(scenario, treat="winsorise"))
    worked = work(treated, unit, "loans_gdp")
    assert worked.changed == (unit == "320100")
    words, formula = method_tree.lines(treated, worked)[1]
    assert said in words
    assert "207.87" in words
    assert formula.endswith(f"= {worked.step.score:.1f}")


@pytest.mark.parametrize(("how", "said"), [("log", "on a log scale"), ("left", "stay as they are")])
def test_outliers_that_a_few_values_do_not_cure(
    english: None, assessment: Assessment, how: str, said: str
) -> None:
    worked = replace(work(assessment, "320900", "loans_gdp"), treatment=Treatment(how))
    assert said in method_tree.lines(assessment, worked)[1][0]


def test_where_all_are_equal_there_is_no_scale(english: None, assessment: Assessment) -> None:
    flat = replace(assessment, prepared=replace(assessment.prepared, constant=("loans_gdp",)))
    words, formula = method_tree.lines(flat, work(flat, "320900", "loans_gdp"))[1]
    assert "All values are equal" in words
    assert formula == ""


def test_weights_that_everyone_has_for_themselves_are_told(english: None, scenario: Scenario) -> None:
    own = data.assessment(replace(scenario, weighting="bod"))
    assert "weights of their own" in method_tree.lines(own, work(own, "320900", "loans_gdp"))[2][0]


# ---- indicators that stand in several places


@pytest.fixture
def five(jiangsu: Dataset) -> Assessment:
    return data.assessment(default_scenario(jiangsu, framework="five_forces"))


def test_an_indicator_counts_once_wherever_it_stands(english: None, five: Assessment) -> None:
    total = len(five.framework.indicators)
    steps = audit(five, "320900")
    assert sum(step.is_indicator for step in steps) > total
    filled = sum(
        five.prepared.covered[five.units.index("320900"), five.prepared.at[one]]
        for one in five.framework.indicators
    )
    assert f" {filled:.0f} indicators with data, of {total}" in method_tree.headline(five)
    title = method_tree.tree_title(five, steps)
    assert title.endswith(f"{total - int(filled)} indicators have no data and bring none")
    twice = sum(step.contribution for step in steps if step.id == "high_tech_density")
    assert title.startswith(f"High-tech enterprises per 10 bn yuan of GDP brings most ({twice:.2f} points)")


def test_every_place_can_be_followed(english: None, five: Assessment) -> None:
    steps = [step for step in audit(five, "320900") if step.id == "high_tech_density"]
    names = method_tree.place_names(five, steps)
    assert len(set(names.values())) == len(steps) > 1
    assert all(one.startswith("High-tech enterprises per 10 bn yuan of GDP (in ") for one in names.values())
    worked = [work(five, "320900", step.id, step.parent).step for step in steps]
    assert worked == steps
    assert method_tree.place_names(five, steps[:1]) == {
        f"{steps[0].parent}/high_tech_density": "High-tech enterprises per 10 bn yuan of GDP"
    }
