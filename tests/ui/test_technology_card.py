"""The card on one technology: what makes its priority, in words."""

from __future__ import annotations

import math

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.chokepoints import Rated
from ui import chokepoints, technology_card


@pytest.fixture(autouse=True)
def kept(judgements):
    return judgements


def entry(assessment: Assessment, name: str) -> Rated:
    return next(one for lane in chokepoints.lanes(assessment) for one in lane.entries if one.entry.id == name)


def test_each_part_says_where_it_comes_from(english: None, assessment: Assessment) -> None:
    claimed = technology_card.lines(assessment, entry(assessment, "cp_wind_core"))
    assert claimed[0] == "Lack: 90% imported, as claimed"
    assert claimed[1] == "Criticality: not rated, so there is no priority"
    assert claimed[2].startswith("Feasibility: not known, so 75% stands in")
    of_lane = technology_card.lines(assessment, entry(assessment, "cp_engines"))
    assert (
        of_lane[0]
        == "Lack: no figure; 0.60 stands in, which is ours for the lane Behind the international level"
    )
    unknown = technology_card.lines(assessment, entry(assessment, "cp_operating_system"))
    assert unknown[0].startswith("Lack: not known")


def test_own_ratings_and_what_they_propose(english: None, assessment: Assessment) -> None:
    chokepoints.rate(
        assessment, {("cp_wind_core", "criticality"): 75, ("cp_wind_core", "domestic_level"): "none"}
    )
    said = technology_card.lines(assessment, entry(assessment, "cp_wind_core"))
    assert "Criticality: 75, your rating" in said
    # 90 % imported and nothing at home: the conditions of the first lane.
    assert said[-1] == "What is known proposes the lane: Controlled from abroad"


def test_the_indicator_of_the_region(clusters: Assessment, assessment: Assessment) -> None:
    tidy = clusters.dataset.cluster_observations
    row = tidy[
        (tidy["unit"] == "c03") & (tidy["indicator"] == chokepoints.INDICATOR) & (tidy["year"] == 2024)
    ]
    assert technology_card._value(clusters, "c03") == row["value"].item()
    assert math.isnan(technology_card._value(assessment, "320900"))
