"""The dimensions beside the median of the others, worked out by hand."""

from __future__ import annotations

import math
from statistics import median

import pytest

from cluster_core.report.briefing.forces import extremes, profile, strong_and_weak
from tests.report.briefing.briefed import about, alone, told_of, without
from tests.shipped import assessed, bundle


def test_medians_leave_the_region_itself_out() -> None:
    result, made = assessed("jiangsu"), profile(about("jiangsu"))
    for force, node in zip(made.forces, result.framework.dimensions, strict=True):
        others = [score for unit, score in result.scores[node].items() if unit != "320900"]
        assert force.median == pytest.approx(median(others))
        assert force.score == result.scores.loc["320900", node]


def test_strongest_and_weakest_are_the_ends_of_the_gaps() -> None:
    made = profile(about("jiangsu"))
    best, worst = extremes(made.forces) or pytest.fail("no dimension can be compared")
    gaps = {one.name: one.score - one.median for one in made.forces}
    assert gaps[best.name] == max(gaps.values())
    assert gaps[worst.name] == min(gaps.values())
    said = strong_and_weak(about("jiangsu"), made.forces)
    assert best.name in said
    assert worst.name in said


def test_missing_scores_are_no_data() -> None:
    made = profile(told_of(without(bundle("practice"), "p09")))
    assert all(math.isnan(one.score) and one.score_text == "no data" for one in made.forces)
    assert made.title == "Too few data to compare with the others"
    assert extremes(made.forces) is None


def test_one_region_has_no_others() -> None:
    assert profile(told_of(alone())).subtitle == "Score of each dimension (0–100)"
