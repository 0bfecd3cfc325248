"""The figures carry the draws and the bounds, and their tables the same numbers."""

from __future__ import annotations

import pytest

from cluster_core.explore.extreme_ranks import ExtremeRank
from cluster_core.model.assessment import Assessment
from cluster_core.model.text import Language
from ui import robustness
from ui import robustness_figures as figures_of
from ui.robustness import Options

FLOOR = Options(floor=0.1)


def test_cells_are_the_shares_of_ranks(language: Language, assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    figure = figures_of.cells(assessment, found, robustness.window(assessment, found))
    rows = figure.chart["datasets"]["rows"]
    for row in rows:
        at = found.units.index(row["region"])
        assert row["share"] == pytest.approx(float((found.ranks[at] == row["column"] + 1).mean()))
        assert bool(row["text"]) == (row["share"] >= 0.05)
    assert sum(row["now"] for row in rows) == 13
    assert figure.title in figure.alt
    table = figure.table()
    assert table.iloc[:, 4:].sum(axis=1).tolist() == pytest.approx([100.0] * 13)
    assert table.iloc[:, 2].is_monotonic_increasing
    assert set(figure.formats) <= set(table.columns)


def test_of_very_many_ranks_some_share_a_column(
    english: None, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_of, "COLUMNS", 5)
    found = robustness.sampled(assessment, FLOOR)
    rows = figures_of.cells(assessment, found, robustness.ordered(found)).chart["datasets"]["rows"]
    assert [row["rank_text"] for row in rows[:5]] == ["1–3", "4–6", "7–9", "10–12", "13"]
    for unit in found.units:
        assert sum(row["share"] for row in rows if row["region"] == unit) == pytest.approx(1)


def test_the_window_is_said(english: None, assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    assert "Drawn: 4 of 13" in figures_of.cells(assessment, found, robustness.ordered(found)[:4]).subtitle


def test_bars_are_the_bounds(language: Language, assessment: Assessment) -> None:
    found = robustness.sampled(assessment, FLOOR)
    reach = robustness.reach(assessment, FLOOR, found.units)
    assert reach is not None
    figure = figures_of.bounds(assessment, found, reach, robustness.window(assessment, found))
    for row in figure.chart["datasets"]["rows"]:
        within, free = reach.limited[row["region"]], reach.free[row["region"]]
        assert (row["best"], row["worst"]) == (within.best, within.worst)
        assert (row["free_best"], row["free_worst"]) == (free.best, free.worst)
        assert row["free_best"] <= row["best"] <= row["rank"] <= row["worst"] <= row["free_worst"]
    assert not figure.table().isna().any(axis=None)


def test_a_range_that_is_not_proven_is_marked() -> None:
    assert figures_of.span_text(ExtremeRank("a", 2, 5, {}, {}, "sampled")) == "≈2–5"
    assert figures_of.span_text(ExtremeRank("a", 2, 2, {}, {}, "exact")) == "2"
    assert figures_of.span_text(ExtremeRank("a", None, None, {}, {}, "exact")) == "–"
