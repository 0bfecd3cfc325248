"""Compare two regions in a real browser and read what separates them most."""

from __future__ import annotations

import pytest

from cluster_core.assess import compare
from cluster_core.model.fit import default_scenario
from tests.e2e.conftest import OpenApp, Visit
from ui import data

YANCHENG, NANTONG = "320900", "320600"
CHART = '[data-testid="stVegaLiteChart"] svg'


def pick(visit: Visit, remove: str, add: str) -> None:
    """Take one region out of the comparison and choose another, with the keyboard."""
    chooser = visit.page.get_by_test_id("stMultiSelect")
    chooser.get_by_label(f"Remove {remove}").first.click()
    visit.wait_idle()
    box = chooser.get_by_role("combobox")
    box.fill(add)
    box.press("Enter")
    visit.page.keyboard.press("Escape")
    visit.wait_idle()


@pytest.mark.parametrize(
    ("locale", "names"), [("zh-CN", ("盐城", "南通", "宿迁市")), ("en-GB", ("Yancheng", "Nantong", "Suqian"))]
)
def test_read_which_force_separates_two_regions_most(
    open_app: OpenApp, locale: str, names: tuple[str, ...]
) -> None:
    result = data.assessment(default_scenario(data.dataset("jiangsu")))
    parts = compare.differences(result, YANCHENG, NANTONG)["four_forces"]
    most = compare.widest(parts)
    assert most is not None
    force = result.framework.by_id[most].name
    visit = open_app("/compare", locale=locale, size=(1366, 900))
    pick(visit, names[2], names[1])
    headline = visit.page.locator("h1").inner_text()
    assert names[0] in headline
    assert names[1] in headline
    assert (force.zh if locale == "zh-CN" else force.en) in headline
    assert f"{abs(parts[most]):.1f}" in headline
    assert visit.page.locator(CHART).count() == 2
    shown = visit.page.locator(CHART).nth(1).locator("text").all_text_contents()
    for gap in parts.values():
        assert (f"+{gap:.1f}" if gap > 0 else f"−{abs(gap):.1f}") in shown


def test_every_view_is_drawn_and_a_twin_added_on_a_phone(open_app: OpenApp) -> None:
    visit = open_app("/compare", locale="en-GB", size=(390, 844))
    page = visit.page
    views = page.locator(".st-key-pick_compared_view button")
    offered = page.locator(".st-key-add_compared_twin button").first
    twin = offered.inner_text().removeprefix("+ ")
    offered.click()
    visit.wait_idle()
    assert twin in page.get_by_test_id("stMultiSelect").inner_text()
    for at in range(views.count()):
        views.nth(at).click()
        visit.wait_idle()
        page.locator(CHART).first.wait_for()
        # Every picture says its takeaway, stands inside the page and has something in it.
        for chart in page.locator(CHART).all():
            box = chart.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert chart.locator("path, text").count() > 5
        described = page.locator('[data-testid="stVegaLiteChart"] [aria-label]').first
        assert described.get_attribute("aria-label")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
