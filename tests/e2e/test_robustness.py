"""A visitor asks how sure a rank is, tightens the premise, and puts the weights of the best rank in force."""

from __future__ import annotations

from tests.e2e.conftest import OpenApp

CHART = '[data-testid="stVegaLiteChart"] svg'


def test_how_sure_and_what_would_change_it(open_app: OpenApp) -> None:
    visit = open_app("/sure", locale="en-GB")
    headline = visit.page.locator("h1")
    assert "Yancheng is 13th in" in headline.inner_text()
    assert "no weights at all bring it into the top 7" in headline.inner_text()
    visit.page.locator(CHART).nth(1).wait_for()
    assert "11–13" in visit.page.locator(CHART).nth(1).locator("text").all_text_contents()
    visit.page.get_by_test_id("stMain").get_by_text("Near equal").click()
    visit.wait_idle()
    assert headline.inner_text().startswith("With weights near equal")
    visit.page.get_by_role("button", name="Put in force").first.click()
    visit.wait_idle()
    assert "Own weights" in visit.page.get_by_test_id("stSidebar").inner_text()
    box = visit.page.get_by_test_id("stMain")
    assert box.evaluate("one => one.scrollWidth - one.clientWidth") == 0
