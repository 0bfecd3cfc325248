"""Sources are counted, limits are counted, and every term stands in both languages."""

from __future__ import annotations

import re

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import evidence, provenance, state
from ui.text import t


def test_every_source_with_its_values_by_quality(english: None, assessment: Assessment) -> None:
    table = provenance.source_table(assessment)
    assert len(table) == len(assessment.dataset.sources)
    assert table["Values"].sum() == len(assessment.dataset.observations)
    grades = table[["A official", "B checked", "C secondary"]].sum()
    assert grades.to_dict() == {"A official": 91, "B checked": 840, "C secondary": 492}  # docs/data.md
    assert table["Values"].is_monotonic_decreasing


def test_the_limits_are_those_of_the_data_in_use(english: None, assessment: Assessment) -> None:
    facts, lines = evidence.of(assessment), "\n".join(provenance.limit_lines(assessment))
    assert "Only 13 regions" in lines
    assert f"{facts.proxies} of the {facts.with_data} with data are proxies" in lines
    assert "thresholds" in lines
    assert "Residents with college education" in lines
    assert f"from {min(facts.years)} to {max(facts.years)}" in lines


@pytest.mark.parametrize("term", provenance.TERMS)
def test_a_term_stands_in_both_languages(language: Language, term: str) -> None:
    title = t(f"glossary.term_{term}")
    assert re.search("[一-鿿]", title)
    assert re.search("[a-z]", title)
    assert t(f"glossary.is_{term}")


def test_terms_are_the_same_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    for term in provenance.TERMS:
        pair = []
        for language in ("zh", "en"):
            monkeypatch.setattr(state, "language", lambda chosen=language: chosen)
            pair.append(frozenset(re.findall("[一-鿿]+", t(f"glossary.term_{term}"))))
        assert pair[0] == pair[1], term


def test_estimates_are_not_told_to_be_left_empty(english: None, imputed: Assessment) -> None:
    said = "\n".join(provenance.limit_lines(imputed))
    assert "not estimated" not in said
    assert "21 of 25 indicators have data; 2 missing values are estimates" in said
