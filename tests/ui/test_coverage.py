"""Sentence, takeaway and twin of the matrix."""

from __future__ import annotations

import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from ui import coverage
from ui.text import number


def cells(*states: str) -> pd.DataFrame:
    ids = [(f"i{at // 2}", f"r{at % 2}") for at in range(len(states))]
    tidy = pd.DataFrame(ids, columns=["indicator", "unit"]).assign(state=states)
    return tidy.assign(year=[None if state == "missing" else 2023 for state in states]).astype(
        {"year": "Int64"}
    )


def test_the_headline_counts_what_is_there(language: str, assessment: Assessment) -> None:
    tidy = coverage.of(assessment)
    said = coverage.headline(assessment)
    assert number(len(tidy), 0) in said
    assert number(int((tidy["state"] == "vintage").sum()), 0) in said
    assert number(int((tidy["state"] == "missing").sum()), 0) in said


@pytest.mark.usefixtures("english")
def test_what_is_none_is_not_said(assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "of", lambda _: cells("vintage", "vintage", "vintage", "other_year"))
    said = coverage.headline(assessment)
    assert "3 of the 4 values" in said
    assert "1 exists only for another year" in said
    assert "missing" not in said
    monkeypatch.setattr(coverage, "of", lambda _: cells("vintage", "vintage"))
    assert "all of the 2 values" in coverage.headline(assessment)
    assert coverage.takeaway(assessment) == "Every indicator has a value for every region at the year used"


@pytest.mark.usefixtures("english")
def test_the_takeaway_names_the_largest_gaps(assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "of", lambda _: cells("vintage", "missing", "missing", "missing"))
    assert coverage.takeaway(assessment).startswith("2 of 25 indicators have gaps, most of all i1")
    monkeypatch.setattr(coverage, "of", lambda _: cells(*["missing"] * 10))
    assert coverage.takeaway(assessment).endswith("i0 and 4 others")
    monkeypatch.setattr(coverage, "of", lambda _: cells(*["missing"] * 14))
    assert coverage.takeaway(assessment) == "7 of 25 indicators have gaps"


def test_the_twin_has_a_cell_for_each_of_the_matrix(language: str, assessment: Assessment) -> None:
    figure = coverage.matrix(assessment)
    twin = figure.table()
    assert twin.shape == (len(assessment.framework.indicators), len(assessment.units) + 1)
    assert len(figure.chart["datasets"]["rows"]) == twin.shape[0] * (twin.shape[1] - 1)
    assert figure.title in figure.alt


def test_two_regions_of_one_name_stay_two_columns() -> None:
    rows = pd.DataFrame(
        {
            "indicator": ["i", "i"],
            "indicator_name": ["I", "I"],
            "region": ["a", "b"],
            "region_name": ["甲", "甲"],
            "state_text": ["x", "y"],
        }
    )
    assert list(coverage._twin(rows).columns)[1:] == ["甲", "甲 (b)"]
