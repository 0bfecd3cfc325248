"""A plan as a figure and as a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.explore.goal_seek import goal_seek
from cluster_core.model.assessment import Assessment
from ui import data, figures, goal_figures, theme
from ui.charts.spec import DATASET

FOCUS = "320900"


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "tokens", lambda: theme.LIGHT)


def test_the_bars_are_the_steps_and_the_table_tells_them_all(language: str, assessment: Assessment) -> None:
    found = goal_seek(assessment, FOCUS, to_rank=7, bounds="halfway")
    figure = goal_figures.plan(assessment, found)
    assert figure is not None
    rows = figure.chart["datasets"][DATASET]
    assert [row["end"] for row in rows] == pytest.approx([step.end for step in found.moved])
    assert all(row["peer"] == pytest.approx(100.0) for row in rows)
    assert figure.alt
    table = figure.table()
    assert len(table) == 21
    assert table.iloc[:, 11].sum() == pytest.approx(found.effort)


def test_no_more_bars_than_can_be_read(english: None, assessment: Assessment) -> None:
    found = goal_seek(assessment, FOCUS, to_rank=1, bounds="halfway")
    figure = goal_figures.plan(assessment, found)
    assert figure is not None
    assert len(figure.chart["datasets"][DATASET]) == goal_figures.BARS_MOST
    assert f"{len(found.moved) - goal_figures.BARS_MOST} more in the table" in figure.subtitle


def test_a_target_that_is_met_draws_nothing(english: None, assessment: Assessment) -> None:
    assert goal_figures.plan(assessment, goal_seek(assessment, FOCUS, to_rank=13)) is None


def test_scores_that_are_not_0_to_100_have_an_axis_of_their_own(
    english: None, assessment: Assessment
) -> None:
    other = data.assessment(replace(assessment.scenario, normalise="zscore"))
    found = goal_seek(other, FOCUS, to_rank=8)
    figure = goal_figures.plan(other, found)
    assert figure is not None
    drawn = [row[field] for row in figure.chart["datasets"][DATASET] for field in ("start", "end", "peer")]
    scale = figure.chart["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domain"][0] <= min(drawn)
    assert scale["domain"][1] >= max(drawn)
    assert scale["domain"][1] < 20
