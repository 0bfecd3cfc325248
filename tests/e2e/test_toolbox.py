"""From the overview to a briefing basket: the worst shortcoming, a measure and a case, by what can be seen alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenApp, StartServer, Visit


@pytest.fixture
def start(fresh_server: StartServer, tmp_path: Path):
    """A function that starts a server on this test's own basket."""
    return lambda: fresh_server(env={"CLUSTER_DESK_USERDATA": str(tmp_path / "desk")})


def press(visit: Visit, label: str) -> None:
    visit.page.get_by_role("button", name=label).first.click()
    visit.wait_idle()


def basket_of(visit: Visit) -> str:
    press(visit, "Basket (")
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_text("Basket for the briefing").wait_for()
    return dialog.inner_text()


def test_the_worst_shortcoming_its_measure_and_a_case_go_into_the_basket(
    open_app: OpenApp, start, record_property
) -> None:
    server = start()
    visit = open_app("/", server=server, locale="en-GB")
    began = time.monotonic()
    assert "Severity 69 (severe)" in visit.page.get_by_test_id("stMain").inner_text()
    press(visit, "What answers it")
    assert "/toolbox" in visit.page.url
    headline = visit.page.locator("h1").inner_text()
    assert "Core technology lacking" in headline
    assert visit.page.get_by_role("radio", name="Chokepoint list and joint research").is_checked()
    for what in ("shortcoming", "measure", "case"):
        press(visit, f"Put this {what} in the basket")
    listed = basket_of(visit)
    record_property("seconds", round(time.monotonic() - began, 1))
    for place, name in enumerate(
        ("Core technology lacking", "Chokepoint list and joint research", "Changzhou new carbon materials"), 1
    ):
        assert f"{place}. {name}" in listed

    visit.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    visit.wait_idle()
    field = visit.page.get_by_role("textbox", name="Search everything")
    field.fill("動力裝備")
    field.press("Enter")
    visit.wait_idle()
    press(visit, "Weifang power equipment")
    first = visit.page.locator('[class*="st-key-case_"]').first
    assert "Weifang power equipment" in first.inner_text()
