"""A visitor sees whether the ranking holds, puts other weights in force and judges pairs."""

from __future__ import annotations

from tests.e2e.conftest import OpenApp, Visit

CHART = '[data-testid="stVegaLiteChart"] svg'


def judge(visit: Visit, pair: str, answer: str) -> None:
    box = visit.page.get_by_role("combobox", name=pair)
    box.click()
    box.fill(answer)
    visit.page.get_by_role("option", name=answer).first.click()
    visit.wait_idle()


def test_reached_by_the_menu_and_a_set_put_in_force(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("Try").click()
    visit.page.get_by_role("menuitem", name="Other methods").click()
    visit.wait_idle()
    assert "/methods" in visit.page.url
    assert "Yancheng ranks between 11 and 13" in visit.page.locator("h1").inner_text()
    assert visit.page.locator(CHART).count() == 2
    heads = visit.page.locator(CHART).nth(1).locator("text").all_text_contents()
    assert {"In force", "TOPSIS", "PROMETHEE", "11–13"} <= set(heads)
    visit.page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").get_by_text("Entropy").click()
    visit.wait_idle()
    assert "entropy" in visit.page.url
    assert "Entropy" in visit.page.get_by_test_id("stSidebar").inner_text()


def test_a_table_and_the_way_to_the_formulas(open_app: OpenApp) -> None:
    visit = open_app("/methods", locale="zh-CN")
    visit.page.get_by_text("表格", exact=True).last.click()
    visit.wait_idle()
    assert visit.page.get_by_test_id("stDataFrame").count() == 1
    visit.page.get_by_role("button", name="这些权重和方法是怎么算的").click()
    visit.page.get_by_test_id("stPageLink").locator("a").click()
    visit.wait_idle()
    assert "/method?" in visit.page.url


def test_pairs_are_judged_and_put_in_force(open_app: OpenApp) -> None:
    visit = open_app("/methods", locale="en-GB", size=(1366, 1400))
    visit.page.get_by_text("Weights from comparing pairs").click()
    visit.wait_idle()
    judge(visit, "Innovation or Resilience", "Innovation extremely more (9)")
    judge(visit, "Resilience or Brand", "Resilience extremely more (9)")
    said = visit.page.get_by_test_id("stMain").inner_text()
    assert "contradict each other" in said
    assert "Innovation or Brand: judged" in said
    visit.page.get_by_role("button", name="Put these weights in force").click()
    visit.wait_idle()
    assert "Own weights" in visit.page.get_by_test_id("stSidebar").inner_text()
