"""What is saved of a page, and where it leads."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cluster_core.model.assessment import Assessment
from cluster_core.model.scenario import Scenario
from cluster_core.userdata import tray as saved
from cluster_core.userdata.connection import Store
from cluster_core.userdata.tray import Draft
from ui import data, state, tray, tray_views, view_state
from ui.widget_keys import Key

PAGES: Any = {
    path: SimpleNamespace(title=path.title()) for path in ("", "weights", "tray", "goal", "map", "sure")
}


@pytest.fixture(autouse=True)
def begun(session: SimpleNamespace) -> None:
    state.begin(data.bundles(), data.dataset, "1")
    state.set_pages(PAGES)


@pytest.mark.parametrize(
    ("page", "offered", "usual"),
    [
        *[(page, False, False) for page in ("", "weights", "tray", "gone")],
        ("map", True, False),
        ("goal", True, True),
    ],
)
def test_pages_that_show_the_scenario_alone_keep_nothing_more(page: str, offered: bool, usual: bool) -> None:
    state.set_page(page)
    assert (tray_views.offered(), tray_views.usual()) == (offered, usual)


def test_a_page_on_which_something_was_chosen_is_kept_with_it() -> None:
    state.set_page("map")
    state.show(Key.MAP_VIEW, "tiles")
    assert tray_views.usual()
    assert tray_views.here() == ("map", "1~v~1~tiles~z")


def test_a_goal_is_kept_with_the_parts_left_at_their_defaults() -> None:
    state.set_page("goal")
    assert tray_views.here() == ("goal", "1~gk~1~rank~gr~1~10~gg~1~all~gb~1~best_peer~z")


def test_opening_brings_scenario_and_view_back(desk: Store, scenario: Scenario) -> None:
    record = saved.add(desk, [Draft("Goal", scenario, page="goal", view="1~gr~1~5~z")])[0]
    state.put(scenario.with_points("four_forces", (80, 40, 40, 40)))
    view_state.pick(Key.GOAL_BOUNDS, "halfway")
    tray.open_(record)
    assert state.scenario() == scenario
    assert (view_state.picked(Key.GOAL_RANK), view_state.picked(Key.GOAL_BOUNDS)) == ("5", None)


def test_it_leads_to_its_page_or_to_the_lab(
    desk: Store, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[object] = []
    monkeypatch.setattr(tray_views, "st", SimpleNamespace(switch_page=led.append))
    drafts = [Draft("A", scenario, page="goal"), Draft("B", scenario), Draft("C", scenario, page="later")]
    for record in saved.add(desk, drafts):
        tray_views.go(record)
    assert led == [PAGES["goal"], tray_views.LAB, tray_views.LAB]
    assert [tray_views.title(page) for page in ("goal", "", "later")] == ["Goal", "", ""]


def test_a_goal_is_named_by_its_target(english: None, assessment: Assessment) -> None:
    state.set_page("goal")
    assert tray_views.suggested_name(assessment) == "Yancheng 2023: to 10th"
    view_state.pick(Key.GOAL_KIND, "score")
    view_state.pick(Key.GOAL_SCORE, "40.0")
    assert tray_views.suggested_name(assessment) == "Yancheng 2023: score 40.0"
    state.set_page("map")
    assert tray_views.suggested_name(assessment) == tray.suggested_name(assessment)
