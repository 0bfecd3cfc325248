"""Saved scenarios in a real browser: kept over a restart, compared, exchanged, never lost to another tab."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenApp, StartServer, Visit
from tests.e2e.server import AppServer

ODD = '<img src=x onerror="alert(1)"> **创新** مجموعات 😀'
CHART = '[data-testid="stVegaLiteChart"] svg'


@pytest.fixture
def start(fresh_server: StartServer, tmp_path: Path):
    """A function that starts a server on this test's own tray."""
    return lambda: fresh_server(env={"CLUSTER_DESK_USERDATA": str(tmp_path / "desk")})


def choose_weights(visit: Visit, preset: str) -> None:
    visit.page.get_by_role("radio", name=preset).click()
    visit.wait_idle()


def ask_to_save(visit: Visit, label: str) -> None:
    visit.page.get_by_test_id("stSidebar").get_by_role("button", name=label, exact=True).click()
    visit.wait_idle()


def press(visit: Visit, label: str) -> None:
    visit.page.get_by_role("dialog").get_by_role("button", name=label).click()
    visit.wait_idle()


def listed(visit: Visit) -> list[str]:
    """Return the names in the list, baseline and screen included."""
    boxes = visit.page.locator('[class*="st-key-tray_row_"]').get_by_test_id("stCheckbox")
    boxes.first.wait_for()
    return [name.strip("\u2068\u2069 \n") for name in boxes.all_inner_texts()]


def act(visit: Visit, entry: int, label: str) -> None:
    """Choose from the menu of one entry of the list."""
    visit.page.get_by_role("button", name="操作").nth(entry).click()
    visit.page.get_by_text(label, exact=True).click()
    visit.wait_idle()


def test_a_scenario_is_saved_compared_exchanged_and_still_there_tomorrow(
    start, open_app: OpenApp, tmp_path: Path
) -> None:
    server: AppServer = start()
    visit = open_app("/weights", server=server)
    choose_weights(visit, "创新优先")
    ask_to_save(visit, "存方案")
    name = visit.page.get_by_role("textbox", name="名称")
    assert name.input_value() == "创新优先 盐城 2023"
    name.fill(ODD)
    press(visit, "存入方案夹")
    assert visit.page.get_by_role("dialog").count() == 0

    visit.goto("/tray")
    assert listed(visit) == ["基准", "当前画面", ODD]
    assert "盐城由第 13 位升至第 12 位" in visit.page.locator("h1").inner_text()
    visit.page.locator(CHART).nth(2).wait_for()
    for chart in visit.page.locator(CHART).all()[:2]:
        assert "创新" in (chart.text_content() or "")

    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="导出全部").click()
    kept = json.loads(download.value.path().read_text("utf-8"))
    assert [one["name"] for one in kept["scenarios"]] == [ODD]
    kept["scenarios"] += [{"name": "坏的", "code": "x"}]
    (tmp_path / "in.json").write_text(json.dumps(kept), "utf-8")
    visit.page.get_by_role("button", name="导入", exact=True).click()
    visit.page.get_by_role("dialog").locator("input[type=file]").set_input_files(tmp_path / "in.json")
    visit.page.get_by_text("第 2 条").wait_for()
    press(visit, "导入 1 个方案")
    assert listed(visit)[2:] == [f"{ODD} (2)", ODD]
    act(visit, 0, "删除")
    assert listed(visit)[2:] == [ODD]
    visit.page.get_by_role("button", name="撤销").click()
    visit.wait_idle()

    visit.page.context.close()
    server.stop()
    again = open_app("/tray", server=start())
    assert sorted(listed(again)[2:]) == sorted([f"{ODD} (2)", ODD])
    act(again, 1, "在实验室打开")
    again.page.get_by_role("radio", name="创新优先").wait_for()
    assert "~4~80~40~40~40~" in again.page.url


def test_two_tabs_on_one_scenario_lose_nothing(start, open_app: OpenApp) -> None:
    server: AppServer = start()
    one = open_app("/weights", server=server)
    choose_weights(one, "创新优先")
    ask_to_save(one, "存方案")
    one.page.get_by_role("textbox", name="名称").fill("同一方案")
    press(one, "存入方案夹")
    other = open_app("/tray", server=server)
    act(other, 0, "在实验室打开")
    choose_weights(other, "品牌优先")
    ask_to_save(other, "存方案")
    press(other, "更新“同一方案”")
    choose_weights(one, "韧性优先")
    ask_to_save(one, "存方案")
    press(one, "更新“同一方案”")
    asked = one.page.get_by_role("dialog")
    asked.get_by_text("刚被别人改过").wait_for()
    assert asked.get_by_role("button", name="用我的覆盖").is_visible()
    press(one, "两份都留")
    one.goto("/tray")
    assert listed(one)[2:] == ["同一方案 (2)", "同一方案"]
    said = one.page.get_by_test_id("stMain").inner_text()
    assert "韧性" in said
    assert "品牌" in said
