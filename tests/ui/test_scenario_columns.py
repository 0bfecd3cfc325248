"""Which scenarios are compared: ticked, by default, fitted to the data, left out where they cannot be computed."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import SavedScenario
from cluster_core.userdata.tray import Draft
from ui import certainty, data, scenario_columns, tray_state
from ui.scenario_columns import BASELINE, CURRENT


@pytest.fixture
def weighted(scenario: Scenario) -> Scenario:
    return scenario.with_points("four_forces", (80, 40, 40, 40))


@pytest.fixture
def records(desk: Store, scenario: Scenario, weighted: Scenario) -> tuple[SavedScenario, ...]:
    brand = scenario.with_points("four_forces", (40, 40, 80, 40))
    return saved.add(desk, [Draft("Mine", weighted), Draft("Brand", brand), Draft("Same", scenario)])


def test_by_default_the_baseline_the_screen_and_the_newest(scenario, weighted, records) -> None:
    mine, brand, same = records
    assert scenario_columns.default(scenario, []) == (BASELINE,)
    assert scenario_columns.default(weighted, []) == (BASELINE, CURRENT)
    assert scenario_columns.default(scenario, [same, brand, mine]) == (BASELINE, brand.id, mine.id)
    assert scenario_columns.default(weighted, [mine, brand]) == (BASELINE, mine.id, brand.id)


def test_a_choice_is_kept_even_if_empty(session: SimpleNamespace, scenario, records) -> None:
    assert scenario_columns.chosen(scenario, records) == scenario_columns.default(scenario, records)
    tray_state.set_ticked(())
    assert scenario_columns.chosen(scenario, records) == ()


def test_columns_are_lettered_in_the_order_of_the_ticks(english: None, scenario, weighted, records) -> None:
    mine, brand, _ = records
    found = scenario_columns.columns(weighted, [brand.id, BASELINE, CURRENT])
    assert [one.title for one in found] == ["A Brand", "B Baseline", "C On screen now"]
    assert [one.scenario for one in found] == [brand.scenario(), scenario, weighted]
    assert found[2].assessment is data.assessment(weighted)
    assert (
        len(scenario_columns.columns(weighted, [mine.id, brand.id, *(one.id for one in records), CURRENT]))
        == 4
    )


def test_what_is_gone_leaves_the_letters_to_the_others(english: None, desk: Store, scenario, records) -> None:
    saved.delete(desk, records[0])
    found = scenario_columns.columns(scenario, [records[0].id, BASELINE, records[1].id])
    assert [one.title for one in found] == ["A Baseline", "B Brand"]


def test_a_scenario_of_what_is_no_more_says_so(english: None, desk: Store, scenario, weighted) -> None:
    old = saved.add(desk, [Draft("Old", replace(weighted, focus="999999", year=1066))])[0]
    (column,) = scenario_columns.columns(scenario, [old.id])
    assert {notice.ids for notice in column.notices} == {("focus",), ("year",)}
    assert column.scenario.points == weighted.points


def test_without_the_tray_the_two_own_ones_stay(desk: Store, english: None, weighted) -> None:
    assert desk.path is not None
    desk.path.mkdir(parents=True)
    assert [one.id for one in scenario_columns.columns(weighted, [BASELINE, "x", CURRENT])] == [
        BASELINE,
        CURRENT,
    ]


def test_a_summary_is_of_the_focus_else_of_the_leader(english: None, scenario: Scenario) -> None:
    result = data.assessment(scenario)
    score = result.scores.loc["320900", "four_forces"]
    sure = certainty.range_text(certainty.standings(result)["320900"])
    assert scenario_columns.summary(result) == f"Yancheng 13th ({sure}) · {score:.1f}"
    alone = data.assessment(replace(scenario, weighting="bod"))
    assert "(" not in scenario_columns.summary(alone)
    leader = scenario_columns.summary(data.assessment(replace(scenario, focus="")))
    assert " 1st (" in leader
    assert scenario_columns.summary(data.assessment(replace(scenario, year=2018))) == "nobody ranked"


def test_what_cannot_be_compared_is_no_default(desk: Store, scenario, weighted, records) -> None:
    other = [
        Draft("framework", replace(scenario, framework="two")),
        Draft("bundle", replace(scenario, bundle="practice")),
        Draft("unit", replace(scenario, unit="cluster")),
    ]
    saved.add(desk, other)
    assert {one.name for one in scenario_columns.newest(weighted)} == {"Mine", "Brand", "Same"}
