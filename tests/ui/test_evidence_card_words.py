"""The card's sentences hold the numbers, and a source's address can lead nowhere else."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from cluster_core.assess.evidence import evidence
from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language, Text
from ui import certainty, data
from ui import evidence_card_words as words


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "scripts/make_practice.py",
        "http:/nowhere",
        "ftp://example.org/a",
    ],
)
def test_only_the_web_is_linked(address: str) -> None:
    assert "](" not in words.link(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/wiki/江苏(省)",
        "https://example.org/a) [click](https://evil.example",
        "https://example.org/a b\n# head",
        'https://example.org/"><script>',
        "https://example.org/[x]_*y*`z`",
    ],
)
def test_an_address_is_one_link_whatever_it_holds(address: str) -> None:
    shown = words.link(address)
    found = re.fullmatch(r"\[(?:[^\]\\]|\\.)*\]\(([^()\s<>\"]+)\)", shown)
    assert found, shown
    assert unquote(found[1]) == address


def test_a_value_on_a_scale_says_so(english: None) -> None:
    assert words.amount(75, Text("0-100", "0-100")) == "75 (of 0-100)"
    assert words.amount(140.3, Text("亿元", "100m CNY")) == "140.3 100m CNY"


def test_a_ratio_says_value_year_rank_and_how(english: None, assessment: Assessment) -> None:
    found = evidence(assessment, "320900", "rd_intensity")
    assert words.value(found) == "2.12% of GDP · 2021"
    assert words.flags(found) == "10th of 13 · formed from observations"
    lines = [words.source_line(one) for one in found.observations]
    assert "R&D expenditure, 2021: 140.3" in lines[0]
    assert "](http" in lines[0]
    assert words.unused(assessment, found) == ""


def test_what_is_missing_says_where_it_comes_from(english: None, assessment: Assessment) -> None:
    found = evidence(assessment, "320900", "er_business_env")
    assert words.value(found) == "No data"
    assert words.lacking(found).endswith("usually come from: Expert ratings; workshops.")


def test_what_counts_nowhere_says_so(english: None, assessment: Assessment) -> None:
    tested = data.assessment(replace(assessment.scenario, rules="shortcomings_jiangsu_2020"))
    assert "only the tests" in words.unused(tested, evidence(tested, "320900", "local_supply_ratio"))
    assert "no part of the score here" in words.unused(assessment, evidence(assessment, "320900", "gdp"))


def test_an_estimate_is_told(language: Language, imputed: Assessment) -> None:
    found = evidence(imputed, "320900", "rd_intensity")
    assert ("estimate" in words.flags(found)) or ("估算" in words.flags(found))
    whole = evidence(imputed, "320900", "four_forces")
    assert any(
        "2" in line and ("estimate" in line or "估算" in line) for line in words.node_notices(imputed, whole)
    )


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power:2", "min"])
def test_the_formula_ends_with_the_score(language: Language, scenario: Scenario, rule: str) -> None:
    result = data.assessment(replace(scenario, aggregate=rule))
    found = evidence(result, "320500", "four_forces")
    said = words.node_formula(result, found)
    assert said.endswith(f"{found.score:.2f}")
    for part in found.parts:
        assert f"{part.used:.{1 if rule == 'min' else 2}f}" in said


def test_a_withheld_score_says_why(english: None, scenario: Scenario) -> None:
    strict = data.assessment(replace(scenario, min_coverage=1.0))
    found = evidence(strict, "320900", "four_forces")
    assert math.isnan(found.score)
    assert words.scored(found.score) == "No score"
    assert "at least 100% is needed" in words.node_formula(strict, found)
    assert any(line.startswith("4 indicators have no data") for line in words.node_notices(strict, found))


def test_the_balance_is_the_root_of_its_parts(english: None, assessment: Assessment) -> None:
    row = assessment.coupling.set_index("region").loc["320900"]
    said = words.coupling(assessment, "320900")
    assert f"{row['C']:.3f} × {row['T']:.3f}, which is {row['D']:.3f}" in said


def test_an_item_shows_every_test_and_how_they_combine(language: Language, assessment: Assessment) -> None:
    for item in assessment.rules.items:
        found = evidence(assessment, "320900", f"item:{item.id}")
        lines = words.item_lines(assessment, found)
        assert len(lines) == len(found.tests) + 1
        for one, line in zip(found.tests, lines, strict=False):
            assert (f"= {one.severity:.1f}" in line) == (one.assessable and one.fails)
        if not math.isnan(found.severity_raw):
            assert f"{found.severity_raw:.1f}" in lines[-1]


def test_a_family_and_a_criterion_show_their_mean(english: None, assessment: Assessment) -> None:
    family = evidence(assessment, "320900", f"family:{assessment.rules.families[0].id}")
    assert words.family_formula(family).endswith(f"= {family.severity:.1f}")
    assert assessment.dataset.typology is not None
    for one in assessment.dataset.typology.criteria:
        criterion = evidence(assessment, "320900", f"criterion:{one.id}")
        said = words.criterion_formula(assessment, criterion)
        assert said.startswith("No score" if math.isnan(criterion.score) else "Weights in force")
        assert words.title(assessment, f"criterion:{one.id}").startswith("Criterion: ")


def test_the_rank_of_the_whole_stands_with_its_range(english: None, assessment: Assessment) -> None:
    root, unit = assessment.framework.id, "320900"
    whole, part = (evidence(assessment, unit, one) for one in (root, assessment.framework.dimensions[0]))
    sure = certainty.standings(assessment)[unit]
    assert certainty.support(sure) in words.node_flags(assessment, whole)
    assert "weightings" not in words.node_flags(assessment, part)
