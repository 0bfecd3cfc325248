"""A visitor asks what would lift a region, finds a target out of reach, and aims for the best that is possible."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import OpenApp

SIZES = [(390, 844), (1366, 768)]


def test_a_target_out_of_reach_leads_to_one_within(open_app: OpenApp) -> None:
    visit = open_app("/goal", locale="en-GB")
    headline = visit.page.locator("h1")
    assert "would rise from 13th" in headline.inner_text()
    visit.page.get_by_text("Halfway there", exact=True).click()
    visit.wait_idle()
    visit.page.get_by_role("combobox", name="Target rank").click()
    visit.page.get_by_role("option", name="1st", exact=True).click()
    visit.wait_idle()
    assert "out of Yancheng's reach" in headline.inner_text()
    visit.page.get_by_role("button", name="Aim for").click()
    visit.wait_idle()
    assert "would rise from 13th" in headline.inner_text()
    visit.page.get_by_text("What each indicator costs", exact=False).click()
    visit.wait_idle()
    assert visit.page.get_by_test_id("stDataFrame").count() == 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_scrolls_sideways(open_app: OpenApp, size: tuple[int, int]) -> None:
    visit = open_app("/goal", size=size)
    box = visit.page.get_by_test_id("stMain")
    assert box.evaluate("one => one.scrollWidth - one.clientWidth") == 0
