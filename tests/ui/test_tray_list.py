"""The list: what a row says, and what its menu does to the tray."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.record import SavedScenario
from cluster_core.userdata.tray import Draft
from ui import state, tray_list, tray_state
from ui.widget_keys import Key

Choose = Callable[[SavedScenario, str], None]


@pytest.fixture
def record(desk: Store, scenario: Scenario) -> SavedScenario:
    return saved.add(desk, [Draft("Mine", scenario.with_points("four_forces", (80, 40, 40, 40)))])[0]


@pytest.fixture
def choose(session: SimpleNamespace, scenario: Scenario) -> Choose:
    """A function that chooses from the menu of an entry."""
    state.put(scenario)

    def choose_(record: SavedScenario, act: str) -> None:
        session.session_state[Key.TRAY_MENU.of(record.id)] = act
        tray_list._on_menu(record)

    return choose_


def names(desk: Store) -> list[str]:
    return sorted(one.name for one in saved.list_(desk).records)


def test_the_menu_opens_and_duplicates(
    english: None, desk: Store, record: SavedScenario, choose: Choose
) -> None:
    choose(record, "open")
    assert state.scenario() == record.scenario()
    assert tray_state.opened() == record
    choose(record, "duplicate")
    assert names(desk) == ["Mine", "Mine (2)"]


def test_what_is_deleted_can_be_brought_back(
    english: None, desk: Store, record: SavedScenario, choose: Choose
) -> None:
    tray_state.set_ticked(["baseline", record.id])
    choose(record, "delete")
    assert names(desk) == []
    assert tray_state.ticked() == ("baseline",)
    tray_list._on_undo()
    assert names(desk) == ["Mine"]
    assert tray_state.deleted() is None
    tray_list._on_undo()
    assert names(desk) == ["Mine"]


def test_an_old_list_deletes_nothing_new(
    english: None, desk: Store, record: SavedScenario, choose: Choose
) -> None:
    saved.rename(desk, record, "Renamed by somebody")
    choose(record, "delete")
    assert names(desk) == ["Renamed by somebody"]
    assert "Somebody else changed" in tray_state.take_problem()
    assert tray_state.deleted() is None


def test_a_row_says_what_comes_of_it(
    english: None, session: SimpleNamespace, scenario: Scenario, record: SavedScenario
) -> None:
    state.put(scenario)
    assert tray_list.line(record).startswith("Yancheng 12th (")
    assert tray_list.line(record).endswith(" · 2023")
    noted = replace(record, note="for \u202ethe mayor")
    assert tray_list.line(noted).endswith(" · for the mayor")
    assert "Cannot be opened" in tray_list.line(replace(record, code="99~x"))
    state.put(replace(scenario, bundle="practice"))
    assert "Jiangsu" in tray_list.line(record)


def test_a_page_beyond_the_last_is_the_first(
    english: None, session: SimpleNamespace, record: SavedScenario
) -> None:
    tray_state.set_sought("", 9)
    assert [one.id for one in tray_list.listing().records] == [record.id]
    assert tray_state.sought().page == 1


def test_what_is_on_screen_tells_whether_it_is_saved(
    english: None, session: SimpleNamespace, scenario: Scenario, record: SavedScenario
) -> None:
    state.put(scenario)
    assert "saved" not in tray_list._current_line()
    tray_state.set_opened(record)
    assert tray_list._current_line().endswith("changed from “Mine”, not saved")
    state.put(record.scenario())
    assert tray_list._current_line().endswith("saved as “Mine”")


def test_all_or_some_are_exported(desk: Store, scenario: Scenario, record: SavedScenario) -> None:
    saved.add(desk, [Draft("Other", scenario)])
    every, some = (json.loads(tray_list.exported(ids))["scenarios"] for ids in ([], [record.id]))
    assert sorted(one["name"] for one in every) == ["Mine", "Other"]
    assert [one["name"] for one in some] == ["Mine"]


def test_an_entry_says_where_it_opens(english: None) -> None:
    assert tray_list._act("open", "") == "Open in the lab"
    assert tray_list._act("open", "Goal-seek") == "Open on Goal-seek"
    assert tray_list._act("delete", "Goal-seek") == tray_list._act("delete", "")
