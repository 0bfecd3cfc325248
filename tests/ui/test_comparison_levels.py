"""Levels on one scale: dimensions, parts and indicators of the core's own numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.model.text import Language
from tests.pages.conftest import with_odd_frameworks
from ui import comparison_levels as levels_of
from ui import data
from ui.comparison_levels import Level

A, B = "320900", "320600"


def test_dimensions_and_parts_are_the_scores(assessment: Assessment) -> None:
    dimensions = levels_of.of_dimensions(assessment)
    assert [one.node for one in dimensions] == list(assessment.framework.dimensions)
    parts = levels_of.of_parts(assessment)
    assert [one.node for one in parts if not one.part] == [one.node for one in dimensions]
    assert len(parts) == 4 + 8
    for level in parts:
        pd.testing.assert_series_equal(level.values, assessment.scores[level.node])
        assert level.dimension == next(
            one
            for one in assessment.framework.dimensions
            if level.node == one or level.node in _below(assessment, one)
        )


def _below(assessment: Assessment, dimension: str) -> list[str]:
    return [child.id for child in assessment.framework.by_id[dimension].children]


def test_indicators_run_from_the_worst_to_the_best_of_the_peers(assessment: Assessment) -> None:
    found = levels_of.of_indicators(assessment)
    assert len(found) == 21  # the four ratings have no data
    for level in found:
        raw = assessment.prepared.treated[:, assessment.prepared.at[level.node]]
        sign = assessment.dataset.indicators[level.node].sign
        order = np.argsort(np.argsort(sign * raw))
        assert level.values.min() >= 0
        assert level.values.max() <= 100
        assert level.values.iloc[int(np.argmax(order))] == level.values.max()


def test_an_indicator_beside_dimensions_has_a_level() -> None:
    known = with_odd_frameworks("jiangsu")
    from cluster_core.assess.assessment import assess
    from cluster_core.model.fit import default_scenario

    flat = assess(known, default_scenario(known, framework="flat"))
    levels = levels_of.of_dimensions(flat)
    assert [one.node for one in levels] == ["rd_intensity", "loans_gdp", "nobody_counted"]
    assert levels[0].values.max() == 100
    assert levels[2].values.isna().all()
    assert [one.node for one in levels_of.of_indicators(flat)] == ["rd_intensity", "loans_gdp"]


def test_the_scale_is_0_to_100_or_what_standardised_scores_reach(
    language: Language, scenario: Scenario
) -> None:
    plain = data.assessment(scenario)
    levels = levels_of.of_dimensions(plain)
    assert levels_of.ticks(plain, levels) == (0, 25, 50, 75, 100)
    standard = data.assessment(replace(scenario, normalise="zscore"))
    levels = levels_of.of_dimensions(standard)
    ticks = levels_of.ticks(standard, levels)
    assert (
        ticks[0]
        <= min(level.values.min() for level in levels)
        < 0
        < max(level.values.max() for level in levels)
    )
    assert ticks[-1] >= max(level.values.max() for level in levels)
    assert levels_of.scale_words(plain) != levels_of.scale_words(standard)
    assert levels_of.ticks(standard, []) == (0, 25, 50, 75, 100)


@pytest.mark.parametrize(
    ("values", "first", "median"),
    [
        ({A: 3.0, B: 3.0, "c": 9.0}, [A, B], 3.0),
        ({A: np.nan, B: 1.0, "c": 2.0}, [B], 1.5),
        ({A: np.nan, B: np.nan, "c": np.nan}, [], np.nan),
    ],
)
def test_leaders_and_median(values: dict[str, float], first: list[str], median: float) -> None:
    level = Level("x", "x", pd.Series(values))
    assert levels_of.leaders(level, (A, B)) == first
    assert levels_of.median(level) == pytest.approx(median, nan_ok=True)
    assert levels_of.known(level, (A,)) == ({A: values[A]} if values[A] == values[A] else {})
