"""A visitor asks what would lift a region, finds a target out of reach, and aims for the best that is possible."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import OpenApp, StartServer


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


def test_a_goal_is_saved_and_reopened_with_the_same_answer(
    fresh_server: StartServer, open_app: OpenApp, tmp_path: Path
) -> None:
    server = fresh_server(env={"CLUSTER_DESK_USERDATA": str(tmp_path / "desk")})
    visit = open_app("/goal", locale="en-GB", server=server)
    visit.page.get_by_text("Own pace", exact=True).click()
    visit.wait_idle()
    answer = visit.page.locator("h1").inner_text()
    visit.page.get_by_role("button", name="Save this goal").click()
    visit.page.get_by_role("dialog").get_by_role("button", name="Save scenario").click()
    visit.wait_idle()
    later = open_app("/tray", locale="en-GB", server=server)
    later.page.get_by_role("button", name="More").click()
    later.page.get_by_text("Open on Goal-seek", exact=True).click()
    later.page.wait_for_url("**/goal?**")
    later.wait_idle()
    assert later.page.locator("h1").inner_text() == answer
    assert "1~gk~1~rank" in later.page.url
