"""Why is Yancheng where it is? From the overview to a source in two clicks, by mouse and by keyboard."""

from __future__ import annotations

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
    visit.wait_idle()  # until then the key may go to a table that the next run takes away
    visit.page.keyboard.press("Escape")
    card(visit).wait_for(state="detached")
    visit.wait_idle()


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


def test_the_card_fits_desk_and_phone(open_app: OpenApp) -> None:
    visit = open_app("/")
    visit.page.locator(".st-key-why button").click()
    card(visit).get_by_role("combobox").first.wait_for()
    for width, height in SIZES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.wait_idle()
        assert card(visit).evaluate("one => one.scrollWidth - one.clientWidth") == 0
