"""The weights page by hand: sliders answer while they are dragged, keys work, nothing takes the focus away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator

from tests.e2e.conftest import OpenApp, Visit

SLIDER = '.live-board input[type="range"]'
CHART = '[data-testid="stVegaLiteChart"] svg'
# What the page's sentence said, moment by moment.
LISTEN = """
() => {
  window.heard = [];
  new MutationObserver(() => {
    const said = document.querySelector('h1').innerText;
    if (said !== heard.at(-1)) heard.push(said);
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
SENT = """
() => {
  window.sent = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { sent += 1; return send.call(this, data); };
}
"""


@pytest.fixture
def lab(open_app: OpenApp) -> Visit:
    visit = open_app("/weights", locale="en-GB")
    visit.page.locator(CHART).wait_for()
    return visit


def slider(visit: Visit, place: int) -> Locator:
    return visit.page.locator(SLIDER).nth(place)


def value(visit: Visit, place: int) -> int:
    return int(slider(visit, place).input_value())


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def weights(visit: Visit) -> list[str]:
    return visit.page.locator(".live-board-foot b").all_inner_texts()


def settle(visit: Visit) -> None:
    visit.wait_idle(quiet=0.6)


def press(visit: Visit, place: int, key: str, times: int = 1) -> None:
    slider(visit, place).focus()
    for _ in range(times):
        visit.page.keyboard.press(key)
    settle(visit)


def test_the_page_answers_while_the_slider_is_dragged(lab: Visit) -> None:
    lab.page.evaluate(LISTEN)
    lab.page.evaluate(SENT)
    box = slider(lab, 0).bounding_box()
    assert box
    y, left, right = box["y"] + box["height"] / 2, box["x"] + box["width"] / 2, box["x"] + box["width"] - 2
    lab.page.mouse.move(left, y)
    lab.page.mouse.down()
    for step in range(1, 21):
        lab.page.mouse.move(left + (right - left) * step / 20, y)
        lab.page.wait_for_timeout(60)
    lab.page.wait_for_timeout(300)
    # The button is still down: every answer so far came during the drag.
    during, messages = lab.page.evaluate("() => [heard.length, sent]")
    assert lab.page.evaluate("() => heard.at(-1)") == headline(lab)
    assert "Yancheng rises" in headline(lab)
    lab.page.mouse.up()
    settle(lab)
    assert value(lab, 0) == 100
    assert "~4~100~50~50~50~" in lab.page.url
    assert during >= 2
    assert messages >= 3
    # One drag is one step back.
    lab.page.get_by_role("button", name="Undo").click()
    settle(lab)
    assert [value(lab, place) for place in range(4)] == [50] * 4
    assert headline(lab).startswith("Under the document's default weights")


def test_the_weights_beside_the_sliders_follow_at_once_and_in_step(lab: Visit) -> None:
    slider(lab, 1).focus()
    lab.page.keyboard.press("End")
    reckoned = weights(lab)  # before any answer can have come
    assert reckoned == ["Weight 20.0%", "Weight 40.0%", "Weight 20.0%", "Weight 20.0%"]
    settle(lab)
    assert weights(lab) == reckoned
    assert slider(lab, 1).get_attribute("aria-valuetext") == "100 points, 40.0% of all, Weight 40.0%"


def test_keys_work_and_the_focus_stays(lab: Visit) -> None:
    before = lab.page.url
    press(lab, 0, "ArrowRight", 40)
    assert value(lab, 0) == 90
    assert lab.page.url != before
    assert lab.page.evaluate("document.activeElement.id") == slider(lab, 0).get_attribute("id")
    lab.page.keyboard.press("Home")
    settle(lab)
    assert value(lab, 0) == 0
    assert lab.page.evaluate("document.activeElement.id") == slider(lab, 0).get_attribute("id")
    lab.page.get_by_role("button", name="Reset").press("Enter")
    settle(lab)
    assert value(lab, 0) == 50
    assert headline(lab).startswith("Under the document's default weights")


def test_locks_hold_and_too_many_are_explained(lab: Visit) -> None:
    locks = lab.page.locator(".live-board-lock")
    said = lab.page.get_by_role("status").filter(has_text=re.compile("locked"))
    locks.nth(1).click()
    settle(lab)
    assert slider(lab, 1).is_disabled()
    assert locks.nth(1).get_attribute("aria-pressed") == "true"
    press(lab, 0, "End")
    assert weights(lab)[1] == "Weight 25.0%"
    assert weights(lab)[0] == "Weight 37.5%"
    for place in (2, 3):
        locks.nth(place).click()
    settle(lab)
    assert "Only one is unlocked" in said.inner_text()
    locks.nth(0).click()
    settle(lab)
    assert "Every weight is locked" in said.inner_text()
    locks.nth(0).click()
    locks.nth(1).click()
    settle(lab)
    assert said.count() == 0


def test_all_zero_is_explained_and_the_last_ranking_stays(lab: Visit) -> None:
    for place in range(4):
        press(lab, place, "Home")
    said = lab.page.get_by_role("status").filter(has_text="cannot all be zero")
    assert said.is_visible()
    assert weights(lab)[3] == "Weight 100.0%"
    assert "~4~0~0~0~50~" in lab.page.url
    press(lab, 2, "ArrowRight")
    assert said.count() == 0
    assert weights(lab)[2] == "Weight 100.0%"
