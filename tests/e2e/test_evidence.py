"""Why is Yancheng where it is? From the overview to a source in two clicks, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from tests.e2e.conftest import OpenApp, Visit

SIZES = [(390, 844), (1366, 768)]
REACHED = "document.activeElement.matches('.st-key-why button')"


def card(visit: Visit) -> Locator:
    return visit.page.get_by_role("dialog")


def click_mark(visit: Visit, name: str) -> None:
    mark = visit.page.locator(f'[data-testid="stVegaLiteChart"] svg [aria-label^="{name}"]').first
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    place = mark.bounding_box()
    assert place
    visit.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    card(visit).get_by_role("combobox").first.wait_for()
    visit.wait_idle()


def about(visit: Visit) -> list[str]:
    return [box.input_value().strip() for box in card(visit).get_by_role("combobox").all()]


def close(visit: Visit) -> None:
    visit.page.keyboard.press("Escape")
    card(visit).wait_for(state="detached")
    visit.wait_idle()


def test_two_clicks_from_the_overview_to_the_source(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    click_mark(visit, "Yancheng; Score 16.0")
    assert about(visit) == ["Yancheng", "Four forces"]
    assert "25.0% × 17.98" in card(visit).inner_text()
    cells = card(visit).locator("canvas").first
    cells.scroll_into_view_if_needed()
    place = cells.bounding_box()
    assert place
    visit.page.mouse.click(
        place["x"] + 60, place["y"] + place["height"] * 0.31
    )  # the third row below the head
    card(visit).get_by_role("link").first.wait_for()
    assert about(visit) == ["Yancheng", "R&D intensity"]
    said = card(visit).inner_text()
    for part in ("2.12% of GDP", "2021", "10th of 13", "R&D expenditure, 2021: 140.3"):
        assert part in said
    address = card(visit).get_by_role("link").first.get_attribute("href")
    assert address
    assert address.startswith("http")
    close(visit)
    click_mark(visit, "Yancheng; Score 16.0")  # the same mark again
    assert about(visit) == ["Yancheng", "Four forces"]


def test_the_same_by_keyboard(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    keys = visit.page.keyboard
    for _ in range(25):
        keys.press("Tab")
        if visit.page.evaluate(REACHED):
            break
    keys.press("Enter")
    card(visit).get_by_role("combobox").first.wait_for()
    visit.wait_idle()
    for _ in range(3):
        keys.press("Tab")
    assert visit.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Number"
    keys.type("R&D")
    keys.press("Enter")
    card(visit).get_by_role("link").first.wait_for()
    assert about(visit) == ["Yancheng", "R&D intensity"]
    close(visit)


def test_a_mark_inside_a_fragment_opens_it_too(open_app: OpenApp) -> None:
    visit = open_app("/compare", locale="en-GB")
    click_mark(visit, "Soft environment; Region Yancheng")
    assert about(visit) == ["Yancheng", "Soft environment"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_scrolls_sideways(open_app: OpenApp, size: tuple[int, int]) -> None:
    visit = open_app("/", size=size)
    visit.page.locator(".st-key-why button").click()
    card(visit).get_by_role("combobox").first.wait_for()
    visit.wait_idle()
    assert card(visit).evaluate("one => one.scrollWidth - one.clientWidth") == 0
    main = visit.page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth - one.clientWidth") == 0
