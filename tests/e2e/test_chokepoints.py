"""The chokepoint board in a browser: a rating typed into the table sorts the lanes at once, and can be undone."""

from __future__ import annotations

from tests.e2e.conftest import Visit

# Middle of the first cell to rate, from the table's corner: behind the names, below the head.
CRITICALITY, FIRST, ROW = 290, 52, 35


def rate(visit: Visit, row: int, rating: str) -> None:
    table = visit.page.get_by_test_id("stDataFrame").first
    table.wait_for()
    table.dblclick(position={"x": CRITICALITY, "y": FIRST + ROW * row})
    visit.page.wait_for_timeout(300)
    visit.page.keyboard.type(rating)
    visit.page.wait_for_timeout(300)
    visit.page.keyboard.press("Enter")
    visit.wait_idle()


def test_ratings_sort_the_board_at_once(visit: Visit) -> None:
    visit.goto("/chokepoints?lang=en")
    headline = visit.page.locator("h1")
    assert "none of the 12 technologies" in headline.inner_text()
    rate(visit, 0, "100")
    headline.filter(has_text="High-end CNC machine tools first (priority 38").wait_for()
    rate(visit, 1, "75")
    headline.filter(has_text="High-end test instruments first (priority 45").wait_for()
    assert "cnc_machine_tools.100" in visit.page.url
    visit.page.get_by_role("button", name="Undo").click()
    headline.filter(has_text="High-end CNC machine tools first").wait_for()
    visit.page.get_by_role("button", name="Core technology of wind turbines").click()
    visit.page.get_by_text("The article says that over 90 %").wait_for()
