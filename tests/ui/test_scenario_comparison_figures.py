"""Figures of scenarios side by side carry the assessments' numbers, in chart and table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_core.model.scenario import Scenario
from ui import certainty, data
from ui import scenario_comparison_figures as figures_of
from ui.scenario_columns import LETTERS, Column


def columns(*scenarios: Scenario) -> tuple[Column, ...]:
    return tuple(
        Column(letter, letter, f"Plan {letter}", data.assessment(one))
        for letter, one in zip(LETTERS, scenarios, strict=False)
    )


@pytest.fixture
def three(scenario: Scenario) -> tuple[Column, ...]:
    points = [(1, 1, 1, 1), (80, 40, 40, 40), (40, 40, 80, 40)]
    return columns(*(scenario.with_points("four_forces", one) for one in points))


def test_the_table_of_ranks_is_the_assessments(english: None, three) -> None:
    figure = figures_of.bumps(three, figures_of.ranks_of(three))
    table = figure.table().set_index("Region")
    assert figure.title in figure.alt
    for column in three:
        own = column.assessment.ranks["four_forces"]
        assert table.loc["Yancheng", column.title] == own["320900"]
        assert sorted(table[column.title]) == sorted(own)


def test_moves_are_from_the_first_to_the_last(english: None) -> None:
    ranks = [
        {"a": 3, "b": 1, "c": 2, "d": 4},
        {"a": 1, "b": 2, "c": 3, "d": 4},
        {"a": 1, "b": 3, "c": 2, "d": 4},
    ]
    assert [figures_of.move_text(ranks, unit) for unit in "abcd"] == ["↑2", "↓2", "↕", ""]


def test_of_very_many_the_focus_and_the_movers_are_drawn(english: None, three, monkeypatch) -> None:
    monkeypatch.setattr(figures_of, "SHOWN", 4)
    ranks = figures_of.ranks_of(three)
    units = figures_of.shown(three, ranks)
    assert "320900" in units
    assert len(units) == 4
    assert units == [unit for unit in ranks[0] if unit in units]
    assert "4 that move farthest of 13 regions" in figures_of.bumps(three, ranks).subtitle


def test_only_common_regions_are_ranked_anew(english: None, scenario: Scenario) -> None:
    few = replace(scenario, peers=("320900", "320500", "320100"))
    ranks = figures_of.ranks_of(columns(scenario, few))
    assert [sorted(one) for one in ranks] == [["320100", "320500", "320900"]] * 2
    assert [sorted(one.values()) for one in ranks] == [[1, 2, 3]] * 2


def test_the_table_of_weights_has_the_differences_in_points(english: None, three) -> None:
    figure = figures_of.weights(three)
    assert figure is not None
    table = figure.table().set_index("Dimension")
    assert list(table["B Plan B"]) == pytest.approx([40, 20, 20, 20])
    assert list(table["B − A (points)"]) == pytest.approx([15, -5, -5, -5])
    assert set(figure.formats) <= set(table.columns)


def test_the_waterfall_ends_at_the_other_score(language, three) -> None:
    figure = figures_of.change(three[0], three[1], "320900")
    assert figure is not None
    rows = figure.chart["datasets"]["rows"]
    scores = [column.assessment.scores.loc["320900", "four_forces"] for column in three[:2]]
    assert (rows[0]["x1"], rows[-1]["x1"]) == pytest.approx(tuple(scores))
    assert rows[-2]["x1"] == pytest.approx(scores[1]), "the parts lead exactly there"
    table = figure.table()
    points = table.iloc[:, -1]
    assert points.iloc[:-1].sum() == pytest.approx(points.iloc[-1], abs=1e-9)
    assert list(table.iloc[:, 2] - table.iloc[:, 1]) == pytest.approx(list(points))


def test_without_a_score_there_is_no_waterfall(english: None, scenario: Scenario) -> None:
    assert figures_of.change(*columns(scenario, replace(scenario, year=2018)), "320900") is None


def test_without_dimensions_there_are_no_weights(english: None, three) -> None:
    answer = three[0].assessment
    bare = replace(answer.framework, nodes=(replace(answer.framework.root, children=()),))
    alone = replace(
        three[0], assessment=replace(answer, framework=bare, scored=replace(answer.scored, weights={}))
    )
    assert figures_of.weights([alone, alone]) is None


def test_ranks_stand_with_their_ranges(english: None, three) -> None:
    ranks = figures_of.ranks_of(three)
    table = figures_of.bumps(three, ranks).table().set_index("Region")
    sure = certainty.standings(three[0].assessment)["320900"]
    assert table.loc["Yancheng", "A: 90% range"] == certainty.range_text(sure)
    drawn = figures_of.bumps(three, ranks).chart["datasets"]["rows"]
    row = next(one for one in drawn if one["region"] == "320900")
    assert row["rank_0"] == f"{ranks[0]['320900']} ({certainty.range_text(sure)})"
