"""The card settles what it is about; tests/pages/test_evidence.py opens it on the pages."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.assess.evidence import NodeEvidence, evidence
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import comparison_years, evidence_card, state
from ui.subjects import Subject


def test_what_is_left_open_is_the_focus_and_the_whole(assessment: Assessment) -> None:
    assert evidence_card.settled(assessment, Subject()) == Subject("320900", "four_forces")
    unknown = Subject("999999", "item:gone", 2022)
    assert evidence_card.settled(assessment, unknown) == Subject("320900", "four_forces", 2022)


def test_an_indicator_keeps_its_mark_only_where_a_node_has_its_id(assessment: Assessment) -> None:
    for wanted, settled in (
        ("indicator:rd_intensity", "rd_intensity"),
        ("indicator:innovation_platforms", "indicator:innovation_platforms"),
        ("indicator:gdp", "gdp"),
    ):
        assert evidence_card.settled(assessment, Subject("", wanted)).about == settled


def test_without_a_focus_the_first_region_stands(assessment: Assessment) -> None:
    free = replace(assessment, scenario=replace(assessment.scenario, focus=""))
    assert evidence_card.settled(free, Subject()).region == assessment.units[0]


def test_everything_of_the_index_can_be_chosen(language: Language, assessment: Assessment) -> None:
    names = evidence_card.subject_names(assessment, "gdp")
    framework = assessment.framework
    items = {f"item:{one.id}" for one in assessment.rules.items}
    assert {*framework.by_id, *framework.indicators, *items, "gdp"} == set(names)
    assert all(names.values())


@pytest.mark.parametrize("year", [2020, 2022])
def test_the_card_of_a_point_of_the_trend_has_its_score(
    monkeypatch: pytest.MonkeyPatch, session: SimpleNamespace, assessment: Assessment, year: int
) -> None:
    monkeypatch.setattr(state, "scenario", lambda: assessment.scenario)
    tidy = comparison_years._of(assessment, ("320900",)).set_index("year")
    found = evidence_card.assessed(Subject("320900", "", year))
    score = evidence(found, "320900", "four_forces").score
    assert score == pytest.approx(tidy.loc[year, "score"], abs=1e-9, nan_ok=True)


def test_the_card_of_an_observation_is_of_its_very_year(
    monkeypatch: pytest.MonkeyPatch, session: SimpleNamespace, assessment: Assessment
) -> None:
    monkeypatch.setattr(state, "scenario", lambda: assessment.scenario)
    row = assessment.dataset.observations.iloc[100]
    found = evidence_card.assessed(Subject(row["unit"], "", int(row["year"]), exact=True))
    shown = evidence(found, row["unit"], f"indicator:{row['indicator']}")
    assert [(one.year, one.value) for one in shown.observations] == [(row["year"], row["value"])]


def test_the_table_of_parts_is_the_tree_below(english: None, assessment: Assessment) -> None:
    found = evidence(assessment, "320900", "innovation")
    assert isinstance(found, NodeEvidence)
    table = evidence_card.parts_table(assessment, found)
    assert len(table) == len(found.below)
    leaves = [
        float(points)
        for step, points in zip(found.below, table["Contribution"], strict=True)
        if step.is_indicator
    ]
    assert sum(leaves) == pytest.approx(found.way[-1].contribution, abs=0.05)


def test_the_card_of_a_saved_scenario_is_of_that_scenario(assessment: Assessment) -> None:
    other = assessment.scenario.with_points("four_forces", (4.0, 1.0, 1.0, 1.0)).quantised()
    found = evidence_card.assessed(Subject(scenario=other.encode()))
    assert found.scenario == other
    assert found.scores.loc["320500", "four_forces"] != assessment.scores.loc["320500", "four_forces"]
