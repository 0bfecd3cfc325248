"""What the map colours: value, rank, change, difference from another scenario, certainty, or two measures at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cluster_core.assess.assessment import baseline
from cluster_core.assess.measures import Measure, change_of, difference_of, value_of
from cluster_core.model.assessment import Assessment
from ui import certainty, data, scenario_columns
from ui.map_words import TOP_SHARE, Choice


def measured(assessment: Assessment, choice: Choice) -> Measure:
    """Return the numbers behind the colours; all missing where there is nothing to compare with."""
    if choice.show == "change" and choice.since is not None:
        return change(assessment, choice)
    if choice.show == "scenario":
        other = against(assessment, choice.against)
        return difference_of(assessment, other.assessment, choice.measure) if other else _none(assessment)
    if choice.show == "certainty":
        return sureness(assessment, choice.sure)
    return value_of(assessment, choice.measure)


def _none(assessment: Assessment) -> Measure:
    count = len(assessment.units)
    return Measure(assessment.units, np.full(count, np.nan), np.zeros(count, np.int64), 0.0, 0.0)


# ---- two years


def change(assessment: Assessment, choice: Choice) -> Measure:
    """Return the change of a measure since a year, on one scale for both years."""
    pooled = replace(assessment.scenario, pool="all")
    earlier = replace(pooled, year=choice.since if choice.since is not None else pooled.year)
    return change_of(data.assessment(pooled), data.assessment(earlier), choice.measure)


def years(assessment: Assessment, measure: str) -> list[int]:
    """Return the earlier years to which a measure can be compared, latest first."""
    own = assessment.scenario.year
    earlier = [year for year in assessment.dataset.years(assessment.scenario.unit) if year < own]
    return [
        year
        for year in reversed(earlier)
        if np.isfinite(change(assessment, Choice(measure, "change", year)).values).any()
    ]


# ---- two scenarios


def others(assessment: Assessment) -> dict[str, str]:
    """Return the scenarios that this one can be set against, by id: the framework's own weights, then saved ones."""
    saved = scenario_columns.newest(assessment.scenario)
    code, own = assessment.scenario.encode(), scenario_columns.BASELINE
    names = {record.id: record.name for record in saved if record.code != code}
    return {own: scenario_columns.own_name(own), **names}


def against(assessment: Assessment, other: str) -> scenario_columns.Column | None:
    """Return one of these scenarios with its answer; None where it is gone or cannot be computed."""
    found = scenario_columns.columns(assessment.scenario, [other]) if other else ()
    return found[0] if found else None


def is_same(assessment: Assessment, other: str) -> bool:
    """Tell whether this scenario is the very one that it is set against."""
    return other == scenario_columns.BASELINE and assessment.scenario == baseline(assessment.scenario)


# ---- how sure


def sureness(assessment: Assessment, sure: str) -> Measure:
    """Return how many places nine of ten weightings move a region, or its share of top fives in percent.

    The surest is the first: the fewest places, or the greatest share.
    """
    known = certainty.standings(assessment)
    found = [known.get(unit) for unit in assessment.units]
    if sure == TOP_SHARE:
        values = np.array([one.share * 100 if one else np.nan for one in found])
        return replace(_ranked(assessment, values, -values), low=0.0, high=100.0)
    values = np.array([float(one.high - one.low) if one else np.nan for one in found])
    return _ranked(assessment, values, values)


def _ranked(assessment: Assessment, values: np.ndarray, cost: np.ndarray) -> Measure:
    known = np.isfinite(values)
    places = 1 + (cost[None, :] < cost[:, None]).sum(axis=1)
    ends = (float(values[known].min()), float(values[known].max())) if known.any() else (0.0, 0.0)
    return Measure(assessment.units, values, np.where(known, places, 0).astype(np.int64), *ends)
