"""What a result rests on, counted apart from the code under test."""

from __future__ import annotations

from cluster_core.assess.assessment import assess
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import evidence


def test_counts_agree_with_each_other(assessment: Assessment) -> None:
    facts = evidence.of(assessment)
    assert facts.total == len(assessment.framework.indicators)
    assert sum(facts.years.values()) == facts.with_data
    assert sum(facts.grades.values()) <= facts.with_data
    assert list(facts.years) == sorted(facts.years, reverse=True)
    assert 0 < facts.proxies <= facts.with_data


def test_ratings_without_values_are_missing_not_zero(assessment: Assessment) -> None:
    facts = evidence.of(assessment)
    expert = [one for one in assessment.framework.indicators if one.startswith("er_")]
    assert facts.ratings_missing == len(expert)
    assert facts.with_data == facts.total - len(expert)


def test_a_grade_is_the_worst_of_its_values(assessment: Assessment) -> None:
    facts = evidence.of(assessment)
    tidy = assessment.dataset.observations
    assert set(facts.grades) <= set(tidy["quality"])
    assert set(facts.sources) <= set(assessment.dataset.sources)


def test_weights_do_not_change_the_evidence(assessment: Assessment) -> None:
    assert evidence.of(assessment) is evidence.of(assessment)


def test_lines_say_it(english: None, assessment: Assessment) -> None:
    facts = evidence.of(assessment)
    assert f"Data for {facts.with_data} of {facts.total} indicators" in evidence.coverage_line(facts)
    assert f"{facts.proxies} of {facts.with_data} are proxies" in evidence.quality_line(facts)
    assert evidence.source_line(assessment, facts).startswith("Source: ")


def test_an_estimate_is_no_data(english: None, imputed: Assessment, scenario: Scenario) -> None:
    empty = assess(imputed.dataset, scenario)
    assert evidence.imputed(imputed) == 2
    assert evidence.coverage_line(evidence.of(imputed)) == evidence.coverage_line(evidence.of(empty))
    assert evidence.of(imputed).with_data == empty.prepared.covered[:, columns(empty)].any(axis=0).sum()


def columns(assessment: Assessment) -> list[int]:
    return [assessment.prepared.at[one] for one in assessment.framework.indicators]
