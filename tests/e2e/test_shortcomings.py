"""A visitor finds the worst shortcoming and what answers it."""

from __future__ import annotations

from tests.e2e.conftest import OpenApp, Visit


def pick(visit: Visit, label: str, option: str) -> None:
    box = visit.page.get_by_role("combobox", name=label)
    box.click()
    visit.page.get_by_role("option", name=option).first.click()
    visit.wait_idle()


def said(visit: Visit) -> str:
    return visit.page.get_by_test_id("stMain").inner_text()


def test_the_worst_shortcoming_and_the_measure_that_answers_it(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("See").click()
    visit.page.get_by_role("menuitem", name="Shortcomings").click()
    visit.wait_idle()
    assert "/shortcomings" in visit.page.url
    headline = visit.page.locator("h1").inner_text()
    assert "Core technology lacking" in headline
    assert "severe 69" in headline
    assert "Chokepoint list and joint research" in headline
    assert "2 of 2 tests failed" in said(visit)
    assert "priority 69" in said(visit)


def test_another_item_and_another_region(open_app: OpenApp) -> None:
    visit = open_app("/shortcomings", locale="en-GB")
    pick(visit, "Which shortcoming to look at", "without enough evidence")
    assert "Not enough evidence" in said(visit)
    assert "These data would settle it" in said(visit)
    pick(visit, "Focus region", "Nantong")
    assert "Not enough evidence" in said(visit), "the choice of an item outlives a change of region"
    assert "not Nantong" in said(visit)
    visit.page.get_by_test_id("stSidebar").get_by_text("中文").click()
    visit.wait_idle()
    assert "依据不足" in said(visit)


def test_the_thresholds_are_one_click_away(open_app: OpenApp) -> None:
    visit = open_app("/shortcomings", locale="en-GB")
    visit.page.get_by_role("button", name="Whose thresholds?").click()
    visit.page.get_by_text("all of these are ours").wait_for()


def test_a_click_on_a_row_shows_it(open_app: OpenApp) -> None:
    visit = open_app("/shortcomings", size=(1366, 900), locale="en-GB")
    box = visit.page.get_by_role("combobox", name="Which shortcoming to look at")
    for name in ("Few own brands", "A processing base", "Few own brands"):
        row = visit.page.locator(f'[data-testid="stVegaLiteChart"] svg [aria-label^="{name}"]').first
        row.wait_for()
        place = row.bounding_box()
        assert place
        visit.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        visit.page.wait_for_timeout(200)
        visit.wait_idle()
        assert name in box.input_value()
    pick(visit, "Which shortcoming to look at", "Isolated efforts")
    assert "Isolated efforts" in box.input_value()
