"""What would change the place: the intervals are those of the core, and the steps named do reach the rank."""

from __future__ import annotations

from cluster_core.explore.stability import crossings, rank_interval
from cluster_core.report.briefing.what_if import by_values, by_weights, what_if
from tests.report.briefing.briefed import about, told_of
from tests.shipped import assessed, bundle


def test_the_weights_between_which_a_rank_holds() -> None:
    rows = what_if(about("jiangsu")).rows
    intervals = rank_interval(assessed("jiangsu"), "320900")
    assert [row[2] for row in rows] == [f"{one.low * 100:.0f}%–{one.high * 100:.0f}%" for one in intervals]
    first = crossings(assessed("jiangsu"), "320900")[0]
    assert f"{first.at * 100:.0f}%" in by_weights(about("jiangsu"))


def test_the_next_place_is_what_the_steps_reach() -> None:
    assert "would reach 12th place" in by_values(about("jiangsu"))


def test_the_first_is_ahead_of_the_next() -> None:
    one = told_of(bundle("practice"), focus="p01")
    scores = sorted(assessed("practice").scores.iloc[:, 0], reverse=True)
    assert by_values(one) == f"It is {scores[0] - scores[1]:.1f} points ahead of the next."


def test_a_scale_of_places_has_no_goal() -> None:
    assert by_values(told_of(bundle("practice"), normalise="rank")) == ""


def test_weights_that_do_not_matter_change_nothing() -> None:
    one = told_of(bundle("practice"), aggregate="min")
    assert by_weights(one) == "No change of a single dimension's weight changes the place of Paperkite."
