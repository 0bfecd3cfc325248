"""What a click on the map does."""

from __future__ import annotations

from typing import Any

import pytest

from cluster_core.model.assessment import Assessment
from ui import comparison, map_clicks, maps, state, view_state
from ui.widget_keys import Key


def event(**layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {"selection": {"objects": layers}}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, None),
        (event(), None),
        (event(regions=[{"properties": {"code": "320100"}}]), "320100"),
        (event(clusters=[{"code": "320500"}], regions=[{"properties": {"code": "320100"}}]), "320500"),
        (event(regions=[{"properties": {}}]), None),
        (event(regions=[]), None),
    ],
)
def test_a_click_finds_a_region_or_the_bubble_on_it(given: Any, code: str | None) -> None:
    assert map_clicks.clicked(given) == code


def test_a_click_adds_to_the_comparison_and_a_second_one_takes_out(
    session: Any, assessment: Assessment
) -> None:
    map_clicks.add(assessment, "320100")
    assert view_state.compared() == ("320900", "320100"), "the focus is compared first"
    map_clicks.add(assessment, "320500")
    map_clicks.add(assessment, "320100")
    assert view_state.compared() == ("320900", "320500")
    map_clicks.add(assessment, "atlantis")
    assert view_state.compared() == ("320900", "320500")


def test_no_more_than_can_be_compared(session: Any, assessment: Assessment) -> None:
    view_state.set_compared(assessment.units[: comparison.MOST])
    map_clicks.add(assessment, assessment.units[-1])
    assert view_state.compared() == assessment.units[: comparison.MOST]


@pytest.mark.parametrize(("mode", "compared"), [("focus", None), ("compare", ("320900", "320100"))])
def test_the_switch_says_what_a_click_does(
    session: Any,
    assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    compared: tuple[str, ...] | None,
) -> None:
    focused: list[str] = []
    monkeypatch.setattr(state, "scenario", lambda: assessment.scenario)
    monkeypatch.setattr(map_clicks.widgets, "focus_on", focused.append)
    state.show(Key.MAP_CLICK, mode)
    state.show(Key.MAP.of(0), event(**{maps.LAYER: [{"properties": {"code": "320100"}}]}))
    map_clicks.on_click()
    assert view_state.compared() == compared
    assert focused == (["320100"] if mode == "focus" else [])
    assert view_state.map_clicks() == 1
    state.show(Key.MAP.of(1), event(**{maps.LAYER: [{"properties": {"code": "<script>"}}]}))
    map_clicks.on_click()
    assert view_state.map_clicks() == 1, "a code that nobody has changes nothing"
