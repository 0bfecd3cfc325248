"""The question in words: names and ranges from the data, ids where the data are gone."""

from __future__ import annotations

from dataclasses import replace

from cluster_core.model.assessment import Assessment
from tests.ui.phone.conftest import Rooms
from ui.phone import question


def test_the_range_of_a_force_is_its_worst_and_best_region(
    rooms: Rooms, assessment: Assessment, english: None
) -> None:
    asked = question.asked(rooms.make().made.session)
    scores = assessment.scores["innovation"]
    # brute force: every region's score, sorted
    ordered = sorted((float(score), region) for region, score in scores.items())
    names = {region: assessment.dataset.regions[region].name.en for region in scores.index}
    low, high = ordered[0], ordered[-1]
    assert asked.items[0].range.startswith(
        f"Scores {low[0]:.1f} ({names[low[1]]}) to {high[0]:.1f} ({names[high[1]]})"
    )
    focus = assessment.scenario.focus
    assert asked.items[0].range.endswith(f"{names[focus]} {float(scores[focus]):.1f}")
    assert asked.parent == "Four forces"
    assert asked.name("innovation") == "Collaborative innovation"


def test_what_lies_below_is_named(rooms: Rooms, english: None) -> None:
    item = question.asked(rooms.make().made.session).items[0]
    assert item.about == "Major innovation platforms and Cluster digitalisation"


def test_ratings_show_no_scores_that_could_lead(rooms: Rooms, language: str) -> None:
    asked = question.asked(rooms.make("ratings").made.session)
    assert {item.range for item in asked.items} == {""}
    assert asked.regions == {"320900": "盐城" if language == "zh" else "Yancheng"}


def test_a_session_about_data_that_are_gone_can_still_be_answered(rooms: Rooms, english: None) -> None:
    session = rooms.make().made.session
    for lost in (
        replace(session, code="nonsense"),
        replace(session, code=replace(rooms.scenario, bundle="atlantis").encode()),
        replace(session, question=replace(session.question, children=("innovation", "magic"))),
    ):
        asked = question.asked(lost)
        assert [item.name for item in asked.items] == list(lost.question.children)


def test_a_child_without_scores_has_no_range(assessment: Assessment, english: None) -> None:
    assert question.range_of(assessment, "nobody") == ""
