"""A goal in sentences, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.explore.goal_seek import GoalSeek, goal_seek
from cluster_core.explore.levers import levers_of
from cluster_core.model.assessment import Assessment
from ui import data, goal_words

FOCUS = "320900"
ASKED = {
    "rank": {"to_rank": 10},
    "score": {"to_score": 30.0},
    "met": {"to_rank": 13},
    "met by score": {"to_score": 3.0},
    "out": {"to_rank": 1, "bounds": "halfway"},
    "out by score": {"to_score": 90.0, "bounds": "halfway"},
    "many": {"to_rank": 3},
}


def found(assessment: Assessment, case: str) -> GoalSeek:
    return goal_seek(assessment, FOCUS, **ASKED[case])  # type: ignore[arg-type]


@pytest.mark.parametrize("case", ASKED)
def test_every_answer_has_its_sentences(language: str, assessment: Assessment, case: str) -> None:
    answer = found(assessment, case)
    for text in (goal_words.headline(assessment, answer), goal_words.verdict(assessment, answer)):
        assert text
        assert "{" not in text
    assert goal_words.headline(assessment, answer).count("Yancheng" if language == "en" else "盐城") == 1


def test_the_headline_names_the_lever_and_both_values(english: None, assessment: Assessment) -> None:
    said = goal_words.headline(assessment, found(assessment, "rank"))
    assert said.startswith(
        "Yancheng would rise from 13th to 10th if Residents with college education went from 10.7"
    )
    assert goal_words.verdict(assessment, found(assessment, "rank")).startswith(
        "Reachable with 1 indicator and 85 "
    )
    many = goal_words.headline(assessment, found(assessment, "many"))
    rest = len(found(assessment, "many").moved) - goal_words.NAMED
    assert many.endswith(f"and {rest} other indicators rose")


def test_out_of_reach_is_said_plainly(english: None, assessment: Assessment) -> None:
    answer = found(assessment, "out")
    said = goal_words.headline(assessment, answer)
    assert said == (
        "1st place is out of Yancheng's reach within these bounds: "
        f"the best possible is {['1st', '2nd', '3rd'][answer.rank - 1]} (score {answer.score:.1f})"
    )
    assert f"still {74.8 - answer.score:.1f} points behind Nanjing" in goal_words.verdict(assessment, answer)


def test_nobody_ahead_and_nothing_that_moves(english: None, assessment: Assessment) -> None:
    first = goal_seek(assessment, "320500", to_score=99.0)
    assert "behind" not in goal_words.verdict(assessment, first)
    stuck = goal_seek(assessment, FOCUS, to_rank=1, levers=["rd_intensity"], bounds={"rd_intensity": 2.2})
    held = goal_seek(assessment, FOCUS, to_rank=1, levers=["rd_intensity"], horizon=0, bounds="own_pace")
    assert "still" in goal_words.verdict(assessment, stuck)
    assert goal_words.takeaway(assessment, stuck).startswith("Even all the way")
    if not held.moved:
        assert goal_words.verdict(assessment, held).startswith("None of the chosen indicators can move")


def test_how_sure_a_plan_is(english: None, assessment: Assessment) -> None:
    for rule, words in (("geometric", "this is proven"), ("power:3", "nobody can prove")):
        bent = data.assessment(replace(assessment.scenario, aggregate=rule))
        answer = goal_seek(bent, FOCUS, to_rank=9, levers=["rd_intensity", "loans_gdp", "college_share"])
        assert answer.status == "reached"
        assert words in goal_words.verdict(bent, answer)


def test_what_is_no_lever_and_what_has_no_pace(
    english: None, assessment: Assessment, imputed: Assessment
) -> None:
    lines = goal_words.left_out(assessment, levers_of(assessment, FOCUS, bounds="own_pace"))
    assert lines[0].startswith("No levers, as nobody knows today's value: Planning and policy coordination")
    assert "less than two years of data" in lines[1]
    assert any("only filled in" in line for line in goal_words.left_out(imputed, levers_of(imputed, FOCUS)))


def test_a_scale_that_cannot_be_used_says_which(language: str, assessment: Assessment) -> None:
    other = data.assessment(replace(assessment.scenario, normalise="rank"))
    assert goal_words.refused(other)
