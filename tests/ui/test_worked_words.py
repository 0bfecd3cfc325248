"""One indicator's way to the total: the words and formulas hold the numbers that the core computed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cluster_core.assess.scaling import Scaling
from cluster_core.assess.worked import work
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.stages import Treatment
from cluster_core.model.text import Language
from ui import data, worked_words


@pytest.mark.parametrize(
    "name", ["loans_gdp", "industry_scale", "national_am_clusters", "budget_revenue_gdp"]
)
def test_the_formulas_hold_the_numbers(language: Language, assessment: Assessment, name: str) -> None:
    worked = work(assessment, "320900", name)
    lines = worked_words.lines(assessment, worked)
    assert len(lines) == 4
    assert all(words for words, _ in lines)
    assert f"{worked.step.score:.1f}" in lines[1][1]
    assert f"{worked.step.contribution:.2f}" in lines[3][1]


def test_a_weight_that_was_handed_on_is_told(english: None, assessment: Assessment) -> None:
    words, formula = worked_words.lines(assessment, work(assessment, "320900", "budget_revenue_gdp"))[2]
    assert "6.250% is in force" in words
    assert r"3.125\% \\ w' = 6.250\%" in formula
    assert "w'" not in worked_words.lines(assessment, work(assessment, "320900", "loans_gdp"))[2][1]


@pytest.mark.parametrize(("field", "value"), [("normalise", "rank"), ("aggregate", "geometric")])
def test_other_methods_have_words_in_the_formulas_place(
    english: None, assessment: Assessment, field: str, value: str
) -> None:
    other = data.assessment(replace(assessment.scenario, **{field: value}))
    lines = worked_words.lines(other, work(other, "320900", "loans_gdp"))
    assert any(not formula for _, formula in lines)


def test_an_estimate_is_worked_without_the_parts_that_nobody_observed(
    english: None, imputed: Assessment
) -> None:
    words, formula = worked_words.lines(imputed, work(imputed, "320900", "loans_gdp"))[0]
    assert words.startswith("1. The value x: not observed. An estimate stands in (mean of the peers)")
    assert "frac" not in formula
    assert "–" not in formula


def test_no_formula_holds_a_missing_number(language: Language, imputed: Assessment) -> None:
    for one in imputed.framework.indicators:
        worked = work(imputed, "320900", one)
        if not math.isnan(worked.step.contribution):
            assert not [line for line in worked_words.lines(imputed, worked) if "–" in line[1]]


@pytest.mark.parametrize(
    ("unit", "said"), [("320100", "counts as that, this value too"), ("320900", "this value lies between")]
)
def test_what_was_done_to_outliers_is_told(english: None, scenario: Scenario, unit: str, said: str) -> None:
    treated = data.assessment(replace(scenario, treat="winsorise"))
    worked = work(treated, unit, "loans_gdp")
    assert worked.changed == (unit == "320100")
    words, formula = worked_words.lines(treated, worked)[1]
    assert said in words
    assert "207.87" in words
    assert formula.endswith(f"= {worked.step.score:.1f}")


@pytest.mark.parametrize(("how", "said"), [("log", "on a log scale"), ("left", "stay as they are")])
def test_outliers_that_a_few_values_do_not_cure(
    english: None, assessment: Assessment, how: str, said: str
) -> None:
    worked = replace(work(assessment, "320900", "loans_gdp"), treatment=Treatment(how))
    assert said in worked_words.lines(assessment, worked)[1][0]


def test_where_all_are_equal_there_is_no_scale(english: None, assessment: Assessment) -> None:
    flat = replace(work(assessment, "320900", "loans_gdp"), scaling=Scaling("minmax", 3.0, 3.0, 1))
    words, formula = worked_words.lines(assessment, flat)[1]
    assert "All values are equal" in words
    assert formula == ""


def test_weights_that_everyone_has_for_themselves_are_told(english: None, scenario: Scenario) -> None:
    own = data.assessment(replace(scenario, weighting="bod"))
    assert "weights of their own" in worked_words.lines(own, work(own, "320900", "loans_gdp"))[2][0]


@pytest.mark.parametrize("method", ["zscore", "percentile", "best"])
@pytest.mark.parametrize("name", ["loans_gdp", "industry_scale"])
def test_every_method_has_its_formula(language: Language, scenario: Scenario, method: str, name: str) -> None:
    other = data.assessment(replace(scenario, normalise=method))
    worked = work(other, "320100", name)
    words, formula = worked_words.lines(other, worked)[1]
    assert f"{worked.step.score:.1f}" in words.replace("\u2212", "-")
    shown = f"{worked.step.score:.2f}" if method == "zscore" else f"{worked.step.score:.1f}"
    assert formula.replace("\u2212", "-").endswith(shown)


def test_a_score_held_at_its_end_is_no_equation(english: None, assessment: Assessment) -> None:
    worked = work(assessment, "320900", "loans_gdp")
    held = replace(worked, scaling=Scaling("minmax", 0.0, 100.0, 1, held=True))
    assert held.treated > 100
    assert r"\rightarrow" in worked_words.score_line(held)[1]
    assert r"\rightarrow" not in worked_words.score_line(worked)[1]
