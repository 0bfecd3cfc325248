"""The comparison's parts: its headline, and opening one of its scenarios in the lab."""

from __future__ import annotations

from types import SimpleNamespace

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.tray import Draft
from ui import data, lab_state, scenario_columns, scenario_comparison, state, tray_state
from ui.scenario_columns import BASELINE, CURRENT


def test_the_headline_needs_two(english: None, scenario: Scenario) -> None:
    columns = scenario_columns.columns(
        scenario.with_points("four_forces", (80, 40, 40, 40)), [BASELINE, CURRENT]
    )
    assert scenario_comparison.headline(columns[:1]) == "Tick two scenarios to see what moves"
    assert "Yancheng rises from 13th to 12th" in scenario_comparison.headline(columns)


def test_a_scenario_is_opened_as_it_stands_in_the_tray_now(
    english: None, session: SimpleNamespace, desk: Store, scenario: Scenario
) -> None:
    weighted = scenario.with_points("four_forces", (80, 40, 40, 40))
    record = saved.add(desk, [Draft("Mine", scenario)])[0]
    columns = scenario_columns.columns(weighted, [BASELINE, CURRENT, record.id])
    after = saved.save(desk, record, weighted)
    state.put(weighted)
    scenario_comparison._on_open(columns[1])
    assert state.scenario() == weighted
    scenario_comparison._on_open(columns[0])
    assert state.scenario() == scenario
    lab_state.set_locks("four_forces", ["brand"])
    scenario_comparison._on_open(columns[2])
    assert (state.scenario(), tray_state.opened()) == (weighted, after)
    assert not lab_state.locks("four_forces")
    saved.delete(desk, after)
    scenario_comparison._on_open(columns[2])
    assert "no longer in" in tray_state.take_problem()
    assert state.scenario() == weighted


def test_the_baseline_has_the_frameworks_weights(scenario: Scenario) -> None:
    columns = scenario_columns.columns(scenario.with_points("four_forces", (80, 40, 40, 40)), [BASELINE])
    assert columns[0].assessment is data.assessment(scenario)
