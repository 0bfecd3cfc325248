"""A visitor asks which type a region is, rates it, and looks at its place on the ladder."""

from __future__ import annotations

from dataclasses import replace

from cluster_core import default_scenario, load_dataset
from tests.e2e.conftest import OpenApp, Visit
from tests.e2e.server import ROOT


def of_clusters() -> str:
    known = load_dataset(ROOT / "data" / "practice")
    return replace(default_scenario(known), unit="cluster", focus="c03", peers=()).encode()


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


def test_a_rating_answers_where_data_are_lacking(open_app: OpenApp) -> None:
    visit = open_app("/", locale="en-GB")
    visit.page.get_by_test_id("stTopNav").get_by_text("See").click()
    visit.page.get_by_role("menuitem", name="Type and ladder").click()
    visit.wait_idle()
    assert "/types" in visit.page.url
    assert "no type can be told yet" in headline(visit)
    for name in ("Control of key technology", "Pull of leading firms", "Integration of the chain"):
        rubric = visit.page.get_by_test_id("stButtonGroup").filter(has_text=name)
        rubric.get_by_text("75", exact=True).click()
        visit.wait_idle()
    assert headline(visit).startswith("Yancheng: Leading (with your ratings)")
    visit.page.get_by_role("button", name="Back to the defaults").click()
    visit.wait_idle()
    assert "no type can be told yet" in headline(visit)


def test_clusters_have_a_field_and_a_table(open_app: OpenApp) -> None:
    visit = open_app(f"/types?s={of_clusters()}", locale="en-GB")
    assert "Breakthrough" in headline(visit)
    charts = visit.page.get_by_test_id("stVegaLiteChart")
    charts.nth(2).locator("svg").wait_for()
    assert charts.count() == 3
    assert visit.page.get_by_test_id("stDataFrame").count() == 0
    visit.page.get_by_test_id("stMain").get_by_text("Table", exact=True).first.click()
    visit.wait_idle()
    assert visit.page.get_by_test_id("stDataFrame").count() == 1
