"""The card on one industry of one region: source, quotient and formula with its own numbers."""

from __future__ import annotations

import pytest

from cluster_core.assess.industry_evidence import industry_evidence
from cluster_core.model.assessment import Assessment
from cluster_core.model.fit import default_scenario
from ui import data, industry_card, view_state


@pytest.fixture(autouse=True)
def nothing_picked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_state, "picked", lambda _key: None)


@pytest.fixture(scope="module")
def practice() -> Assessment:
    return data.assessment(default_scenario(data.dataset("practice")))


def test_a_value_with_source_and_formula(english: None, practice: Assessment) -> None:
    found = industry_evidence(practice.dataset, "p09", "turbine blades", 2024)
    assert "Generator script" in industry_card.source(found)
    assert "a single copy" in industry_card.source(found)
    said = industry_card.quotient(practice, found)
    # 3961.0 of 8662.5, and 5.37 times the share in the reference area.
    assert "45.7% of Paperkite, 8.5% of all 12 regions" in said
    assert industry_card.formula(found).startswith(r"\frac{3961.0 / 8662.5}{")
    assert industry_card.formula(found).endswith("= 5.37")


def test_a_missing_value_has_no_quotient(english: None, practice: Assessment) -> None:
    found = industry_evidence(practice.dataset, "p08", "ship lighting", 2024)
    assert industry_card.quotient(practice, found).startswith("No location quotient: the value is missing")
    assert industry_card.source(found) == "no source stated"
