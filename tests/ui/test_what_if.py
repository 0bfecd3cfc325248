"""Slope and bars of the weights page."""

from __future__ import annotations

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from ui import data, what_if


@pytest.fixture
def now(scenario: Scenario) -> Assessment:
    return data.assessment(scenario.with_points("four_forces", (80, 40, 40, 40)))


def test_the_slope_has_both_ranks(english: None, now: Assessment, assessment: Assessment) -> None:
    rows = {
        row["region"]: row
        for row in what_if.slope_chart(now, assessment, "Innovation first")["datasets"]["rows"]
    }
    for unit in now.units:
        assert rows[unit]["rank_before"] == assessment.ranks.loc[unit, "four_forces"]
        assert rows[unit]["rank_now"] == now.ranks.loc[unit, "four_forces"]
        assert rows[unit]["moved"] == (rows[unit]["rank_before"] > rows[unit]["rank_now"]) - (
            rows[unit]["rank_before"] < rows[unit]["rank_now"]
        )


def test_the_bars_sum_to_the_score(english: None, now: Assessment) -> None:
    rows = what_if.contribution_chart(now)["datasets"]["rows"]
    for unit in now.units:
        total = sum(row["contribution"] for row in rows if row["region"] == unit)
        assert total == pytest.approx(now.scores.loc[unit, "four_forces"])


def test_moving_a_weight_changes_rows_only(english: None, now: Assessment, scenario: Scenario) -> None:
    other = data.assessment(scenario.with_points("four_forces", (81, 40, 40, 40)))
    first, second = what_if.contribution_chart(now), what_if.contribution_chart(other)
    assert {key: first[key] for key in first if key != "datasets"} == {
        key: second[key] for key in second if key != "datasets"
    }


def test_the_spoken_text_holds_no_moving_number(english: None, now: Assessment, scenario: Scenario) -> None:
    other = data.assessment(scenario.with_points("four_forces", (81, 40, 40, 40)))
    assert what_if.contribution_takeaway(now) == what_if.contribution_takeaway(other)
