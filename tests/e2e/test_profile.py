"""A visitor reads what a region is good at, what holds it back, and goes on to the region most like it."""

from __future__ import annotations

from tests.e2e.conftest import OpenApp, Visit

CHART = '[data-testid="stVegaLiteChart"] svg'


def said(visit: Visit) -> str:
    return visit.page.get_by_test_id("stMain").inner_text()


def drawn(visit: Visit, count: int) -> None:
    visit.page.wait_for_function(f"document.querySelectorAll('{CHART}').length >= {count}")


def test_what_it_is_good_at_what_holds_it_back_and_who_is_like_it(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("See").click()
    visit.page.get_by_role("menuitem", name="Region profile").click()
    visit.wait_idle()
    assert "/profile" in visit.page.url
    headline = visit.page.locator("h1").inner_text()
    assert headline.startswith("Yancheng: 3 strengths and 3 weaknesses")
    assert "most like Taizhou and Xuzhou" in headline
    drawn(visit, 4)
    assert "Fix first" in (visit.page.locator(CHART).first.text_content() or "")


def test_the_link_to_the_total_and_back(open_app: OpenApp) -> None:
    visit = open_app("/profile", locale="en-GB")
    drawn(visit, 4)
    visit.page.get_by_test_id("stButtonGroup").get_by_text("Link to the total").click()
    visit.wait_idle()
    drawn(visit, 4)
    assert "upwards: Link to the total" in said(visit)
    visit.page.get_by_test_id("stSidebar").get_by_text("中文").click()
    visit.wait_idle()
    assert "纵轴为与总分的相关" in said(visit)


def test_the_numbers_of_the_first_picture_as_a_table(open_app: OpenApp) -> None:
    visit = open_app("/profile")
    visit.page.get_by_text("表格", exact=True).first.click()
    visit.wait_idle()
    assert visit.page.get_by_test_id("stDataFrame").count() == 1


def test_a_twin_is_compared_and_a_twin_becomes_the_focus(open_app: OpenApp) -> None:
    visit = open_app("/profile", locale="en-GB")
    visit.page.get_by_role("button", name="Compare", exact=True).first.click()
    visit.page.wait_for_url("**/compare**")
    visit.wait_idle()
    assert "Taizhou" in visit.page.locator("h1").inner_text()
    visit.goto("/profile")
    visit.page.get_by_role("button", name="See its profile").first.click()
    visit.wait_idle()
    assert visit.page.locator("h1").inner_text().startswith("Taizhou")
