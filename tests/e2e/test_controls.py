"""A visitor changes what is judged and how, in the sidebar of a real browser, and sends the link on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenApp, StartServer, Visit
from tests.e2e.server import ROOT, AppServer

WORDS = {
    "zh-CN": ("评价框架", "研发与开放", "方法选项", "得分合成", "几何平均"),
    "en-GB": ("Framework", "Research and openness", "Methods", "How scores are combined", "geometric mean"),
}
FRAMEWORK = """
framework: {id: two, name: {zh: 研发与开放, en: Research and openness}, version: 1}
nodes:
  - {id: research, parent: two, weight: 2, name: {zh: 研发, en: Research}, indicators: [rd_intensity]}
  - {id: openness, parent: two, weight: 1, name: {zh: 开放, en: Openness}, indicators: [fdi_gdp]}
"""


@pytest.fixture
def two_frameworks(fresh_server: StartServer, tmp_path: Path) -> AppServer:
    """A server whose bundles share one more framework than the shipped ones."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    (folder / "frameworks" / "two.yaml").write_text(FRAMEWORK, encoding="utf-8")
    return fresh_server(env={"CLUSTER_DESK_DATA": str(folder)})


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose an option of a select box by its words."""
    box = visit.page.get_by_role("combobox", name=label, exact=True)
    box.click()
    visit.page.get_by_role("option", name=option, exact=True).click()
    visit.wait_idle()


def headline(visit: Visit) -> str:
    return visit.page.locator("h1").inner_text()


@pytest.mark.parametrize("locale", WORDS)
def test_another_framework_is_shown_and_restored_by_the_link(
    two_frameworks: AppServer, open_app: OpenApp, locale: str
) -> None:
    label, option, *_ = WORDS[locale]
    visit = open_app("/weights", server=two_frameworks, locale=locale)
    before = headline(visit)
    assert visit.page.get_by_role("slider").count() == 4
    choose(visit, label, option)
    assert visit.page.get_by_role("slider").count() == 2
    assert "~two~" in visit.page.url
    link = visit.page.url.removeprefix(visit.url)
    again = open_app(link, server=two_frameworks, locale=locale)
    assert again.page.get_by_role("slider").count() == 2
    assert again.page.get_by_role("combobox", name=label, exact=True).input_value() == option
    assert headline(again) == headline(visit) != before


@pytest.mark.parametrize("locale", WORDS)
def test_a_method_changes_the_score_and_the_switches_stay_open(open_app: OpenApp, locale: str) -> None:
    *_, methods, label, option = WORDS[locale]
    visit = open_app("/", locale=locale)
    before = headline(visit)
    visit.page.get_by_test_id("stSidebar").get_by_role("button", name=methods).click()
    visit.wait_idle()
    choose(visit, label, option)
    assert headline(visit) != before
    assert re.search(r"~geometric~", visit.page.url)
    assert visit.page.get_by_role("combobox", name=label, exact=True).is_visible()
    again = open_app(visit.page.url.removeprefix(visit.url), locale=locale)
    assert headline(again) == headline(visit)


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "desk"])
def test_the_switches_fit_the_window(open_app: OpenApp, size: tuple[int, int]) -> None:
    visit = open_app("/", size=size)
    if size[0] < 640:
        visit.page.get_by_test_id("stExpandSidebarButton").click()
    visit.page.get_by_test_id("stSidebar").get_by_role("button", name="方法选项").click()
    visit.wait_idle()
    box = visit.page.get_by_test_id("stPopoverBody").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    assert visit.page.get_by_role("combobox", name="得分合成", exact=True).is_visible()
