"""A story in a real browser: pinned, put in order, presented in large type, frozen, followed by a second window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from cluster_core.userdata import stories
from cluster_core.userdata.connection import open_store
from tests.e2e.conftest import OpenApp, Visit

BAR = ".foot .place"
CHROME = ("stSidebar", "stHeader", "stToolbar")
# Every text that is seen, by what it stands in, with its size on the screen: what is enlarged as a whole counts so.
SIZES = """() => {
  const found = { page: [], chart: [] };
  const seen = box => box.width > 1 && box.height > 1;
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const owner = text.parentElement;
    if (!text.textContent.trim() || ['STYLE', 'SCRIPT', 'title', 'desc'].includes(owner.tagName)) continue;
    if (!seen(owner.getBoundingClientRect()) || getComputedStyle(owner).visibility === 'hidden') continue;
    const size = parseFloat(getComputedStyle(owner).fontSize) * owner.currentCSSZoom;
    found[owner.closest('svg') ? 'chart' : 'page'].push([size, text.textContent.trim()]);
  }
  return found;
}"""


@pytest.fixture
def no_story() -> Iterator[None]:
    """Leave no story behind on the server that all tests share."""
    yield
    store = open_store(os.environ["CLUSTER_DESK_USERDATA"])
    for one in stories.list_(store):
        stories.delete(store, one.id)


def titles(visit: Visit) -> list[str]:
    return [
        one.split("\u00a0")[-1].lstrip("0123456789 ").split(" · ")[0]
        for one in visit.page.locator("ol .title").all_inner_texts()
    ]


def press(visit: Visit, key: str, place: str) -> None:
    """Press a key and wait until the bar says where that leads."""
    visit.page.keyboard.press(key)
    visit.page.locator(BAR).get_by_text(place, exact=True).wait_for()
    visit.wait_idle()


def assert_large(visit: Visit) -> None:
    """The page has large type, no chrome and nothing that is cut at its side."""
    visit.page.locator('[data-testid="stVegaLiteChart"] svg text').first.wait_for()
    sizes: dict[str, list[Any]] = visit.page.evaluate(SIZES)
    assert len(sizes["page"]) > 3
    assert len(sizes["chart"]) > 10
    assert min(sizes["page"])[0] >= 23.99, min(sizes["page"])
    assert min(sizes["chart"])[0] >= 17.99, min(sizes["chart"])
    for part in CHROME:
        shown = visit.page.get_by_test_id(part)
        assert not any(shown.nth(at).is_visible() for at in range(shown.count())), part
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for chart in visit.page.locator('[data-testid="stVegaLiteChart"] svg').all():
        box = chart.bounding_box()
        assert box is None or box["x"] + box["width"] <= 1921


def test_a_story_is_pinned_ordered_presented_and_followed(open_app: OpenApp, no_story: None) -> None:
    visit = open_app("/", size=(1920, 1080))
    for path in ("/", "/compare", "/weights"):
        if path != "/":
            visit.goto(path)
        visit.page.get_by_test_id("stSidebar").get_by_role("button", name="钉住").click()
        visit.page.get_by_test_id("stToast").wait_for()
    visit.goto("/story")
    visit.page.locator("ol li").nth(2).wait_for()
    assert titles(visit) == ["总览", "对比", "权重实验室"]

    visit.page.locator("ol .up").nth(2).focus()
    for order in (["总览", "权重实验室", "对比"], ["权重实验室", "总览", "对比"]):
        visit.page.keyboard.press("Enter")  # the focus goes with the step
        visit.wait_idle()
        assert titles(visit) == order
    grip, last = (
        visit.page.locator("ol .grip").first.bounding_box(),
        visit.page.locator("ol li").last.bounding_box(),
    )
    assert grip
    assert last
    visit.page.mouse.move(grip["x"] + 8, grip["y"] + 12)
    visit.page.mouse.down()
    visit.page.mouse.move(grip["x"] + 8, last["y"] + last["height"] - 2, steps=6)
    visit.page.mouse.up()
    visit.wait_idle()
    assert titles(visit) == ["总览", "对比", "权重实验室"]
    visit.page.get_by_role("textbox", name="讲稿").fill("先讲排名")
    visit.page.get_by_role("textbox", name="讲稿").blur()
    visit.wait_idle()

    address = visit.page.get_by_role("link", name="讲稿窗口").get_attribute("href")
    speaker = open_app(f"/story{address}")
    visit.page.get_by_role("button", name="开始演示").first.click()
    visit.page.locator(BAR).get_by_text("1 / 3", exact=True).wait_for()
    visit.wait_idle()
    assert_large(visit)
    speaker.page.get_by_text("已讲 0 分钟").wait_for()
    assert "先讲排名" in speaker.page.get_by_test_id("stMain").inner_text()
    for key, place in (("ArrowRight", "2 / 3"), ("PageDown", "3 / 3")):
        press(visit, key, place)
        assert_large(visit)
    speaker.page.get_by_role("heading", name="第 3 / 3 步：权重实验室").wait_for()

    visit.page.keyboard.press("f")
    visit.page.get_by_role("button", name="数字已冻结").wait_for()
    press(visit, "PageUp", "2 / 3")
    assert visit.page.get_by_role("button", name="数字已冻结").get_attribute("aria-pressed") == "true"
    speaker.page.get_by_text("起冻结").wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.locator("ol li").nth(2).wait_for()
    assert "present=" not in visit.page.url
    speaker.page.get_by_text("等待演示开始").wait_for()
