"""Ask in a real browser how far the index can be trusted."""

from __future__ import annotations

import pytest

from cluster_core.assess.statistical_audit import statistical_audit
from cluster_core.model.fit import default_scenario
from tests.e2e.conftest import OpenApp
from ui import data

CHART = '[data-testid="stVegaLiteChart"] svg'


@pytest.mark.parametrize(
    ("locale", "group", "title", "dimensions"),
    [("zh-CN", "查依据", "可靠吗", "维度"), ("en-GB", "Check", "Audit", "Dimensions")],
)
def test_see_which_dimension_the_ranking_hangs_on(
    open_app: OpenApp, locale: str, group: str, title: str, dimensions: str
) -> None:
    result = data.assessment(default_scenario(data.dataset("jiangsu")))
    tidy = statistical_audit(result).leave_out.tidy()
    nodes = tidy[~tidy["is_indicator"]].sort_values("rank_shift_mean", ascending=False)
    name = result.framework.by_id[nodes["part"].iloc[0]].name
    visit = open_app("/", locale=locale)
    visit.page.get_by_test_id("stTopNav").get_by_text(group).click()
    visit.page.get_by_role("menuitem", name=title).click()
    visit.wait_idle()
    assert "/audit" in visit.page.url
    assert "0.55" in visit.page.locator("h1").inner_text()
    assert visit.page.locator(CHART).count() == 3
    visit.page.get_by_role("radio", name=dimensions).click()
    visit.wait_idle()
    shown = visit.page.locator(CHART).nth(1).locator("text").all_text_contents()
    assert shown[0] == (name.zh if locale == "zh-CN" else name.en)
    assert f"{nodes['rank_shift_mean'].iloc[0]:.1f}" in shown


def test_a_table_and_another_subject(open_app: OpenApp) -> None:
    visit = open_app("/audit", locale="en-GB", size=(1366, 2200))
    visit.page.get_by_text("Table", exact=True).first.click()
    visit.wait_idle()
    assert visit.page.get_by_test_id("stDataFrame").count() == 1
    box = visit.page.get_by_role("combobox", name="Do the regions drift apart? Look at")
    box.click()
    box.fill("Exports")
    visit.page.get_by_role("option", name="Exports to GDP").first.click()
    visit.wait_idle()
    texts = visit.page.locator(CHART).last.locator("text").all_text_contents()
    assert {"2021", "2022", "2023"} <= set(texts)
