"""Which measures move the indicators of a plan."""

from __future__ import annotations

from cluster_core.explore.goal_seek import goal_seek
from cluster_core.model.assessment import Assessment
from ui import goal_measures

FOCUS = "320900"


def test_measures_are_linked_by_the_indicators_that_they_are_meant_to_move(assessment: Assessment) -> None:
    found = goal_seek(assessment, FOCUS, to_rank=7, bounds="halfway")
    moved = {step.lever.indicator: step.effort for step in found.moved}
    linked = goal_measures.measures_of(assessment, found)
    for measure, indicators in linked:
        whatif = assessment.dataset.countermeasures[measure].whatif
        assert indicators
        assert set(indicators) == set(moved) & set(whatif)
    efforts = [sum(moved[one] for one in indicators) for _, indicators in linked]
    assert efforts == sorted(efforts, reverse=True)


def test_measures_of_the_rule_sets_document_come_first_among_equals(assessment: Assessment) -> None:
    found = goal_seek(assessment, FOCUS, to_rank=10)
    linked = [measure for measure, _ in goal_measures.measures_of(assessment, found)]
    assert linked[0] == "cm_yc_talent"
    assert len(linked) > 1


def test_nothing_that_moves_needs_no_measure(assessment: Assessment) -> None:
    assert goal_measures.measures_of(assessment, goal_seek(assessment, FOCUS, to_rank=13)) == []
